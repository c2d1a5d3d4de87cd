"""Legend of a map: the signs that it uses, with their meanings."""

from collections.abc import Iterator, Sequence, Set

from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import LinkLayout, LinkLook
from journey_editor.layout.chart_boxes import ChartLayout, CurveLayout, PointLayout
from journey_editor.layout.header_layout import LegendItem
from journey_editor.layout.summary_boxes import SummaryLayout
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Link
from journey_editor.wording import map_words
from journey_editor.wording.link_words import link_words
from journey_editor.wording.reference_words import references_name
from journey_editor.wording.sheet_words import kind_of_persona


def legend_of(
    document: Queries,
    journey: Journey,
    charts: Sequence[ChartLayout],
    summaries: Sequence[SummaryLayout],
    links: Sequence[LinkLayout],
    signs: Set[str],
) -> list[LegendItem]:
    """Return the legend of a map. `signs` are those of cards (see `CellContent`)."""
    language = journey.language
    entries = [*_kinds_of_personas(document, journey), *_curves(charts, language)]
    names = {persona.id: persona.name for persona in document.personas_of(journey.id)}
    for path in (path for summary in summaries for path in summary.paths):
        name = names.get(path.persona) or tr("Everyone", language)
        said = map_words.named(map_words.lane_name("channel", language), name, language)
        entries.append(LegendItem("curve", path.color, said))
    entries += [*_signs(journey, charts), *_numbers(charts)]
    for sign, said in (
        ("star", tr("Moment of truth", language)),
        ("fail_point", tr("Fail point", language)),
        ("missed", map_words.capitalised(tr("target missed", language), language)),
        ("note", tr("Has a note", language)),
        ("reference", references_name(language)),
        ("backed", tr("Evidence", language)),
    ):
        if sign in signs or (sign == "backed" and _has_evidence(document, journey, charts)):
            entries.append(LegendItem(sign, 0, said))
    entries += _links(document, links, language)
    return list(dict.fromkeys(entries))


def _has_evidence(document: Queries, journey: Journey, charts: Sequence[ChartLayout]) -> bool:
    """Return whether a stage, a persona or a point has the sign of evidence."""
    people = document.personas_of(journey.id, hidden=False)
    if any(document.backing(each.id) for each in (*document.stages_of(journey.id), *people)):
        return True
    return any(point.evidence for chart in charts for curve in chart.curves for point in curve.points)


def _kinds_of_personas(document: Queries, journey: Journey) -> Iterator[LegendItem]:
    """Yield the shapes of badges. If all personas are customers, the shape has no meaning."""
    shown = {persona.kind for persona in document.personas_of(journey.id, hidden=False)}
    for kind in kinds.PERSONA_KINDS if shown - {"customer"} else ():
        if kind in shown:
            yield LegendItem(kind, 0, kind_of_persona(kind, journey.language))


def _curves(charts: Sequence[ChartLayout], language: str) -> Iterator[LegendItem]:
    """Yield the entry of each curve with points; a curve in several rows has one."""
    parts: dict[str, list[CurveLayout]] = {}
    for chart in charts:
        for curve in (*chart.curves, *chart.others):
            parts.setdefault(curve.id, []).append(curve)
    for own in parts.values():
        sources = {point.source for curve in own for point in curve.points}
        if not sources:
            continue
        said = "{name}"
        if len(sources) == 1:
            said = {
                "assumed": tr("{name}, assumed", language),
                "told": tr("{name}, told", language),
                "observed": tr("{name}, observed", language),
                "measured": tr("{name}, measured", language),
            }[min(sources)]
        elif "assumed" in sources:
            said = tr("{name}, dotted: assumed", language)
        sign = f"{min(sources)}_curve" if sources in ({"assumed"}, {"told"}) else "curve"
        curve = own[0]
        name = said.format(name=curve.full_name)
        if curve.confidence is not None:
            name = f"{name} · {tr('{n} %', language).format(n=curve.confidence)}"
        yield LegendItem(sign, curve.color, name, owner=curve.id, line=curve.line, signs=curve.signs)


def _signs(journey: Journey, charts: Sequence[ChartLayout]) -> Iterator[LegendItem]:
    """Yield the meanings of the signs at points, and how many of the points are backed by evidence."""
    points: list[tuple[PointLayout, CurveLayout]] = [
        (point, curve)
        for chart in charts
        if not chart.figures
        for curve in chart.curves
        for point in curve.points
    ]
    of_others = [
        (point, curve)
        for chart in charts
        for curve in (*(chart.curves if chart.figures else ()), *chart.others)
        for point in curve.points
    ]
    for what, marked, said in (
        (
            "measured",
            (each for each in (*points, *of_others) if each[0].source == "measured"),
            tr("Measured", journey.language),
        ),
        ("marks", (each for each in points if each[0].marks), tr("Peak, valley and end", journey.language)),
    ):
        first = next(marked, None)
        if first is not None:
            yield LegendItem(what, first[1].color, said, signs=first[1].signs)
    backed = sum(not point.assumed for point, _ in points)
    # An intended journey has no evidence yet.
    if journey.state == "as_is" and 0 < backed < len(points):
        share = backed / len(points)
        said = tr("{percent} % of the points are backed by evidence", journey.language)
        yield LegendItem("evidence", 0, said.format(percent=round(share * 100)), share=share)


def _links(document: Queries, links: Sequence[LinkLayout], language: str) -> Iterator[LegendItem]:
    """Yield the kinds of links, and the labels that have no room at their links, by number."""
    looks: dict[str, LinkLook] = {}
    for link in links:
        name = map_words.link_title(document.get(Link, link.id), language)
        # A kind whose links look different is shown as it usually looks, if one of them does.
        if name not in looks or link.look == LinkLook(link.look.kind):
            looks[name] = link.look
    yield from (LegendItem("link", 0, name, look) for name, look in looks.items())
    for mark, said in (
        ("baton", tr("passed on", language)),
        ("partly", tr("context partly kept", language)),
        ("lost", tr("context lost", language)),
        ("missed", tr("target missed", language)),
    ):
        if any(mark in link.marks for link in links):
            yield LegendItem(mark, 0, map_words.capitalised(said, language))
    for link in links:
        if link.number is not None:
            number = int(link.number.lines[0].text)
            yield LegendItem(
                "number", 0, link_words(document, document.get(Link, link.id), language), number=number
            )


def _numbers(charts: Sequence[ChartLayout]) -> Iterator[LegendItem]:
    """Yield the labels that have no room at their points, by number."""
    for chart in charts:
        numbers = [
            (int(point.label.lines[0].text), point.in_legend, curve.color, point.id)
            for curve in chart.curves
            for point in curve.points
            if point.in_legend and point.label is not None
        ]
        for number, text, color, point_id in sorted(numbers):
            yield LegendItem("point_number", color, text, owner=point_id, number=number)
