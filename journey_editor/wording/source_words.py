"""Words of data sources and contact logs: how rows of a file become readings."""

from pathlib import PurePath

from journey_editor.foundation.translation import tr
from journey_editor.model.records import DataSource


def summary_name(summary: str) -> str:
    """Return the name of a way in which rows become one reading."""
    return {
        "mean": tr("Mean"),
        "median": tr("Median"),
        "sum": tr("Sum"),
        "last": tr("Last value"),
        "answers": tr("Count of answers: each row is one"),
    }[summary]


def span_name(span: str) -> str:
    """Return the name of a span of time whose rows become one reading."""
    return {
        "": tr("Each row"),
        "day": tr("Each day"),
        "week": tr("Each week"),
        "month": tr("Each month"),
        "quarter": tr("Each quarter"),
        "year": tr("Each year"),
    }[span]


def role_name(role: str) -> str:
    """Return the name of a column of a contact log."""
    return {
        "time": tr("Time"),
        "end": tr("End of the state"),
        "day": tr("Date, if the time has none"),
        "contact": tr("Contact"),
        "state": tr("State or event"),
        "queue": tr("Queue"),
        "agent": tr("Agent"),
        "medium": tr("Medium"),
        "customer": tr("Customer"),
    }[role]


def meaning_name(meaning: str) -> str:
    """Return what a state of a contact log means."""
    return {
        "": tr("Step without a meaning"),
        "begin": tr("Begins"),
        "script": tr("In the script or menu"),
        "wait": tr("Waits"),
        "talk": tr("Talks with an agent"),
        "hold": tr("On hold"),
        "wrap_up": tr("Wrap-up"),
        "transfer": tr("Is transferred"),
        "end": tr("Ends"),
        "abandon": tr("Is abandoned"),
    }[meaning]


def source_words(source: DataSource) -> str:
    """Return the name of the file of a data source, and what of it is read."""
    name = PurePath(source.path.replace("\\", "/")).name
    if source.sheet:
        name = tr("“{name}”, sheet “{sheet}”").format(name=name, sheet=source.sheet)
    else:
        name = tr("“{name}”").format(name=name)
    if source.cell:
        return tr("{file}: cell {cell}").format(file=name, cell=source.cell)
    columns = (source.value_column, source.positive_column, source.negative_column, source.total_column)
    said = ", ".join(tr("“{name}”").format(name=each) for each in columns if each)
    if source.filter_column:
        return tr("{file}: {columns}, if “{column}” is “{value}”").format(
            file=name, columns=said, column=source.filter_column, value=source.filter_value
        )
    return tr("{file}: {columns}").format(file=name, columns=said)


def count_headings(kind: str) -> tuple[str, str]:
    """Return the names of the answers or cases that count for and against a kind of measure."""
    return (tr("Promoters"), tr("Detractors")) if kind == "nps" else (tr("For"), tr("Against"))
