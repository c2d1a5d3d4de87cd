"""Text measurement shared by all outputs: HarfBuzz with the bundled fonts."""

from functools import cache, lru_cache

from journey_editor.foundation.memo import Memo, memoised
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.line_breaking import Broken, broken
from journey_editor.text.shaping import Line, ShapedText, shape, shape_paragraph
from journey_editor.text.text_style import TextStyle

_KEPT_TEXTS = 12_288
_KEPT_WIDTHS = 2
"""Maximum number of line breakings to keep for a text; each is valid for a range of widths."""


class HarfBuzzRuler:
    """Ruler that measures and sets texts in the fonts of a book, and caches the most recent results."""

    def __init__(self, book: FontBook) -> None:
        self.book = book
        self.line = memoised(_KEPT_TEXTS)(self._line)
        self._broken: Memo[list[Broken]] = Memo(_KEPT_TEXTS)

    def _line(self, text: str, style: TextStyle, language: str = "en") -> Line:
        return shape(text, style, self.book, language)

    def lines(self, text: str, style: TextStyle, width: float, language: str = "en") -> tuple[Line, ...]:
        """Return a text broken into lines no wider than `width`; an unchanged result is the same object."""
        kept = self._broken.get((text, style, language), list)
        for each in kept:
            if each.holds_for(width):
                return each.lines
        found = broken(text, style, width, language=language, ruler=self)
        kept[:] = [found, *kept[: _KEPT_WIDTHS - 1]]
        return found.lines

    def paragraph(self, text: str, style: TextStyle, language: str = "en") -> ShapedText:
        """Return a shaped text without line ends, ready to be cut into lines."""
        return shape_paragraph(text, style, self.book, language)

    def baseline(self, style: TextStyle) -> float:
        """Return the distance from the top of a line to its baseline; the letters are centred vertically."""
        face = self.book.face(style.face)
        # The space above and below letters is often uneven in other fonts: their capitals are in the middle.
        middle = face.cap_height if face.european else face.ascent - face.descent
        return (style.line_height + middle * style.size) / 2

    def cap_height(self, style: TextStyle) -> float:
        """Return the height of plain capitals above the baseline, in map units."""
        return self.book.face(style.face).cap_height * style.size


def ruler_for(family: str, *, in_files: bool = False) -> HarfBuzzRuler:
    """Return the ruler with a font family of the computer, or that with the bundled fonts.

    The latter is for an empty name, for a family that the computer does not have, and, with `in_files`, for
    one whose licence does not allow it in files.
    """
    if not family:
        return default_ruler()
    # Imported here because most projects name no family.
    from journey_editor.text.families import families

    found = families().family(family)
    if found is None or (in_files and not found.in_files):
        return default_ruler()
    return _ruler_of(found.book)


@lru_cache(maxsize=4)
def _ruler_of(book: FontBook) -> HarfBuzzRuler:
    return HarfBuzzRuler(book)


@cache
def default_ruler() -> HarfBuzzRuler:
    """Return the shared ruler with the bundled fonts."""
    return HarfBuzzRuler(default_book())
