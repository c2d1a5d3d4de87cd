"""Which way each character of a line runs: the whole bidirectional algorithm of Unicode (UAX #9).

Here are the paragraph's direction (P2, P3), explicit embeddings, overrides and isolates (X1 to X10, with the
sequences of BD13), and the reordering of a line (L1, L2). What the characters within one sequence make of
each other is in `bidi_rules`. Mirrored signs (L4) are HarfBuzz's: it takes the mirrored glyph in what runs
leftwards.
"""

import re
from collections.abc import Iterator, Sequence

from journey_editor.layout.bidi_rules import bracket_marks, kinds_of, resolved

MAX_DEPTH = 125
"""The deepest level of embedding (BD2); what would go deeper has no effect."""

# Beyond Latin and its like: letters and numbers from the right, marks and controls that steer directions.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EXPLICIT = re.compile("[1-9]")
_REMOVED = frozenset("12345b")
_ISOLATES = "678"
# Separators, and the blanks before them or at the end of a line (L1).
_TAIL = re.compile("(?<![W6789b12345])[W6789b12345]*+(?:[SB]|\\Z)")


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own runs from right to left (P2, P3)."""
    if not _TURNS.search(text):
        return False
    kinds = kinds_of(text)
    return _first_strong(kinds, 0, len(kinds), _matches(kinds)) in "RA"


def may_run_left(text: str) -> bool:
    """Whether a text has a letter that runs from right to left, or none with a direction of its own."""
    kinds = kinds_of(text)
    return "R" in kinds or "A" in kinds or "L" not in kinds


def levels(text: str, right_to_left: bool) -> bytes:
    """The embedding level of each character of a paragraph of a direction: odd ones run leftwards.

    The text is one line. Characters that the algorithm takes out (X9) have the level of what is before them.
    """
    base = int(right_to_left)
    if not base and not _TURNS.search(text):
        return bytes(len(text))
    kinds = kinds_of(text)
    if not _EXPLICIT.search(kinds) and "b" not in kinds:
        direction = "LR"[base]
        found = bytearray(resolved(kinds, base, direction, direction, bracket_marks(text)))
    else:
        found = _explicit(text, kinds, base)
    for match in _TAIL.finditer(kinds):
        start, end = match.span()
        found[start:end] = bytes([base]) * (end - start)
    return bytes(found)


def _explicit(text: str, kinds: str, base: int) -> bytearray:
    """The levels where something steers them, before L1."""
    matches = _matches(kinds)
    found, turned = _embedded(kinds, base, matches)
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    before = dict(zip(kept, [base, *(found[at] for at in kept)], strict=False))
    after = dict(zip(kept, [*(found[at] for at in kept[1:]), base], strict=False))
    for sequence in _sequences(kinds, found, kept, matches):
        first, last = sequence[0], sequence[-1]
        level = found[first]
        # An isolate that nothing ends goes on to the end of the paragraph.
        beyond = base if kinds[last] in _ISOLATES else after[last]
        within = resolved(
            "".join([turned[at] for at in sequence]),
            level,
            "LR"[max(level, before[first]) % 2],
            "LR"[max(level, beyond) % 2],
            bracket_marks([text[at] for at in sequence]),
        )
        for at, resolved_level in zip(sequence, within, strict=True):
            found[at] = resolved_level
    for at, kind in enumerate(kinds):
        if kind in _REMOVED:
            found[at] = found[at - 1] if at else base
    return found


def _matches(kinds: str) -> dict[int, int]:
    """Where the isolate that begins at a place is ended (BD9); at the paragraph's end are none."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for match in re.finditer("[6789]", kinds):
        if match[0] != "9":
            begun.append(match.start())
        elif begun:
            found[begun.pop()] = match.start()
    return found


def _first_strong(kinds: str, start: int, end: int, matches: dict[int, int]) -> str:
    """The first letter with a direction that no isolate encloses; L if there is none (P2, P3)."""
    strong = re.compile("[LRA678]")
    at = start
    while match := strong.search(kinds, at, end):
        if match[0] not in _ISOLATES:
            return match[0]
        at = matches.get(match.start(), end)
    return "L"


def _embedded(kinds: str, base: int, matches: dict[int, int]) -> tuple[bytearray, list[str]]:
    """The level at which each character stands, and its kind with overrides applied (X1 to X8)."""
    levels_found = bytearray([base]) * len(kinds)
    turned = list(kinds)
    # Level, what an override makes of all kinds, whether an isolate began it.
    stack: list[tuple[int, str, bool]] = [(base, "", False)]
    too_many_isolates = too_many_embeddings = isolates = 0
    for at, kind in enumerate(kinds):
        level, override, _ = stack[-1]
        levels_found[at] = level
        if kind in "1234678":
            if kind in _ISOLATES and override:
                turned[at] = override
            leftwards = kind in "247"
            if kind == "8":
                leftwards = _first_strong(kinds, at + 1, matches.get(at, len(kinds)), matches) in "RA"
            deeper = level + 1 + (level + 1 + leftwards) % 2
            if deeper <= MAX_DEPTH and not too_many_isolates and not too_many_embeddings:
                stack.append((deeper, {"3": "L", "4": "R"}.get(kind, ""), kind in _ISOLATES))
                isolates += kind in _ISOLATES
            elif kind in _ISOLATES:
                too_many_isolates += 1
            elif not too_many_isolates:
                too_many_embeddings += 1
        elif kind == "9":
            if too_many_isolates:
                too_many_isolates -= 1
            elif isolates:
                too_many_embeddings = 0
                while not stack[-1][2]:
                    stack.pop()
                stack.pop()
                isolates -= 1
            level, override, _ = stack[-1]
            levels_found[at] = level
            if override:
                turned[at] = override
        elif kind == "5":
            if not too_many_isolates:
                if too_many_embeddings:
                    too_many_embeddings -= 1
                elif len(stack) > 1 and not stack[-1][2]:
                    stack.pop()
        elif kind == "B":
            levels_found[at] = base
        elif override and kind != "b":
            turned[at] = override
    return levels_found, turned


def _sequences(
    kinds: str, levels_found: Sequence[int], kept: Sequence[int], matches: dict[int, int]
) -> Iterator[list[int]]:
    """The isolating run sequences (BD13): stretches of one level, joined across the isolates within them."""
    going_on: dict[int, list[int]] = {}
    found: list[list[int]] = []
    start = 0
    for end in range(1, len(kept) + 1):
        if end < len(kept) and levels_found[kept[end]] == levels_found[kept[start]]:
            continue
        run = kept[start:end]
        start = end
        sequence = going_on.pop(run[0], None)
        if sequence is None:
            found.append(sequence := [])
        sequence.extend(run)
        if kinds[run[-1]] in _ISOLATES and run[-1] in matches:
            going_on[matches[run[-1]]] = sequence
    yield from found


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The order, from left to right, in which runs of these levels stand on a line (L2)."""
    order = list(range(len(run_levels)))
    odd = [level for level in run_levels if level % 2]
    if not odd:
        return order
    for level in range(max(run_levels), min(odd) - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and run_levels[order[end]] >= level:
                end += 1
            order[at:end] = reversed(order[at:end])
            at = end + 1
    return order
