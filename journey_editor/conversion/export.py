"""Pages of a journey for export."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from journey_editor.drawing.pages import change_pages, pages_for, sheet_page
from journey_editor.drawing.primitives import Page
from journey_editor.drawing.report_pages import list_pages
from journey_editor.editing.change_list import change_groups
from journey_editor.editing.comparison import Comparison, compare, names_apart
from journey_editor.editing.persona_comparison import PersonaComparison, compare_side_by_side
from journey_editor.editing.views import seen_through
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document, Queries
from journey_editor.model.fields import Text
from journey_editor.model.records import Journey, specs
from journey_editor.wording import map_words

LISTS = ("findings", "matrix", "backlog")
"""Lists that can be drawn besides a map: what the map says, the priority matrix, and the backlog."""
_MOST_TEXT = 4_000_000
"""Maximum size of the text in a drawing, in bytes. Laid out, each byte takes up to 300 bytes of memory."""
USUAL_DPI = 150.0
DPI_CHOICES = (96, 150, 300, 600, 1200)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Choices for an export. None means the setting of the journey.

    `view` is the id of the view to export; the whole map is exported if it is empty or no longer exists.
    `earlier` is the id of a journey with which the exported one is compared, if it is not empty.
    """

    paper: str | None = None
    orientation: str | None = None
    dpi: float = USUAL_DPI
    transparent: bool = False
    theme: str | None = None
    real_text: bool = False
    view: str = ""
    persona: str = ""
    """Id of the persona whose sheet is exported instead of the map."""
    with_sheets: bool = False
    """True to add the sheets of the personas after the map, in formats with several pages."""
    earlier: str = ""
    with_fonts: bool = False
    """True for a file that has fonts or outlines of letters in it, which not every licence allows."""
    personas: tuple[str, ...] = ()
    """Ids of two personas to compare side by side, if they are in the journey."""
    with_changes: bool = False
    """True to add the list of changes after the map of a comparison, in formats with several pages."""
    lists: tuple[str, ...] = ()
    """Those of `LISTS` to add after the map, in formats with several pages."""
    with_map: bool = True
    """False to leave out the map if there are lists."""
    in_pages: bool = True
    """False for a format with one page, on which a list without the map is as long as it needs."""

    @property
    def has_sheets(self) -> bool:
        """True if there is a sheet on the pages."""
        return bool(self.persona) or self.with_sheets


def sheet_pages(document: Document, journey_id: str, sheet: Sheet, when: datetime) -> list[Page]:
    """Return the pages of a journey: its map, or the sheet of a persona, or the map with lists and sheets.

    Raises `CancelledError`, and `UserError` if there is too much to draw.
    """
    _check_text(document, journey_id)
    found = _compared(document, journey_id, sheet)
    seen: Queries
    if found is not None:
        seen, faint = found.document, found.faint
    else:
        seen, faint = seen_through(document, sheet.view)
    shown = [each.id for each in seen.personas_of(journey_id, hidden=False)] if sheet.with_sheets else []
    people = [sheet.persona] if sheet.persona else shown
    settings: dict[str, str | None] = {
        "paper": sheet.paper, "orientation": sheet.orientation, "theme": sheet.theme,
    }  # fmt: skip
    listable = sheet.with_changes and not sheet.persona
    changes = found if listable and isinstance(found, Comparison) else None

    def numbered(before: int, count: int) -> Callable[[int, int], str]:
        """Return the function of the line at the bottom of pages that follow `before` others, of `count`."""
        return lambda page, _: imprint_of(document, journey_id, when.date(), before + page, count)

    def listed(count: int) -> list[Page]:
        return _list_of_changes(document, changes, numbered(1, count), settings) if changes else []

    lists = sheet.lists if not sheet.persona and found is None else ()
    with_map = not sheet.persona and (sheet.with_map or not lists)

    def reports(first: int, count: int) -> list[Page]:
        """Return the pages of the lists; `first` is the number of pages before them."""
        made: list[Page] = []
        for name in lists:
            imprint, in_one = numbered(first + len(made), count), not sheet.in_pages
            made += list_pages(document, journey_id, name, imprint, in_one=in_one, **settings)
        return made

    count = len(people) + with_map
    # The number of pages is on each of them.
    count += len(listed(count)) + len(reports(0, count))
    pages: list[Page] = []
    if with_map:
        marked = {**settings, **_marks(found)}
        pages += pages_for(
            seen, journey_id, today=when.date(), faint=faint, pages=count, in_files=sheet.with_fonts, **marked
        )
        pages += listed(count)
    pages += reports(len(pages), count)
    for persona in people:
        raise_if_cancelled()
        imprint = numbered(len(pages), count)(1, count)
        pages.append(
            sheet_page(document, journey_id, persona, imprint=imprint, in_files=sheet.with_fonts, **settings)
        )
    return pages


def _compared(document: Document, journey_id: str, sheet: Sheet) -> Comparison | PersonaComparison | None:
    """Return the comparison of a sheet, of two personas or with an earlier journey; None without one."""
    here = {each.id for each in document.personas_of(journey_id)}
    if len(sheet.personas) == 2 and here.issuperset(sheet.personas):
        return compare_side_by_side(document, journey_id, *sheet.personas)
    if sheet.earlier not in document:
        return None
    _check_text(document, sheet.earlier)
    return compare(document, sheet.earlier, journey_id)


def _marks(found: Comparison | PersonaComparison | None) -> dict[str, Any]:
    """Return the arguments of `pages_for` with the marks of a comparison; none without one."""
    names = ("marks", "former", "owners", "gaps")
    return {name: getattr(found, name) for name in names} | {"more_legend": found.legend()} if found else {}


def _list_of_changes(
    document: Document,
    found: Comparison,
    imprint: Callable[[int, int], str],
    settings: Mapping[str, str | None],
) -> list[Page]:
    """Return the pages with the list of the changes of a comparison; none if there are no changes."""
    groups = change_groups(document, found)
    if not groups:
        return []
    return change_pages(
        document,
        found.journey,
        groups,
        title=found.document.get(Journey, found.journey).title,
        columns=names_apart(document, found.earlier, found.journey),
        legend=found.legend(),
        imprint=imprint,
        **settings,
    )


def imprint_of(document: Document, journey_id: str, today: date, page: int = 1, pages: int = 1) -> str:
    """Return the line at the bottom of a persona's sheet: project, journey, date, and the page of several.

    It begins with the words of the brand, and is empty if the brand has no imprint.
    """
    journey, brand = document.get(Journey, journey_id), document.brand()
    if brand is not None and not brand.imprint:
        return ""
    words = brand.imprint_text if brand is not None else ""
    names = dict.fromkeys(filter(None, (words, document.project().name, journey.title)))
    number = tr("page {page} of {pages}", journey.language).format(page=page, pages=pages)
    day = map_words.long_date(today, journey.language)
    return " · ".join((*names, day, *([number] if pages > 1 else [])))


def date_of_export() -> datetime:
    """Return today's date without the time, so that repeated exports on a day are identical."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


def _check_text(document: Document, journey_id: str) -> None:
    """Raise `UserError` if the text of a journey would take too much memory."""
    found = 0
    for record in document:
        raise_if_cancelled()
        if document.journey_of(record.id) in (journey_id, ""):
            # A card's note isn't drawn.
            names = (
                name for name, spec in specs(type(record)).items() if type(spec) is Text and name != "note"
            )
            found += sum(len(getattr(record, name).encode()) for name in names)
    if found > _MOST_TEXT:
        raise UserError(
            tr(
                "The journey has {found} MB of text, but an export can contain only {most} MB. Nothing was "
                "written. Split it into several journeys, or shorten its texts."
            ).format(found=round(found / 1_000_000), most=_MOST_TEXT // 1_000_000)
        )
