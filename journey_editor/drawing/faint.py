"""Faint cards, links and curves: those that a filter dims."""

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from journey_editor.drawing.primitives import Drawing, Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.memo import Memo, Same

FAINT = 0.35
"""Share of its colours that a faint card keeps; the rest is the colour of the paper."""

_cards: Memo[Group] = Memo(4096)
_cells: Memo[tuple[Primitive, ...]] = Memo(1024)


def with_faint(drawing: Drawing, ids: Set[str]) -> Drawing:
    """Return a drawing in which some cards, links and curves are faint. The others stay the same objects.

    Faint colours are mixed in advance instead of being drawn with an opacity, which each output applies
    differently to shapes that overlap. Only pictures have one.
    """
    if not ids:
        return drawing
    _cards.make_room(len(ids) + 4096)
    paper = drawing.background
    return replace(drawing, groups=tuple(_with_faint(group, ids, paper) for group in drawing.groups))


def _with_faint(group: Group, ids: Set[str], paper: str) -> Group:
    # A curve has a group in each row of stages, whose owners begin with its id.
    if group.owner in ids or (group.role == "curve" and group.owner.partition("/")[0] in ids):
        return _faint_group(group, paper)
    if group.role != "cell":
        return group
    chosen = ids & {card.owner for card in group.children if isinstance(card, Group)}
    if not chosen:
        return group
    key = (Same(group.children), frozenset(chosen), paper)
    return replace(group, children=_cells.get(key, lambda: tuple(_mixed_cards(group, chosen, paper))))


def _mixed_cards(cell: Group, chosen: Set[str], paper: str) -> Iterator[Primitive]:
    for card in cell.children:
        yield _faint_card(card, paper) if isinstance(card, Group) and card.owner in chosen else card


def _faint_card(card: Group, paper: str) -> Group:
    return _cards.get((Same(card), paper), lambda: _faint_group(card, paper))


def _faint_group(group: Group, paper: str) -> Group:
    return replace(group, children=tuple(_faint(each, paper) for each in group.children))


def _faint(item: Primitive, paper: str) -> Primitive:
    match item:
        case Group():
            return _faint_group(item, paper)
        case Rect() | Path():
            stroke = item.stroke and _faint_stroke(item.stroke, paper)
            return replace(item, fill=item.fill and _mixed(item.fill, paper), stroke=stroke)
        case TextRun():
            return replace(item, color=_mixed(item.color, paper))
        case Picture():
            return replace(item, opacity=FAINT)
        case _:
            assert_never(item)


def _faint_stroke(stroke: Stroke, paper: str) -> Stroke:
    return replace(stroke, color=_mixed(stroke.color, paper))


@lru_cache(maxsize=1024)
def _mixed(color: str, paper: str) -> str:
    """Return a colour of which `FAINT` is left on a paper."""
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(paper[1:]), strict=True)
    return "#" + "".join(f"{round(FAINT * one + (1 - FAINT) * other):02X}" for one, other in pairs)
