"""Tables of people become the map that was meant, and what is left out is said."""

import csv
import io
from pathlib import Path

import pytest

from journey_editor.conversion import formats
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.errors import UserError
from journey_editor.interchange.journey_tables.emotions import Scale, emotion_of, scale_of
from journey_editor.interchange.journey_tables.entries import entries
from journey_editor.interchange.journey_tables.grid import Grid, grid_of_cells
from journey_editor.interchange.journey_tables.plan import guessed, is_journey
from journey_editor.interchange.journey_tables.source import journey_from, source_of_file, source_of_grids
from journey_editor.interchange.journey_tables.vocabulary import role_of
from journey_editor.model.document import Document
from journey_editor.model.kinds import LINE_KINDS
from journey_editor.model.records import Card, Channel, EmotionPoint, Lane, Persona, Stage, Step
from journey_editor.wording.map_words import title_of
from tests import gallery
from tests.interchange.tables.workbooks import xlsx


def table(text: str, separator: str = "|") -> Grid:
    rows = [line.split(separator) for line in text.strip("\n").split("\n")]
    return grid_of_cells(
        {(down, across): cell.strip().replace("\\n", "\n")
         for down, row in enumerate(rows)
         for across, cell in enumerate(row)}
    )  # fmt: skip


def as_map(document: Document) -> dict[str, dict[str, list[str]]]:
    """Return the texts of the cards by stage (and step) and by the title of the lane."""
    journey = document.journeys()[0]
    found: dict[str, dict[str, list[str]]] = {}
    for step in document.columns_of(journey.id):
        name = "/".join(filter(None, (document.get(Stage, step.stage).name, step.name)))
        cells = found.setdefault(name, {})
        for lane in document.lanes_of(journey.id):
            if cards := document.cards_in(step.id, lane.id):
                cells.setdefault(title_of(lane), []).extend(card.text for card in cards)
    return found


def made(grid: Grid) -> Document:
    return journey_from(source_of_grids([grid], "Trip")).document


IN_ROWS = """
Stage | Step # | Touchpoint | User Action | Thought/Quote | Emotion | Pain Point | Confidence
Awareness | 1 | Ad | Sees an ad | "What is this?" | Curious | Too many ads | High
Awareness | 2 | Website | Reads | Is it for me? | Anxious+ | Long text | Low
Purchase | 3 | Shop | Pays | Finally | Relieved | • fees\\n• slow page | High
"""


@pytest.mark.parametrize("turned", [False, True])
def test_a_table_becomes_the_same_map_in_rows_and_in_columns(turned: bool) -> None:
    grid = table(IN_ROWS)
    found = journey_from(source_of_grids([grid.turned() if turned else grid], "Trip"))
    document = found.document
    assert found.plan.turned == turned and is_journey(found.grid, found.plan)
    cells = as_map(document)
    assert cells["Purchase"]["Pain points"] == ["fees", "slow page"]
    assert cells["Awareness"] == {
        "Touchpoints": ["Ad", "Website"], "User Action": ["Sees an ad", "Reads"],
        "Thought/Quote": ['"What is this?"', "Is it for me?"], "Pain points": ["Too many ads", "Long text"],
        "Confidence": ["High", "Low"],
    }  # fmt: skip
    points = {
        (document.get(Card, each.card).text, each.value, each.label) for each in document.select(EmotionPoint)
    }
    assert points == {("Ad", 0.2, "Curious"), ("Website", -0.75, "Anxious+"), ("Shop", 0.5, "Relieved")}
    assert any("“Step #”" in remark for remark in found.remarks), "the number is on no card, so it is said"


def test_merged_cells_span_and_a_corner_over_two_rows_has_stages_and_steps() -> None:
    cells = {
        (0, 1): "Before", (0, 3): "After", (1, 1): "Search", (1, 2): "Book", (1, 3): "Return",
        (2, 0): "Actions", (2, 1): "Uses the app", (2, 3): "Leaves",
        (3, 0): "Pain points", (3, 1): "noise\ndear", (4, 1): "banner", (4, 3): "fees",
    }  # fmt: skip
    merged = {(0, 2): (0, 1), (2, 2): (2, 1), (4, 0): (3, 0)}
    filled = cells | {place: cells[origin] for place, origin in merged.items()}
    document = made(grid_of_cells(filled, merged))
    assert as_map(document) == {
        "Before/Search": {"Actions": ["Uses the app"], "Pain points": ["noise", "dear", "banner"]},
        "Before/Book": {},
        "After/Return": {"Actions": ["Leaves"], "Pain points": ["fees"]},
    }
    spanning = next(card for card in document.select(Card) if card.last_step)
    assert (spanning.text, document.get(Step, spanning.last_step).name) == ("Uses the app", "Book")


def test_personas_channels_and_several_curves() -> None:
    document = made(table("""
Phase | Nutzer | Kontaktpunkt | Kanal | Gefühl Anna | Gefühl Ben | Chancen
Suche | Anna, Ben | Liest Tests | Website | 4 | 2 |
Kauf | Ben | Ruft an\\nHolt ab | Telefon, Filiale | 1 | 5 |
"""))  # fmt: skip
    assert [each.name for each in document.select(Persona)] == ["Anna", "Ben"]
    channels = {card.text: document.get(Channel, card.channel).kind for card in document.select(Card)}
    assert channels == {"Liest Tests": "website", "Ruft an": "phone", "Holt ab": "in_person"}
    journey = document.journeys()[0]
    assert journey.language == "de"
    curves = {
        document.get(Persona, curve.persona).name: [point.value for point in document.points_of(curve.id)]
        for curve in document.curves_of(journey.id) if curve.persona
    }  # fmt: skip
    assert set(curves) == {"Anna", "Ben"}


def test_a_row_for_each_card_goes_into_the_lane_that_it_names() -> None:
    document = made(
        table("""
Stage | Lane | Card | Note | Channel | Severity | Moment of truth | Tags
Search | Touchpoints | Opens the app | often | App | | yes | new, fast
Search | Pain points | Too slow | | Phone | 4 | |
Search | Legal | Consent |
Buy | Touchpoints | Pays | | | | no |
""")
    )
    assert as_map(document) == {
        "Search": {"Touchpoints": ["Opens the app"], "Pain points": ["Too slow"], "Legal": ["Consent"]},
        "Buy": {"Touchpoints": ["Pays"]},
    }
    cards = {card.text: card for card in document.select(Card)}
    assert (cards["Opens the app"].note, cards["Opens the app"].moment_of_truth) == ("often", True)
    assert [tag.name for tag in document.tags_on(cards["Opens the app"].id)] == ["new", "fast"]
    assert cards["Too slow"].severity == 4 and not cards["Pays"].moment_of_truth
    assert document.get(Channel, cards["Too slow"].channel).kind == "phone"


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Customer Actions", "action"), ("PM Metrics", "text"), ("Émotions (1-5)", "emotion"),
        ("Schmerzpunkte", "pain_point"), ("用户痛点", "pain_point"), ("Puntos de contacto", "touchpoint"),
        ("Oportunidades", "opportunity"), ("Точки контакта", "touchpoint"), ("課題", "pain_point"),
        ("نقاط الألم", "pain_point"), ("What they think", "thought"), ("Berührungspunkte", "touchpoint"),
        ("Kipupisteet", "pain_point"), ("Whatever", ""), ("#", "number"), ("Canal", "channel"),
    ],
)  # fmt: skip
def test_headings_in_many_languages_are_known(heading: str, role: str) -> None:
    assert role_of(heading) == role


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("delighted", 1.0), ("very happy", 0.8), ("not happy", -0.4), ("Frustriert", -1.0), ("soulagé", 0.5),
        ("😡", -1.0), ("😀 yes!", 1.0), ("80%", 0.6), ("4/5", 0.5), ("7/10", 0.33), ("★★★☆☆", 0.0),
        ("high", 0.5), ("low", -0.5), ("担心", -0.5), ("Relieved but skeptical", 0.0), ("verärgert", -1.0),
        ("rõõmus", None), ("purple", None),
    ],
)  # fmt: skip
def test_emotions_as_words_signs_and_numbers(text: str, value: float | None) -> None:
    found = emotion_of(text, Scale(1, 5)).value
    assert (None if found is None else round(found, 2)) == value


@pytest.mark.parametrize(
    ("texts", "heading", "scale"),
    [
        (["1", "5", "3"], "", (1, 5)), (["-2", "+1", "0"], "", (-2, 2)), (["8", "3"], "", (1, 10)),
        (["0", "7"], "", (0, 10)), (["45", "80"], "", (0, 100)), (["2", "3"], "Score (1–7)", (1, 7)),
        (["−4", "2"], "", (-5, 5)), (["+1", "+2"], "", (-2, 2)),
    ],
)  # fmt: skip
def test_the_scale_of_a_column_is_found_out(
    texts: list[str], heading: str, scale: tuple[float, float]
) -> None:
    found = scale_of([each.replace("−", "-") for each in texts], heading)
    assert (found.low, found.high) == scale


def test_entries_of_a_cell() -> None:
    assert entries("• a • b\n- c\n  more of c\n2) d") == ["a", "b", "c more of c", "d"]
    assert entries("first\nsecond<br>third") == ["first", "second", "third"]
    assert entries("-") == entries("n/a") == []
    assert entries("-5 degrees") == ["-5 degrees"]


def test_an_emotion_of_unknown_words_is_kept_as_a_card() -> None:
    grid = table("Stage | Action | Emotion\nA | a | happy\nB | b | world immersion\nC | c | sad")
    found = journey_from(source_of_grids([grid], "Trip"))
    assert as_map(found.document)["B"]["Feelings"] == ["world immersion"]
    assert any("“world immersion”" in remark for remark in found.remarks)


MARKDOWN = """# Booking
> a legend

## 1. Search
**Actions**
- Types a query
- Compares [two](https://example.com) offers

**Pain points**
- Too **many** results

> "Where is it?" 😤

## 2. Pay
**Actions**
- Pays
**Pain points**
- Fees
> "Fine" 😊
"""


def test_markdown_without_mermaid_is_read_by_its_headings_or_tables(tmp_path: Path) -> None:
    file = tmp_path / "booking.md"
    file.write_text(MARKDOWN, "utf-8")
    document = formats.read(file).document
    assert document.journeys()[0].title == "Booking"
    assert as_map(document)["Search"] == {
        "Actions": ["Types a query", "Compares two (https://example.com) offers"],
        "Pain points": ["Too many results"], "Quote": ['"Where is it?"'],
    }  # fmt: skip
    assert {point.value for point in document.select(EmotionPoint)} == {-1.0, 0.5}
    file.write_text(
        "## Before\n\n| Step | Actions | Emotion |\n|---|:--|--|\n| Look | a<br>b | **glad** |\n\n"
        "## After\n\n| Step | Actions | Emotion |\n|---|---|---|\n| Go | c \\| d | sad |\n", "utf-8",
    )  # fmt: skip
    assert as_map(formats.read(file).document) == {
        "Before/Look": {"Actions": ["a", "b"]}, "After/Go": {"Actions": ["c | d"]},
    }  # fmt: skip
    file.write_text("Just prose.", "utf-8")
    with pytest.raises(UserError, match="no Mermaid journey, and no table"):
        formats.read(file)


def test_of_a_workbook_the_sheet_with_the_journey_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    def row(number: int, *texts: str) -> str:
        cells = "".join(
            f'<c r="{chr(65 + index)}{number}" t="inlineStr"><is><t>{text}</t></is></c>'
            for index, text in enumerate(texts) if text
        )  # fmt: skip
        return f'<row r="{number}" hidden="{int(number == 3)}">{cells}</row>'

    rows = row(1, "", "Awareness", "", "Order") + row(2, "Actions", "sees ad", "asks", "orders")
    rows += row(3, "Emotions", "3", "4", "1")
    merged = '<mergeCells count="1"><mergeCell ref="B1:C1"/></mergeCells>'
    path = xlsx(tmp_path / "map.xlsx", rows, after=merged)
    imported = formats.read(path)
    assert list(as_map(imported.document)) == ["Awareness", "Order"]
    assert len(imported.document.select(Step)) == 3
    assert "1 hidden row was imported, too." in imported.remarks
    assert any("Hidden sheets" in remark and "“More”" in remark for remark in imported.remarks)


def test_a_long_list_beside_the_journey_does_not_stop_its_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("journey_editor.interchange.journey_tables.grid.MOST_CELLS", 200)
    before = gallery.sample()
    formats.write(tmp_path / "map.xlsx", formats.Imported(before, {}), before.journeys()[0].id)
    after = formats.read(tmp_path / "map.xlsx").document
    assert len(after.select(Card)) == len(before.select(Card))


def test_a_list_of_shapes_is_read_along_its_lines(tmp_path: Path) -> None:
    header = "Id,Name,Shape Library,Page ID,Line Source,Line Destination,Status,Text Area 1,User Journeys"
    path = tmp_path / "shapes.csv"
    path.write_text(
        f'{header}\n1,Document,,,,,,My map,\n3,Text,Standard,2,,,,Basket,"new,old"\n'
        "4,Text,Standard,2,,,,Shop,new\n5,Line,,2,4,3,,Add,\n", "utf-8",
    )  # fmt: skip
    document = formats.read(path).document
    assert as_map(document) == {"Shop": {"Actions": ["Add"]}, "Basket": {}}
    assert [each.name for each in document.select(Persona)] == ["new", "old"]


def test_a_table_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    stream = io.StringIO()
    csv.writer(stream).writerows([["x"] * 200] * 400)
    path.write_text(stream.getvalue(), "utf-8")
    with pytest.raises(UserError, match="too large for a map"):
        source_of_file(path).read(0)


def test_another_role_changes_the_map_and_leaves_out_only_what_it_says() -> None:
    grid = table(IN_ROWS)
    plan = guessed(grid)
    column = plan.roles.index("pain_point")
    found = journey_from(source_of_grids([grid], "Trip"), plan=plan.with_role(column, ""))
    assert not any(lane.kind == "pain_point" for lane in found.document.select(Lane))
    assert any(remark == "Not imported: “Pain Point”." for remark in found.remarks)


def test_numbered_stages_are_no_headings() -> None:
    rows = [["Stage", "Actions", "KPI"], *([f"Stage {each}", "acts", "NPS"] for each in range(9))]
    grid = grid_of_cells(
        {(down, across): cell for down, row in enumerate(rows) for across, cell in enumerate(row)}
    )
    assert not guessed(grid).turned and guessed(grid.turned()).turned


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("|Phase 1|Phase 2\nWas tut der Kunde?|a|b\nWas fühlt er?|neugierig|froh\nVerbesserungsideen|c|d",
         ("stage", "action", "emotion", "opportunity")),
        ("Fase|Oriëntatie|Aankoop\nKlantacties|a|b\nGevoel|+1|-2\nKansen|c|d",
         ("stage", "action", "emotion", "opportunity")),
        ("|Discover|Order\nFrontstage interactions|a|b\nBackstage Interactions|c|d\nTime|1 min|2 min",
         ("stage", "frontstage", "backstage", "text")),
        ("चरण|कार्य|भावना\nखोज|a|खुश\nखरीद|b|चिंतित", ("stage", "action", "emotion")),
        ("Awareness|sees an ad\nPurchase|buys", ("stage", "text")),
    ],
)  # fmt: skip
def test_questions_compounds_and_missing_headings_are_understood(text: str, roles: tuple[str, ...]) -> None:
    assert guessed(table(text)).roles == roles


def test_what_is_above_a_table_is_the_title_a_persona_and_the_scenario() -> None:
    document = made(
        table("""
Hotel
Persona: Ada
Scenario: a weekend
Stage | Doing | Feeling
Plan | Searches | Excited
""")
    )
    journey = document.journeys()[0]
    assert (journey.title, journey.scenario) == ("Hotel", "Scenario: a weekend")
    assert [each.name for each in document.select(Persona)] == ["Ada"]


@pytest.mark.parametrize("ending", ["csv", "map.csv", "xlsx", "md"])
def test_an_exported_map_comes_back(tmp_path: Path, ending: str) -> None:
    before = project_from_template("sample")
    journey = before.journeys()[0]
    path = tmp_path / f"sample.{ending}"
    options = {"table": "map"} if ending == "map.csv" else {}
    formats.write(path, formats.Imported(before, {}), journey.id, **options)
    after = formats.read(path).document
    assert [each.name for each in after.stages_of(after.journeys()[0].id)] == [
        each.name for each in before.stages_of(journey.id)
    ]
    assert as_map(after) == as_map(before)
    values = [
        sorted(round(point.value, 2) for point in document.select(EmotionPoint))
        for document in (before, after)
    ]
    assert values[0] == pytest.approx(values[1], abs=0.03)
    names = [{each.name for each in document.select(Persona)} for document in (before, after)]
    assert names[0] == names[1]


@pytest.mark.parametrize("ending", ["csv", "md", "ojf"])
def test_cards_of_feelings_do_not_come_back_as_emotions(tmp_path: Path, ending: str) -> None:
    draft = Draft(gallery.sample())
    journey = draft.journeys()[0].id
    lane, persona = add_lane(draft, journey, "feeling").id, draft.personas_of(journey)[0].id
    own = add_lane(draft, journey, "feeling", persona=persona).id
    for step, text in zip(draft.columns_of(journey), ("Anxious", "Happy", "Angry"), strict=False):
        add_card(draft, step.id, lane, text)
        add_card(draft, step.id, own, f"Very {text}")
    before = draft.finish()
    path = tmp_path / f"map.{ending}"
    formats.write(path, formats.Imported(before, {}), journey, "map")
    after = formats.read(path).document
    for kind in (Card, EmotionPoint):
        assert len(after.select(kind)) == len(before.select(kind))


def test_signs_of_emphasis_in_the_title_do_not_hide_the_tables_of_markdown(tmp_path: Path) -> None:
    before = gallery.emphasis_everywhere()
    formats.write(tmp_path / "map.md", formats.Imported(before, {}), before.journeys()[0].id)
    found = formats.read(tmp_path / "map.md")
    assert found.table is not None and "Not again, I said so" in [
        each.text for each in found.document.select(Card)
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "md"])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_what_was_computed_does_not_come_back_as_cards_or_emotions(
    tmp_path: Path, ending: str, right_to_left: bool
) -> None:
    for made_by in (
        gallery.summaries_from_the_right if right_to_left else gallery.summaries,
        gallery.figures_from_the_right,
        gallery.lane_groups_from_the_right if right_to_left else gallery.lane_groups,
    ):
        before = made_by()
        journey = before.journeys()[0]
        path = tmp_path / f"map.{ending}"
        formats.write(path, formats.Imported(before, {}), journey.id, "map")
        found = formats.read(path)
        after = found.document
        assert len(after.select(Card)) == len(before.select(Card)), made_by
        assert len(after.select(EmotionPoint)) == len(before.select(EmotionPoint)), made_by
        lines = [
            [lane.kind for lane in each.select(Lane) if lane.kind in LINE_KINDS] for each in (before, after)
        ]
        assert lines[0] == lines[1]
        assert found.table is None or any("computed" in each for each in found.remarks)


def test_a_foreign_table_keeps_its_lanes_of_times_and_metrics() -> None:
    grid = table("Stage|Actions|Time|Metrics\nBuy|Pays|morning|NPS 40\nUse|Calls|evening|NPS 50")
    assert guessed(grid).roles == ("stage", "action", "text", "text")
