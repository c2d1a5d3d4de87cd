"""What the commands of the command line do."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from journey_editor.app import formats
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids, now
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Document
from journey_editor.model.records import Journey


def convert(chosen: argparse.Namespace) -> int:
    """Read a file and write it in another format; what was mended or lost goes to standard error."""
    import sys

    source, target = Path(chosen.source), Path(chosen.target)
    out = formats.format_of(target, reading=False)
    _check_options(chosen, out)
    project = formats.read(source)
    journey_id = _journey(project.document, chosen.journey).id
    remarks = list(project.remarks)
    if out.draws:
        _draw(target, project, journey_id, chosen)
    else:
        remarks += formats.write(target, project, journey_id)
    for remark in remarks:
        print(remark, file=sys.stderr)
    return 0


def info(chosen: argparse.Namespace) -> int:
    """Print what is in a file."""
    path = Path(chosen.source)
    project = formats.read(path)
    facts = _facts(path, project)
    print(json.dumps(facts, ensure_ascii=False, indent=2) if chosen.json else _told(project.document))
    return 0


def export_sample() -> int:
    """Write the sample map as PDF and PNG into a folder, and name it: there is no screen for a window."""
    from journey_editor.app.drawing_out import Sheet, sheet_pages, write_drawing
    from journey_editor.editing.templates import project_from_template
    from journey_editor.foundation.folders import user_data

    document = project_from_template("sample", new_id=counting_ids())
    folder = user_data() / "sample"
    _make_folder(folder)
    when = now()
    pages = sheet_pages(document, document.journeys()[0].id, Sheet(), when)
    for ending in ("pdf", "png"):
        write_drawing(folder / f"sample-support-journey.{ending}", pages, Sheet(), {}, when)
    print(
        tr(
            "There is no screen here, so no window can be shown; the sample support journey "
            "was exported as PDF and PNG to {folder}."
        ).format(folder=folder)
    )
    return 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr("The folder {folder} cannot be made: {reason}.").format(folder=folder, reason=error.strerror)
        ) from error


def _check_options(chosen: argparse.Namespace, out: formats.Format) -> None:
    """Refuse an option that the chosen format would ignore."""
    given = [name for name in ("paper", "orientation") if getattr(chosen, name)] if not out.draws else []
    if out.id != "png":
        given += [name for name in ("dpi", "transparent") if getattr(chosen, name)]
    if given:
        raise UserError(
            tr("--{option} makes no sense for {format}; nothing was written.").format(
                option=given[0], format=out.name
            )
        )


def _draw(target: Path, project: formats.Imported, journey_id: str, chosen: argparse.Namespace) -> None:
    from journey_editor.app.drawing_out import USUAL_DPI, Sheet, sheet_pages, write_drawing

    sheet = Sheet(chosen.paper, chosen.orientation, chosen.dpi or USUAL_DPI, chosen.transparent)
    when: datetime = now()
    pages = sheet_pages(project.document, journey_id, sheet, when)
    write_drawing(target, pages, sheet, project.assets, when)


def _journey(document: Document, wanted: str | None) -> Journey:
    """The journey that somebody named by its title, its number or its id; the first one without a name."""
    journeys = document.journeys()
    if wanted is None:
        return journeys[0]
    for index, journey in enumerate(journeys, start=1):
        if wanted in (journey.id, journey.title, str(index)):
            return journey
    titles = ", ".join(f"{index} “{each.title}”" for index, each in enumerate(journeys, start=1))
    raise UserError(
        tr("There is no journey “{name}”. There are: {titles}.").format(name=wanted, titles=titles)
    )


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
        "lanes": [{"kind": lane.kind, "title": lane.title} for lane in document.lanes_of(journey.id)],
        "personas": [persona.name for persona in document.personas_of(journey.id)],
        "cards": len(cards),
        "cards_by_kind": by_kind,
        "emotion_points": sum(len(document.points_of(curve.id)) for curve in document.curves_of(journey.id)),
        "links": len(document.links_of(journey.id)),
        "notes": len(document.notes_of(journey.id)),
    }


def _told(document: Document) -> str:
    """The facts as a person reads them."""
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
