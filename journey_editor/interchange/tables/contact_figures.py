"""Figures of a contact centre from its log, and the path that contacts take most often.

Handling time is talking, hold and wrap-up of the handled contacts, in the month in which they end. ASA
(average speed of answer) is the wait until the first talk of the answered contacts. All others count in the
month in which a contact begins.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from math import isnan

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.tables.contact_log import Log

REPEAT_DAYS = 7
"""Days within which another contact of the same customer is a repeated one."""
_HANDLING = frozenset(("talk", "hold", "wrap_up"))
_MOST_STEPS = 25
"""Maximum number of steps of a path; longer ones are cut."""
_OFTEN = 1_000
_EPOCH = datetime.fromisoformat("1970-01-01")
_MOST_NAMED = 5

FIGURES = ("handling", "waiting", "asa", "transfers", "abandoned", "repeated")
"""Figures of a log."""


@dataclass(slots=True)
class Share:
    """Sum of seconds, or number of contacts, and the number of contacts to which it relates."""

    amount: float = 0.0
    total: int = 0

    def add(self, amount: float) -> None:
        """Add a contact."""
        self.amount += amount
        self.total += 1


@dataclass(frozen=True, slots=True)
class PathStep:
    """State on the commonest path, with its mean time in seconds.

    `media` and `queues` are those of the contacts that take the path, the commonest first, with the number
    of contacts. `contacts` is the number of all contacts that come to the state, on any path.
    """

    state: str
    media: tuple[tuple[str, int], ...]
    queues: tuple[tuple[str, int], ...]
    contacts: int
    seconds: float


@dataclass(frozen=True, slots=True)
class ContactFigures:
    """Figures by medium (empty for all), name and first day of the month; and the commonest path.

    `path_contacts` contacts of all take the path, out of `variants` different ones.
    """

    figures: Mapping[tuple[str, str], Mapping[str, Share]]
    contacts: int
    events: int
    path: tuple[PathStep, ...]
    path_contacts: int
    variants: int


@dataclass(frozen=True, slots=True)
class _Contact:
    start: float
    end: float
    medium: int
    customer: int
    wait: float
    waited: bool
    first_wait: float
    answered: bool
    handling: float
    transferred: bool
    abandoned: bool


def contact_figures(log: Log, meanings: Mapping[str, str]) -> ContactFigures:
    """Return the figures of a log; `meanings` has what its states mean. Raises `CancelledError`."""
    means = [meanings.get(name, "") for name in log.names["state"]]
    has_end = any(means[state] in ("end", "abandon") for state in set(log.states))
    figures: dict[tuple[str, str], dict[str, Share]] = defaultdict(lambda: defaultdict(Share))
    paths: Counter[tuple[int, ...]] = Counter()
    reached: Counter[int] = Counter()
    last_of_customer: dict[int, float] = {}
    contacts = list(_contacts(log))
    contacts.sort(key=lambda events: log.seconds[events[0]])
    for number, events in enumerate(contacts):
        if number % _OFTEN == 0:
            raise_if_cancelled()
        contact = _contact(log, events, means, has_end=has_end)
        taken = _path(log, events)
        paths[taken] += 1
        reached.update(set(taken))
        _count(figures, log, contact)
        if contact.customer:
            before = last_of_customer.get(contact.customer)
            repeated = before is not None and contact.start - before <= REPEAT_DAYS * 86_400
            last_of_customer[contact.customer] = contact.start
            for medium in {"", log.names["medium"][contact.medium]}:
                figures[medium, "repeated"][_month(contact.start)].add(repeated)
    path, often = max(paths.items(), key=lambda each: (each[1], -len(each[0])))
    steps = tuple(_steps(log, contacts, path, reached))
    return ContactFigures(figures, len(contacts), len(log), steps, often, len(paths))


def _contacts(log: Log) -> Iterator[list[int]]:
    """Yield the events of each contact in the order of their times."""
    found: list[list[int]] = [[] for _ in range(log.contact_count + 1)]
    for index, contact in enumerate(log.contacts):
        if index % (50 * _OFTEN) == 0:
            raise_if_cancelled()
        found[contact].append(index)
    seconds = log.seconds
    for number, events in enumerate(found):
        if number % _OFTEN == 0:
            raise_if_cancelled()
        if events:
            events.sort(key=seconds.__getitem__)
            yield events


def _contact(log: Log, events: list[int], means: list[str], *, has_end: bool) -> _Contact:
    wait = first_wait = handling = 0.0
    waited = answered = transferred = explicit = ended = False
    agents = set()
    for index, event in enumerate(events):
        meaning = means[log.states[event]]
        length = _length(log, events, index)
        if meaning == "wait":
            wait += length
            waited = True
            first_wait += 0 if answered else length
        elif meaning in _HANDLING:
            handling += length
            answered = answered or meaning == "talk"
            if meaning == "talk" and log.agents[event]:
                agents.add(log.agents[event])
        transferred = transferred or meaning == "transfer"
        explicit = explicit or meaning == "abandon"
        ended = ended or meaning == "end"
    abandoned = explicit or (waited and not answered and (ended or not has_end))
    medium = next((log.media[event] for event in events if log.media[event]), 0)
    customer = next((log.customers[event] for event in events if log.customers[event]), 0)
    start, end = log.seconds[events[0]], log.seconds[events[-1]] + _length(log, events, len(events) - 1)
    return _Contact(
        start, end, medium, customer, wait, waited, first_wait, answered, handling,
        transferred or len(agents) > 1, abandoned,
    )  # fmt: skip


def _length(log: Log, events: list[int], index: int) -> float:
    """Return the seconds of an event: until its end, or else until the next one of the contact."""
    event = events[index]
    end = log.ends[event]
    if isnan(end):
        end = log.seconds[events[index + 1]] if index + 1 < len(events) else log.seconds[event]
    return end - log.seconds[event]


def _count(figures: dict[tuple[str, str], dict[str, Share]], log: Log, contact: _Contact) -> None:
    """Add a contact to the figures of all contacts, and to those of its medium."""
    begun, ended = _month(contact.start), _month(contact.end)
    for medium in {"", log.names["medium"][contact.medium]}:
        if contact.answered:
            figures[medium, "handling"][ended].add(contact.handling)
            figures[medium, "asa"][begun].add(contact.first_wait)
            figures[medium, "transfers"][begun].add(contact.transferred)
        if contact.waited:
            figures[medium, "waiting"][begun].add(contact.wait)
        if contact.waited or contact.answered or contact.abandoned:
            figures[medium, "abandoned"][begun].add(contact.abandoned)


def _path(log: Log, events: list[int]) -> tuple[int, ...]:
    """Return the states of a contact, without repetitions."""
    found: list[int] = []
    for event in events:
        if not found or found[-1] != log.states[event]:
            found.append(log.states[event])
            if len(found) == _MOST_STEPS:
                break
    return tuple(found)


def _steps(
    log: Log, contacts: list[list[int]], path: tuple[int, ...], reached: Mapping[int, int]
) -> Iterator[PathStep]:
    """Yield the steps of a path, with the times, media and queues of the contacts that take it."""
    lengths = [0.0] * len(path)
    media: list[Counter[int]] = [Counter() for _ in path]
    queues: list[Counter[int]] = [Counter() for _ in path]
    count = 0
    for number, events in enumerate(contacts):
        if number % _OFTEN == 0:
            raise_if_cancelled()
        if _path(log, events) != path:
            continue
        count += 1
        at = -1
        for index, event in enumerate(events):
            if at < 0 or path[at] != log.states[event]:
                if at + 1 == len(path):
                    break
                at += 1
                media[at][log.media[event]] += 1
                queues[at][log.queues[event]] += 1
            lengths[at] += _length(log, events, index)
    for index, state in enumerate(path):
        yield PathStep(
            log.names["state"][state],
            _named(media[index], log.names["medium"]),
            _named(queues[index], log.names["queue"]),
            reached[state],
            lengths[index] / max(1, count),
        )


def _named(counted: Counter[int], names: Sequence[str]) -> tuple[tuple[str, int], ...]:
    return tuple((names[each], count) for each, count in counted.most_common(_MOST_NAMED) if each)


def _month(seconds: float) -> str:
    # Windows has no timestamps before 1970.
    return (_EPOCH + timedelta(seconds=seconds)).date().replace(day=1).isoformat()
