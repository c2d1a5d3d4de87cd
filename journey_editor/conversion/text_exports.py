"""Formats of journeys as texts and tables: what is written, and what each has no place for.

The modules of a format are imported when it is used.
"""

from collections.abc import Callable, Mapping

from journey_editor.model.document import Document

Pictures = Mapping[str, bytes]
Made = tuple[bytes, list[str]]
"""Content of a file, and sentences about what it lacks."""
Export = Callable[[Document, str, Pictures, str], Made]
"""Function of a project, the id of a journey, the bytes of its pictures, and the kind of table."""


def mermaid(document: Document, journey_id: str, _pictures: Pictures, _table: str) -> Made:
    """Return a journey as Mermaid."""
    from journey_editor.interchange.mermaid.exporter import mermaid_text

    text, lost = mermaid_text(document, journey_id)
    return text.encode(), lost


def open_journey(document: Document, journey_id: str, _pictures: Pictures, _table: str) -> Made:
    """Return a journey as OpenJourney."""
    from journey_editor.interchange.ojf_export import ojf_text

    text, lost = ojf_text(document, journey_id)
    return text.encode(), lost


def markdown(document: Document, journey_id: str, _pictures: Pictures, _table: str) -> Made:
    """Return a journey as Markdown with a table for each stage, and a Mermaid journey."""
    from journey_editor.conversion.table_exports import markdown_of

    return markdown_of(document, journey_id).encode(), _not_in_table(document, journey_id, "markdown")


def csv(document: Document, journey_id: str, _pictures: Pictures, table: str) -> Made:
    """Return a table of a journey as CSV."""
    from journey_editor.conversion.table_exports import separated_of

    data = separated_of(document, journey_id, table, with_tabs=False)
    return data, _not_in_table(document, journey_id, table)


def tsv(document: Document, journey_id: str, _pictures: Pictures, table: str) -> Made:
    """Return a table of a journey as TSV."""
    from journey_editor.conversion.table_exports import separated_of

    data = separated_of(document, journey_id, table, with_tabs=True)
    return data, _not_in_table(document, journey_id, table)


def html(document: Document, journey_id: str, pictures: Pictures, _table: str) -> Made:
    """Return a journey as a page with its drawing and its table."""
    from journey_editor.conversion.table_exports import page_of

    page = page_of(document, journey_id, pictures)
    return page.encode(), _not_in_table(document, journey_id, "html")


def xlsx(document: Document, journey_id: str, _pictures: Pictures, _table: str) -> Made:
    """Return a workbook of all journeys."""
    from journey_editor.conversion.table_exports import workbook_of

    data, remarks = workbook_of(document, journey_id)
    lost = (said for each in document.journeys() for said in _not_in_table(document, each.id, "xlsx"))
    return data, [*dict.fromkeys(lost), *remarks]


def left_out(export: Export, document: Document, journey_id: str, table: str) -> list[str]:
    """Return what an export of a journey will lack, without making more of it than needed."""
    kinds = {csv: table, tsv: table, markdown: "markdown", html: "html", xlsx: "xlsx"}
    if export in kinds:
        return _not_in_table(document, journey_id, kinds[export])
    return export(document, journey_id, {}, table)[1]


def _not_in_table(document: Document, journey_id: str, kind: str) -> list[str]:
    from journey_editor.interchange.table_export.left_out import left_out

    return left_out(document, journey_id, kind)
