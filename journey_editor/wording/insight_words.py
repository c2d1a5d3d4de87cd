"""Words of the rules of insight: their names, why they matter, and the sentence of each finding."""

from collections.abc import Mapping

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import ntr, tr
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
    Stage,
    Step,
    SupportOffer,
)
from journey_editor.wording.map_words import channel_name, duration, emotion_words, persona_name, title_of
from journey_editor.wording.measure_words import measure_name, measured_name, number_words
from journey_editor.wording.spoken import end_words
from journey_editor.wording.support_words import describe_offer

_LONGEST_TEXT = 60


def rule_name(rule: str) -> str:
    """Return the name of a rule."""
    return {
        "pain_without_support": tr("Pain without support"),
        "uncovered_channel": tr("Channel without support"),
        "bad_moment_of_truth": tr("Moment of truth below neutral"),
        "valley_without_recovery": tr("Valley without recovery"),
        "recovery_without_lift": tr("Recovery that did not help"),
        "lost_context": tr("Same story told again"),
        "missed_promise": tr("Missed promise"),
        "missed_target": tr("Missed target"),
        "forced_channel": tr("Forced channel switch"),
        "escalation_without_owner": tr("Escalation without owner"),
        "care_missing": tr("No care after support"),
        "bad_memory": tr("Bad memory"),
        "stage_without_evidence": tr("Stage without evidence"),
        "no_feedback": tr("No feedback"),
        "opportunity_without_owner": tr("Opportunity without owner"),
        "no_pain": tr("No pain points"),
        "empty_lane": tr("Empty lane"),
        "too_many_stages": tr("Many stages"),
    }[rule]


def rule_reason(rule: str) -> str:
    """Return why a rule matters, with its source if it has one."""
    return {
        "pain_without_support": tr(
            "People give up or complain elsewhere if nothing helps them where it hurts."
        ),
        "uncovered_channel": tr("Customers come this way, and nobody is there to help them."),
        "bad_moment_of_truth": tr("At a moment of truth, customers decide whether to go on (Carlzon, 1987)."),
        "valley_without_recovery": tr(
            "A failure that is repaired well costs less loyalty than one that is ignored "
            "(Michel, Bowen and Johnston, 2009)."
        ),
        "recovery_without_lift": tr(
            "A failed repair annoys people twice. A recovery should end above the level before the failure."
        ),
        "lost_context": tr(
            "Customers who have to repeat themselves are less loyal (Dixon, Toman and DeLisi, 2013)."
        ),
        "missed_promise": tr("People judge a wait against what they were promised."),
        "missed_target": tr("What is measured and aimed at should get better, or the target be changed."),
        "forced_channel": tr(
            "Switching channels unwillingly is one of the largest efforts for customers "
            "(Dixon, Toman and DeLisi, 2013)."
        ),
        "escalation_without_owner": tr("What nobody decides stays open, and the customer asks again."),
        "care_missing": tr("A contact after the solution shows that the customer still matters."),
        "bad_memory": tr(
            "People remember the most intense moment and the end (Kahneman and others, 1993). The score is "
            "the mean of both."
        ),
        "stage_without_evidence": tr(
            "Assumed emotions may be wrong. Ask customers, or observe them, before you decide."
        ),
        "no_feedback": tr("Nobody asks customers how it was, so nobody notices whether it improves."),
        "opportunity_without_owner": tr("An idea that nobody owns is rarely carried out."),
        "no_pain": tr("A map of today without any pain point usually shows a wish."),
        "empty_lane": tr("A lane without content takes space and raises questions."),
        "too_many_stages": tr("The field advises five to seven stages; people lose track of more."),
    }[rule]


def finding_words(document: Queries, finding: Finding) -> str:
    """Return the sentence of a finding."""
    values = finding.values
    subject = subject_words(document, finding.items[0]) if finding.items else ""
    match finding.rule:
        case "pain_without_support":
            said = tr("“{subject}”: no channel, person or process supports the customer in {stage}.")
            return said.format(subject=subject, stage=_named(values, "stage"))
        case "uncovered_channel":
            channel = document.find(str(values["channel"]))
            name = channel_name(channel) if isinstance(channel, Channel) else ""
            said = tr("“{subject}”: {channel} offers no support in {stage}.")
            return said.format(subject=subject, channel=name, stage=_named(values, "stage"))
        case "bad_moment_of_truth" | "valley_without_recovery":
            return tr("“{subject}”: {level}.").format(subject=subject, level=_level(values, "level"))
        case "recovery_without_lift":
            said = tr("“{subject}”: from {low} to {after}; before the failure it was {before}.")
            levels = {name: _level(values, name) for name in ("low", "after", "before")}
            return said.format(subject=subject, **levels)
        case "lost_context":
            return ntr(
                "At {n} link the customer has to tell the story again.",
                "At {n} links the customer has to tell the story again.",
                int(values["count"]),
            )
        case "missed_promise":
            said = tr("“{subject}”: {actual} instead of {target}.")
            times = {name: duration(int(values[name])) for name in ("actual", "target")}
            return said.format(subject=subject, **times)
        case "missed_target":
            measure = document.get(Measure, finding.items[0])
            said = tr("{name} in “{place}”: {value}, target {target}.")
            return said.format(
                name=measure_name(measure),
                place=measured_name(document, measure),
                value=number_words(measure, float(values["value"])),
                target=number_words(measure, measure.target),
            )
        case "care_missing":
            return tr("After the last handoff, escalation or recovery, the organisation contacts nobody.")
        case "bad_memory":
            persona = document.find(str(values["persona"]))
            name = persona_name(persona if isinstance(persona, Persona) else None)
            said = tr("{persona}: the peak–end score is {score}.")
            return said.format(persona=name, score=f"{values['score']:+.1f}".replace("-", "−"))
        case "too_many_stages":
            return ntr("The map has {n} stage.", "The map has {n} stages.", int(values["count"]))
        case "no_feedback":
            return tr("No touchpoint has a satisfaction, and no emotion was told or measured.")
        case "no_pain":
            return tr("The map has no pain point.")
        case _:
            return tr("“{subject}”").format(subject=subject)


def subject_words(document: Queries, record_id: str) -> str:
    """Return a short name of the record that a finding is about."""
    record = document.find(record_id)
    text = ""
    if isinstance(record, EmotionPoint):
        text = record.label or (subject_words(document, record.card or record.step))
    elif isinstance(record, Link):
        text = record.label or record.passed or end_words(document, record.ends[0])
    elif isinstance(record, Step):
        text = record.name or document.get(Stage, record.stage).name
    elif isinstance(record, Lane):
        text = title_of(record, document.get(Journey, record.journey).language)
    elif isinstance(record, Card):
        text = end_words(document, record.id)
    elif isinstance(record, Stage):
        text = record.name
    elif isinstance(record, SupportOffer):
        text = describe_offer(document, record)
    line = in_one_line(plain(text)) or tr("No name")
    return line if len(line) <= _LONGEST_TEXT else line[: _LONGEST_TEXT - 1].rstrip() + "…"


def _level(values: Mapping[str, float | str], name: str) -> str:
    return emotion_words("words", float(values[name]))


def _named(values: Mapping[str, float | str], name: str) -> str:
    return str(values[name]) or tr("No name")
