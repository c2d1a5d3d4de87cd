"""Sources of ids and times. They are passed as arguments, so that tests can replace them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

IdSource = Callable[[str], str]
"""Function that returns a new id for a kind of record, such as `card:8f3a…`."""

_LATEST = 32_503_680_000.0
"""The year 3000 in seconds since 1970. Some systems cannot convert later times."""

Clock = Callable[[], datetime]
"""Function that returns the current time with its time zone."""


def random_id(kind: str) -> str:
    """Return a new, unique id: the kind and 64 random bits (hexadecimal)."""
    # Imported here so that the start page, which needs only the time, appears sooner.
    import secrets

    return f"{kind}:{secrets.token_hex(8)}"


def counting_ids() -> IdSource:
    """Return a source of ids `card:1`, `card:2`, …, counted for each kind, the same in each run."""
    counts: defaultdict[str, int] = defaultdict(int)

    def next_id(kind: str) -> str:
        counts[kind] += 1
        return f"{kind}:{counts[kind]}"

    return next_id


def ids_from(text: str) -> IdSource:
    """Return a source of ids that look random, but are always the same for the same `text`."""
    import hashlib

    seed = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    counted = counting_ids()

    def next_id(kind: str) -> str:
        digest = hashlib.sha256(f"{seed} {counted(kind)}".encode()).hexdigest()
        return f"{kind}:{digest[:16]}"

    return next_id


def now() -> datetime:
    """Return the current time in the local time zone."""
    return datetime.now().astimezone()


def local_time(seconds: float) -> datetime:
    """Return the local time for seconds since 1970, limited to the years 1970 to 3000."""
    return datetime.fromtimestamp(max(0.0, min(seconds, _LATEST))).astimezone()
