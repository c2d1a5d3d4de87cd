"""Words of a presentation: the progress at the edge of the screen, and announcements for screen readers."""

from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.presentation_stops import Step, Stop
from journey_editor.model.records import Lane, LaneGroup, Stage
from journey_editor.wording.map_words import title_of


def progress_words(layout: MapLayout, stop: Stop, step: Step) -> str:
    """Return the numbers of the stages and of the part that are shown."""
    first, last, total = _numbers(layout, step)
    if not first:
        return tr("Whole map")
    if first == last and stop.parts == 1:
        words = tr("Stage {first} of {total}")
    elif first == last:
        words = tr("Stage {first} of {total} · part {part} of {parts}")
    elif stop.parts == 1:
        words = tr("Stages {first}–{last} of {total}")
    else:
        words = tr("Stages {first}–{last} of {total} · part {part} of {parts}")
    return words.format(first=first, last=last, total=total, part=stop.part, parts=stop.parts)


def announcement(session: Session, layout: MapLayout, stop: Stop, step: Step) -> str:
    """Return the stages that are shown with their names, the part, and the lane that was just uncovered."""
    first, last, total = _numbers(layout, step)
    if not first:
        return tr("Presenting the whole map")
    document = session.document
    names = ", ".join(document.get(Stage, each).name or tr("Stage") for each in step.stages)
    if first == last:
        words = tr("Presenting stage {first} of {total}: {names}")
    else:
        words = tr("Presenting stages {first} to {last} of {total}: {names}")
    parts = [words.format(first=first, last=last, total=total, names=names)]
    if stop.parts > 1:
        parts.append(tr("part {part} of {parts}").format(part=stop.part, parts=stop.parts))
    row = document.find(step.uncovered)
    if isinstance(row, Lane):
        parts.append(tr("Lane: {name}").format(name=title_of(row, session.journey.language)))
    elif isinstance(row, LaneGroup):
        parts.append(tr("Group of lanes: {name}").format(name=row.name or tr("No name")))
    return "; ".join(parts)


def _numbers(layout: MapLayout, step: Step) -> tuple[int, int, int]:
    """Return the numbers of the first and last stage that are shown, and the number of stages."""
    order = [each.id for each in layout.stages]
    shown = [order.index(each) + 1 for each in step.stages if each in order]
    return min(shown, default=0), max(shown, default=0), len(order)
