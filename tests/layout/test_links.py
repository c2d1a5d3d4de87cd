"""Links on the map: their ways, their labels and the legend."""

from datetime import date
from itertools import combinations, pairwise

import pytest

from journey_editor.drawing.draw_link import draw_arrow
from journey_editor.drawing.primitives import Path
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Point
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import LinkLayout, LinkLook, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import LIGHT
from journey_editor.model.document import Document
from journey_editor.model.kinds import LINK_KINDS
from tests.gallery import links_everywhere
from tests.layout.invariants import check_all, touches

LANES = ("action", "frontstage", "emotion", "backstage", "support_process")
"""Lanes of a service blueprint."""


class Blueprint:
    """Draft of a service blueprint of some columns, with the ids of its lanes and steps in order."""

    def __init__(self, columns: int = 4, lanes: tuple[str, ...] = LANES) -> None:
        self._new_id = counting_ids()
        self.draft = Draft(Document(), self._new_id)
        new_project(self.draft)
        self.journey = add_journey(self.draft, title="Returning a toaster").id
        stages = [add_stage(self.draft, self.journey, name=f"Stage {at}").id for at in range(columns)]
        self.steps = [self.draft.steps_of(stage)[0].id for stage in stages]
        self.lanes = {kind: add_lane(self.draft, self.journey, kind).id for kind in lanes}

    def card(self, column: int, lane: str, text: str = "Hands over the toaster") -> str:
        return add_card(self.draft, self.steps[column], self.lanes[lane], text).id

    def laid_out(self, rows: int = 1) -> MapLayout:
        document = self.draft.finish()
        self.draft = Draft(document, self._new_id)
        layout = lay_out(document, self.journey, today=date(2026, 3, 1), rows=rows)
        check_all(layout)
        return layout


def link_of(layout: MapLayout, record_id: str) -> LinkLayout:
    return next(link for link in layout.links if link.id == record_id)


def crossings(one: LinkLayout, other: LinkLayout) -> int:
    """Return how often the lines of two links cross."""

    def crosses(a: tuple[Point, Point], b: tuple[Point, Point]) -> bool:
        (upright, lying) = (a, b) if a[0][0] == a[1][0] else (b, a)
        if upright[0][0] != upright[1][0] or lying[0][1] != lying[1][1]:
            return False
        x, y = upright[0][0], lying[0][1]
        (left, right), (top, bottom) = sorted(p[0] for p in lying), sorted(p[1] for p in upright)
        return left < x < right and top < y < bottom

    return sum(crosses(a, b) for a in pairwise(one.points) for b in pairwise(other.points))


def words_of_legend(layout: MapLayout) -> list[str]:
    return ["".join(line.text for line in entry.text.lines) for entry in layout.footer.legend]


def test_cards_below_each_other_are_linked_straight_from_edge_to_edge() -> None:
    blueprint = Blueprint()
    cards = [blueprint.card(1, lane) for lane in ("action", "frontstage")]
    below = [blueprint.card(1, lane) for lane in ("backstage", "support_process")]
    down = link_cards(blueprint.draft, *cards, label="hands over").id
    up = link_cards(blueprint.draft, *reversed(below)).id
    past_the_chart = link_cards(blueprint.draft, cards[1], below[0]).id
    layout = blueprint.laid_out()
    boxes = layout.cards
    (x, start), (end_x, end) = link_of(layout, down).points
    assert (x, start, end_x, end) == (end_x, boxes[cards[0]].box.bottom, x, boxes[cards[1]].box.y)
    (_, start), (_, end) = link_of(layout, up).points
    assert (start, end) == (boxes[below[1]].box.y, boxes[below[0]].box.bottom)
    assert len(link_of(layout, past_the_chart).points) == 4


def test_a_label_is_at_its_line_and_the_legend_lists_each_kind_once() -> None:
    blueprint = Blueprint()
    for column, label in enumerate(("requests", "looks up", "asks", "")):
        link_cards(blueprint.draft, blueprint.card(column, "action"), blueprint.card(column, "backstage"),
                   label=label)  # fmt: skip
    layout = blueprint.laid_out()
    said = [link.label and "".join(line.text for line in link.label.lines) for link in layout.links]
    assert said == ["requests", "looks up", "asks", None]
    assert words_of_legend(layout) == ["Handoff"]


def test_a_label_without_room_is_a_number_at_the_line_and_in_the_legend() -> None:
    blueprint = Blueprint(2, ("action",))
    one, other = (blueprint.card(column, "action") for column in (0, 1))
    long = "sends the whole form by registered letter to the department for returned toasters"
    link_cards(blueprint.draft, one, other, label=long)
    layout = blueprint.laid_out()
    (link,) = layout.links
    assert link.label is None and link.number is not None
    assert words_of_legend(layout) == ["Handoff", long]


def test_two_links_down_from_a_card_do_not_cross() -> None:
    blueprint = Blueprint(4, ("action", "frontstage", "backstage", "support_process"))
    cards = [blueprint.card(2, lane) for lane in blueprint.lanes]
    others = [blueprint.card(3, lane) for lane in blueprint.lanes]
    for target in (cards[2], cards[3], others[0], others[2], others[3]):
        link_cards(blueprint.draft, cards[0], target)
    layout = blueprint.laid_out()
    for one, other in combinations(layout.links, 2):
        assert crossings(one, other) == 0
    (start, end) = layout.links[2].points
    assert start[1] == end[1], "a neighbour is linked without a kink, whatever else leaves that side"


def test_a_link_past_a_chart_crosses_its_curve_once_and_is_interrupted_there() -> None:
    blueprint = Blueprint()
    curve = add_curve(blueprint.draft, blueprint.journey)
    for column, value in enumerate((0.9, -0.8, 0.7, -0.9)):
        above, below = blueprint.card(column, "action"), blueprint.card(column, "backstage")
        label = "So long that it reaches far" if column == 1 else ""
        point = set_emotion(blueprint.draft, curve.id, above, value)
        blueprint.draft.change(point, label=label)
        link_cards(blueprint.draft, above, below)
    layout = blueprint.laid_out()
    for link in layout.links:
        (gap,) = link.gaps
        assert any(x0 == x1 == gap.center[0] for (x0, _), (x1, _) in pairwise(link.points))


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_links_and_labels_keep_out_of_the_way_in_any_number_of_rows(rows: int) -> None:
    document = links_everywhere()
    layout = lay_out(document, document.journeys()[0].id, today=date(2026, 3, 1), rows=rows)
    check_all(layout)
    arrows = [link for link in layout.links if link.pointer is not None]
    assert bool(arrows) == (rows > 1), "a link to another row has an arrow between the rows"


def test_a_link_to_another_row_crosses_no_header_between_equal_columns() -> None:
    blueprint = Blueprint(6)
    link_cards(blueprint.draft, blueprint.card(5, "action"), blueprint.card(0, "action"), "loop")
    link_cards(blueprint.draft, blueprint.card(0, "backstage"), blueprint.card(3, "backstage"))
    layout = blueprint.laid_out(rows=3)
    assert len({stage.band for stage in layout.stages}) == 3
    for link in layout.links:
        assert not any(touches(link.points, stage.box) for stage in layout.stages)


def test_each_kind_has_its_own_line_head_or_sign_at_its_start() -> None:
    looks = set()
    for kind in LINK_KINDS:
        parts = [*draw_arrow(((0.0, 0.0), (24.0, 0.0)), LinkLook(kind), LIGHT)]
        looks.add(tuple((part.commands, part.stroke and part.stroke.dash) for part in parts
                        if isinstance(part, Path)))  # fmt: skip
    assert len(looks) == len(LINK_KINDS)


def test_a_loop_to_the_next_card_below_the_heading_of_a_group_is_straight() -> None:
    blueprint = Blueprint()
    cards = [blueprint.card(column, "action") for column in range(4)]
    near, back = (
        link_cards(blueprint.draft, cards[one], cards[other], "loop").id for one, other in ((0, 1), (3, 1))
    )
    group_lanes(blueprint.draft, [blueprint.lanes["action"], blueprint.lanes["frontstage"]], "Journey")
    layout = blueprint.laid_out()
    assert len(link_of(layout, near).points) == 2
    assert len(link_of(layout, back).points) == 4, "around the card between them"


def test_a_loop_leads_back_above_the_cards_and_the_legend_has_own_names() -> None:
    blueprint = Blueprint()
    first, middle, last = (blueprint.card(column, "action") for column in range(3))
    loop = link_cards(blueprint.draft, last, first, "loop", "again").id
    for target, name in ((middle, "Data"), (last, "Money")):
        link = link_cards(blueprint.draft, first, target, "own")
        blueprint.draft.change(link, name=name)
    layout = blueprint.laid_out()
    tops = {layout.cards[card].box.y for card in (first, middle, last)}
    assert {y for _, y in (link_of(layout, loop).points[0], link_of(layout, loop).points[-1])} <= tops
    assert words_of_legend(layout) == ["Loop", "Data", "Money"]
    looks = [entry.look for entry in layout.footer.legend]
    assert len(set(looks)) == 3, "kinds with names of their own have different lines"


def test_a_link_between_stages_runs_above_them_in_any_number_of_rows() -> None:
    blueprint = Blueprint()
    blueprint.card(0, "action")
    stages = [stage.id for stage in blueprint.draft.stages_of(blueprint.journey)]
    back = link_cards(blueprint.draft, stages[2], stages[0], "loop", "orders again").id
    for rows in (1, 2):
        layout = blueprint.laid_out(rows)
        boxes = {stage.id: stage.box for stage in layout.stages}
        link = link_of(layout, back)
        assert [y for _, y in (link.points[0], link.points[-1])] == [boxes[stages[2]].y, boxes[stages[0]].y]
        assert link.label is not None and link.label.bottom <= boxes[stages[2]].y


def test_two_links_of_a_kind_that_look_different_have_one_entry_with_the_usual_look() -> None:
    blueprint = Blueprint()
    cards = [blueprint.card(column, "action") for column in range(3)]
    red = link_cards(blueprint.draft, *cards[:2], "next")
    blueprint.draft.change(red, color=4, line="dashed", strong=True)
    assert [entry.look for entry in blueprint.laid_out().footer.legend] == [
        LinkLook("next", 4, "dashed", True)
    ]
    link_cards(blueprint.draft, *cards[1:], "next")
    assert [entry.look for entry in blueprint.laid_out().footer.legend] == [LinkLook("next")]


def test_the_conditions_of_branches_to_neighbours_are_written_out() -> None:
    blueprint = Blueprint(3, ("action", "frontstage", "backstage"))
    asks = blueprint.card(1, "action", "Calls")
    for lane in ("action", "frontstage", "backstage"):
        blueprint.card(1, lane)
        blueprint.card(2, lane)
    said = {
        link_cards(blueprint.draft, asks, blueprint.card(column, lane), "branch", label).id: label
        for column, lane, label in (
            (2, "action", "yes"), (2, "frontstage", "no answer"), (2, "backstage", "no"),
            (0, "backstage", "lost"),
        )
    }  # fmt: skip
    layout = blueprint.laid_out()
    for link in layout.links:
        assert link.label is not None, said[link.id]
        assert " ".join(line.text.strip() for line in link.label.lines) == said[link.id]
        # No label covers the sign at the start of its line.
        assert not any(gap.contains(*link.points[0]) for gap in link.gaps)


def test_columns_have_equal_distances_wherever_links_run() -> None:
    blueprint = Blueprint(5)
    for lane in ("frontstage", "backstage", "support_process"):
        link_cards(blueprint.draft, blueprint.card(0, "action"), blueprint.card(2, lane))
    gaps = {
        round(right.column.x - left.column.right, 3) for left, right in pairwise(blueprint.laid_out().steps)
    }
    assert len(gaps) == 1


@pytest.mark.parametrize("kind", ["interaction_line", "visibility_line", "internal_interaction_line"])
def test_labels_leave_the_lines_of_a_blueprint_whole(kind: str) -> None:
    blueprint = Blueprint(2, ("action", kind, "backstage"))
    for column, label in enumerate(("hands over", "looks up what the customer ordered last May")):
        link_cards(blueprint.draft, blueprint.card(column, "action"), blueprint.card(column, "backstage"),
                   label=label)  # fmt: skip
    layout = blueprint.laid_out()
    (rule,) = [lane.rule for lane in layout.lanes if lane.rule is not None]
    written = [link.label.box if link.label else link.disc for link in layout.links]
    assert layout.links[0].label is not None
    assert not any(box is None or box.overlaps(rule.grown(1)) for box in written)
