"""Words shaped once, however many texts they stand in: what people write is made of the same few.

A font that kerns only pairs of neighbours, as those that are shipped do, kerns a word and a blank alike
wherever the two meet. So a text is the sum of its words, each shaped with the blanks around it.
"""

from collections.abc import Callable, Sequence

Shaped = tuple[Sequence[int], Sequence[int]]
"""The glyphs of a text, one on the baseline for each character, and how far each moves the pen."""

_LONGEST = 40
"""Longer words hardly come twice."""
_MOST = 16_384


class ShapedWords:
    """What a font makes of words.

    `shape` shapes any text, and gives None where that has not one glyph on the baseline for each character.
    """

    def __init__(self, shape: Callable[[str], Shaped | None]) -> None:
        self._shape = shape
        self._words: dict[str, Shaped | None] = {}

    def text(self, text: str) -> Shaped | None:
        """A text put together from its words; None where it has to be shaped as a whole."""
        words = text.split(" ")
        if len(words) == 1 or "" in words or not text.isprintable():
            return None
        glyphs: list[int] = []
        advances: list[int] = []
        last = words.pop()
        before = ""
        for word in words:
            found = self._word(f"{before}{word} ")
            if found is None:
                return None
            # The blank behind it is the next word's.
            glyphs += found[0]
            advances += found[1]
            before = " "
        found = self._word(f" {last}")
        if found is None:
            return None
        glyphs += found[0]
        advances += found[1]
        return glyphs, advances

    def _word(self, word: str) -> Shaped | None:
        """A word with the blank before it, kerned with the one behind it, if it has these."""
        if word in self._words:
            return self._words[word]
        found = self._shape(word) if len(word) <= _LONGEST else None
        if found is not None and word[-1] == " ":
            found = found[0][:-1], found[1][:-1]
        if len(self._words) >= _MOST:
            self._words.clear()
        self._words[word] = found
        return found
