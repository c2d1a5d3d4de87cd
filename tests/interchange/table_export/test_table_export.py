"""Tables of a map hold what the map holds, for people, for spreadsheets and for our own reader."""

import csv
import io
import random
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import pytest

from journey_editor.conversion import formats
from journey_editor.conversion.formats import Imported
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.table_export import xlsx
from journey_editor.interchange.table_export.clip_table import part_of, tables_of_cards
from journey_editor.interchange.table_export.map_table import map_table
from journey_editor.interchange.table_export.record_tables import cards_table, record_tables
from journey_editor.interchange.tables.formulas import guarded, unguarded
from journey_editor.interchange.tables.reading import open_table
from journey_editor.interchange.tables.values import Value
from journey_editor.model.document import Document
from journey_editor.model.fields import Choice, Flag, Ref, Text, Whole
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.records import Card, Channel, EmotionPoint, Journey, specs
from journey_editor.model.rules import check_document
from journey_editor.wording.map_words import channel_name
from tests import gallery
from tests.figures_map import figures_from_the_right

UNKIND = (
    "=1+1", "+49 30 1234", "-5", "@SUM(A1)", "'=x", "''", "\tindented", "- one\n- two",
    'He said "no"; twice, or so',
    "=cmd|' /C calc'!A0", "  =A1", "_x0041_ stays", "1:30", "١٢٣ مرحبا", "**bold** | pipe", "<b>&amp;</b>",
)  # fmt: skip
MAPS = (
    gallery.sample, gallery.summaries, gallery.tall_cards, gallery.spans, gallery.from_the_right,
    gallery.emphasis_everywhere, gallery.references_everywhere, gallery.tags_everywhere, gallery.no_stages,
    gallery.five_personas, gallery.own_kinds_from_the_right,
)  # fmt: skip


def unkind() -> Document:
    """Return the sample with any valid values in the fields of its cards, and texts that spreadsheets run."""
    chance, document = random.Random(14), gallery.sample()
    draft = Draft(document, counting_ids())
    for card in document.select(Card):
        values: dict[str, object] = {}
        for name, spec in specs(Card).items():
            if isinstance(spec, Text):
                text = chance.choice(UNKIND)
                values[name] = text if spec.lines else " ".join(text.split())
            elif isinstance(spec, Choice):
                values[name] = chance.choice(spec.options)
            elif isinstance(spec, Flag):
                values[name] = chance.random() < 0.5
            elif isinstance(spec, Whole) and not isinstance(spec, Ref):
                values[name] = chance.choice((None, spec.low, min(spec.high, 90_000)))
        draft.change(card, **values)
    return draft.finish()


def written(document: Document, path: Path, table: str = "cards") -> list[str]:
    return formats.write(path, Imported(document, {}), document.journeys()[0].id, table)


def rows_in(path: Path, sheet: str = "") -> list[Mapping[int, Value]]:
    with open_table(path) as table:
        return [row.cells for row in table.rows(sheet)]


@pytest.mark.parametrize("ending", ["xlsx", "csv", "tsv"])
@pytest.mark.parametrize("document", [*(each() for each in MAPS), unkind()])
def test_the_cards_read_back_are_the_records(document: Document, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"map.{ending}"
    written(document, path)
    heads, *rows = _cards_in(path) if ending == "xlsx" else rows_in(path)
    place = {str(name): column for column, name in heads.items()}
    fields = {
        "text": "Text", "note": "Note", "id": "Card ID", "step": "Step ID", "lane": "Lane ID",
        "last_step": "Last step ID", "last_lane": "Last lane ID", "channel": "Channel ID",
        "origin": "Origin ID",
        "detail": "Detail journey ID", "kind": "Kind ID", "status": "Status ID",
        "started_by": "Started by ID", "picture": "Picture ID",
    }  # fmt: skip
    found = {str(row[place["Card ID"]]): row for row in rows}
    journeys = document.journeys() if ending == "xlsx" else document.journeys()[:1]
    cards = [
        card
        for each in journeys
        for step in document.columns_of(each.id)
        for lane in document.lanes_of(each.id)
        for card in document.cards_in(step.id, lane.id)
    ]
    assert list(found) == [card.id for card in cards]
    language = document.journeys()[0].language
    headings = cards_table(document, [each.id for each in journeys], language).headings
    for card in cards:
        for name in specs(Card):
            if name == "order":
                continue
            heading = fields.get(name) if name != "text" else headings[5]
            column = place[heading] if heading else headings.index(_heading(name, headings))
            read, meant = found[card.id].get(column), getattr(card, name)
            if isinstance(meant, str):
                assert str(read or "").strip() == meant.strip(), name
            elif isinstance(meant, bool):
                assert (read in (True, "true")) == meant, name
            else:
                assert (None if read is None else float(str(read))) == meant, name


def _cards_in(path: Path) -> list[Mapping[int, Value]]:
    with open_table(path) as table:
        names = [each.name for each in table.sheets]
        return [row.cells for row in table.rows(names[-5])]


_ORDER = (
    "moment_of_truth", "fail_point", "importance", "importance_to_organisation", "satisfaction",
    "first_answer", "answer_target", "duration", "duration_target", "wait",
    "wait_target", "severity", "frequency",
    "impact", "effort", None, "owner", "due", None, "picture_text",
)  # fmt: skip


def _heading(name: str, headings: tuple[str, ...]) -> str:
    """Return the heading of a detail: they follow that of who started a touchpoint."""
    return headings[headings.index("Started by") + 1 + _ORDER.index(name)]


def test_headings_are_different_in_each_language() -> None:
    document = gallery.sample()
    for language in catalogue_tags():
        for table in record_tables(document, language):
            assert len({*table.headings}) == len(table.headings), (language, table.name)
            assert all(len(row) == len(table.headings) for row in table.rows)


def test_a_spreadsheet_gets_no_formula_and_our_reader_the_text() -> None:
    for text in (*UNKIND, "'", "+", "-1.5", "plain", "'s Gravenhage", "\r=x"):
        assert unguarded(guarded(text)) == text
    for text in ("=1", "@x", "+x", "-x", " =1", "'=1", "\t=1", "-1+cmd|x"):
        assert guarded(text) == f"'{text}"
    assert guarded("-1.5") == "-1.5", "a number is no formula"


def test_a_csv_is_recognised_as_utf_8_and_one_as_on_the_map_has_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    remarks = written(gallery.sample(), path, "map")
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert "44 cards" not in " ".join(remarks)
    assert "12 channels of cards were not exported." in remarks or any("channel" in each for each in remarks)
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[0][:7] == [
        "Stage",
        "Awareness",
        "Exploration",
        "Consideration",
        "Purchase",
        "Delivery",
        "Support",
    ]
    assert rows[1][-3:] == ["First contact", "Line care", "Making good"]
    assert rows[3][2] == "• Address check: 250 megabits from March\n• Leaflet and a talk at the market stall"
    assert {len(row) for row in rows} == {9}


def test_a_workbook_is_the_same_each_time_and_has_neither_formulas_nor_links(tmp_path: Path) -> None:
    document = unkind()
    for name in ("one.xlsx", "two.xlsx"):
        written(document, tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    with ZipFile(tmp_path / "one.xlsx") as archive:
        sheets = [archive.read(each).decode() for each in archive.namelist() if "worksheets/sheet" in each]
        assert len(sheets) == 6
        assert not any("<f>" in each or "<hyperlink" in each for each in sheets)
        first = sheets[0]
    assert '<mergeCell ref="G1:I1"/>' in first, "the stage with three steps"
    assert 'topLeftCell="B3"' in first and 'orientation="landscape"' in first
    with open_table(tmp_path / "one.xlsx") as table:
        assert [each.name for each in table.sheets] == [
            "A new home, and the line comes", "Cards", "Personas", "Measures", "Evidence", "Backlog",
        ]  # fmt: skip


def test_the_sheets_of_a_map_from_the_right_are_from_the_right(tmp_path: Path) -> None:
    written(gallery.from_the_right(), tmp_path / "map.xlsx")
    with ZipFile(tmp_path / "map.xlsx") as archive:
        sheets = [each for each in archive.namelist() if "worksheets/sheet" in each]
        assert all('rightToLeft="1"' in archive.read(each).decode() for each in sheets)


def test_names_of_sheets_are_valid_and_different() -> None:
    taken: set[str] = set()
    titles = ["a/b: [c]?", "'Quoted'", "History", "x" * 40, "X" * 40, "", "  "]
    names = [xlsx.sheet_name(each, taken) for each in titles]
    assert names == ["a b c", "Quoted", "History 1", "x" * 31, "X" * 29 + " 2", "Journey", "Journey 2"]


def test_a_workbook_that_is_read_otherwise_does_not_replace_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.xlsx"
    path.write_text("as it was")
    monkeypatch.setattr(xlsx, "_is_same", lambda *_: False)
    with pytest.raises(UserError, match="could not be read back"):
        written(gallery.sample(), path)
    assert path.read_text() == "as it was"


class _Page(HTMLParser):
    """Elements of a page outside of its drawing, and whether all of them are closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "svg" not in self.open:
            self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "table" in self.open:
            self.words.append(data)


@pytest.mark.parametrize("make", [gallery.sample, gallery.from_the_right, gallery.spans, unkind])
def test_a_page_has_a_real_table_and_needs_nothing_else(make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = make()
    journey, path = document.journeys()[0], tmp_path / "map.html"
    written(document, path)
    text = path.read_text("utf-8")
    page = _Page()
    page.feed(text)
    page.close()
    assert page.open == []
    tags = [tag for tag, _ in page.found]
    assert page.found[0] == ("html", {"lang": journey.language, "dir": journey.direction})
    assert tags.count("h1") == tags.count("svg") == tags.count("table") == 1
    assert "script" not in tags and "link" not in tags and not re.search(r"url\(\s*['\"]?http|src=", text)
    heads = [attributes.get("scope") for tag, attributes in page.found if tag == "th"]
    assert None not in heads and heads.count("colgroup") == len(document.stages_of(journey.id))
    # The cells of each row are as wide as its table.
    table = map_table(document, journey.id)
    for row in table.rows:
        assert row.is_heading or sum(cell.span for cell in row.cells) == table.width
    said = "".join(page.words)
    lanes = {lane.id for lane in document.lanes_of(journey.id, hidden=False)}
    for card in document.cards_of(journey.id):
        if card.lane in lanes:
            assert re.sub(r"[\s*_\\•-]", "", card.text) in re.sub(r"[\s*_\\•-]", "", said)


def test_markdown_has_tables_and_is_still_read_as_a_mermaid_journey(tmp_path: Path) -> None:
    path = tmp_path / "map.md"
    written(gallery.sample(), path)
    text = path.read_text("utf-8")
    assert text.startswith("# A new home, and the line comes last\n\n")
    assert (
        "| Step | First contact | Line care | Making good |\n| --- | --- | --- | --- |\n| **Actions** |"
        in text
    )
    read = formats.read(path).document
    stages = read.stages_of(read.journeys()[0].id)
    assert [each.name for each in stages][:2] == ["Awareness", "Exploration"]


def test_what_a_table_cannot_hold_is_known_before_it_is_written(tmp_path: Path) -> None:
    document = gallery.sample()
    draft = Draft(document, counting_ids())
    journey = document.journeys()[0].id
    hidden = document.lanes_of(journey)[0]
    draft.change(hidden, hidden=True)
    document = draft.finish()
    for each in formats.formats():
        if each.left_out is not None:
            said = each.left_out(document, journey, "cards")
            path = tmp_path / f"map{each.suffixes[0]}"
            assert formats.write(path, Imported(document, {}), journey) == said
            assert (each.id in ("mermaid", "ojf", "xlsx", "csv", "tsv")) == (
                "6 goals of stages were not exported." in said
            )
    by_id = {each.id: each for each in formats.formats()}
    for name in ("html", "markdown"):
        left_out = by_id[name].left_out
        assert left_out is not None and "1 hidden lane was not exported." in left_out(
            document, journey, "cards"
        )


def test_an_empty_map_becomes_empty_tables(tmp_path: Path) -> None:
    for ending in ("xlsx", "csv", "tsv", "html", "md"):
        written(gallery.nothing(), tmp_path / f"map.{ending}")
        assert (tmp_path / f"map.{ending}").stat().st_size > 0


def test_a_card_of_another_kind_says_so_in_the_page() -> None:
    document = gallery.sample()
    draft = Draft(document, counting_ids())
    journey = document.get(Journey, document.journeys()[0].id)
    step, lane = document.columns_of(journey.id)[0], document.lanes_of(journey.id)[0]
    card = add_card(draft, step.id, lane.id, "An idea")
    draft.change(card, kind="opportunity", owner="Ann")
    table = map_table(draft.finish(), journey.id)
    entry = table.rows[0].cells[0].entries[-1]
    assert (entry.text, entry.details) == ("An idea", ("Opportunity", "Owner: Ann"))


def test_copied_cards_are_a_table_of_their_steps_and_lanes() -> None:
    document = gallery.sample()
    journey = document.journeys()[0].id
    chosen = {
        card.id
        for card in document.cards_of(journey)
        if card.text.startswith(("Order with a fixed date", "Confirmation names", "Let the engineer measure"))
    }
    html, tabs = tables_of_cards(document, journey, chosen)
    assert tabs == (
        "Stage\tPurchase\tSupport\nStep\t\tLine care\nActions\t\tLet the engineer measure the line\n"
        'Touchpoints\t"• Order with a fixed date for the switch-over\n• Confirmation names another date"\t\n'
    )
    assert html.count("<tr>") == 4 and html.count("<table") == 1
    # Excel must not begin another row at a line break.
    assert 'switch-over<br style="mso-data-placement:same-cell">• Confirmation' in html
    emphasised = gallery.emphasis_everywhere()
    card = next(each for each in emphasised.select(Card) if "**" in each.text)
    html, tabs = tables_of_cards(emphasised, emphasised.journeys()[0].id, {card.id})
    assert (html.count("<p>"), "<table" in html, tabs) == (1, False, "") and "<b>" in html
    assert tables_of_cards(document, journey, set()) == ("", "")


def test_a_card_over_several_steps_is_one_cell_of_a_copied_table() -> None:
    document = gallery.spans()
    journey = document.journeys()[0].id
    table = map_table(document, journey)
    wide = {entry.card for row in table.rows for cell in row.cells if cell.span > 1 for entry in cell.entries}
    everything = part_of(table, {card.id for card in document.cards_of(journey)})
    assert wide and everything.width == sum(cell.span for cell in everything.rows[0].cells)
    for row in everything.rows:
        assert sum(cell.span for cell in row.cells) == everything.width


def test_a_curve_of_figures_has_their_numbers() -> None:
    document = figures_from_the_right()
    journey = document.journeys()[0].id
    rows = [row for row in map_table(document, journey).rows if row.kind == "emotion"]
    said = [entry.text for row in rows for cell in row.cells for entry in cell.entries]
    assert len(rows) == 4 and said and not any("…" in row.title for row in rows)
    assert any("%" in each or "٪" in each for each in said)


def texts_by_place(document: Document) -> dict[tuple[str, int, str], list[str]]:
    """Return the texts of the cards of a map by stage, number of the step and kind of the lane."""
    journey, found = document.journeys()[0].id, {}
    for stage in document.stages_of(journey):
        for number, step in enumerate(document.steps_of(stage.id)):
            for lane in document.lanes_of(journey):
                lines = [" ".join(plain(card.text).split()) for card in document.cards_in(step.id, lane.id)]
                if lines and lane.kind in CARD_LANES:
                    found[stage.name, number, lane.kind] = lines
    return found


@pytest.mark.parametrize("name", ["map.csv", "map.tsv", "map.xlsx"])
@pytest.mark.parametrize("make", [gallery.sample, gallery.spans, gallery.from_the_right])
def test_a_map_is_read_again_from_its_table(name: str, make, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    document = make()
    written(document, tmp_path / name, "map")
    read = formats.read(tmp_path / name).document
    before, after = texts_by_place(document), texts_by_place(read)
    # Several values of a curve in a step are read as words.
    after = {place: texts for place, texts in after.items() if place[2] != "feeling"}
    assert after == before
    stages = [each.name for each in document.stages_of(document.journeys()[0].id)]
    assert [each.name for each in read.stages_of(read.journeys()[0].id)] == stages
    values = {round(point.value, 2) for point in document.select(EmotionPoint)}
    found = {round(point.value, 2) for point in read.select(EmotionPoint)}
    assert found and found <= values


def related(document: Document, card: Card) -> tuple[object, ...]:
    """Return what is on a card besides its own fields, by names."""
    channel = document.find(card.channel)
    return (
        channel_name(channel, "en") if isinstance(channel, Channel) else "",
        sorted(each.name for each in document.personas_on(card.id)),
        sorted(each.name for each in document.tags_on(card.id) if each.name),
        [(each.name, each.address) for each in document.references_of(card.id)],
    )


@pytest.mark.parametrize("ending", ["csv", "tsv"])
@pytest.mark.parametrize("document", [*(each() for each in MAPS if each is not gallery.no_stages), unkind()])
def test_a_table_of_cards_is_read_again_with_all_fields(
    document: Document, ending: str, tmp_path: Path
) -> None:
    written(document, tmp_path / f"map.{ending}")
    read = formats.read(tmp_path / f"map.{ending}")
    assert read.table is None and not read.remarks, "nothing was guessed"
    check_document(read.document)
    before, after = document.journeys()[0], read.document.journeys()[0]
    assert (after.title, after.language, after.direction) == (before.title, before.language, before.direction)
    cards = document.cards_of(before.id)
    assert [each.id for each in read.document.cards_of(after.id)] == [each.id for each in cards]
    for card in cards:
        found = read.document.get(Card, card.id)
        for name in specs(Card):
            if name not in ("order", "channel", "picture", "detail"):
                one, other = getattr(card, name), getattr(found, name)
                if name in ("last_step", "last_lane") and one not in read.document:
                    one = ""  # A step or lane without cards is not in the table.
                assert one == other or str(one).strip() == str(other).strip(), name
        assert related(read.document, found) == related(document, card)
    used = {card.step for card in cards}
    steps = [(each.id, each.name) for each in document.columns_of(before.id) if each.id in used]
    assert [(each.id, each.name) for each in read.document.columns_of(after.id)] == steps
    points = [(each.card, round(each.value, 4)) for each in document.select(EmotionPoint) if each.card]
    found_points = [(each.card, round(each.value, 4)) for each in read.document.select(EmotionPoint)]
    assert sorted(found_points) == sorted(points)


def test_a_row_without_ids_goes_to_the_step_and_lane_of_its_names(tmp_path: Path) -> None:
    path = tmp_path / "map.csv"
    written(gallery.sample(), path)
    with path.open("a", encoding="utf-8", newline="") as stream:
        stream.write("A new home,Support,Line care,Touchpoints,Touchpoint,Said on the phone,\r\n")
    document = formats.read(path).document
    check_document(document)
    (card,) = [each for each in document.select(Card) if each.text == "Said on the phone"]
    others = [each for each in document.select(Card) if (each.step, each.lane) == (card.step, card.lane)]
    assert len(others) > 1 and len(document.journeys()) == 1


@pytest.mark.parametrize("number", ["inf", "nan", "1e400"])
def test_a_number_that_is_none_in_a_table_of_cards_is_left_out(tmp_path: Path, number: str) -> None:
    path = tmp_path / "map.csv"
    written(gallery.sample(), path)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    for column in ("Severity", "Step number", "Lane number"):
        rows[1][rows[0].index(column)] = number
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert len(formats.read(path).document.select(Card)) == len(rows) - 1
