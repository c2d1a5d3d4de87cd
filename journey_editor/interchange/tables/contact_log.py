"""Log of a contact centre: a table with a row for each event of a contact, read into compact lists."""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path

from journey_editor.foundation.dates import moment_from
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quantities import normalised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.columns import DayColumn, Headings, cell_of
from journey_editor.interchange.tables.reading import open_table
from journey_editor.interchange.tables.values import Row, Value, value_text

ROLES = ("time", "contact", "state", "queue", "agent", "medium", "customer")
"""What the columns of a log can be. Time, contact and state are needed."""
NEEDED = ROLES[:3]
MEANINGS = ("", "begin", "script", "wait", "talk", "hold", "wrap_up", "transfer", "end", "abandon")
"""What a state can mean; empty if it is only a step of the path."""
_MOST_EVENTS = 3_000_000
_MOST_NAMES = 2_000
"""Maximum number of states, queues, agents or media."""
_SAMPLE = 2_000
_LONGEST = 100
_EPOCH = datetime.fromisoformat("1970-01-01")
_LEAST_EPOCH, _LEAST_EPOCH_MS = 1e8, 1e11
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?")
_ROLE_WORDS = {
    "time": "time timestamp date datetime zeit zeitpunkt datum when moment heure hora fecha data",
    "contact": "contact call case ticket interaction conversation kontakt anruf fall session",
    "state": "state status event activity zustand ereignis action step statut estado",
    "queue": "queue skill team department warteschlange group cola file",
    "agent": "agent user operator employee mitarbeiter handler agente",
    "medium": "medium channel kanal media mode canal",
    "customer": "customer caller client kunde member cliente ani msisdn",
}
_MEANING_WORDS = {
    "abandon": "abandon abandoned lost dropped missed aufgelegt verloren abandonné abandonada",
    "wrap_up": "wrap acw after nacharbeit nachbearbeitung",
    "transfer": "transfer transferred forwarded weitergeleitet verbunden transféré transferida",
    "hold": "hold held halten gehalten attente-agent retenida",
    "end": "finish finished end ended closed completed complete hangup resolved beendet ende erledigt"
    " terminé fin",
    "wait": "wait waiting queue queued enqueued ringing warten wartet warteschlange attente espera esperando",
    "talk": "talk talking answered connected conversation serving gespräch spricht conversación parle",
    "script": "script ivr menu bot prompt ansage",
    "begin": "start started begin begun offered arrived created new beginn gestartet début inicio",
}


@dataclass(frozen=True, slots=True)
class Log:
    """Events of a log in compact lists of equal length, from the first row to the last.

    States, queues, agents and media are numbers of `names`; 0 is none.
    """

    contacts: "array[int]"
    seconds: "array[float]"
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
        times = [value for row in sample if (value := cell_of(row, columns["time"])) is not None]
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
        self._contact_of, self._seconds_of, self._customer_of = array("I"), array("d"), array("I")
        self._numbers = {role: array("H") for role in self._names}
        self._left_out, self._first = 0, ""

    def add(self, row: Row) -> None:
        """Add an event."""
        columns = self._columns
        contact, state = cell_of(row, columns["contact"]), cell_of(row, columns["state"])
        seconds = self._seconds(cell_of(row, columns["time"]))
        if contact is None or state is None or seconds is None:
            self._left_out += 1
            self._first = self._first or str(row.number)
            return
        if len(self._contact_of) >= _MOST_EVENTS:
            raise UserError(tr("The log has over {n} events. Split it by time.").format(n=_MOST_EVENTS))
        self._contact_of.append(self._contacts.number(contact))
        self._seconds_of.append(seconds)
        for role, names in self._names.items():
            self._numbers[role].append(names.number(cell_of(row, columns[role])))
        self._customer_of.append(self._customers.number(cell_of(row, columns["customer"])))

    def log(self) -> Log:
        """Return the events."""
        names = {role: tuple(each.names) for role, each in self._names.items()}
        return Log(
            contacts=self._contact_of,
            seconds=self._seconds_of,
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

    def _seconds(self, value: Value | None) -> float | None:
        """Return a time in seconds since 1970, as it is written."""
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


def _epoch(number: float) -> float | None:
    if number >= _LEAST_EPOCH_MS:
        return number / 1000
    return number if number >= _LEAST_EPOCH else None


def guessed_roles(rows: Sequence[Row]) -> tuple[int, dict[str, str]]:
    """Return the row with the headings, and the names of the columns by role, from the first rows."""
    heading = next((row for row in rows[:20] if len(row.cells) >= len(NEEDED)), None)
    if heading is None:
        return 1, {}
    headings = Headings(heading)
    found: dict[str, str] = {}
    for role in ROLES:
        fitting = [
            name
            for name in headings.names.values()
            if name not in found.values() and _fits(name, _ROLE_WORDS[role].split())
        ]
        if fitting:
            found[role] = fitting[0]
    if "time" not in found:
        below = [row for row in rows if row.number > heading.number]
        times = [
            index
            for index, name in headings.names.items()
            if name not in found.values() and below and all(_is_moment(row.cells.get(index)) for row in below)
        ]
        if times:
            found["time"] = headings.names[times[0]]
    return heading.number, found


def guessed_meaning(state: str) -> str:
    """Return what a state means, from its name; empty if it is unknown."""
    for meaning, words in _MEANING_WORDS.items():
        if _fits(state, words.split()):
            return meaning
    return ""


def _fits(name: str, words: Iterable[str]) -> bool:
    parts = re.findall(r"[^\W_]+", normalised(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower())
    return any(part == word for part in parts for word in words)


def _is_moment(value: Value | None) -> bool:
    if isinstance(value, str):
        return moment_from(value) is not None
    return isinstance(value, datetime) and not isinstance(value, timedelta)
