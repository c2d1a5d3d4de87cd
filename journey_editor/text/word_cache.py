"""Cache of shaped words: texts repeat the same words, so each word is shaped only once.

A font that kerns only pairs of neighbours, as the bundled ones do, kerns a word and a space the same way
everywhere. A shaped text is therefore the sum of its words, each shaped with the spaces around it.
"""

from collections.abc import Callable, Sequence

Shaped = tuple[Sequence[int], Sequence[int]]
"""Glyphs of a text, one on the baseline for each character, and their advances in font units."""

_LONGEST = 40
"""Maximum length of the words to cache; longer ones are rarely repeated."""
_MOST = 16_384


class ShapedWords:
    """Words shaped in a font.

    `shape` shapes any text, and returns None unless there is exactly one glyph on the baseline for each
    character.
    """

    def __init__(self, shape: Callable[[str], Shaped | None]) -> None:
        self._shape = shape
        self._words: dict[str, Shaped | None] = {}

    def text(self, text: str) -> Shaped | None:
        """Return a text composed of its words; None if it has to be shaped as a whole."""
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
            # The space after the word is taken from the next word.
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
        """Return a shaped word, with the space before it but not the one after it; None if unsuitable."""
        if word in self._words:
            return self._words[word]
        found = self._shape(word) if len(word) <= _LONGEST else None
        if found is not None and word[-1] == " ":
            found = found[0][:-1], found[1][:-1]
        if len(self._words) >= _MOST:
            self._words.clear()
        self._words[word] = found
        return found
