"""Log of a contact centre: a table with a row for each event of a contact, read into compact lists."""

import re
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import chain, islice
from math import nan
from pathlib import Path

from journey_editor.foundation.dates import moment_from
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.columns import DayColumn, Headings, cell_of
from journey_editor.interchange.tables.reading import open_table
from journey_editor.interchange.tables.values import Row, Value, value_text

ROLES = ("time", "end", "day", "contact", "state", "queue", "agent", "medium", "customer")
"""Roles of the columns of a log: `end` is when a state ends, `day` the date if times have none."""
NEEDED = ("time", "contact", "state")
MEANINGS = ("", "begin", "script", "wait", "talk", "hold", "wrap_up", "transfer", "end", "abandon")
"""Meanings of a state; empty if it is only a step of the path."""
_MOST_EVENTS = 3_000_000
_MOST_NAMES = 2_000
"""Maximum number of states, queues, agents or media."""
_SAMPLE = 2_000
_LONGEST = 100
_EPOCH = datetime.fromisoformat("1970-01-01")
LEAST_EPOCH = 1e8
"""Least number that is a time in seconds since 1970."""
_LEAST_EPOCH_MS = 1e11
_LATEST = (datetime.fromisoformat("9999-12-31") - _EPOCH).total_seconds()
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?")


@dataclass(frozen=True, slots=True)
class Log:
    """Events of a log in compact lists of equal length, from the first row to the last.

    States, queues, agents and media are numbers of `names`; 0 is none. `ends` is not a number for events
    whose end is unknown: they last until the next one of the contact.
    """

    contacts: "array[int]"
    seconds: "array[float]"
    ends: "array[float]"
    states: "array[int]"
    queues: "array[int]"
    agents: "array[int]"
    media: "array[int]"
    customers: "array[int]"
    names: Mapping[str, Sequence[str]]
    contact_count: int
    left_out: int
    first_left_out: str

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.contacts)


class _Names:
    """Numbers of names, from 1 on."""

    def __init__(self, most: int) -> None:
        self.names = [""]
        self._numbers: dict[str, int] = {"": 0}
        self._most = most

    def number(self, value: Value | None) -> int:
        """Return the number of a value. Raises `UserError` if there are too many."""
        text = value if isinstance(value, str) else value_text(value)
        found = self._numbers.get(text)
        if found is None:
            name = in_one_line(text)[:_LONGEST].strip()
            found = self._numbers[text] = len(self.names)
            self.names.append(name)
            if found > self._most:
                raise UserError(
                    tr("A column with a state, a queue, an agent or a medium has over {n} values.").format(
                        n=self._most
                    )
                )
        return found


def read_log(
    path: Path, roles: Mapping[str, str], *, sheet: str = "", heading_row: int = 1, order: str = "dMy"
) -> Log:
    """Read the events of a log; `roles` has the columns' names by role.

    Rows without a time, a contact or a state are left out. Raises `UserError` and `CancelledError`.
    """
    missing = [each for each in NEEDED if not roles.get(each)]
    if missing:
        raise UserError(tr("Choose the columns with the time, the contact and the state."))
    with open_table(path) as table:
        rows = (row for row in table.rows(sheet) if row.number >= heading_row)
        heading = next(rows, None) if heading_row else None
        headings = Headings(heading)
        columns = {role: headings.index(roles.get(role, "")) for role in ROLES}
        sample = list(islice(rows, _SAMPLE))
        dated = columns["time"] if columns["day"] is None else columns["day"]
        times = [value for row in sample if (value := cell_of(row, dated)) is not None]
        reader = _Reader(columns, DayColumn(times, order))
        for row in chain(sample, rows):
            reader.add(row)
    log = reader.log()
    if not len(log):
        raise UserError(
            tr("No row has a time, a contact and a state. The first other row: {row}.").format(
                row=log.first_left_out or "–"
            )
        )
    return log


class _Reader:
    def __init__(self, columns: Mapping[str, int | None], days: DayColumn) -> None:
        self._columns, self._days = columns, days
        self._contacts, self._customers = _Names(_MOST_EVENTS), _Names(_MOST_EVENTS)
        self._names = {role: _Names(_MOST_NAMES) for role in ("state", "queue", "agent", "medium")}
        self._contact_of, self._customer_of = array("I"), array("I")
        self._seconds_of, self._end_of = array("d"), array("d")
        self._numbers = {role: array("H") for role in self._names}
        self._left_out, self._first = 0, ""

    def add(self, row: Row) -> None:
        """Add an event."""
        columns = self._columns
        contact, state = cell_of(row, columns["contact"]), cell_of(row, columns["state"])
        day = cell_of(row, columns["day"])
        seconds = self._seconds(cell_of(row, columns["time"]), day)
        if contact is None or state is None or seconds is None or seconds > _LATEST:
            self._left_out += 1
            self._first = self._first or str(row.number)
            return
        if len(self._contact_of) >= _MOST_EVENTS:
            raise UserError(tr("The log has over {n} events. Split it by time.").format(n=_MOST_EVENTS))
        self._contact_of.append(self._contacts.number(contact))
        self._seconds_of.append(seconds)
        end = self._seconds(cell_of(row, columns["end"]), day)
        self._end_of.append(nan if end is None or not seconds <= end <= _LATEST else end)
        for role, names in self._names.items():
            self._numbers[role].append(names.number(cell_of(row, columns[role])))
        self._customer_of.append(self._customers.number(cell_of(row, columns["customer"])))

    def log(self) -> Log:
        """Return the events."""
        names = {role: tuple(each.names) for role, each in self._names.items()}
        return Log(
            contacts=self._contact_of,
            seconds=self._seconds_of,
            ends=self._end_of,
            states=self._numbers["state"],
            queues=self._numbers["queue"],
            agents=self._numbers["agent"],
            media=self._numbers["medium"],
            customers=self._customer_of,
            names=names,
            contact_count=len(self._contacts.names) - 1,
            left_out=self._left_out,
            first_left_out=self._first,
        )

    def _seconds(self, value: Value | None, day: Value | None = None) -> float | None:
        """Return a time in seconds since 1970, as it is written; a time of day is on `day`."""
        if day is not None:
            start = self._days.moment(day)
            clock = value.total_seconds() if isinstance(value, timedelta) else _clock(value)
            return None if start is None or clock is None else (start - _EPOCH).total_seconds() + clock
        moment: datetime | None
        if isinstance(value, str):
            if _ISO.fullmatch(value):
                try:
                    moment = datetime.fromisoformat(value)
                except ValueError:
                    return None
            elif value.isdecimal() and len(value) in (10, 13):
                return _epoch(float(value))
            else:
                moment = moment_from(value, self._days.order, in_utc=True)
        elif isinstance(value, float):
            return _epoch(value)
        else:
            moment = value if isinstance(value, datetime) else None
        return None if moment is None else (moment - _EPOCH).total_seconds()


def _clock(value: Value | None) -> float | None:
    """Return the seconds of a time of day, such as 17:04 or 5:04 PM."""
    moment = moment_from(f"2000-01-01 {value}") if isinstance(value, str) else None
    return None if moment is None else (moment - datetime.combine(moment, time())).total_seconds()


def _epoch(number: float) -> float | None:
    if number >= _LEAST_EPOCH_MS:
        return number / 1000
    return number if number >= LEAST_EPOCH else None
