"""Pages of the gallery in one PDF: ``python3 main.py gallery OUT.pdf``.

Each map has a page of its own size. Some are also shown in the other themes, and on A4 in rows. The last
pages show the sample with a brand in a font of this computer, compare two versions of it, with the list of
changes, and have its findings, priority matrix and backlog. Then follows the sample of support.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from journey_editor.backends.pdf.document import write_pdf
from journey_editor.conversion.export import LISTS, Sheet, date_of_export, sheet_pages
from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Page
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.atomic_file import replacing
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import Journey
from journey_editor.text.families import families
from tests.backends.sample import all_pictures
from tests.brand_maps import with_everything
from tests.gallery import GALLERY, sample

IN_ALL_THEMES = ("sample", "from_the_right", "tags_everywhere")
COMPARED = ("sample", "five_personas")
"""Maps whose first two personas are also compared side by side."""
IN_ROWS = ("sample", "from_the_right", "spans")


def pages() -> Iterator[Page]:
    """Yield the pages of the gallery."""
    for name, made in GALLERY.items():
        document = made()
        journey = document.journeys()[0].id
        today = date_of_export().date()
        yield from pages_for(document, journey, today=today, paper="map")
        if name in IN_ALL_THEMES:
            for theme in ("dark", "room"):
                yield from pages_for(document, journey, today=today, paper="map", theme=theme)
        if name in COMPARED:
            people = tuple(persona.id for persona in document.personas_of(journey)[:2])
            yield from sheet_pages(document, journey, Sheet(paper="map", personas=people), date_of_export())
        if name in IN_ROWS:
            yield from pages_for(document, journey, today=today, paper="a4", orientation="portrait")


def in_a_font_of_the_computer() -> list[Page]:
    """Return the sample with a brand in the first font of the computer that files may contain, if any."""
    found = (families().family(name) for name in families().names())
    name = next((each.name for each in found if each is not None and each.in_files), "")
    document = with_everything(sample(), font=name)
    journey = document.journeys()[0].id
    return pages_for(document, journey, today=date_of_export().date(), paper="map") if name else []


def changes() -> list[Page]:
    """Return the pages of a comparison: the map of both journeys, and the list of changes."""
    document = sample()
    draft = Draft(document)
    (later,) = merge_project(draft, document)
    draft.change(draft.get(Journey, later), state="to_be")
    steps = draft.columns_of(later)
    for number, card in enumerate(draft.cards_of(later)):
        if number % 9 == 0:
            draft.remove(card.id)
        elif number % 9 == 2:
            draft.change(card, text=f"{card.text}, once and for all")
        elif number % 9 == 4:
            draft.change(card, step=steps[number % len(steps)].id)
        elif number % 9 == 6:
            draft.change(card, duration=600, moment_of_truth=True)
    for curve in draft.curves_of(later):
        for point in draft.points_of(curve.id)[::3]:
            draft.change(point, value=min(1.0, point.value + 0.5))
    sheet = Sheet(earlier=document.journeys()[0].id, with_changes=True)
    return sheet_pages(draft.finish(), later, sheet, date_of_export())


def lists() -> list[Page]:
    """Return the pages with what the sample says, its priority matrix and its backlog, in German."""
    draft = Draft(sample())
    journey = draft.journeys()[0]
    draft.change(journey, language="de")
    sheet = Sheet(paper="a4", lists=LISTS, with_map=False)
    return sheet_pages(draft.finish(), journey.id, sheet, date_of_export())


def support_and_care() -> list[Page]:
    """Return the sample of support, and the same from the right in dark colours."""
    document = project_from_template("sample_support", new_id=counting_ids())
    journey, today = document.journeys()[0], date_of_export().date()
    shown = pages_for(document, journey.id, today=today, paper="map")
    draft = Draft(document)
    draft.change(journey, language="ar", direction="rtl")
    return [*shown, *pages_for(draft.finish(), journey.id, today=today, paper="map", theme="dark")]


def main(arguments: list[str]) -> int:
    """Draw the gallery into the PDF that is named, and return the exit status."""
    if len(arguments) != 1 or Path(arguments[0]).suffix.lower() != ".pdf":
        print("Use: python3 main.py gallery OUT.pdf", file=sys.stderr)
        return 2
    try:
        with replacing(Path(arguments[0])) as stream:
            write_pdf(
                [*pages(), *in_a_font_of_the_computer(), *changes(), *lists(), *support_and_care()],
                stream,
                pictures=all_pictures(),
                created=date_of_export(),
            )
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
