"""Guesses about the log of a contact centre: what its columns are, and what its states mean."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from journey_editor.foundation.dates import moment_from
from journey_editor.foundation.quantities import normalised
from journey_editor.interchange.tables.columns import Headings
from journey_editor.interchange.tables.contact_log import LEAST_EPOCH, NEEDED, ROLES
from journey_editor.interchange.tables.values import Row, Value

_ROLE_WORDS = {
    "time": "time timestamp date datetime zeit zeitpunkt datum when moment heure hora fecha data",
    "contact": "contact call case ticket interaction conversation kontakt anruf fall session",
    "end": "end finish finished ended ende fin complete completed stop fim",
    "day": "",
    "state": "operation state status event activity zustand ereignis action step statut estado",
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
    "talk": "call handle handling talk talking answered connected conversation serving gespräch spricht"
    " conversación parle",
    "script": "script ivr menu bot prompt ansage",
    "begin": "start started begin begun offered arrived created new beginn gestartet début inicio",
}


def guessed_roles(rows: Sequence[Row]) -> tuple[int, dict[str, str]]:
    """Return the row with the headings, and the names of the columns by role, from the first rows."""
    heading = next((row for row in rows[:20] if len(row.cells) >= len(NEEDED)), None)
    if heading is None:
        return 1, {}
    headings = Headings(heading)
    below = [row for row in rows if row.number > heading.number]
    found = _times(headings, below)
    for role in ROLES:
        if role in ("time", "end", "day"):
            continue
        fitting = [
            name
            for name in headings.names.values()
            if name not in found.values() and _fits(name, _ROLE_WORDS[role].split())
        ]
        if fitting:
            found[role] = fitting[0]
    if "contact" not in found:
        ids = [name for name in headings.names.values() if name not in found.values() and _fits(name, ["id"])]
        found |= {"contact": ids[0]} if ids else {}
    return heading.number, found


def _times(headings: Headings, rows: Sequence[Row]) -> dict[str, str]:
    """Return the columns with the time, its end and its date, from their values and their headings."""
    kinds = {
        name: _common_kind([row.cells[index] for row in rows if index in row.cells])
        for index, name in headings.names.items()
    }
    found: dict[str, str] = {}
    for wanted in ("moment", "clock", "day"):
        fitting = [name for name, kind in kinds.items() if kind == wanted]
        ends = [name for name in fitting if _fits(name, _ROLE_WORDS["end"].split())]
        begins = [name for name in fitting if name not in ends]
        if begins:
            named = [name for name in begins if _fits(name, _ROLE_WORDS["time"].split())]
            found["time"] = (named or begins)[0]
            found |= {"end": ends[0]} if ends else {}
            days = [name for name, kind in kinds.items() if kind == "day"]
            found |= {"day": days[0]} if wanted == "clock" and days else {}
            break
    return found


def _common_kind(values: Sequence[Value]) -> str:
    """Return what nearly all values of a column are, as `_kind_of_time`."""
    kinds = Counter(map(_kind_of_time, values))
    for kind in ("moment", "clock", "day"):
        # A moment at midnight looks like a day.
        count = kinds[kind] + (kinds["day"] if kind == "moment" and kinds["moment"] else 0)
        if values and count > 0.8 * len(values):
            return kind
    return ""


def _kind_of_time(value: Value) -> str:
    """Return whether a value is a `moment` with a time, a `day`, a time of day (`clock`), or nothing."""
    if isinstance(value, timedelta):
        return "clock"
    if isinstance(value, float):
        return "moment" if value >= LEAST_EPOCH else ""
    if isinstance(value, str) and not value.isdecimal():
        if moment_from(f"2000-01-01 {value}") is not None:
            return "clock"
        moment = moment_from(value)
        return "" if moment is None else "moment" if ":" in value else "day"
    if isinstance(value, str):
        return "moment" if len(value) in (10, 13) else ""
    return "moment" if isinstance(value, datetime) and (value.hour or value.minute or value.second) else "day"


def guessed_meaning(state: str) -> str:
    """Return what a state means, from its name; empty if it is unknown."""
    for meaning, words in _MEANING_WORDS.items():
        if _fits(state, words.split()):
            return meaning
    return ""


def _fits(name: str, words: Iterable[str]) -> bool:
    parts = re.findall(r"[^\W_]+", normalised(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)).lower())
    return any(part == word for part in parts for word in words)
