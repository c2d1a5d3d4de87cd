"""Files of tables: workbooks, text with separators, Markdown and HTML."""

from collections.abc import Mapping
from io import BytesIO

from journey_editor.conversion.export import Sheet, date_of_export, sheet_pages
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.interchange.table_export.html import Colors, html_page
from journey_editor.interchange.table_export.map_table import map_table
from journey_editor.interchange.table_export.markdown import markdown_tables
from journey_editor.interchange.table_export.record_tables import cards_table, record_tables
from journey_editor.interchange.table_export.text import (
    csv_bytes,
    rows_of_map,
    rows_of_records,
    tsv_bytes,
)
from journey_editor.interchange.table_export.xlsx import Look, xlsx_bytes
from journey_editor.layout.brand_theme import theme_key, theme_named
from journey_editor.model.document import Document, Queries
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.records import Journey, LaneKind


def separated_of(document: Document, journey_id: str, table: str, *, with_tabs: bool) -> bytes:
    """Return a journey as CSV or TSV, with a row for each of its cards, or as on the map."""
    language = document.get(Journey, journey_id).language
    if table == "map":
        rows = rows_of_map(map_table(document, journey_id))
    else:
        rows = rows_of_records(cards_table(document, (journey_id,), language))
    return tsv_bytes(rows) if with_tabs else csv_bytes(rows)


def markdown_of(document: Document, journey_id: str) -> str:
    """Return a journey as Markdown: a table for each stage, and a Mermaid journey."""
    text, _ = mermaid_text(document, journey_id)
    return f"{markdown_tables(map_table(document, journey_id))}\n```mermaid\n{text}```\n"


def page_of(document: Document, journey_id: str, pictures: Mapping[str, bytes]) -> str:
    """Return a journey as HTML: its drawing, at the size of the map and on white paper, and its table."""
    from journey_editor.backends.svg import write_svg

    sheet = Sheet("map", theme="light", with_fonts=True)
    page = sheet_pages(document, journey_id, sheet, date_of_export())[0]
    drawing = BytesIO()
    write_svg(page, drawing, pictures=pictures)
    look = look_of(document, journey_id, theme="light")
    return html_page(map_table(document, journey_id), drawing.getvalue().decode(), look.lanes)


def workbook_of(document: Document, journey_id: str) -> tuple[bytes, list[str]]:
    """Return a workbook of all journeys, and sentences about what did not fit into it.

    Headings of lists are in the language of one journey.
    """
    shown = document.get(Journey, journey_id)
    maps = [(map_table(document, each.id), look_of(document, each.id)) for each in document.journeys()]
    lists = record_tables(document, shown.language)
    return xlsx_bytes(maps, lists, date_of_export(), from_right=shown.direction == "rtl")


def look_of(document: Queries, journey_id: str, theme: str = "") -> Look:
    """Return the colours of a map in a theme, by default its own. A lane without a colour has none."""
    journey = document.get(Journey, journey_id)
    colors = theme_named(theme_key(theme or journey.theme, document.brand()))
    lanes = {}
    for lane in document.lanes_of(journey_id):
        own = document.find(lane.own_kind)
        if isinstance(own, LaneKind):
            found = colors.of_own_kind(own.color)
        elif lane.kind in CARD_LANES and lane.kind in colors.kinds:
            found = colors.of_kind(lane.kind)
        else:
            continue
        lanes[lane.id] = Colors(found.tint, found.text)
    return Look(Colors(colors.stage, colors.stage_text), Colors(colors.step, colors.text), lanes)
