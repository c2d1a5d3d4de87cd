"""Command `convert`."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from journey_editor.app.command_line.remarks import print_remarks
from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.conversion import formats
from journey_editor.foundation import memo
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_same
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Persona, View
from journey_editor.wording.map_words import state_name

_LISTS = ("findings", "matrix", "backlog")


def convert(chosen: argparse.Namespace) -> int:
    """Convert a file to another format; repairs and losses are reported on standard error."""
    source, target = Path(chosen.source), Path(chosen.target)
    out = formats.format_of(target)
    _check_options(chosen, out)
    _check_persona(chosen)
    _check_lists(chosen, out)
    _check_places(source, target)
    with may_be_stopped():
        project = formats.read(source)
    journey = _journey(project.document, chosen.journey)
    if chosen.journey is None and chosen.compare is not None:
        earlier = _journey(project.document, chosen.compare)
        journey = next((each for each in project.document.journeys() if each != earlier), journey)
    remarks = list(project.remarks)
    is_chosen = chosen.journey is not None or chosen.all_journeys or chosen.compare is not None
    if not is_chosen and "journey" in out.options:
        remarks += _about_others(project.document, journey, out)
    if out.draw is not None:
        journeys = project.document.journeys() if chosen.all_journeys else (journey,)
        remarks += _draw(target, project, journeys, chosen)
    else:
        remarks += formats.write(target, project, journey.id, chosen.table or formats.TABLES[0])
    print_remarks(remarks)
    return 0


def _check_options(chosen: argparse.Namespace, out: formats.Format) -> None:
    """Reject an option that the chosen format would ignore."""
    drawing = ("paper", "orientation", "dpi", "transparent", "text", "view", "persona", "sheets", "changes")
    several = (*_LISTS, "without_map", "compare", "compare_personas", "table")
    for name in ("journey", "all_journeys", *drawing, *several):
        # An empty name is a name, too.
        if getattr(chosen, name) not in (None, False) and name not in out.options:
            raise UserError(
                tr("--{option} does not apply to {format}. Nothing was written.").format(
                    option=name.replace("_", "-"), format=out.name
                )
            )
    # What is drawn instead of the whole map of a journey: one of these.
    alone = ("all_journeys", "view", "compare", "compare_personas")
    given = [f"--{each.replace('_', '-')}" for each in alone if getattr(chosen, each) not in (None, False)]
    if chosen.all_journeys and chosen.journey is not None:
        given.append("--journey")
    if len(given) > 1:
        raise UserError(
            tr("{option} cannot be combined with {other}. Nothing was written.").format(
                option=given[0], other=given[1]
            )
        )
    if chosen.changes and chosen.compare is None:
        raise UserError(tr("--changes needs an earlier journey: add --compare. Nothing was written."))


def _check_persona(chosen: argparse.Namespace) -> None:
    """Reject an option that does not apply to the sheet of a persona."""
    for name in ("all_journeys", "view", "compare", "compare_personas", "sheets", *_LISTS):
        if chosen.persona is not None and getattr(chosen, name) not in (None, False):
            raise UserError(
                tr("--{option} does not apply to the sheet of a persona. Nothing was written.").format(
                    option=name.replace("_", "-")
                )
            )


def _check_lists(chosen: argparse.Namespace, out: formats.Format) -> None:
    """Reject lists that a format has no page for, and lists of two journeys or personas."""
    lists = _lists(chosen)
    if chosen.without_map and not lists:
        words = tr("--without-map needs --findings, --matrix or --backlog. Nothing was written.")
        raise UserError(words)
    if len(lists) > 1 and "without_map" not in out.options:
        words = tr("{format} has one page: choose one of {options}. Nothing was written.")
        options = ", ".join(f"--{each}" for each in lists)
        raise UserError(words.format(format=out.name, options=options))
    for name in ("compare", "compare_personas"):
        if lists and getattr(chosen, name) is not None:
            raise UserError(
                tr("{option} cannot be combined with {other}. Nothing was written.").format(
                    option=f"--{name.replace('_', '-')}", other=f"--{lists[0]}"
                )
            )


def _lists(chosen: argparse.Namespace) -> tuple[str, ...]:
    """Return the lists to draw."""
    return tuple(each for each in _LISTS if getattr(chosen, each))


def _check_places(source: Path, target: Path) -> None:
    """Refuse to overwrite the input file: the output may hold less."""
    if is_same(source, target):
        raise UserError(
            tr("“{name}” is the input file and was not changed. Choose another output file.").format(
                name=target.name
            )
        )


def _draw(
    target: Path, project: formats.Imported, journeys: Sequence[Journey], chosen: argparse.Namespace
) -> list[str]:
    """Draw journeys into a file; return remarks on what could not be drawn."""
    from journey_editor.conversion.export import USUAL_DPI, Sheet, date_of_export, sheet_pages
    from journey_editor.text.font_words import about_font
    from journey_editor.text.missing_characters import about_missing, missing_characters

    in_pages = "without_map" in formats.format_of(target).options
    sheet = Sheet(
        chosen.paper,
        chosen.orientation,
        chosen.dpi or USUAL_DPI,
        chosen.transparent,
        real_text=chosen.text == "real",
        view=_view(project.document, journeys[0], chosen.view),
        persona=_persona(project.document, journeys[0], chosen.persona),
        with_sheets=chosen.sheets,
        earlier=_earlier(project.document, journeys[0], chosen.compare),
        with_fonts=formats.format_of(target).has_fonts,
        personas=_two_personas(project.document, journeys[0], chosen.compare_personas),
        with_changes=chosen.changes,
        lists=_lists(chosen),
        with_map=not chosen.without_map and in_pages,
        in_pages=in_pages,
    )
    when = date_of_export()
    with may_be_stopped():
        pages = [page for each in journeys for page in sheet_pages(project.document, each.id, sheet, when)]
    # Nothing is laid out again, and the memos take as much memory as the pages.
    memo.forget_all()
    memo.forget_values()
    # Nothing slow may follow the writing: after a cancellation there must be no file.
    document, sheets = project.document, sheet.has_sheets
    lost = (each for one in journeys for each in missing_characters(document, one.id, sheets=sheets))
    missing = about_missing(tuple(dict.fromkeys(lost)))
    font = about_font(document.font(), in_files=sheet.with_fonts)
    with may_be_stopped(at_once=False):
        remarks = formats.write_drawing(target, pages, sheet, project.pictures, when)
    return [*filter(None, (font, missing)), *remarks]


def _journey(document: Document, wanted: str | None) -> Journey:
    """Return the journey with an id, a title or a number; by default the first one."""
    journeys = document.journeys()
    if wanted is None:
        return journeys[0]
    found = _wanted([(each.id, each.title) for each in journeys], wanted)
    if found:
        return document.get(Journey, found)
    raise UserError(
        tr("There is no journey “{name}”. Available journeys: {titles}.").format(
            name=wanted, titles=_titles(document)
        )
    )


def _earlier(document: Document, journey: Journey, wanted: str | None) -> str:
    """Return the id of the journey to compare with; by default an empty one."""
    if wanted is None:
        return ""
    found = _journey(document, wanted).id
    if found == journey.id:
        raise UserError(
            tr(
                "A journey cannot be compared with itself. Choose another one with --journey or --compare: "
                "{titles}."
            ).format(titles=_titles(document))
        )
    return found


def _view(document: Document, journey: Journey, wanted: str | None) -> str:
    """Return the id of the view of a journey with an id, a name or a number; by default an empty one."""
    return _named(
        document.views_of(journey.id),
        wanted,
        tr("The journey “{title}” has no saved views.").format(title=journey.title),
        tr("There is no view “{name}”. Available views: {names}."),
    )


def _persona(document: Document, journey: Journey, wanted: str | None) -> str:
    """Return the id of the persona of a journey with an id, a name or a number; by default an empty one."""
    return _named(
        document.personas_of(journey.id),
        wanted,
        tr("The journey “{title}” has no personas.").format(title=journey.title),
        tr("There is no persona “{name}”. Available personas: {names}."),
    )


def _named(records: Sequence[View | Persona], wanted: str | None, none: str, unknown: str) -> str:
    """Return the id of the record with an id, a name or a number; by default an empty one.

    Raises `UserError` with one of the sentences: there are `none`, or this one is `unknown`.
    """
    if wanted is None:
        return ""
    found = _wanted([(each.id, each.name) for each in records], wanted)
    if found:
        return found
    names = ", ".join(f"{index} “{each.name}”" for index, each in enumerate(records, start=1))
    raise UserError(unknown.format(name=wanted, names=names) if records else none)


def _two_personas(document: Document, journey: Journey, wanted: Sequence[str] | None) -> tuple[str, ...]:
    """Return the ids of two personas of a journey to compare; by default none."""
    found = tuple(_persona(document, journey, each) for each in wanted or ())
    if len(set(found)) == 1:
        raise UserError(tr("A persona cannot be compared with itself. Nothing was written."))
    return found


def _wanted(named: Sequence[tuple[str, str]], wanted: str) -> str:
    """Return the id with this id or name, else the one with this number, or an empty string."""
    names = (each for each, name in named if wanted in (each, name))
    numbers = (each for index, (each, _) in enumerate(named, start=1) if wanted == str(index))
    return next(names, "") or next(numbers, "")


def _about_others(document: Document, written: Journey, out: formats.Format) -> list[str]:
    """Return a remark on the journeys that are not written, if there are any."""
    if len(document.journeys()) == 1:
        return []
    if "all_journeys" in out.options:
        words = tr(
            "Only the journey {title} was written. To choose another one, use --journey: {titles}. To write "
            "them all, use --all-journeys."
        )
    else:
        words = tr("Only the journey {title} was written. To choose another one, use --journey: {titles}.")
    return [words.format(title=_title(written), titles=_titles(document))]


def _titles(document: Document) -> str:
    return ", ".join(f"{index} {_title(each)}" for index, each in enumerate(document.journeys(), start=1))


def _title(journey: Journey) -> str:
    """Return the title of a journey with its state, which tells the journeys of a pair apart."""
    return tr("“{title}” ({state})").format(title=journey.title, state=state_name(journey.state))
