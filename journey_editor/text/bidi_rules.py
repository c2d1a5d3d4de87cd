"""Bidirectional rules within one level: W1 to W7, N0 to N2, I1 and I2 of UAX #9.

A text is encoded as one letter per character, which stands for its bidi class, so that the rules are regular
expressions: L, R, A (AL), E (EN), N (AN), p (ES), t (ET), c (CS), M (NSM), b (BN), B, S, W (WS), O (ON).
Embeddings and overrides are 1 to 4 (LRE, RLE, LRO, RLO) and end with 5 (PDF). Isolates are 6 to 8 (LRI, RLI,
FSI) and end with 9 (PDI).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "AN": "N", "ES": "p", "ET": "t", "CS": "c", "NSM": "M",
    "BN": "b", "B": "B", "S": "S", "WS": "W", "ON": "O", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4",
    "PDF": "5", "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
# Default classes of unassigned characters, for those newer than `unicodedata` (DerivedBidiClass.txt).
_UNASSIGNED = (
    ("A", 0x0600, 0x07BF), ("R", 0x07C0, 0x085F), ("A", 0x0860, 0x08FF), ("R", 0x0590, 0x05FF),
    ("t", 0x20A0, 0x20CF), ("b", 0x2065, 0x2065), ("R", 0xFB1D, 0xFB4F), ("b", 0xFDD0, 0xFDEF),
    ("A", 0xFB50, 0xFDFF), ("A", 0xFE70, 0xFEFF), ("b", 0xFFF0, 0xFFF8), ("A", 0x10D00, 0x10D3F),
    ("A", 0x10EC0, 0x10EFF), ("A", 0x10F30, 0x10F6F), ("R", 0x10800, 0x10FFF), ("A", 0x1EC70, 0x1ECBF),
    ("A", 0x1ED00, 0x1ED4F), ("A", 0x1EE00, 0x1EEFF), ("R", 0x1E800, 0x1EFFF), ("b", 0xE0000, 0xE0FFF),
)  # fmt: skip
_BRACKETS = (
    "()[]{}༺༻༼༽᚛᚜⁅⁆⁽⁾₍₎⌈⌉⌊⌋\u2329\u232a❨❩❪❫❬❭❮❯❰❱❲❳❴❵⟅⟆⟦⟧⟨⟩⟪⟫⟬⟭⟮⟯⦃⦄⦅⦆⦇⦈⦉⦊⦋⦌⦍⦐⦏⦎⦑⦒⦓⦔⦕⦖⦗⦘⧘⧙⧚⧛⧼⧽"
    "⸢⸣⸤⸥⸦⸧⸨⸩⹕⹖⹗⹘⹙⹚⹛⹜\u3008\u3009《》「」『』【】〔〕〖〗〘〙〚〛﹙﹚﹛﹜﹝﹞（）［］｛｝｟｠｢｣"
)
_OTHER_MIRRORED = "<>«»‹›≤≥≪≫⊂⊃∈∋"
MIRRORED = str.maketrans(
    {
        char: other
        for left, right in zip(
            (_BRACKETS + _OTHER_MIRRORED)[::2], (_BRACKETS + _OTHER_MIRRORED)[1::2], strict=True
        )
        for char, other in ((left, right), (right, left))
    }
)
"""Translation table from brackets and similar signs to their mirror images in right-to-left text (L4)."""
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}
_OPEN_BRACKETS = 63
"""Maximum number of open brackets; beyond it no more brackets are paired (BD16)."""


class _Kinds(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = letter = _kind(code)
        return letter


def _kind(code: int) -> str:
    known = unicodedata.bidirectional(chr(code))
    if known:
        return _LETTERS[known]
    if code & 0xFFFE == 0xFFFE:
        return "b"
    return next((kind for kind, first, last in _UNASSIGNED if first <= code <= last), "L")


_KINDS = _Kinds()

Marks = tuple[tuple[int, str], ...]
"""Positions of brackets, each with the closing bracket of its pair, after `+` for an opening bracket."""


def kinds_of(text: str) -> str:
    """Return the class letter of each character."""
    return text.translate(_KINDS)


_MARKS = {
    char: ("+" + _CANONICAL.get(closing, closing)) if char == opening else _CANONICAL.get(closing, closing)
    for opening, closing in zip(_BRACKETS[::2], _BRACKETS[1::2], strict=True)
    for char in (opening, closing)
}
# Not compiled yet: few maps need it, and each start would wait for it.
_BRACKET = "[" + re.escape(_BRACKETS) + "]"


def bracket_marks(text: str | Iterable[str]) -> Marks:
    """Return the brackets in a text or a sequence of characters."""
    joined = text if isinstance(text, str) else "".join(text)
    return tuple([(match.start(), _MARKS[match[0]]) for match in re.finditer(_BRACKET, joined)])


_MARKED = re.compile("(.)(M+)")
_AFTER_ARABIC = re.compile("A[^LRA]*")
_WITHIN_NUMBER = re.compile("(?<=E)[pc](?=E)")
_WITHIN_ARABIC_NUMBER = re.compile("(?<=N)c(?=N)")
_BESIDE_NUMBER = re.compile("(?<=E)t+|(?<!t)t+(?=E)")
_SEPARATOR = str.maketrans("ptc", "OOO")
_AFTER_LATIN = re.compile("L[^LR]*")
_NEUTRALS = re.compile("[BSWO6789]+")
_SIDE = {"L": "L", "R": "R", "E": "R", "N": "R"}
# I1, I2: the increase of an even and of an odd level for each class.
_RAISE = ({"L": 0, "R": 1, "E": 2, "N": 2}, {"L": 1, "R": 0, "E": 1, "N": 1})


@lru_cache(maxsize=4096)
def resolved(kinds: str, level: int, before: str, after: str, brackets: Marks) -> bytes:
    """Return the levels of characters of one level; `before` and `after` are the directions sos and eos."""
    weak = _resolve_weak(before + kinds)
    if brackets:
        weak = _resolve_brackets(weak, kinds, "LR"[level % 2], brackets)
    within = (weak + after) if _NEUTRALS.search(weak) else weak
    embedding = "LR"[level % 2]

    def turned(match: re.Match[str]) -> str:
        start, end = match.span()
        side = _SIDE[within[start - 1]]
        return (side if side == _SIDE[within[end]] else embedding) * (end - start)  # N1, N2

    strong = _NEUTRALS.sub(turned, within)[1 : 1 + len(kinds)]
    higher = {ord(kind): chr(level + rise) for kind, rise in _RAISE[level % 2].items()}
    return strong.translate(higher).encode("latin-1")


def _resolve_weak(kinds: str) -> str:
    """Give marks, numbers and their separators a direction (W1 to W7); the first class is that of sos."""
    if "M" in kinds:  # W1
        kinds = _MARKED.sub(
            lambda match: match[1] + ("O" if match[1] in "6789" else match[1]) * len(match[2]), kinds
        )
    if "A" in kinds:  # W2, W3
        kinds = _AFTER_ARABIC.sub(lambda match: match[0].replace("E", "N"), kinds).replace("A", "R")
    kinds = _WITHIN_NUMBER.sub("E", kinds)  # W4
    kinds = _WITHIN_ARABIC_NUMBER.sub("N", kinds)
    if "t" in kinds:  # W5
        kinds = _BESIDE_NUMBER.sub(lambda match: "E" * len(match[0]), kinds)
    kinds = kinds.translate(_SEPARATOR)  # W6
    return _AFTER_LATIN.sub(lambda match: match[0].replace("E", "L"), kinds)  # W7


def _resolve_brackets(weak: str, kinds: str, embedding: str, brackets: Marks) -> str:
    """Give paired brackets the direction of their content (N0); `weak` begins with the class of sos."""
    found = list(weak)
    strong = weak[0]
    looked = 1
    for opening, closing in _pairs(weak, brackets):
        for kind in found[looked:opening]:
            strong = _SIDE.get(kind, strong)
        looked = opening
        inside = {_SIDE[kind] for kind in set(found[opening + 1 : closing]) if kind in _SIDE}
        if not inside:
            continue
        direction = embedding if embedding in inside or strong == embedding else strong
        for place in (opening, closing):
            found[place] = direction
            while place < len(kinds) and kinds[place] == "M":
                place += 1
                found[place] = direction
    return "".join(found)


def _pairs(weak: str, brackets: Marks) -> list[tuple[int, int]]:
    """Return the pairs of brackets, in the order of the opening ones (BD16)."""
    open_now: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for at, mark in brackets:
        place = at + 1
        if weak[place] != "O":
            continue
        if mark[0] == "+":
            if len(open_now) == _OPEN_BRACKETS:
                break
            open_now.append((mark[1:], place))
            continue
        for depth in range(len(open_now) - 1, -1, -1):
            if open_now[depth][0] == mark:
                found.append((open_now[depth][1], place))
                del open_now[depth:]
                break
    return sorted(found)
