"""Commands `convert` and `info`, and the export of the sample map."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.conversion import formats
from journey_editor.foundation import memo
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids, now
from journey_editor.foundation.regular_file import is_same
from journey_editor.foundation.text import one_line
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from journey_editor.wording.map_words import title_of


def convert(chosen: argparse.Namespace) -> int:
    """Convert a file to another format; repairs and losses are reported on standard error."""
    source, target = Path(chosen.source), Path(chosen.target)
    out = formats.format_of(target)
    _check_options(chosen, out)
    _check_places(source, target)
    with may_be_stopped():
        project = formats.read(source)
    journey = _journey(project.document, chosen.journey)
    remarks = list(project.remarks)
    if chosen.journey is None and "journey" in out.options:
        remarks += _about_others(project.document, journey)
    if out.draw is not None:
        remarks += _draw(target, project, journey.id, chosen)
    else:
        remarks += formats.write(target, project, journey.id)
    _say(remarks)
    return 0


def info(chosen: argparse.Namespace) -> int:
    """Print a summary of a file; as text, repairs are reported on standard error."""
    path = Path(chosen.source)
    with may_be_stopped():
        project = formats.read(path)
    if chosen.json:
        # Use escapes, because the reading program may expect another encoding than that of this output.
        print(json.dumps(_facts(path, project), indent=2))
    else:
        # Flush first: if the reader closes the pipe, the remarks are not printed either.
        print(_told(project.document), flush=True)
        _say(project.remarks)
    return 0


def export_sample() -> int:
    """Export the sample map as PDF and PNG to a folder and print its name, because there is no display."""
    from journey_editor.conversion.export import Sheet, sheet_pages
    from journey_editor.editing.templates import project_from_template
    from journey_editor.foundation.folders import user_documents

    document = project_from_template("sample", new_id=counting_ids())
    folder = user_documents()
    when = _today()
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


def _say(remarks: Iterable[str]) -> None:
    for remark in remarks:
        print(one_line(remark), file=sys.stderr)


def _today() -> datetime:
    """Return the date without the time, so that repeated exports on a day are identical."""
    return now().replace(hour=0, minute=0, second=0, microsecond=0)


def _check_options(chosen: argparse.Namespace, out: formats.Format) -> None:
    """Reject an option that the chosen format would ignore."""
    for name in ("paper", "orientation", "dpi", "transparent", "text", "journey"):
        if getattr(chosen, name) and name not in out.options:
            raise UserError(
                tr("--{option} does not apply to {format}. Nothing was written.").format(
                    option=name, format=out.name
                )
            )


def _check_places(source: Path, target: Path) -> None:
    """Refuse to overwrite the input file: the output may hold less."""
    if is_same(source, target):
        raise UserError(
            tr("“{name}” is the input file and was not changed. Choose another output file.").format(
                name=target.name
            )
        )


def _draw(target: Path, project: formats.Imported, journey_id: str, chosen: argparse.Namespace) -> list[str]:
    """Draw a journey into a file; return remarks on what could not be drawn."""
    from journey_editor.conversion.export import USUAL_DPI, Sheet, sheet_pages
    from journey_editor.text.missing_characters import about_missing, missing_characters

    sheet = Sheet(
        chosen.paper,
        chosen.orientation,
        chosen.dpi or USUAL_DPI,
        chosen.transparent,
        real_text=chosen.text == "real",
    )
    when = _today()
    with may_be_stopped():
        pages = sheet_pages(project.document, journey_id, sheet, when)
    # Nothing is laid out again, and the memos take as much memory as the pages.
    memo.forget_all()
    memo.forget_values()
    # Nothing slow may follow the writing: after a cancellation there must be no file.
    missing = about_missing(missing_characters(project.document, journey_id))
    with may_be_stopped(at_once=False):
        remarks = formats.write_drawing(target, pages, sheet, project.assets, when)
    return [missing, *remarks] if missing else remarks


def _journey(document: Document, wanted: str | None) -> Journey:
    """Return the journey with a title, number or id; by default the first one."""
    journeys = document.journeys()
    if wanted is None:
        return journeys[0]
    for index, journey in enumerate(journeys, start=1):
        if wanted in (journey.id, journey.title, str(index)):
            return journey
    raise UserError(
        tr("There is no journey “{name}”. Available journeys: {titles}.").format(
            name=wanted, titles=_titles(document)
        )
    )


def _about_others(document: Document, written: Journey) -> list[str]:
    """Return a remark on the journeys that are not written, if there are any."""
    if len(document.journeys()) == 1:
        return []
    return [
        tr("Only the journey “{title}” was written. To choose another one, use --journey: {titles}.").format(
            title=written.title, titles=_titles(document)
        )
    ]


def _titles(document: Document) -> str:
    return ", ".join(f"{index} “{each.title}”" for index, each in enumerate(document.journeys(), start=1))


def _facts(path: Path, project: formats.Imported) -> dict[str, object]:
    document = project.document
    return {
        "file": str(path),
        "format": formats.format_of(path, reading=True).id,
        "project": document.project().name,
        "author": document.project().author,
        "journeys": [_facts_of(document, journey) for journey in document.journeys()],
        "remarks": list(project.remarks),
    }


def _facts_of(document: Document, journey: Journey) -> dict[str, object]:
    cards = document.cards_of(journey.id)
    by_kind: dict[str, int] = {}
    for card in cards:
        by_kind[card.kind] = by_kind.get(card.kind, 0) + 1
    return {
        "id": journey.id,
        "title": journey.title,
        "state": journey.state,
        "language": journey.language,
        "stages": [stage.name for stage in document.stages_of(journey.id)],
        "steps": len(document.columns_of(journey.id)),
        "lanes": [
            {"kind": lane.kind, "title": title_of(lane, journey.language)}
            for lane in document.lanes_of(journey.id)
        ],
        "personas": [persona.name for persona in document.personas_of(journey.id)],
        "cards": len(cards),
        "cards_by_kind": by_kind,
        "emotion_points": sum(len(document.points_of(curve.id)) for curve in document.curves_of(journey.id)),
        "links": len(document.links_of(journey.id)),
        "notes": len(document.notes_of(journey.id)),
    }


def _told(document: Document) -> str:
    """Format the summary as text."""
    project = document.project()
    lines = [tr("Project: {name}").format(name=project.name or tr("No name"))]
    if project.author:
        lines.append(tr("Author: {name}").format(name=project.author))
    for journey in document.journeys():
        stages = document.stages_of(journey.id)
        personas = document.personas_of(journey.id)
        points = sum(len(document.points_of(curve.id)) for curve in document.curves_of(journey.id))
        counts = [
            ntr("{n} stage", "{n} stages", len(stages)),
            ntr("{n} lane", "{n} lanes", len(document.lanes_of(journey.id))),
            ntr("{n} card", "{n} cards", len(document.cards_of(journey.id))),
            ntr("{n} emotion point", "{n} emotion points", points),
            ntr("{n} link", "{n} links", len(document.links_of(journey.id))),
        ]
        lines += [
            "",
            tr("Journey: {title}").format(title=journey.title or tr("No name")),
            f"  {', '.join(counts)}",
        ]
        if stages:
            lines.append("  " + tr("Stages: {names}").format(names=" › ".join(each.name for each in stages)))
        if personas:
            lines.append(
                "  " + tr("Personas: {names}").format(names=", ".join(each.name for each in personas))
            )
    return "\n".join(lines)
