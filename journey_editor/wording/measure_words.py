"""Words of measures: the names of their kinds, their numbers, and how good they are."""

from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import SHARES, TIMES, Figure
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Measure, Stage, Step
from journey_editor.wording.map_words import channel_name, duration, keeping_order
from journey_editor.wording.measure_names import measure_kind_name
from journey_editor.wording.spoken import end_words


def measure_definition(kind: str) -> str:
    """Return what a kind of measure usually counts; empty for one of one's own."""
    return {
        "csat": tr("Answers 4 and 5 of all answers on a scale from 1 to 5, in percent."),
        "nps": tr("Share of 9 and 10 minus share of 0 to 6 of all answers, from −100 to +100."),
        "ces": tr("Mean of the answers on a scale from 1 (much effort) to 7 (little effort)."),
        "ces_share": tr("Share of the answers 5 to 7 on a scale from 1 to 7, in percent."),
        "fcr": tr("Cases solved at the first contact of all cases, in percent."),
        "first_answer": tr("Median time until a person answers; automatic answers do not count."),
        "handling": tr("Talking, holding and work after the call, per handled contact."),
        "resolution": tr("Mean time from the beginning of a case to its solution."),
        "service_level": tr("Contacts answered within the target of all contacts, in percent."),
        "waiting": tr("Mean wait of the answered contacts."),
        "transfers": tr("Transferred contacts of all contacts, in percent."),
        "reopened": tr("Reopened cases of all solved cases, in percent."),
    }.get(kind, "")


def measure_name(measure: Measure, language: str | None = None) -> str:
    """Return the name of a measure, or by default that of its kind."""
    return measure.name or measure_kind_name(measure.kind, language)


def number_words(measure: Measure, value: float | None, language: str | None = None) -> str:
    """Return a value of a measure with its unit; a dash if there is none."""
    if value is None:
        return "–"
    if measure.kind in TIMES:
        return duration(max(0, round(value)), language)
    text = decimal_words(value, language)
    if measure.kind == "nps":
        return text if value < 0 or text == "0" else keeping_order(f"+{text}", language)
    if measure.kind in SHARES:
        return tr("{n} %", language).format(n=text)
    return f"{text}\u00a0{measure.unit}" if measure.unit else text


def figure_words(figure: Figure, language: str | None = None) -> str:
    """Return the name, the value and the target of a measure, and the number of answers behind it."""
    measure = figure.measure
    said = [f"{measure_name(measure, language)}: {number_words(measure, figure.value, language)}"]
    if measure.target is not None:
        aim = number_words(measure, measure.target, language)
        said.append(tr("target {time}", language).format(time=aim))
    if figure.sample:
        said.append(f"n = {figure.sample}")
    return " · ".join(said)


def measured_name(document: Queries, measure: Measure) -> str:
    """Return the name of what a measure measures."""
    record = document.find(measure.place)
    if isinstance(record, Stage | Step):
        return record.name or tr("No name")
    if isinstance(record, Card):
        return end_words(document, record.id)
    if isinstance(record, Channel):
        return channel_name(record)
    return tr("Whole journey")


def decimal_words(value: float, language: str | None) -> str:
    """Return a number with at most one decimal, in the form of the language."""
    tenths = round(abs(value) * 10)
    whole, tenth = divmod(tenths, 10)
    text = tr("{whole}.{tenth}", language).format(whole=whole, tenth=tenth) if tenth else str(whole)
    return keeping_order(f"−{text}", language) if value < 0 and tenths else text
