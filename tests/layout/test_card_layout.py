"""Content of cards: what is drawn small, and what is not repeated."""

from datetime import date

import pytest

from journey_editor.drawing.draw_card import draw_card
from journey_editor.drawing.primitives import Path
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane, show_detail
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout import theme
from journey_editor.layout.boxes import Badge, CardBody, CardContent, MapLayout
from journey_editor.layout.card_layout import body_of
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import Document
from journey_editor.model.records import Channel
from journey_editor.text.ruler import default_ruler
from journey_editor.text.typesetter import Typesetter

TYPESETTER = Typesetter(default_ruler(), "en", "ltr")


@pytest.fixture
def draft() -> Draft:
    """A journey with one stage."""
    made = Draft(Document(), counting_ids())
    new_project(made)
    journey = add_journey(made, title="Calling the hotline")
    add_stage(made, journey.id)
    return made


def laid_out(draft: Draft) -> MapLayout:
    return lay_out(draft.finish(), "journey:1", today=date(2026, 3, 1))


def map_with_card(
    draft: Draft, kind: str, lane_kind: str, text: str = "", *, without: str = "", **fields: object
) -> MapLayout:
    """Return the layout with a new card in a lane of its own, which leaves out some details."""
    lane = add_lane(draft, "journey:1", lane_kind)
    for detail in without.split():
        show_detail(draft, lane.id, detail, shown=False)
    made = add_card(draft, draft.columns_of("journey:1")[0].id, lane.id, kind=kind, text=text)
    draft.change(made, **fields)
    return laid_out(draft)


def card(draft: Draft, kind: str, lane_kind: str, text: str = "", **fields: object) -> CardBody:
    """Return the body of a new card in a lane of its own."""
    (made,) = map_with_card(draft, kind, lane_kind, text, **fields).cards.values()
    return made.body


@pytest.mark.parametrize("kind", ["pain_point", "opportunity", "touchpoint", "thought", "backstage"])
def test_a_card_does_not_repeat_the_kind_that_its_lane_names(draft: Draft, kind: str) -> None:
    assert card(draft, kind, kind, "Waits on hold").head is None


def test_a_card_names_its_kind_in_a_lane_of_another_kind(draft: Draft) -> None:
    assert card(draft, "pain_point", "action", "Waits on hold").content.head == "Pain point"


@pytest.mark.parametrize(
    ("kind", "fields", "head"),
    [
        ("pain_point", {"severity": 4, "frequency": 5}, "Severity 4, always"),
        ("opportunity", {"impact": 5}, "Impact 5"),
    ],
)
def test_a_rated_card_says_how_bad_or_how_good_it_is(
    draft: Draft, kind: str, fields: dict[str, int], head: str
) -> None:
    assert card(draft, kind, kind, **fields).content.head == head


def test_a_touchpoint_with_a_channel_and_no_text_is_a_compact_chip(draft: Draft) -> None:
    phone = draft.add(Channel, name="Hotline", kind="phone")
    chip = card(draft, "touchpoint", "touchpoint", channel=phone.id)
    assert chip.head is not None and chip.content.head == "Hotline"
    assert chip.height == pytest.approx(chip.head.height + 2 * theme.CARD_PADDING_Y)


def test_badges_do_not_break_the_severity_of_a_pain_point() -> None:
    badges = (Badge("PB", 0), Badge("GO", 1))
    content = CardContent("pain_point", "", "Severity 4, always", "triangle-alert", "", badges, star=False)
    narrow, wide = body_of(content, 180.0, TYPESETTER), body_of(content, 260.0, TYPESETTER)
    for body in (narrow, wide):
        assert body.head is not None and len(body.head.lines) == 1
    assert narrow.head is not None and narrow.badges[0].box.y >= narrow.head.bottom
    assert narrow.height >= narrow.badges[0].box.bottom + theme.CARD_PADDING_Y
    assert wide.icon_box is not None
    assert wide.badges[0].box.center[1] == pytest.approx(wide.icon_box.center[1], abs=1)


DETAILS = {
    "started_by": "customer",
    "importance": 5,
    "importance_to_organisation": 2,
    "satisfaction": 1,
    "first_answer": 95,
    "answer_target": 30,
    "duration": 300,
    "duration_target": 600,
    "wait": 1560,
    "wait_target": 120,
    "owner": "Ida",
    "due": "May",
}


def foot(body: CardBody) -> list[str]:
    """Return the lines of a card's foot."""
    return ["".join(line.text for line in fact.text.lines).replace("\u00a0", " ") for fact in body.foot]


def test_a_touchpoint_shows_its_details_in_short_lines(draft: Draft) -> None:
    assert foot(
        body_of(card(draft, "touchpoint", "touchpoint", "Waits", **DETAILS).content, 400.0, TYPESETTER)
    ) == [
        "Started by customer",
        "Importance 5 · importance to us 2 · satisfaction 1",
        "First answer 1:35 min · target 30 s",
        "Duration 5 min · target 10 min",
        "Wait 26 min · target 2 min",
        "Owner: Ida · by May",
    ]


def test_a_missed_target_has_a_sign_and_one_that_is_met_has_none(draft: Draft) -> None:
    body = card(draft, "touchpoint", "touchpoint", "Waits on hold", **DETAILS)
    missed = [line.fact.missed for line in body.foot]
    assert missed == [False, False, True, False, True, False]
    for line in body.foot:
        assert (line.icon_box is not None) == line.fact.missed
    children, _ = draw_card(body, "light", "en", False)
    pain = THEMES["light"].of_kind("pain_point").ink
    assert (
        sum(
            isinstance(each, Path) and each.stroke is not None and each.stroke.color == pain
            for each in children
        )
        == 2
    )


def test_a_lane_leaves_out_the_details_that_it_does_not_show(draft: Draft) -> None:
    without = "importance satisfaction answer duration started_by owner signs"
    signs = {"note": "Said twice", "moment_of_truth": True, "fail_point": True}
    layout = map_with_card(draft, "touchpoint", "touchpoint", "Waits", without=without, **DETAILS, **signs)
    (made,) = layout.cards.values()
    content = made.body.content
    assert content.foot == () and not (content.star or content.fail_point or content.noted)
    assert layout.footer.legend == ()


def test_signs_of_cards_are_in_the_legend(draft: Draft) -> None:
    signs = {"note": "Said twice", "moment_of_truth": True, "fail_point": True}
    times = {"duration": 90, "duration_target": 60}
    layout = map_with_card(draft, "action", "action", "Calls", **signs, **times)
    legend = ["".join(line.text for line in entry.text.lines) for entry in layout.footer.legend]
    assert legend == ["Moment of truth", "Fail point", "Target missed", "Has a note"]


def test_an_unnamed_stage_prints_no_word_for_its_name(draft: Draft) -> None:
    (stage,) = laid_out(draft).stages
    assert "".join(line.text for line in stage.name.lines) == ""
    assert stage.box.height > 0


def test_the_row_of_step_names_has_no_holes(draft: Draft) -> None:
    second = add_stage(draft, "journey:1", name="Support")
    draft.change(draft.steps_of(second.id)[0], name="Waits")
    add_step(draft, second.id, name="Talks")
    first, waits, talks = laid_out(draft).steps
    assert first.header is None and first.plate is not None and waits.header is not None
    assert (first.plate.y, first.plate.height) == (waits.header.y, waits.header.height)
    assert talks.header is not None and waits.plate is None
