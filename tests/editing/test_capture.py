"""Capture line: what a typed line means, and the cards that it makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.editing.capture import CapturedLine, add_captured, parse_line
from journey_editor.editing.capture_names import (
    KnownNames,
    completed,
    completion_at,
    known_names,
    matching_names,
)
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.visibility import hide_personas
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Lane
from journey_editor.wording.map_words import channel_name

KNOWN = KnownNames(
    personas={"Sofie": "persona:1", "Sofie Lund": "persona:1", "Tom": "persona:2"},
    channels={"Phone": "phone", "Live chat": "live_chat", "Service desk": "channel:9"},
)


def test_one_line_says_everything_about_a_touchpoint() -> None:
    line = "Waits on hold, nobody answers @Sofie #phone :-2 !no queue info ?offer call-back"
    assert parse_line(line, KNOWN) == CapturedLine(
        "Waits on hold, nobody answers",
        ("persona:1",),
        "phone",
        -1.0,
        ("no queue info",),
        ("offer call-back",),
    )


@pytest.mark.parametrize(
    "text",
    [
        "order #4711",
        "at 10:30",
        "Why? Because!",
        "mail@example.org",
        "C# and @nobody",
        "costs :99 and :x",
        "a : b ! c ? d @ e # f",
        "wow !! what ?! #: @@",
        "phone#Phone",
    ],
)
def test_signs_in_ordinary_text_stay_text(text: str) -> None:
    assert parse_line(text, KNOWN) == CapturedLine(text)


@pytest.mark.parametrize("text", ["C:\\#temp", "a\\!b", "\\\\server\\@home", "back\\slash \\ alone"])
def test_a_backslash_elsewhere_is_text(text: str) -> None:
    assert parse_line(text, KNOWN) == CapturedLine(text)


def test_a_backslash_makes_a_sign_text() -> None:
    assert parse_line("\\#Phone is down \\!now", KNOWN) == CapturedLine("#Phone is down !now")


@pytest.mark.parametrize(
    ("line", "personas", "channel"),
    [
        ("@sofie lund calls", ("persona:1",), ""),
        ("@Tom, @Sofie call", ("persona:2", "persona:1"), ""),
        ("calls #live chat", (), "live_chat"),
        ("#service desk", (), "channel:9"),
        ("@Tomas calls", (), ""),
    ],
)
def test_names_are_found_in_any_case_and_the_longest_one_counts(
    line: str, personas: tuple[str, ...], channel: str
) -> None:
    found = parse_line(line, KNOWN)
    assert (found.personas, found.channel) == (personas, channel)


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        ("words", ":2", 1.0),
        ("words", ":−1", -0.5),
        ("one_to_five", ":1", -1.0),
        ("one_to_five", ":3", 0.0),
        ("zero_to_ten", ":10", 1.0),
        ("zero_to_ten", ":7,5", 0.5),
        ("minus_five_to_five", ":+5", 1.0),
    ],
)
def test_the_emotion_is_a_number_on_the_scale_of_the_curve(scale: str, text: str, value: float) -> None:
    known = KnownNames(scale=scale)
    assert parse_line(f"Waits {text}", known) == CapturedLine("Waits", emotion=value)


def test_a_name_is_completed_while_it_is_typed() -> None:
    completion = completion_at("Waits @so", 9, KNOWN)
    assert completion == ("@", 6, "so")
    assert matching_names(KNOWN, "@", "so") == ["Sofie Lund"]
    assert completed("Waits @so", completion, "Sofie Lund") == "Waits @Sofie Lund "
    assert completion_at("a@so", 4, KNOWN) is None
    assert completion_at("Waits @xy", 9, KNOWN) is None
    assert completion_at("order #4711", 11, KNOWN) is None
    for word in ("later,", "two words", "w" * 501):
        assert completion_at(f"#{word}", 1 + len(word), KNOWN) is None
    assert completion_at("#service d", 10, KNOWN) == ("#", 0, "service d")


def test_the_persona_and_channel_of_the_last_line_apply_unless_the_line_has_its_own() -> None:
    kept = parse_line("Calls again", KNOWN, ("persona:1",), "phone")
    assert (kept.personas, kept.channel) == (("persona:1",), "phone")
    other = parse_line("Writes @Tom #live chat", KNOWN, ("persona:1",), "phone")
    assert (other.personas, other.channel) == (("persona:2",), "live_chat")


@pytest.fixture
def sample() -> Document:
    return project_from_template("sample")


def test_a_line_makes_a_touchpoint_a_pain_point_an_opportunity_and_an_emotion(sample: Document) -> None:
    draft = Draft(sample)
    journey = draft.journeys()[0].id
    known = known_names(draft, journey)
    step = draft.columns_of(journey)[0].id
    actions = next(lane for lane in draft.lanes_of(journey) if lane.kind == "action")
    line = parse_line("Nobody answers @Tom #Phone :-1 !no queue info ?call-back", known)
    made = [draft.get(Card, each) for each in add_captured(draft, journey, step, actions.id, line)]
    document = draft.finish()
    assert [(each.kind, each.text, each.step) for each in made] == [
        ("touchpoint", "Nobody answers", step),
        ("pain_point", "no queue info", step),
        ("opportunity", "call-back", step),
    ]
    touchpoint = document.get(Card, made[0].id)
    channel = next(each for each in document.channels() if each.id == touchpoint.channel)
    assert channel_name(channel, "en") == "Phone"
    assert [[each.name for each in document.personas_on(card.id)] for card in made] == [["Tom Lindqvist"]] * 3
    (point,) = document.select(EmotionPoint, card=touchpoint.id)
    assert (point.value, point.source) == (-0.5, "assumed")


def test_a_line_without_signs_goes_into_the_lane_in_focus(sample: Document) -> None:
    draft = Draft(sample)
    journey = draft.journeys()[0].id
    step = draft.columns_of(journey)[0].id
    thoughts = next(lane for lane in draft.lanes_of(journey) if lane.kind == "thought")
    (made,) = add_captured(draft, journey, step, thoughts.id, parse_line("Hm", known_names(draft, journey)))
    card = draft.get(Card, made)
    assert (card.kind, card.lane) == ("thought", thoughts.id)


def test_missing_lanes_are_added() -> None:
    draft = Draft(project_from_template("blank"))
    journey = draft.journeys()[0].id
    for lane in draft.lanes_of(journey):
        if lane.kind in ("pain_point", "touchpoint", "emotion"):
            draft.remove(lane.id)
    focused = draft.lanes_of(journey)[0]
    line = parse_line("Waits #Phone :-2 !long", known_names(draft, journey))
    add_captured(draft, journey, draft.columns_of(journey)[0].id, focused.id, line)
    kinds = [draft.get(Lane, each.id).kind for each in draft.lanes_of(journey)]
    assert {"pain_point", "touchpoint", "emotion"} <= set(kinds)


@given(st.text(alphabet="ab @#:!?\\-2Tom", max_size=40))
def test_no_word_of_a_line_is_lost(line: str) -> None:
    found = parse_line(line, KNOWN)
    kept = "".join((found.text, *found.pains, *found.opportunities))
    letters = sum(line.count(letter) for letter in "ab")
    assert sum(kept.count(letter) for letter in "ab") == letters


@pytest.mark.parametrize(
    ("name", "typed"),
    [("Straße", "STRASSE"), ("Strasse", "straße"), ("İpek", "i\u0307pek"), ("#1 fan", "#1 fan")],
)
def test_a_name_is_read_whole_however_it_is_written(name: str, typed: str) -> None:
    known = KnownNames({name: "persona:1"})
    assert parse_line(f"Waits @{typed} outside", known) == CapturedLine("Waits outside", ("persona:1",))


def test_an_emotion_is_on_the_scale_of_the_persona_of_the_line() -> None:
    known = KnownNames(
        {"Ada": "persona:1", "Bo": "persona:2"}, scale="words", scales={"persona:2": "zero_to_ten"}
    )
    assert parse_line("Waits @Bo :10", known).emotion == 1.0
    assert parse_line("Waits :10", known, ("persona:2",)).emotion == 1.0
    assert parse_line("Waits @Ada :10", known, ("persona:2",)).text == "Waits :10"


def test_a_hidden_lane_is_shown_again_instead_of_a_second_one(sample: Document) -> None:
    draft = Draft(sample)
    journey = draft.journeys()[0].id
    before = draft.lanes_of(journey)
    for lane in before:
        if lane.kind in ("touchpoint", "pain_point"):
            draft.change(lane, hidden=True)
    focused = next(lane for lane in draft.lanes_of(journey) if lane.kind == "action")
    line = parse_line("Waits #Phone !Too long", known_names(draft, journey))
    for made in add_captured(draft, journey, draft.columns_of(journey)[0].id, focused.id, line):
        assert not draft.get(Lane, draft.get(Card, made).lane).hidden
    assert [each.id for each in draft.lanes_of(journey)] == [each.id for each in before]


def test_a_persona_stays_hidden_for_a_line_about_somebody_else(sample: Document) -> None:
    draft = Draft(sample)
    journey = draft.journeys()[0].id
    tom = next(each for each in draft.personas_of(journey) if each.name.startswith("Tom"))
    for lane in draft.lanes_of(journey):
        if lane.kind == "touchpoint":
            draft.change(lane, persona=tom.id)
    hide_personas(draft, journey, [tom.id])
    focused = next(lane for lane in draft.lanes_of(journey) if lane.kind == "action")
    hidden = draft.finish()
    for text, shown in (("Waits #Phone", False), ("Calls @Tom #Phone", True)):
        other = Draft(hidden)
        line = parse_line(text, known_names(other, journey))
        (made,) = add_captured(other, journey, other.columns_of(journey)[0].id, focused.id, line)
        assert (tom.id in {each.id for each in other.personas_of(journey, hidden=False)}) == shown
        lane = other.get(Lane, other.get(Card, made).lane)
        assert lane in other.lanes_of(journey, hidden=False)


def test_an_emotion_without_a_touchpoint_adds_no_lane() -> None:
    draft = Draft(project_from_template("blank"))
    journey = draft.journeys()[0].id
    for lane in draft.lanes_of(journey):
        if lane.kind == "emotion":
            draft.remove(lane.id)
    line = parse_line(":-2 !long", known_names(draft, journey))
    add_captured(draft, journey, draft.columns_of(journey)[0].id, draft.lanes_of(journey)[0].id, line)
    assert not [lane for lane in draft.lanes_of(journey) if lane.kind == "emotion"]


def test_a_first_name_is_that_of_its_persona_if_others_have_no_name() -> None:
    draft = Draft(project_from_template("blank"))
    journey = draft.journeys()[0].id
    add_persona(draft, journey, name="")
    sofie = add_persona(draft, journey, name="Sofie Lund")
    assert known_names(draft, journey).personas["Sofie"] == sofie.id


def test_a_line_of_control_characters_makes_no_card() -> None:
    assert parse_line("\u202e", KNOWN).empty
    assert parse_line("\u202e@Tom waits", KNOWN).personas == ("persona:2",)


def test_the_emotion_of_a_new_touchpoint_is_shown(sample: Document) -> None:
    draft = Draft(sample)
    journey = sample.journeys()[0].id
    emotion, touchpoint = (
        next(lane for lane in draft.lanes_of(journey) if lane.kind == kind)
        for kind in ("emotion", "touchpoint")
    )
    draft.change(emotion, hidden=True)
    step = draft.columns_of(journey)[0].id
    add_captured(draft, journey, step, touchpoint.id, CapturedLine("Waits"))
    assert draft.get(Lane, emotion.id).hidden
    add_captured(draft, journey, step, touchpoint.id, CapturedLine("Waits", emotion=-1.0))
    assert not draft.get(Lane, emotion.id).hidden
