"""Shaping of one part of a text, of a single direction, script and font, with HarfBuzz."""

from collections.abc import Sequence
from typing import NamedTuple

import uharfbuzz as hb

from journey_editor.foundation.memo import memoised

# Scripts in which no letter's form depends on its neighbours. A line may be cut out of a longer one, and
# ligatures that only affect the look are disabled.
PLAIN_SCRIPTS = frozenset({"Latn", "Grek", "Cyrl", "Hani", "Hang"})
_PLAIN_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False}
# A stray control character would be drawn as a box, and a lone surrogate is not a character.
_CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), 0x200B)
_SHAPED_AS = _CONTROLS | {0x09: 0x20} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
_SHORT = 16
"""Maximum length of the parts to cache, in characters."""
_MOST = 32_768
"""Maximum number of parts to cache."""


class ShapedPart(NamedTuple):
    """Glyphs of a part, in font units."""

    glyphs: tuple[int, ...]
    clusters: tuple[int, ...]
    """Index in the part of the first character of each glyph."""
    steps: tuple[int, ...]
    """Advance of each glyph."""
    places: tuple[tuple[int, int], ...]
    """Offset of each glyph from the pen, to the right and upwards; empty if the part is plain."""
    plain: bool
    """True for a whole text in a plain script, with exactly one glyph on the baseline for each character."""


def shaped_part(
    near: str, first: int, length: int, font: hb.Font, rtl: bool, script: str, language: str, alone: bool
) -> ShapedPart:
    """Return the glyphs of `length` characters of `near` from `first`; `alone` if they are a whole text."""
    # Texts of many parts repeat the same short ones, and after an edit nearly all of them.
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


_shaped_again = memoised(_MOST)(_shaped)

# Thousands of cards share the same few numbers in their runs: each is stored once.
_numbers: dict[int, int] = {}


def _shared(numbers: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(_numbers.setdefault, numbers, numbers))
