"""Export of the sample map on a computer without a display."""

from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.conversion import formats
from journey_editor.conversion.export import Sheet, date_of_export, sheet_pages
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.folders import user_documents
from journey_editor.foundation.identity import counting_ids
from journey_editor.foundation.text import one_line
from journey_editor.foundation.translation import tr


def export_sample() -> int:
    """Export the sample map as PDF and PNG to a folder and print its name, because there is no display."""
    document = project_from_template("sample", new_id=counting_ids())
    folder = user_documents()
    when = date_of_export()
    pages = sheet_pages(document, document.journeys()[0].id, Sheet(), when)
    for ending in ("pdf", "png"):
        with may_be_stopped(at_once=False):
            out = folder / f"sample-support-journey.{ending}"
            formats.write_drawing(out, pages, Sheet(), {}, when)
    print(
        tr(
            "No display is available, so no window was opened. The sample support journey was exported as "
            "PDF and PNG to {folder}."
        ).format(folder=one_line(str(folder)))
    )
    return 0
