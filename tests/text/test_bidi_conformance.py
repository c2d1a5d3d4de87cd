"""All cases of Unicode's test files for the bidirectional algorithm give the expected results.

`--hypothesis-profile=thorough` runs all 860,000 of them; otherwise every tenth of one file and every fortieth
of the other are run.
"""

import lzma
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from hypothesis import settings

from journey_editor.text.bidi import levels, starts_right_to_left, visual_order

FILES = Path(__file__).parents[1] / "data" / "unicode"
# One character for each class: BidiTest.txt contains only classes.
LIKE = {
    "L": "a", "R": "א", "AL": "ا", "EN": "1", "ES": "+", "ET": "%", "AN": "٣", "CS": ",", "NSM": "\u0301",
    "BN": "\u200b", "B": "\u2029", "S": "\t", "WS": " ", "ON": "!", "LRE": "\u202a", "RLE": "\u202b",
    "LRO": "\u202d", "RLO": "\u202e", "PDF": "\u202c", "LRI": "\u2066", "RLI": "\u2067", "FSI": "\u2068",
    "PDI": "\u2069",
}  # fmt: skip


def lines(name: str) -> Iterator[str]:
    with lzma.open(FILES / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        yield from (line.rstrip("\n") for line in file if line[0] not in "#\n")


def share(every: int) -> int:
    return 1 if settings.get_current_profile_name() == "thorough" else every


def check(text: str, rtl: bool, expected: list[str], order: list[int]) -> None:
    """Check the levels of a text and its order from left to right; `x` is a removed character."""
    found = levels(text, rtl)
    kept = [at for at, level in enumerate(expected) if level != "x"]
    assert [found[at] for at in kept] == [int(expected[at]) for at in kept], ascii(text)
    assert [kept[at] for at in visual_order([found[at] for at in kept])] == order, ascii(text)


def test_characters_get_the_levels_and_the_order_that_unicode_expects() -> None:
    for line in islice(lines("BidiCharacterTest"), 0, None, share(10)):
        codes, wanted, base, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        rtl = starts_right_to_left(text) if wanted == "2" else wanted == "1"
        assert rtl == (base == "1"), line
        check(text, rtl, expected.split(), list(map(int, order.split())))


def test_sequences_of_classes_get_the_levels_and_the_order_that_unicode_expects() -> None:
    every = share(40)
    expected, order = [""], [0]
    for number, line in enumerate(lines("BidiTest")):
        if line.startswith("@Levels:"):
            expected = line.partition(":")[2].split()
        elif line.startswith("@Reorder:"):
            order = list(map(int, line.partition(":")[2].split()))
        elif number % every == 0:
            classes, directions = line.split(";")
            text = "".join(LIKE[kind] for kind in classes.split())
            wanted = int(directions, 16)
            if wanted & 1:
                check(text, starts_right_to_left(text), expected, order)
            for bit, rtl in ((2, False), (4, True)):
                if wanted & bit:
                    check(text, rtl, expected, order)
