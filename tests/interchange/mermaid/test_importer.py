"""Mermaid journeys are imported as maps, and maps are exported as Mermaid journeys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.mermaid.exporter import mermaid_journey, mermaid_text
from journey_editor.interchange.mermaid.importer import (
    MermaidImport,
    add_mermaid_journey,
    project_from_markdown,
    project_from_mermaid,
)
from journey_editor.interchange.mermaid.language_guess import guess_direction, guess_language
from journey_editor.interchange.mermaid.parser import MermaidError, MermaidJourney, MermaidTask, parse
from journey_editor.interchange.mermaid.persona_guess import guess_persona_kind
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Persona
from journey_editor.model.rules import check_document

WASHING = """journey
  title A broken<br>washing machine
  accDescr: What happened in May
  section Noticing
    It only hums: 2: Mira
  section Repair: the visit
    Calls the<br/>hotline: 1: Mira, Jonas, Support team, Phone bot
    Engineer comes: 7: Mira: two hours late
    Writes the bill: 3: Support team
    Nobody looks: 4
"""


def _imported(text: str, **options: object) -> tuple[Document, MermaidImport]:
    return project_from_mermaid(text, new_id=counting_ids(), **options)  # type: ignore[arg-type]


def _curves(document: Document, journey_id: str) -> dict[str, dict[str, float]]:
    """Return the values of points by the name of the curve's persona and the text of the card."""
    return {
        document.get(Persona, curve.persona).name if curve.persona else "everyone": {
            document.get(Card, point.card).text: point.value for point in document.points_of(curve.id)
        }
        for curve in document.curves_of(journey_id)
    }


def test_sections_tasks_actors_and_scores_are_imported() -> None:
    document, done = _imported(WASHING)
    check_document(document)
    (journey,) = document.journeys()
    assert (journey.title, journey.scenario) == ("A broken washing machine", "What happened in May")
    assert [stage.name for stage in document.stages_of(journey.id)] == ["Noticing", "Repair: the visit"]
    assert [lane.kind for lane in document.lanes_of(journey.id)] == ["touchpoint", "emotion"]
    cards = document.cards_of(journey.id)
    assert [card.text for card in cards] == [
        "It only hums",
        "Calls the\nhotline",
        "Engineer comes",
        "Writes the bill",
        "Nobody looks",
    ]
    assert {card.kind for card in cards} == {"touchpoint"}
    assert cards[2].note == "two hours late"
    assert [persona.name for persona in document.personas_on(cards[1].id)] == [
        "Mira",
        "Jonas",
        "Support team",
        "Phone bot",
    ]
    assert done.kinds == {
        "Mira": "customer",
        "Jonas": "customer",
        "Support team": "staff",
        "Phone bot": "system",
    }
    assert _curves(document, journey.id) == {
        "Mira": {"It only hums": -0.5, "Calls the\nhotline": -1.0, "Engineer comes": 1.0},
        "Jonas": {"Calls the\nhotline": -1.0},
        "everyone": {"Writes the bill": 0.0, "Nobody looks": 0.5},
    }


def test_the_import_reports_everything_it_did() -> None:
    told = "\n".join(_imported(WASHING)[1].sentences())
    for part in (
        "Line 6: “section Repair: the visit”",
        "Line 8: “Engineer comes: 7: Mira: two hours late” was read as the remark “two hours late”",
        "The score 7 of “Engineer comes” is outside the scale of 1 to 5. It was imported as 5.",
        "1 touchpoint has no persona",
        "The remarks on 1 touchpoint were added to its note.",
        "Imported as customers: Mira, Jonas.",
        "Imported as staff: Support team.",
        "Imported as systems: Phone bot.",
    ):
        assert part in told


def test_the_guessed_kind_of_an_actor_can_be_changed() -> None:
    document, done = _imported(WASHING, kinds={"Jonas": "staff", "Support team": "customer"})
    assert done.kinds["Jonas"] == "staff"
    curves = _curves(document, done.journey)
    assert "Jonas" not in curves
    assert curves["Support team"] == {"Calls the\nhotline": -1.0, "Writes the bill": 0.0}


def test_if_only_staff_act_they_become_customers() -> None:
    _, done = _imported("journey\nTake the call: 4: Agent, CRM system\nClose it: 5: Agent")
    assert done.kinds == {"Agent": "customer", "CRM system": "system"}


def test_a_second_journey_shares_the_personas_of_the_project() -> None:
    document, _ = _imported(WASHING)
    draft = Draft(document)
    done = add_mermaid_journey(draft, parse("journey\nComes home: 5: Mira, Aya"))
    both = draft.finish()
    assert [persona.name for persona in both.select(Persona)].count("Mira") == 1
    assert [persona.name for persona in both.personas_of(done.journey)] == ["Mira", "Aya"]


def test_tasks_before_the_first_section_and_empty_sections_are_kept() -> None:
    document, done = _imported("journey\nWake up: 3\nsection Empty\nsection Late\nSleep: 5")
    assert [stage.name for stage in document.stages_of(done.journey)] == ["", "Empty", "Late"]
    assert [task.section for task in mermaid_journey(document, done.journey)[0].tasks] == ["", "Late"]


def test_all_journeys_of_a_markdown_file_are_imported_but_no_other_diagrams() -> None:
    markdown = (
        "# Maps\n```mermaid\njourney\ntitle One\nA: 3: Mira\n```\n```mermaid\nflowchart LR\nA-->B\n```\n"
    )
    markdown += "~~~mermaid\n%% two\njourney\ntitle Two\nB: Mira: 4\n~~~\n"
    document, done = project_from_markdown(markdown, name="maps.md")
    assert [journey.title for journey in document.journeys()] == ["One", "Two"]
    assert [persona.name for persona in document.select(Persona)] == ["Mira"]
    assert [repair.line for repair in done[1].repairs] == [15]


@pytest.mark.parametrize(
    ("markdown", "line"),
    [("# Nothing\n", 1), ("```mermaid\npie\n```", 1), ("text\n```mermaid\n\nhello\n```", 4)],
)
def test_markdown_without_a_journey_is_refused_with_the_line_of_the_file(markdown: str, line: int) -> None:
    with pytest.raises(MermaidError) as refusal:
        project_from_markdown(markdown)
    assert refusal.value.line == line


def test_a_journey_without_a_title_gets_the_given_name() -> None:
    document, _ = _imported("journey\nA: 3", name="washing")
    assert document.journeys()[0].title == "washing"
    assert document.project().name == "washing"


def test_a_thousand_tasks_in_one_section_keep_their_order() -> None:
    text = "journey\nsection S\n" + "".join(f"Task {number}: 3: Me\n" for number in range(1_000))
    document, done = _imported(text)
    assert [card.text for card in document.cards_of(done.journey)] == [f"Task {n}" for n in range(1_000)]


_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zs", "Zl", "Zp", "Cf"]), min_size=1
)


@st.composite
def journeys(draw: st.DrawFn) -> MermaidJourney:
    sections = draw(st.lists(_NAMES, min_size=1, max_size=3))
    tasks = [
        MermaidTask(
            sections[index],
            draw(_NAMES),
            draw(st.sampled_from([1.0, 2.0, 3.0, 3.5, 5.0])),
            draw(st.lists(_NAMES, min_size=1, max_size=3, unique=True)),
            index,
        )
        for index in sorted(draw(st.lists(st.integers(0, len(sections) - 1), max_size=6)))
    ]
    return MermaidJourney(draw(_NAMES), sections=sections, tasks=tasks)


@given(journeys())
def test_an_imported_journey_is_exported_unchanged(journey: MermaidJourney) -> None:
    draft = Draft(project_from_template("blank"))
    done = add_mermaid_journey(draft, journey)
    out, lost = mermaid_journey(draft.finish(), done.journey)
    assert lost == []
    assert (out.title, out.sections) == (journey.title, journey.sections)
    for ours, given_task in zip(out.tasks, journey.tasks, strict=True):
        assert (ours.name, ours.score, ours.section_index) == (
            given_task.name,
            given_task.score,
            given_task.section_index,
        )
        # All tasks of a map list their personas in the same order.
        assert set(ours.actors) == set(given_task.actors)


def test_a_rich_map_is_exported_and_the_losses_are_reported() -> None:
    document = project_from_template("sample")
    journey = document.journeys()[0]
    text, lost = mermaid_text(document, journey.id)
    read = parse(text)
    assert read.sections == [stage.name for stage in document.stages_of(journey.id)]
    assert {card.text for card in document.cards_of(journey.id) if card.kind == "touchpoint"} <= {
        task.name.replace("<br>", "\n") for task in read.tasks
    }
    assert all(1 <= task.score <= 5 for task in read.tasks)
    assert lost == [
        "28 cards were not exported.",
        "6 goals of stages were not exported.",
        "3 names of steps were not exported.",
        "16 channels of cards were not exported.",
        "3 references of cards were not exported.",
        "3 moments of truth were not exported.",
        "62 ratings, times, owners and similar details were not exported.",
        "1 group of lanes was not exported.",
        "2 descriptions of personas were not exported.",
        "4 links were not exported.",
        "The goal of the journey was not exported.",
        "1 task has no point on a curve and got the score 3.",
        "2 tasks got the average of the scores of several personas.",
    ]


def test_what_support_offers_measures_and_evidence_are_reported_as_left_out() -> None:
    document = project_from_template("sample_support")
    _, lost = mermaid_text(document, document.journeys()[0].id)
    assert {
        "10 offers of support were not exported.",
        "6 measures were not exported.",
        "6 pieces of evidence were not exported.",
    } <= set(lost)


def test_the_export_reports_the_fields_of_a_journey_without_a_place() -> None:
    draft = Draft(project_from_template("blank"))
    (journey,) = draft.journeys()
    fields = {"expectations": "No calls", "owner": "Ida", "status": "draft", "review_date": "2027-03-01"}
    draft.change(journey, scenario="A parcel", **fields)
    _, lost = mermaid_text(draft.finish(), journey.id)
    said = " ".join(lost)
    assert [name for name in ("scenario", "goal", *fields) if name.replace("_", " ") in said] == [*fields]


def test_the_export_reports_cards_over_several_steps() -> None:
    draft = Draft(project_from_template("sample"))
    journey = draft.journeys()[0].id
    columns = draft.columns_of(journey)
    first, second = [card for card in draft.cards_of(journey) if card.step == columns[0].id][:2]
    draft.change(first, last_step=columns[2].id)
    document = draft.finish()
    assert "1 span of a card over several steps was not exported." in mermaid_text(document, journey)[1]
    draft = Draft(document)
    draft.change(second, last_step=columns[1].id)
    lost = mermaid_text(draft.finish(), journey)[1]
    assert "2 spans of cards over several steps were not exported." in lost


def test_the_export_reports_groups_of_lanes_and_cards_over_several_lanes() -> None:
    draft = Draft(project_from_template("sample"))
    journey = draft.journeys()[0].id
    actions, touchpoints, *_ = draft.lanes_of(journey)
    group_lanes(draft, [actions.id, touchpoints.id])
    draft.change(draft.cards_of(journey)[0], last_lane=touchpoints.id)
    lost = mermaid_text(draft.finish(), journey)[1]
    assert "2 groups of lanes were not exported." in lost
    assert "1 span of a card over several lanes was not exported." in lost


def test_several_scores_are_averaged_and_a_missing_one_is_three() -> None:
    document, done = _imported("journey\nsection S\nA: 1: Mira, Aya\nB: 5: Mira")
    draft = Draft(document)
    aya = next(persona.id for persona in document.select(Persona) if persona.name == "Aya")
    first = document.cards_of(done.journey)[0]
    set_emotion(draft, curve_for(draft, done.journey, aya).id, first.id, 1.0)
    add_card(draft, first.step, first.lane, "C")
    read, lost = mermaid_journey(draft.finish(), done.journey)
    assert [(task.name, task.score) for task in read.tasks] == [("A", 3.0), ("B", 5.0), ("C", 3.0)]
    assert len(lost) == 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mira", "customer"),
        ("Customer", "customer"),
        ("Customer support", "staff"),
        ("Support bot", "system"),
        ("App user", "customer"),
        ("Front desk", "staff"),
        ("Servicio al cliente", "staff"),
        ("Usuaria de la app", "customer"),
        ("Kundenservice", "staff"),
        ("Kundin", "customer"),
        ("CRM", "system"),
        ("Регистратура", "staff"),
        ("Клиент", "customer"),
        ("客服", "staff"),
        ("システム", "system"),
        ("상담원", "staff"),
        ("نظام الحجز", "system"),
        ("Nhân viên", "staff"),
        ("2", "customer"),
    ],
)
def test_the_kind_of_an_actor_is_guessed_from_the_name(name: str, kind: str) -> None:
    assert guess_persona_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "language", "direction"),
    [
        ("Booking a dentist for the first time", "en", "ltr"),
        ("Der Umzug und die Übergabe", "de", "ltr"),
        ("La réclamation à la gare", "fr", "ltr"),
        ("Alta en el gimnasio, ¿y ahora?", "es", "ltr"),
        ("Consulta no posto de saúde: não resolvido", "pt", "ltr"),
        ("Buying a car: a visit to a dealer, a test drive, and I wait", "en", "ltr"),
        ("Zásilka nedorazila: volá na zákaznickou linku, už potřetí", "cs", "ltr"),
        ("A csomag nem érkezett meg: felhívja az ügyfélszolgálatot", "hu", "ltr"),
        ("Paketti ei saapunut: hän soittaa asiakaspalveluun", "fi", "ltr"),
        ("Paketet kom inte fram: hon ringer och väntar på svar", "sv", "ltr"),
        ("Pakken kom ikke frem: hun ringer og venter på svar av butikken", "nb", "ltr"),
        ("Coletul nu a ajuns: sună la magazin și așteaptă", "ro", "ltr"),
        ("Paket nije stigao: zove trgovinu i čeka što će reći", "hr", "ltr"),
        ("Siuntinys neatvyko: ji skambina į parduotuvę ir laukia", "lt", "ltr"),
        ("Paket tidak sampai: menelepon toko dan menunggu jawaban dari kurir", "id", "ltr"),
        ("Bağlama gəlmədi: mağazaya zəng edir və gözləyir", "az", "ltr"),
        ("Запись к врачу", "ru", "ltr"),
        ("Αλλαγή παρόχου", "el", "ltr"),
        ("租房之路", "zh", "ltr"),
        ("保険の申し込み", "ja", "ltr"),
        ("통신사 바꾸기", "ko", "ltr"),
        ("رحلة تبديل الهاتف", "ar", "rtl"),
        ("החלפת ספק", "he", "rtl"),
        ("बैंक खाता खोलना", "hi", "ltr"),
        ("Де моя посилка? Я чекаю вже тиждень, і ніхто не відповідає", "uk", "ltr"),
        ("Чаканне: я тэлефаную ўжо трэці раз, і ніхто не адказаў", "be", "ltr"),
        ("Колко време чакам? Това не е първият път, обаждам се и пак съм тъжна", "bg", "ltr"),
        ("Где је моја пошиљка? Чекам већ недељу дана и нико се не јавља", "sr", "ltr"),
        ("Күтүү: дүкөнгө үч жолу кайрылды, буюмуң кайда экенин билбейбиз, сеңки", "ky", "ltr"),
        ("Қабули фармоиш: ҷавоб намедиҳанд, ҷомадон нарасид", "tg", "ltr"),
        ("Запись к врачу в Өскемене", "ru", "ltr"),
        ("پیگیری بسته: چرا پاسخ نمی‌گیرم؟", "fa", "rtl"),
        ("میرا پارسل کہاں ہے؟ ایک ہفتے سے انتظار ہے", "ur", "rtl"),
        ("माझे पार्सल कुठे आहे? मी वाट पाहत आहे आणि कोणी बोलत नाही", "mr", "ltr"),
        ("আমার পার্সেল কোথায়?", "bn", "ltr"),
        ("ჩემი ამანათი სად არის?", "ka", "ltr"),
        ("我的包裹在哪裡？我等了一個星期，沒有人接電話", "zh-Hant", "ltr"),
        ("", "en", "ltr"),
    ],
)
def test_language_and_direction_are_guessed_from_the_text(text: str, language: str, direction: str) -> None:
    assert (guess_language(text), guess_direction(text)) == (language, direction)
