"""Command `info`."""

import argparse
import json
from pathlib import Path

from journey_editor.app.command_line.measures import measure_facts
from journey_editor.app.command_line.remarks import print_remarks
from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.conversion import formats
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.rules import findings
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from journey_editor.wording.insight_words import finding_words, rule_name
from journey_editor.wording.map_words import title_of


def info(chosen: argparse.Namespace) -> int:
    """Print a summary of a file; as text, repairs are reported on standard error."""
    path = Path(chosen.source)
    with may_be_stopped():
        project = formats.read(path)
    if chosen.json:
        # Use escapes, because the reading program may expect another encoding than that of this output.
        with may_be_stopped():
            facts = _facts(path, project)
        print(json.dumps(facts, indent=2))
    else:
        # Flush first: if the reader closes the pipe, the remarks are not printed either.
        print(_summary(project.document), flush=True)
        print_remarks(project.remarks)
    return 0


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
        "views": [view.name for view in document.views_of(journey.id)],
        "cards": len(cards),
        "cards_by_kind": by_kind,
        "emotion_points": sum(len(document.points_of(curve.id)) for curve in document.curves_of(journey.id)),
        "links": len(document.links_of(journey.id)),
        "notes": len(document.notes_of(journey.id)),
        "measures": measure_facts(document, journey.id),
        "findings": [
            {
                "rule": finding.rule,
                "items": list(finding.items),
                "values": dict(finding.values),
                "text": finding_words(document, finding),
            }
            for finding in findings(document, journey.id)
        ],
    }


def _summary(document: Document) -> str:
    """Return the summary as text."""
    project = document.project()
    lines = [tr("Project: {name}").format(name=project.name or tr("No name"))]
    if project.author:
        lines.append(tr("Author: {name}").format(name=project.author))
    for journey in document.journeys():
        stages = document.stages_of(journey.id)
        personas, views = document.personas_of(journey.id), document.views_of(journey.id)
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
        if views:
            lines.append("  " + tr("Views: {names}").format(names=", ".join(each.name for each in views)))
        said = [
            f"    {rule_name(each.rule)}: {finding_words(document, each)}"
            for each in findings(document, journey.id)
        ]
        if said:
            lines += ["  " + tr("What the map says:"), *said]
    return "\n".join(lines)
