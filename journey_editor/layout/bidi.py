"""Which way each character of a line runs: the bidirectional algorithm (UAX #9) for plain text.

Implicit levels (rules P2 to P3, W1 to W7, N1 to N2, I1 to I2) and the reordering of a line (L1, L2).
Explicit embeddings and isolates are not read: text that comes in is cleaned of them. Paired brackets
(N0) follow with the right-to-left scripts.
"""

import re
import unicodedata
from collections.abc import Sequence

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_NEUTRAL = frozenset(
    {"B", "S", "WS", "ON", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
)
_BLANK = frozenset({"B", "S", "WS", "BN"})


def starts_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction of its own runs from right to left (P2, P3)."""
    if not _RIGHT_TO_LEFT.search(text):
        return False
    strong = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def levels(text: str, right_to_left: bool) -> list[int]:
    """The embedding level of each character of a paragraph of a direction: odd ones run leftwards."""
    base = int(right_to_left)
    if not base and not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    original = [unicodedata.bidirectional(char) or "L" for char in text]
    kinds = _resolve_weak(original, "R" if base else "L")
    kinds = _resolve_neutral(kinds, "R" if base else "L")
    found = [base + _RAISE[base][kind] for kind in kinds]
    # L1: blanks at the end of a line stay at the paragraph's end of it.
    for at in range(len(text) - 1, -1, -1):
        if original[at] not in _BLANK:
            break
        found[at] = base
    return found


# I1, I2: what each kind adds to an even and to an odd level.
_RAISE = ({"L": 0, "R": 1, "AN": 2, "EN": 2}, {"L": 1, "R": 0, "AN": 1, "EN": 1})


def _resolve_weak(original: Sequence[str], outer: str) -> list[str]:
    """Give marks, numbers and their separators a direction (W1 to W7): leaves L, R, EN, AN and ON."""
    kinds: list[str] = []
    strong = outer
    for kind in original:  # W1, W2, W3
        if kind == "NSM":
            kind = kinds[-1] if kinds else outer
        elif kind == "EN" and strong == "AL":
            kind = "AN"
        elif kind in ("L", "R", "AL"):
            strong = kind
        kinds.append(kind)
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for at in range(1, len(kinds) - 1):  # W4
        before, after = kinds[at - 1], kinds[at + 1]
        if before == after and (
            (kinds[at] == "ES" and before == "EN") or (kinds[at] == "CS" and before in ("EN", "AN"))
        ):
            kinds[at] = before
    for at, end in _stretches(kinds, {"ET"}):  # W5
        if (at and kinds[at - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[at:end] = ["EN"] * (end - at)
    strong = outer
    for at, kind in enumerate(kinds):  # W6, W7
        if kind in ("ES", "ET", "CS"):
            kinds[at] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _resolve_neutral(kinds: list[str], outer: str) -> list[str]:
    """Give neutral stretches the direction on both their sides, else the paragraph's (N1, N2)."""

    def side(at: int) -> str:
        if not 0 <= at < len(kinds):
            return outer
        return "L" if kinds[at] == "L" else "R"

    for at, end in _stretches(kinds, _NEUTRAL):
        direction = side(at - 1) if side(at - 1) == side(end) else outer
        kinds[at:end] = [direction] * (end - at)
    return kinds


def _stretches(kinds: Sequence[str], wanted: frozenset[str] | set[str]) -> list[tuple[int, int]]:
    """Where the unbroken stretches of some kinds begin and end."""
    found: list[tuple[int, int]] = []
    for at, kind in enumerate(kinds):
        if kind not in wanted:
            continue
        if found and found[-1][1] == at:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


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
