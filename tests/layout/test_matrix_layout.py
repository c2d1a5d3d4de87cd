"""Priority matrix: each rated opportunity is a numbered dot in its cell, and an entry of the list."""

from itertools import combinations

import pytest

from journey_editor.drawing.draw_matrix import draw_matrix
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.insight.backlog import backlog
from journey_editor.layout.matrix_layout import DOT, MatrixLayout, cell_at, lay_out_matrix
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from tests.insight.test_rules import SupportJourney


def ideas(
    ratings: list[tuple[int | None, int | None]], direction: str = "ltr"
) -> tuple[Document, MatrixLayout]:
    support = SupportJourney()
    support.draft.change(support.draft.get(Journey, support.journey), direction=direction)
    for index, (impact, effort) in enumerate(ratings):
        add_card(
            support.draft,
            support.steps[0],
            support.pains,
            f"Idea {index} with many words that need more than a single line in the list",
            kind="opportunity",
            impact=impact,
            effort=effort,
            owner="Ben",
        )
    document = support.draft.finish()
    return document, lay_out_matrix(document, support.journey, backlog(document, [support.journey]))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_dots_are_in_their_cells_and_cover_nothing(direction: str) -> None:
    document, layout = ideas([*[(5, 1)] * 30, (1, 5), (3, 3), (None, 2)], direction)
    ratings = {
        each.id: (each.impact, each.effort)
        for each in Draft(document).cards_of(document.journeys()[0].id)
        if each.kind == "opportunity"
    }
    assert len(layout.dots) == 32 and len(layout.entries) == 33, "what is not rated has no dot"
    boxes = [Box(x - DOT / 2, y - DOT / 2, DOT, DOT) for x, y in (dot.at for dot in layout.dots)]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    for dot, box in zip(layout.dots, boxes, strict=True):
        cell = cell_at(layout, *dot.at)
        assert (cell.impact, cell.effort) == ratings[dot.id]
        assert cell.box.contains(box.x, box.y) and cell.box.contains(box.right, box.bottom)
        assert not any(name.box.overlaps(box) for name in layout.names if name.lines)
    for one, other in combinations(layout.entries, 2):
        assert not one.text.box.overlaps(other.text.box)
    assert all(
        entry.text.x >= 0 and entry.text.x + entry.text.width <= layout.width for entry in layout.entries
    )
    best, worst = (cell_at(layout, *dot.at) for dot in (layout.dots[0], layout.dots[-1]))
    assert best.quadrant == "quick_win" and worst.quadrant == "time_sink"
    assert (best.box.x < worst.box.x) == (direction == "ltr")
    labels = [group.label for group in draw_matrix(document, layout).groups]
    assert any(label.startswith("Idea 0") for label in labels)
