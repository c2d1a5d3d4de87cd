"""The ways of links from card to card: along the gaps between columns and lanes, never over a card."""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from journey_editor.layout import theme
from journey_editor.layout.boxes import CardLayout, LaneLayout, LinkLayout
from journey_editor.model.records import Link

FIRST_TRACK = 8.0
"""How far from a card the first link in a gap runs: arrow heads need the room before it."""
TRACK = 4.0
"""Links that share a gap run so far apart."""
PORT = 14.0
"""Links that share a side of a card begin and end so far apart."""


def widened_gaps(
    steps: Sequence[str], links: Sequence[Link], step_of: Mapping[str, str]
) -> set[tuple[str, str]]:
    """The pairs of neighbouring steps between which a link runs; `step_of` gives the steps of cards."""
    place = {step: index for index, step in enumerate(steps)}
    gaps = list(pairwise(steps))
    found = set()
    for link in links:
        if link.source not in step_of or link.target not in step_of:
            continue
        source, target = place.get(step_of[link.source]), place.get(step_of[link.target])
        if source is None or target is None:
            continue
        used = (source, target - 1) if source <= target else (source - 1, target)
        if source == target:
            used = (source, source)
        found |= {gaps[index] for index in used if 0 <= index < len(gaps)}
    return found


def lay_out_links(
    links: Sequence[Link], cards: Mapping[str, CardLayout], lanes: Sequence[LaneLayout]
) -> tuple[LinkLayout, ...]:
    """The ways of those links whose cards are both on the map."""
    row = {(lane.id, lane.band): lane for lane in lanes}
    band = {
        card.id: lane.band
        for card in cards.values()
        for lane in lanes
        if lane.id == card.lane and lane.box.y <= card.box.y < lane.box.bottom
    } if links else {}  # fmt: skip
    tracks: Counter[tuple[float, bool]] = Counter()
    ports: Counter[tuple[str, float]] = Counter()
    result = []
    for link in links:
        if link.source not in cards or link.target not in cards:
            continue
        source, target = cards[link.source], cards[link.target]
        lane = row[source.lane, band[source.id]]
        points = _way(source, target, lane, tracks, ports)
        result.append(LinkLayout(link.id, link.kind, points, None))
    return tuple(result)


def _way(
    source: CardLayout,
    target: CardLayout,
    lane: LaneLayout,
    tracks: Counter[tuple[float, bool]],
    ports: Counter[tuple[str, float]],
) -> tuple[tuple[float, float], ...]:
    start, end = source.box, target.box
    rightwards = end.x >= start.right
    same_pile = abs(start.x - end.x) < 1
    leave = start.x if not rightwards and not same_pile else start.right
    arrive = end.x if rightwards else end.right
    out = 1 if leave == start.right else -1
    into = -1 if rightwards else 1
    y0, y1 = _port(ports, source, leave), _port(ports, target, arrive)
    beside = abs(arrive - leave) <= theme.LINK_GAP + 1 and out != into
    first = leave + out * (FIRST_TRACK + _track(tracks, leave, True))
    if same_pile or beside:
        return ((leave, y0), (first, y0), (first, y1), (arrive, y1))
    second = arrive + into * (FIRST_TRACK + _track(tracks, arrive, True))
    line = lane.box.bottom if y1 > y0 else lane.box.y
    line += _track(tracks, line, False) * (-1 if y1 > y0 else 1)
    return ((leave, y0), (first, y0), (first, line), (second, line), (second, y1), (arrive, y1))


def _track(tracks: Counter[tuple[float, bool]], at: float, upright: bool) -> float:
    key = (round(at), upright)
    used = tracks[key]
    tracks[key] += 1
    return (used % 3) * TRACK if upright else (used % 2) * TRACK


def _port(ports: Counter[tuple[str, float]], card: CardLayout, side: float) -> float:
    """Where the next link touches a side of a card: in its middle, then above and below that."""
    used = ports[card.id, side]
    ports[card.id, side] += 1
    away = (used + 1) // 2 * PORT * (1 if used % 2 else -1)
    middle = card.box.center[1]
    return min(card.box.bottom - 8, max(card.box.y + 8, middle + away))
