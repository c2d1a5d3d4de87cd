"""The program's own words on a map are in the language of the journey, not in that of the interface."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from journey_editor.backends.pdf import write_pdf
from journey_editor.backends.svg import write_svg
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.pages import pages_for
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import set_emotion
from journey_editor.editing.commands.journeys import add_journey, set_language
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.translation import use_language
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Lane
from journey_editor.text.text_block import TextBlock
from journey_editor.wording import map_words

TODAY = date(2026, 11, 22)


@pytest.fixture
def interface() -> Iterator[Callable[[str], None]]:
    yield use_language
    use_language("en")


def filled(language: str) -> Document:
    """Return a support journey with cards of several kinds that show words of the program."""
    draft = Draft(project_from_template("support", language=language))
    journey = draft.journeys()[0].id
    steps = draft.columns_of(journey)
    lanes = {lane.kind: lane.id for lane in draft.lanes_of(journey)}
    phone, email, *_ = draft.channels()
    first = add_card(
        draft, steps[0].id, lanes["touchpoint"], "1", channel=phone.id, importance=4, first_answer=216_000,
        moment_of_truth=True,
    )  # fmt: skip
    second = add_card(draft, steps[1].id, lanes["touchpoint"], "2", channel=email.id)
    link_cards(draft, first.id, second.id, "escalation")
    add_card(draft, steps[0].id, lanes["pain_point"], "3", severity=2, frequency=4)
    add_card(draft, steps[0].id, lanes["opportunity"], "4", impact=4, effort=2, owner="Ida", due="3.5.")
    set_emotion(draft, draft.curves_of(journey)[0].id, first.id, 0.8)
    return draft.finish()


def laid_out(document: Document, journey: int = 0) -> MapLayout:
    return lay_out(document, document.journeys()[journey].id, today=TODAY)


def said(block: TextBlock | None) -> str:
    return "".join(line.text for line in block.lines) if block else ""


def legend(layout: MapLayout) -> list[str]:
    return [said(entry.text) for entry in layout.footer.legend]


def test_an_english_program_prints_a_german_map_with_german_words() -> None:
    document = filled("de")
    out = BytesIO()
    pages = pages_for(document, document.journeys()[0].id, today=TODAY)
    write_pdf(pages, out, pictures={}, created=datetime(2026, 11, 22, tzinfo=UTC))
    printed = " ".join(PdfReader(out).pages[0].extract_text().replace("\u00a0", " ").split())
    for german in (
        "Ist-Zustand", "Kontaktpunkte", "Schmerzpunkte", "Telefon", "Schwere 2, oft", "Wirkung 4, Aufwand 2",
        "Zuständig: Ida · bis 3.5.", "Wichtigkeit 4", "Erste Antwort 2,5 Tage", "begeistert", "verärgert",
        "Moment der Wahrheit", "Eskalation", "Kunde, beobachtet", "22. November 2026", "Seite 1 von 1",
    ):  # fmt: skip
        assert german in printed
    for english in (
        "As-is",
        "Touchpoint",
        "severity",
        "often",
        "delighted",
        "Phone",
        "page",
        "days",
        "truth",
    ):
        assert english not in printed


def test_accessible_texts_are_in_the_language_of_the_map() -> None:
    document = filled("fr")
    out = BytesIO()
    write_svg(pages_for(document, document.journeys()[0].id, today=TODAY)[0], out, pictures={})
    svg = out.getvalue().decode()
    assert 'aria-label="Point de contact\u00a0: 1"' in svg and 'aria-label="Escalade"' in svg
    assert "Touchpoint" not in svg and "Escalation" not in svg


def test_each_journey_of_a_project_has_its_own_language() -> None:
    draft = Draft(project_from_template("blank"))
    russian = add_journey(draft, title="Путь", language="ru")
    step = draft.steps_of(add_stage(draft, russian.id, name="Этап").id)[0]
    lane = add_lane(draft, russian.id, "pain_point")
    english = draft.journeys()[0].id
    other = add_lane(draft, english, "pain_point")
    for place, row in ((step.id, lane.id), (draft.columns_of(english)[0].id, other.id)):
        add_card(draft, place, row, "—", severity=2, frequency=4)
    document = draft.finish()
    heads = []
    for index in (0, 1, 0, 1):
        layout = laid_out(document, index)
        (card,) = layout.cards.values()
        drawn = draw_map(document, layout)
        labels = [each.label for group in drawn.groups if group.role == "cell" for each in group.children]
        heads.append((said(card.body.head), *labels))
    assert (
        heads
        == [
            ("Severity 2, often", "Pain point: —"),
            ("Тяжесть 2, часто", "Болевая точка: —"),
        ]
        * 2
    )


def test_changing_the_language_changes_default_names_only() -> None:
    draft = Draft(filled("en"))
    journey = draft.journeys()[0].id
    named = add_lane(draft, journey, "text", title="Risks")
    written = add_lane(draft, journey, "thought", title="Thoughts")
    set_language(draft, journey, "nl", map_words.name_of_kind)
    document = draft.finish()
    assert document.get(Lane, named.id).title == "Risks"
    assert document.get(Lane, written.id).title == "", "it was the default name"
    titles = [said(lane.title) for lane in laid_out(document).lanes]
    assert titles[:2] == ["Acties", "Contactpunten"] and titles[-2:] == ["Risks", "Gedachten"]


def test_the_legend_of_an_arabic_map_is_arabic_and_right_to_left() -> None:
    layout = laid_out(filled("ar"))
    assert layout.rtl
    assert legend(layout) == ["العميل، ملاحَظ", "لحظة الحقيقة", "تصعيد"]
    places = [entry.text.x for entry in layout.footer.legend]
    assert places == sorted(places, reverse=True) and places[0] > layout.width / 2
    assert said(layout.footer.imprint).startswith("رحلة الدعم · الوضع الحالي · 22 نوفمبر 2026")


def test_a_language_without_translation_uses_the_words_of_the_interface(
    interface: Callable[[str], None],
) -> None:
    draft = Draft(filled("en"))
    draft.change(draft.journeys()[0], language="tlh")
    document = draft.finish()
    assert said(laid_out(document).lanes[0].title) == "Actions"
    interface("da")
    assert said(laid_out(document).lanes[0].title) == "Handlinger"
    assert said(laid_out(filled("en-GB")).lanes[0].title) == "Actions", "English needs no translation"


def test_a_blank_map_is_created_in_its_language() -> None:
    document = project_from_template("blank", language="he")
    journey = document.journeys()[0]
    assert (journey.title, journey.direction) == ("מסע חדש", "rtl")
    assert [lane.title for lane in document.lanes_of(journey.id)] == ["", "", ""]


@pytest.mark.parametrize(
    ("language", "day", "times"),
    [
        ("en", "22 November 2026", "40 s, 1:30 min, 2:05 h, 2.5 days, 3 days"),
        ("de", "22. November 2026", "40 s, 1:30 min, 2:05 h, 2,5 Tage, 3 Tage"),
        ("cs", "22. listopadu 2026", "40 s, 1:30 min, 2:05 h, 2,5 dne, 3 dny"),
        ("ru", "22 ноября 2026 г.", "40 с, 1:30 мин, 2:05 ч, 2,5 дня, 3 дня"),
        ("ja", "2026年11月22日", "40 秒, 1:30 分, 2:05 時間, 2.5 日, 3 日"),
        ("hu", "2026. november 22.", "40 mp, 1:30 perc, 2:05 óra, 2,5 nap, 3 nap"),
        ("ar", "22 نوفمبر 2026", "40 ث, 1:30 د, 2:05 س, 2.5 يوم, 3 أيام"),
    ],
)
def test_dates_and_durations_are_formatted_by_language(language: str, day: str, times: str) -> None:
    assert map_words.long_date(TODAY, language) == day
    lengths = (40, 90, 7500, 216_000, 259_200)
    assert ", ".join(map_words.duration(seconds, language) for seconds in lengths) == times


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("etki 4", "tr", "Etki 4"),
        ("ilk yanıt", "tr", "İlk yanıt"),
        ("ilk cavab", "AZ_Latn", "İlk cavab"),
        ("ხშირად", "ka", "ხშირად"),
        ("", "de", ""),
    ],
)
def test_initial_capitals_follow_the_rules_of_the_language(text: str, language: str, shown: str) -> None:
    assert map_words.capitalised(text, language) == shown


@pytest.mark.parametrize("language", catalogue_tags())
def test_the_words_at_level_lines_fit_on_one_line(language: str) -> None:
    (chart,) = laid_out(project_from_template("support", language=language)).charts
    assert [len(level.text.lines) for level in chart.levels if level.text is not None] == [1, 1, 1]
