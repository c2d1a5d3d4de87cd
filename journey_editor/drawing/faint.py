"""Faint cards, links and curves: those that a filter dims."""

from collections.abc import Iterator, Set
from dataclasses import replace
from functools import lru_cache
from typing import assert_never

from journey_editor.drawing.primitives import Drawing, Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.memo import Memo, Same

FAINT = 0.35
"""Share of its colours that a faint card keeps; the rest is the colour of the paper."""

Look = tuple[str, float]
"""The colour of the paper, and the share of its colours that something faint keeps."""

_cards: Memo[Group] = Memo(4096)
_cells: Memo[tuple[Primitive, ...]] = Memo(1024)


def with_faint(drawing: Drawing, ids: Set[str], share: float = FAINT) -> Drawing:
    """Return a drawing in which some cards, links and curves are faint. The others stay the same objects.

    `share` is what they keep of their colours.

    Faint colours are mixed in advance instead of being drawn with an opacity, which each output applies
    differently to shapes that overlap. Only pictures have one.
    """
    if not ids:
        return drawing
    _cards.make_room(len(ids) + 4096)
    look = drawing.background, share
    return replace(drawing, groups=tuple(_with_faint(group, ids, look) for group in drawing.groups))


def _with_faint(group: Group, ids: Set[str], look: Look) -> Group:
    # A curve has a group in each row of stages, whose owners begin with its id.
    if group.owner in ids or (group.role == "curve" and group.owner.partition("/")[0] in ids):
        return _faint_group(group, look)
    if group.role != "cell":
        return group
    chosen = ids & {card.owner for card in group.children if isinstance(card, Group)}
    if not chosen:
        return group
    key = (Same(group.children), frozenset(chosen), look)
    return replace(group, children=_cells.get(key, lambda: tuple(_mixed_cards(group, chosen, look))))


def _mixed_cards(cell: Group, chosen: Set[str], look: Look) -> Iterator[Primitive]:
    for card in cell.children:
        yield _faint_card(card, look) if isinstance(card, Group) and card.owner in chosen else card


def _faint_card(card: Group, look: Look) -> Group:
    return _cards.get((Same(card), look), lambda: _faint_group(card, look))


def _faint_group(group: Group, look: Look) -> Group:
    return replace(group, children=tuple(_faint(each, look) for each in group.children))


def _faint(item: Primitive, look: Look) -> Primitive:
    match item:
        case Group():
            return _faint_group(item, look)
        case Rect() | Path():
            stroke = item.stroke and _faint_stroke(item.stroke, look)
            return replace(item, fill=item.fill and _mixed(item.fill, look), stroke=stroke)
        case TextRun():
            return replace(item, color=_mixed(item.color, look))
        case Picture():
            return replace(item, opacity=look[1])
        case _:
            assert_never(item)


def _faint_stroke(stroke: Stroke, look: Look) -> Stroke:
    return replace(stroke, color=_mixed(stroke.color, look))


@lru_cache(maxsize=1024)
def _mixed(color: str, look: Look) -> str:
    """Return a colour of which a share is left on a paper."""
    paper, share = look
    pairs = zip(bytes.fromhex(color[1:]), bytes.fromhex(paper[1:]), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02X}" for one, other in pairs)
