"""Marks of changed cards: signs beside the colours, at the right place, and heard."""

from datetime import date

import pytest

from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.primitives import Drawing, Group, Path, Rect, TextRun
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.comparison import CARD_CHANGES, compare
from journey_editor.editing.draft import Draft
from journey_editor.editing.persona_comparison import compare_side_by_side
from journey_editor.foundation.identity import now
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from tests.gallery import sample
from tests.languages import journey_in


def changed(language: str) -> tuple[Document, str, str]:
    """Return a project with two journeys that differ in each kind of change, and their ids."""
    document = journey_in(language)
    draft = Draft(document)
    later = merge_project(draft, document)[0]
    draft.change(draft.get(Journey, later), state="to_be")
    first, second, third, fourth, fifth, *_ = draft.cards_of(later)
    draft.remove(first.id)
    draft.change(second, text=second.text + " 24/7")
    draft.change(third, step=draft.columns_of(later)[0].id, owner="Ida")
    draft.change(fourth, moment_of_truth=not fourth.moment_of_truth)
    draft.add(type(fifth), step=fifth.step, lane=fifth.lane, text="2026", order=fifth.order + "V")
    return draft.finish(), document.journeys()[0].id, later


def cards(drawing: Drawing) -> dict[str, Group]:
    cells = (group for group in drawing.groups if group.role == "cell")
    return {card.owner: card for cell in cells for card in cell.children if isinstance(card, Group)}


@pytest.mark.parametrize(("language", "at_start"), [("de", True), ("ar", False)])
def test_every_kind_of_change_has_its_own_sign_at_the_corner_where_reading_begins(
    language: str, at_start: bool
) -> None:
    document, earlier, later = changed(language)
    (page,) = sheet_pages(document, later, Sheet(earlier=earlier), now())
    marks = compare(document, earlier, later).marks
    signs = set()
    for owner, card in cards(page.drawing).items():
        face = card.children[0]
        assert isinstance(face, Rect)
        count = len(marks.get(owner, ()))
        added = card.children[len(card.children) - 2 * count :]
        for disc, sign in zip(added[::2], added[1::2], strict=True):
            assert isinstance(disc, Path) and isinstance(sign, Path)
            assert disc.fill is not None and (sign.x, sign.y) == (disc.x, disc.y)
            assert (disc.x < face.width / 2) == at_start
            signs.add((sign.commands, disc.fill))
    assert len(signs) == len({commands for commands, _ in signs}) == len(CARD_CHANGES)


def test_a_screen_reader_hears_the_change_and_dropped_cards_have_a_dashed_edge() -> None:
    document, earlier, later = changed("de")
    (page,) = sheet_pages(document, later, Sheet(earlier=earlier), now())
    found = cards(page.drawing)
    labels = sorted(card.label.partition(": ")[0] for card in found.values() if "24/7" in card.label)
    assert labels == ["Umformuliert"]
    assert any(card.label.startswith("Verschoben, Details geändert: ") for card in found.values())
    dashed = [
        card
        for card in found.values()
        if isinstance(card.children[0], Rect) and card.children[0].stroke and card.children[0].stroke.dash
    ]
    assert [card.label.partition(": ")[0] for card in dashed] == ["Entfallen"]


def test_a_reworded_card_shows_its_earlier_text_struck_through_and_a_moved_one_where_it_was() -> None:
    document, earlier, later = changed("de")
    (page,) = sheet_pages(document, later, Sheet(earlier=earlier), now())
    found = cards(page.drawing).values()
    reworded = next(card for card in found if card.label.startswith("Umformuliert"))
    small = {part.y: part for part in reworded.children if isinstance(part, TextRun) and part.run.size < 12}
    assert " ".join(part.run.text.strip() for part in small.values()) in {
        card.text for card in document.cards_of(earlier)
    }
    strokes = [part.commands for part in reworded.children if isinstance(part, Path) and part.fill is None]
    for y, run in small.items():
        assert any(
            len(line) == 2 and line[0][1:] == pytest.approx((run.x, y - 3.2), abs=0.1) for line in strokes
        )
    assert "vorher: " in reworded.label
    moved = next(card for card in found if card.label.startswith("Verschoben"))
    assert any(isinstance(part, TextRun) and part.run.text.startswith("Von ") for part in moved.children)


def test_the_same_share_is_left_of_every_faint_colour() -> None:
    group = Group("card:1", "card", 0, 0, (Rect(0, 0, 10, 10, fill="#000000"),))
    drawing = Drawing(10, 10, "#FFFFFF", (group,))
    for share, color in ((0.35, "#A6A6A6"), (0.6, "#666666")):
        (faint,) = with_faint(drawing, {"card:1"}, share).groups
        assert faint.children == (Rect(0, 0, 10, 10, fill=color),)


def test_rows_of_two_personas_have_their_badges_and_marks_between_their_points() -> None:
    document = sample()
    journey = document.journeys()[0].id
    one, other = (each.id for each in document.personas_of(journey))
    (page,) = sheet_pages(document, journey, Sheet(personas=(one, other)), now())
    groups = page.drawing.groups
    lanes = [group for group in groups if group.role == "lane"]
    assert [lane.label for lane in lanes][1:4] == [
        "Touchpoints: Amira Haddad",
        "Touchpoints: Tom Lindqvist",
        "Touchpoints: Amira Haddad, Tom Lindqvist",
    ]

    def line_above(lane: Group) -> bool:
        """Return whether a hairline divides a lane from the one above."""
        first = lane.children[0]
        return isinstance(first, Path) and len(first.commands) == 2

    assert [line_above(lane) for lane in lanes][:5] == [True, True, False, False, True]
    compared = compare_side_by_side(document, journey, one, other)
    layout = lay_out(compared.document, journey, today=date(2026, 12, 1), owners=compared.owners)
    badges = [lane.badges for lane in layout.lanes]
    assert [len(each) for each in badges][:5] == [0, 1, 1, 2, 0]
    for lane in layout.lanes:
        words = [lane.title.box, *([lane.subtitle.box] if lane.subtitle else [])]
        assert not any(badge.box.overlaps(box) for badge in lane.badges for box in words)
    (gap,) = (group for group in groups if group.role == "gap")
    assert gap.label == "Different emotion"
    line = gap.children[0]
    points = {each.id: (each.x, each.y) for curve in layout.charts[0].curves for each in curve.points}
    assert isinstance(line, Path) and [each[1:] for each in line.commands] == [
        points[each] for each in compared.gaps[0]
    ]
