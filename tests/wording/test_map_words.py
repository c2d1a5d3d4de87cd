"""Line breaks of short texts on a map: heads, feet, chevrons, initials and personas."""

from datetime import date

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.text.initials import initials
from journey_editor.text.text_block import TextBlock
from journey_editor.wording.map_words import emotion_words, level_of, quoted
from tests.layout.invariants import check_texts


@pytest.fixture
def draft() -> Draft:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    add_journey(draft, title="Small texts", language="de")
    return draft


def finished(draft: Draft) -> MapLayout:
    document = draft.finish()
    return lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22))


def lines(block: TextBlock | None) -> list[str]:
    assert block is not None
    return [line.text.rstrip("\n") for line in block.lines]


def test_impact_and_effort_fit_on_one_line(draft: Draft) -> None:
    stage = add_stage(draft, "journey:1", name="Support")
    lane = add_lane(draft, "journey:1", "opportunity")
    add_card(draft, draft.steps_of(stage.id)[0].id, lane.id, "Call back", impact=5, effort=3)
    (card,) = finished(draft).cards.values()
    assert lines(card.body.head) == ["Wirkung 5, Aufwand 3"]


def test_a_long_foot_is_broken_between_its_parts(draft: Draft) -> None:
    stage = add_stage(draft, "journey:1", name="Support")
    lane = add_lane(draft, "journey:1", "action")
    step = draft.steps_of(stage.id)[0].id
    for owner in ("Ida", "Produktmanagement Privatkunden und Geschäftskunden"):
        add_card(draft, step, lane.id, "Call back", owner=owner, due="Mai")
    short, long = finished(draft).cards.values()
    (short_foot,), (long_foot,) = short.body.foot, long.body.foot
    assert lines(short_foot.text) == ["Zuständig: Ida · bis Mai"]
    assert lines(long_foot.text)[-1] == "Bis Mai" and "·" not in "".join(lines(long_foot.text))


def test_a_column_is_as_wide_as_a_short_goal_above_it(draft: Draft) -> None:
    add_stage(draft, "journey:1", name="Kontakt", goal="Sucht einen Ansprechpartner")
    for number in range(6):
        add_stage(draft, "journey:1", name=f"Stage {number}", goal="sehr viele Worte " * (number // 5 * 5))
    stages = finished(draft).stages
    assert lines(stages[0].goal) == ["Sucht einen Ansprechpartner"]
    assert stages[0].box.width > stages[1].box.width == pytest.approx(stages[6].box.width)


def test_a_title_is_not_hyphenated_if_its_words_fit(draft: Draft) -> None:
    draft.change(draft.journeys()[0], language="ru")
    add_lane(draft, "journey:1", "touchpoint", title="Точки взаимодействия")
    assert [line.strip() for line in lines(finished(draft).lanes[0].title)] == ["Точки", "взаимодействия"]


def test_two_personas_with_long_quotes_are_side_by_side_on_a_small_map(draft: Draft) -> None:
    for name in ("Ann Lee", "Bo Dahl"):
        add_persona(draft, "journey:1", name=name, quote="I told this to a different person each time. " * 4)
    first, second = finished(draft).header.personas
    assert first.box.y == second.box.y and first.box.right < second.box.x


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ann Lee", "AL"),
        ("Anna Maria van den Berg", "AB"),
        ("élodie", "É"),
        ("e\u0301lodie", "E\u0301"),
        ("👩\u200d🚀 🇩🇪", "👩\u200d🚀🇩🇪"),
        ("  ", "?"),
        ("User1", "U1"),
        ("User99", "U99"),
        ("Tester 2024", "T24"),
        ("2024", "2"),
        ("R2 Droid", "RD"),
        ("ipek ışık", "İI"),
        ("İpek Doğan", "İD"),
        ("प्रिया शर्मा", "पश"),
        ("มาลี ใจดี", "มจ"),
        ("김지은", "김"),
        ("ليلى حداد", "ل\u200cح"),
        ("נועה כהן", "נכ"),
    ],
)
def test_initials_are_complete_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_roles_below_names_are_not_wider_than_the_map(draft: Draft) -> None:
    for name in ("Annemarie Ludwig", "Bartholomew Lee", "Cordelia Marsh"):
        add_persona(draft, "journey:1", name=name, role="bought a house last year and lives in Leipzig.")
    check_texts(finished(draft))


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("Где?", "ru", "«Где?»"),
        ("Кайда?", "tt-RU", "«Кайда?»"),
        ("Wo?", "de", "„Wo?“"),
        ("Gos?", "se", "”Gos?”"),
        ("まーやが？", "ryu", "「まーやが？」"),
        ("གང་", "bo", "《གང་》"),
        ("《གང་》", "bo", "《གང་》"),
        ("Where?", "xx", "“Where?”"),
    ],
)
def test_a_quote_has_the_quotation_marks_of_its_language_once(text: str, language: str, shown: str) -> None:
    assert quoted(text, language) == shown


@pytest.mark.parametrize(
    ("value", "level"),
    [(-1, 1), (-0.75, 1), (-0.74, 2), (-0.25, 2), (0, 3), (0.25, 3), (0.75, 4), (0.76, 5), (1, 5)],
)
def test_the_level_of_an_emotion_is_the_one_its_words_name(value: float, level: int) -> None:
    assert level_of(value) == level
    assert emotion_words("words", value) == emotion_words("words", (level - 3) / 2)
