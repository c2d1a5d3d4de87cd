"""Reports on a journey in its language: what the map says, and the backlog."""

from collections.abc import Iterator, Sequence

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import Item
from journey_editor.insight.finding import Finding
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    Channel,
    EmotionPoint,
    Journey,
    Lane,
    Link,
    Measure,
    Persona,
    Record,
    Stage,
    Step,
    SupportOffer,
)
from journey_editor.wording.link_words import link_words
from journey_editor.wording.map_words import (
    action_status_name,
    capitalised,
    channel_name,
    duration,
    effect_words,
    kind_name,
    link_title,
    named,
    persona_name,
    severity_words,
    state_name,
    title_of,
)
from journey_editor.wording.measure_words import decimal_words, measure_name, number_words
from journey_editor.wording.report_rows import Report, ReportGroup, ReportRow

_SOURCES = {
    "bad_moment_of_truth": "Carlzon 1987",
    "bad_memory": "Kahneman et al. 1993",
    "valley_without_recovery": "Michel, Bowen, Johnston 2009",
    "recovery_without_lift": "Michel, Bowen, Johnston 2009",
    "lost_context": "Dixon, Toman, DeLisi 2013",
    "forced_channel": "Dixon, Toman, DeLisi 2013",
}
"""Authors and years of the sources of rules."""
_SHARES = (0.32, 0.18, 0.08, 0.14, 0.14, 0.14)
"""Shares of the width that the columns of a backlog take."""


def rule_title(rule: str, language: str) -> str:
    """Return the name of a rule in the language of a map."""
    return {
        "pain_without_support": tr("Pain without support", language),
        "uncovered_channel": tr("Channel without support", language),
        "bad_moment_of_truth": tr("Moment of truth below neutral", language),
        "valley_without_recovery": tr("Valley without recovery", language),
        "recovery_without_lift": tr("Recovery that did not help", language),
        "lost_context": tr("Same story told again", language),
        "missed_promise": tr("Missed promise", language),
        "missed_target": tr("Missed target", language),
        "forced_channel": tr("Forced channel switch", language),
        "escalation_without_owner": tr("Escalation without owner", language),
        "care_missing": tr("No care after support", language),
        "bad_memory": tr("Bad memory", language),
        "stage_without_evidence": tr("Stage without evidence", language),
        "no_feedback": tr("No feedback", language),
        "opportunity_without_owner": tr("Opportunity without owner", language),
        "no_pain": tr("No pain points", language),
        "empty_lane": tr("Empty lane", language),
        "too_many_stages": tr("Many stages", language),
    }[rule]


def _reason(rule: str, language: str) -> str:
    """Return why a rule matters, in one sentence for rules of the same concern, and its source."""
    support = tr("People give up where nobody helps them.", language)
    memory = tr("The strongest moment and the end stay in memory.", language)
    recovery = tr("A failure that is made good costs less trust.", language)
    effort = tr("Effort drives customers away.", language)
    promise = tr("A wait is judged by what was promised.", language)
    owner = tr("What nobody owns stays undone.", language)
    proof = tr("What is only assumed may be wrong.", language)
    clear = tr("A clear map shows only what matters.", language)
    said = {
        "pain_without_support": support,
        "uncovered_channel": support,
        "bad_moment_of_truth": memory,
        "bad_memory": memory,
        "valley_without_recovery": recovery,
        "recovery_without_lift": recovery,
        "care_missing": recovery,
        "lost_context": effort,
        "forced_channel": effort,
        "missed_promise": promise,
        "missed_target": promise,
        "escalation_without_owner": owner,
        "opportunity_without_owner": owner,
        "stage_without_evidence": proof,
        "no_feedback": proof,
        "no_pain": clear,
        "empty_lane": clear,
        "too_many_stages": clear,
    }[rule]
    source = _SOURCES.get(rule, "")
    return f"{said} ({source})" if source else said


def findings_report(document: Queries, journey_id: str, found: Sequence[Finding]) -> Report:
    """Return a report on what rules found in a journey, by rule: about what, in which stage, and how much."""
    journey = document.get(Journey, journey_id)
    language = journey.language
    groups = []
    for rule in dict.fromkeys(each.rule for each in found):
        own = [each for each in found if each.rule == rule]
        rows = tuple(row for each in own for row in _rows(document, journey, each))
        groups.append(ReportGroup(rule, rule_title(rule, language), _reason(rule, language), (), rows))
    return Report(
        "findings",
        tr("What this map says", language),
        _about(journey),
        (0.5, 0.2, 0.3),
        tuple(groups),
        tr("The rules find nothing to report.", language),
    )


def backlog_report(document: Queries, journey_id: str, items: Sequence[Item]) -> Report:
    """Return the pain points and the opportunities of a journey, each kind in its order."""
    journey = document.get(Journey, journey_id)
    language = journey.language
    groups = []
    for kind, name in (
        ("pain_point", tr("Pain points", language)),
        ("opportunity", tr("Opportunities", language)),
    ):
        rows = tuple(_item_row(document, item, language) for item in items if item.card.kind == kind)
        if rows:
            groups.append(ReportGroup(kind, name, "", _heads(kind, language), rows))
    return Report(
        "backlog",
        tr("Backlog", language),
        _about(journey),
        _SHARES,
        tuple(groups),
        tr("No pain points", language),
    )


def matrix_report(document: Queries, journey_id: str, items: Sequence[Item], first: int) -> Report:
    """Return the rest of the list of a priority matrix; the numbers of its items begin with `first`."""
    journey = document.get(Journey, journey_id)
    language = journey.language
    rows = []
    for number, item in enumerate(items, start=first):
        text, *others = _item_row(document, item, language).cells
        shown = str(number) if item.score is not None else "–"
        rows.append(ReportRow(item.card.id, (f"{shown} · {text}", *others)))
    group = ReportGroup(
        "opportunity", tr("Opportunities", language), "", _heads("opportunity", language), tuple(rows)
    )
    return Report("matrix", tr("Priority matrix", language), _about(journey), _SHARES, (group,))


def _heads(kind: str, language: str) -> tuple[str, ...]:
    """Return the headings of the columns of a backlog after the first, which is the name of the group."""
    return (
        "",
        tr("Severity and frequency", language)
        if kind == "pain_point"
        else tr("Impact against effort", language),
        tr("Score", language),
        tr("Owner", language),
        tr("Due", language),
        tr("Status", language),
    )


def _about(journey: Journey) -> str:
    title = journey.title or tr("Untitled journey", journey.language)
    return f"{title} · {state_name(journey.state, journey.language)}"


def _item_row(document: Queries, item: Item, language: str) -> ReportRow:
    card = item.card
    rating = (
        severity_words(card.severity, card.frequency, language)
        if card.kind == "pain_point"
        else effect_words(card.impact, card.effort, language)
    )
    status = capitalised(action_status_name(card.status, language), language)
    score = str(item.score) if item.score is not None else "–"
    stage = document.get(Stage, item.stage).name
    text = f"{_line(card.text) or kind_name(card.kind, language)}\n{stage}".rstrip()
    cells = (text, capitalised(rating, language) if rating else "–", score, card.owner, card.due, status)
    return ReportRow(card.id, cells)


def _rows(document: Queries, journey: Journey, finding: Finding) -> Iterator[ReportRow]:
    """Yield the rows of a finding: one, or one for each of its links."""
    items = finding.items if finding.rule == "lost_context" else finding.items[:1]
    for each in items or (journey.id,):
        record = document.find(each)
        subject, stage = _subject(document, record, journey), _stage_of(document, record)
        if finding.rule == "bad_memory":
            persona = document.find(str(finding.values["persona"]))
            subject = persona_name(persona if isinstance(persona, Persona) else None, journey.language)
        yield ReportRow(each, (subject, stage, _detail(document, finding, record, journey.language)))


def _detail(document: Queries, finding: Finding, record: Record | None, language: str) -> str:
    """Return the figures of a finding."""
    values = finding.values
    match finding.rule:
        case "uncovered_channel":
            channel = document.find(str(values["channel"]))
            return channel_name(channel, language) if isinstance(channel, Channel) else ""
        case "bad_moment_of_truth" | "valley_without_recovery":
            return decimal_words(float(values["level"]), language)
        case "bad_memory":
            return decimal_words(float(values["score"]), language)
        case "recovery_without_lift":
            levels = [decimal_words(float(values[each]), language) for each in ("before", "low", "after")]
            said = tr("{one} → {other}", language)
            return said.format(one=levels[0], other=said.format(one=levels[1], other=levels[2]))
        case "missed_promise":
            times = [duration(int(values[each]), language) for each in ("actual", "target")]
            return f"{times[0]} · {tr('target {time}', language).format(time=times[1])}"
        case "missed_target" if isinstance(record, Measure):
            numbers = [
                number_words(record, each, language) for each in (float(values["value"]), record.target)
            ]
            return f"{numbers[0]} · {tr('target {time}', language).format(time=numbers[1])}"
        case "lost_context" if isinstance(record, Link):
            return link_words(document, record, language)
        case "forced_channel":
            return str(values["reason"])
        case "too_many_stages":
            return str(int(values["count"]))
    return ""


def _subject(document: Queries, record: Record | None, journey: Journey) -> str:
    """Return a short name of what a finding is about."""
    language = journey.language
    match record:
        case Card():
            return _line(record.text) or record.picture_text or kind_name(record.kind, language)
        case EmotionPoint():
            at = record.label or _subject(document, document.find(record.card or record.step), journey)
            return _line(at)
        case Link():
            ends = [_subject(document, document.find(each), journey) for each in record.ends]
            said = tr("{one} → {other}", language).format(one=ends[0], other=ends[1])
            return named(link_title(record, language), said, language)
        case Step():
            return record.name or document.get(Stage, record.stage).name or tr("Step", language)
        case Stage():
            return record.name or tr("Stage", language)
        case Lane():
            return title_of(record, language)
        case SupportOffer():
            return channel_name(document.get(Channel, record.channel), language)
        case Measure():
            place = document.find(record.place)
            name = measure_name(record, language)
            return named(name, _subject(document, place, journey), language) if place else name
        case Channel():
            return channel_name(record, language)
    return journey.title or tr("Untitled journey", language)


def _stage_of(document: Queries, record: Record | None) -> str:
    """Return the name of the stage of a record; empty for one that has none, and for stages themselves."""
    match record:
        case Card():
            return document.get(Stage, document.get(Step, record.step).stage).name
        case EmotionPoint():
            return _stage_of(document, document.find(record.card or record.step))
        case Step():
            return document.get(Stage, record.stage).name
        case Link():
            return _stage_of(document, document.find(record.ends[0]))
        case SupportOffer():
            return document.get(Stage, record.stage).name
        case Measure():
            return _stage_of(document, document.find(record.place)) if record.place else ""
    return ""


def _line(text: str) -> str:
    return in_one_line(plain(text))
