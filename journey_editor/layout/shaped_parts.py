"""What HarfBuzz makes of one part of a text: of one direction, one script and one font."""

from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz as hb

from journey_editor.foundation.kept import kept_by_value

# Scripts in which no letter's form depends on its neighbours: a line may be cut out of a longer one, and
# what the font would join for looks alone stays apart.
PLAIN_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl", "Hani", "Hang"})
_PLAIN_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}
# A stray control would be a box, and a lone surrogate is no character at all.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), 0x200B)
_SHAPED_AS = _CONTROLS | {0x09: 0x20} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_SHORT = 16
"""Parts that are not longer are kept …"""
_MOST = 32_768
"""… so many of them."""


class ShapedPart(NamedTuple):
    """The glyphs of a part, in font units."""

    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    """Where in the part what each glyph stands for begins."""
    steps: tuple[int, ...]
    """How far each glyph moves the pen."""
    places: tuple[tuple[int, int], ...]
    """How far right and up of the pen each glyph is drawn; left out where the part is plain."""
    plain: bool
    """Whether it is a whole text with one glyph on the baseline for each character, in a plain script."""


def shaped_part(
    near: str, first: int, length: int, font: hb.Font, rtl: bool, script: str, language: str, alone: bool
) -> ShapedPart:
    """The glyphs of `length` characters of a text, from the `first` on; `alone` if that is all of it."""
    # In a text of many parts the same few come again and again, and after an edit nearly all of them.
    shaped = _shaped if alone or length > _SHORT else _shaped_again
    return shaped(near, first, length, font, rtl, script, language, alone)


def _shaped(
    near: str, first: int, length: int, font: hb.Font, rtl: bool, script: str, language: str, alone: bool
) -> ShapedPart:
    buffer = hb.Buffer()
    buffer.add_str(near if near.isprintable() else near.translate(_SHAPED_AS), first, length)
    buffer.direction = "rtl" if rtl else "ltr"
    buffer.script = script
    buffer.language = language
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    hb.shape(font, buffer, _PLAIN_FEATURES if script in PLAIN_SCRIPTS else None)
    infos = buffer.glyph_infos
    positions = buffer.glyph_positions
    clusters = tuple([info.cluster - first for info in infos])
    plain = alone and not rtl and script in PLAIN_SCRIPTS and clusters == tuple(range(length))
    return ShapedPart(
        glyphs=_shared([info.codepoint for info in infos]),
        clusters=clusters,
        steps=_shared([position.x_advance for position in positions]),
        places=() if plain else tuple([position.position[:2] for position in positions]),
        plain=plain,
    )


_shaped_again = kept_by_value(_MOST)(_shaped)

# The same few numbers stand in the runs of thousands of cards: each is kept once.
_numbers: dict[int, int] = {}


def _shared(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(_numbers.setdefault, numbers, numbers))
