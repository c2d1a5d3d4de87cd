"""Unicode bidirectional algorithm (UAX #9): the direction of each character of a line.

This module determines the paragraph direction (P2, P3), processes explicit embeddings, overrides and isolates
(X1 to X10, with the sequences of BD13), and reorders lines (L1, L2). The rules within one sequence are in
`bidi_rules`. Mirroring (L4) is left to HarfBuzz, which uses mirrored glyphs in right-to-left runs.
"""

import re
from collections.abc import Iterator, Sequence

from journey_editor.text.bidi_rules import bracket_marks, kinds_of, resolved

MAX_DEPTH = 125
"""Maximum embedding level (BD2); deeper embeddings have no effect."""

# Right-to-left letters and numbers, and directional marks and controls.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EXPLICIT = re.compile("[1-9]")
_REMOVED = frozenset("12345b")
_ISOLATES = "678"
# Separators, with the white space before them, and white space at the end of a line (L1).
_TAIL = re.compile("(?<![W6789b12345])[W6789b12345]*+(?:[SB]|\\Z)")


def starts_right_to_left(text: str) -> bool:
    """Return True if the first character with a strong direction runs from right to left (P2, P3)."""
    if not _TURNS.search(text):
        return False
    kinds = kinds_of(text)
    return _first_strong(kinds, 0, len(kinds), _matches(kinds)) in "RA"


def may_run_left(text: str) -> bool:
    """Return True if a text has a right-to-left letter, or no letter with a strong direction."""
    kinds = kinds_of(text)
    return "R" in kinds or "A" in kinds or "L" not in kinds


def levels(text: str, right_to_left: bool) -> bytes:
    """Return the embedding level of each character of a paragraph; odd levels run from right to left.

    `right_to_left` is the direction of the paragraph. The text is one line. Characters that the algorithm
    removes (X9) have the level of the character before them.
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
    """Return the levels of a text with explicit directional formatting, before L1."""
    matches = _matches(kinds)
    found, turned = _embedded(kinds, base, matches)
    kept = [at for at, kind in enumerate(kinds) if kind not in _REMOVED]
    before = dict(zip(kept, [base, *(found[at] for at in kept)], strict=False))
    after = dict(zip(kept, [*(found[at] for at in kept[1:]), base], strict=False))
    for sequence in _sequences(kinds, found, kept, matches):
        first, last = sequence[0], sequence[-1]
        level = found[first]
        # An isolate without an end extends to the end of the paragraph.
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
    """Return the index of the end of each isolate by the index of its start, if it has an end (BD9)."""
    found: dict[int, int] = {}
    begun: list[int] = []
    for match in re.finditer("[6789]", kinds):
        if match[0] != "9":
            begun.append(match.start())
        elif begun:
            found[begun.pop()] = match.start()
    return found


def _first_strong(kinds: str, start: int, end: int, matches: dict[int, int]) -> str:
    """Return the first strong direction outside isolates; L if there is none (P2, P3)."""
    strong = re.compile("[LRA678]")
    at = start
    while match := strong.search(kinds, at, end):
        if match[0] not in _ISOLATES:
            return match[0]
        at = matches.get(match.start(), end)
    return "L"


def _embedded(kinds: str, base: int, matches: dict[int, int]) -> tuple[bytearray, list[str]]:
    """Return the level of each character, and its class with overrides applied (X1 to X8)."""
    levels_found = bytearray([base]) * len(kinds)
    turned = list(kinds)
    # Level, class that an override gives to all characters, True for an isolate.
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
    """Yield the isolating run sequences (BD13): runs of one level, joined across the isolates within them."""
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
    """Return the order, from left to right, of runs with these levels on a line (L2)."""
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
