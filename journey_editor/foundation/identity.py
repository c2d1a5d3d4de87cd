"""Where ids and times come from; both are handed in, so that tests can fix them."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

IdSource = Callable[[str], str]
"""Gives a new id for a kind of record, such as `card:8f3a…`."""

_LATEST = 32_503_680_000.0
"""The year 3000: what lies behind it some systems cannot tell."""

Clock = Callable[[], datetime]
"""Gives the time now, with its time zone."""


def random_id(kind: str) -> str:
    """A new id that no other program will give: 64 random bits as hexadecimal behind the kind."""
    # The start page asks for the time alone, and is there a hundredth of a second sooner without these.
    import secrets

    return f"{kind}:{secrets.token_hex(8)}"


def counting_ids() -> IdSource:
    """Ids `card:1`, `card:2`, … counted for each kind, the same in each run."""
    counts: defaultdict[str, int] = defaultdict(int)

    def next_id(kind: str) -> str:
        counts[kind] += 1
        return f"{kind}:{counts[kind]}"

    return next_id


def ids_from(text: str) -> IdSource:
    """Ids as random ones look, but the same in each run for the same `text`, and others for any other."""
    import hashlib

    seed = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    counted = counting_ids()

    def next_id(kind: str) -> str:
        digest = hashlib.sha256(f"{seed} {counted(kind)}".encode()).hexdigest()
        return f"{kind}:{digest[:16]}"

    return next_id


def now() -> datetime:
    """The time now in the local time zone."""
    return datetime.now().astimezone()


def local_time(seconds: float) -> datetime:
    """The local time so many seconds after 1970; where a clock was wrong, the nearest that can be told."""
    return datetime.fromtimestamp(max(0.0, min(seconds, _LATEST))).astimezone()
