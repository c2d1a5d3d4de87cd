"""Fonts of the maps, and the choice of a font for each character."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import field
from functools import cache, cached_property
from itertools import pairwise
from typing import Protocol
from unicodedata import normalize

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.resources import resources
from journey_editor.foundation.text import is_invisible
from journey_editor.text.font_face import FontFace
from journey_editor.text.segmentation import grapheme_boundaries
from journey_editor.text.system_fonts import SystemFonts, font_folders
from journey_editor.text.text_style import Face


class FurtherFonts(Protocol):
    """Source of faces for characters that no font of a book has."""

    def face_for(self, text: str, style: Face, language: str) -> FontFace | None:
        """Return the best face for a style and a language that has all of a text; None if there is none."""


# Characters that turn a cluster into an emoji, such as U+FE0F or a skin tone.
_PICTURED = re.compile("[\ufe0f\u200d\u20e3\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]")
_AS_SIGN = "\ufe0e"
# Marks that Journey Sans cannot place on a letter: they would be drawn next to it, or on the next one.
_UNPLACED = re.compile(
    "[\u0313\u0315\u031b\u032c\u0337\u0338\u0342\u0343\u0346\u0348-\u0356\u0358-\u035d\u0360-\u0366"
    "\u0368\u036a-\u036f\u0483-\u0487\u1dc0-\u1dc3\u1dc5-\u1df5\u1dfc-\u1dff\u20db\u20dc\u20e8]"
)
# Brackets and punctuation of Chinese and Japanese, which fonts of other scripts in the region also have.
_AMONG_IDEOGRAPHS = re.compile("[\u3000-\u303f\uff00-\uffef]+")
_OF_THEIR_NEIGHBOURS = frozenset({"bo", "dz", "mn", "mnc", "sjo"})


@dataclass(frozen=True, eq=False)
class FontBook:
    """Faces for each style. Text is set in the first face of a style that has its characters."""

    chains: Mapping[Face, tuple[FontFace, ...]]
    emoji: FontFace | None = None
    """Face for emoji, of one size and weight for all styles."""
    further: FurtherFonts | None = None
    """Source of faces, such as the installed fonts, for characters that no face of the book has."""
    own: int = 1
    """Number of faces at the beginning of each chain that cannot place all marks."""
    found: dict[tuple[str, Face, str], FontFace | None] = field(default_factory=dict, repr=False)
    """Cache of faces by cluster, style and language."""

    def chain(self, style: Face) -> tuple[FontFace, ...]:
        """Return the faces to try for a style, in order."""
        return self.chains[style]

    def face(self, style: Face) -> FontFace:
        """Return the main face of a style, used unless it lacks a character."""
        return self.chains[style][0]

    def is_plain(self, text: str, style: Face) -> bool:
        """Return True if all of a text is set in the main face of the style."""
        return self.face(style).covers(text) and not _UNPLACED.search(text)

    def face_for(self, cluster: str, style: Face, language: str) -> FontFace | None:
        """Return the face for a grapheme cluster; None if no font has it."""
        key = (cluster, style, language)
        if key not in self.found:
            self.found[key] = self._find(cluster, style, language)
        return self.found[key]

    def _find(self, cluster: str, style: Face, language: str) -> FontFace | None:
        seen = "".join([char for char in cluster if not is_invisible(char)])
        faces = list(self.chains[style])
        if self.emoji is not None:
            pictured = bool(_PICTURED.search(cluster)) and _AS_SIGN not in cluster
            faces.insert(0 if pictured else len(faces), self.emoji)
        foreign = language[:3].partition("-")[0].lower() not in _OF_THEIR_NEIGHBOURS
        if foreign and self.further is not None and _AMONG_IDEOGRAPHS.fullmatch(seen):
            of_ideographs = self.further.face_for(seen, style, language)
            if of_ideographs is not None:
                return of_ideographs
        if len(seen) > 1 and _UNPLACED.search(normalize("NFC", seen)):
            faces = [*faces[self.own :], *faces[: self.own]]
        spellings = _spellings(seen)
        found = next((face for face in faces if any(map(face.covers, spellings))), None)
        if found is None and self.further is not None:
            found = self.further.face_for(seen, style, language)
        if found is None and len(seen) > 1:
            # No font has the mark or the joined emoji: draw at least the base character.
            found = self.face_for(seen[0], style, language)
        return found

    def missing(self, texts: Iterable[str], language: str = "en") -> tuple[str, ...]:
        """Return the characters of texts that are drawn as boxes, each once, in order.

        No face has them, or none has them together with their base letter.
        """
        texts = [text for text in texts if not self._plain_characters.issuperset(text)]
        clusters = dict.fromkeys(
            word[start:end]
            for word in dict.fromkeys(word for text in texts for word in text.split())
            for start, end in pairwise(grapheme_boundaries(word))
        )
        unknown: dict[str, None] = {}
        for cluster in clusters:
            if self._plain_characters.issuperset(cluster):
                continue
            face = self.face_for(cluster, "regular", language)
            if face is None or not any(map(face.covers, _spellings(cluster))):
                unknown.update(
                    (char, None)
                    for char in cluster
                    if not is_invisible(char) and (face is None or char not in face.characters)
                )
        return tuple(unknown)

    @cached_property
    def _plain_characters(self) -> frozenset[str]:
        """Characters in the main face of every style; maps in a Latin script need no others."""
        return frozenset.intersection(*(chain[0].characters for chain in self.chains.values()))


def _spellings(cluster: str) -> tuple[str, ...]:
    """Return the visible characters of a cluster as they are, composed (NFC) and decomposed (NFD)."""
    seen = "".join([char for char in cluster if not is_invisible(char)])
    return tuple(dict.fromkeys((seen, normalize("NFC", seen), normalize("NFD", seen))))


EXTENDED = "Extended"
"""Font with rarely used letters and marks of Latin, Greek and Cyrillic, and with phonetic ones."""
SCRIPTS = ("Arabic", "Hebrew", "Devanagari", "Thai")
"""Scripts other than Latin, Greek and Cyrillic that have a font in each weight."""
LIGHTER_SCRIPTS = (
    "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Malayalam", "Sinhala", "Tamil", "Telugu",
    "Armenian", "Ethiopic", "Georgian", "Khmer", "Lao", "Myanmar",
    "Oriya", "Thaana", "Syriac", "Adlam", "Cherokee", "CanadianAboriginal", "OlChiki", "MeeteiMayek",
    "Javanese",
)  # fmt: skip
"""Scripts that have only a regular and a bold font; semibold uses the bold one."""
SCRIPTS_OF_ONE_WEIGHT = (
    "Tibetan", "Mongolian", "NKo", "Tifinagh",
    "Balinese", "Batak", "Buginese", "Chakma", "Cham", "HanifiRohingya", "KayahLi", "Lepcha", "Limbu",
    "Lisu", "Miao", "NewTaiLue", "Osage", "Saurashtra", "Sundanese", "SylotiNagri", "TaiLe", "TaiTham",
    "TaiViet", "Vai",
)  # fmt: skip
"""Scripts that have only a regular font; semibold and bold are drawn with thicker strokes."""


@cache
def default_book() -> FontBook:
    """Return the book of the bundled fonts; installed fonts are used for characters that these lack."""
    folder = resources() / "fonts"

    def face(family: str, weight: str, file: str = "") -> FontFace:
        name = "-".join(filter(None, ("sans", family.lower(), weight.lower())))
        path = folder / f"JourneySans{family}-{file or weight}.ttf"
        leaning = weight == "Italic"
        return FontFace(
            name, path, thickened=file not in ("", weight) and not leaning, slanted=bool(file) and leaning
        )

    def chain(weight: str, extended: FontFace, *own: FontFace) -> tuple[FontFace, ...]:
        further = weight if weight == "Regular" else "Bold"
        return (
            *own,
            extended,
            *(face(script, weight) for script in SCRIPTS),
            *(face(script, further) for script in LIGHTER_SCRIPTS),
            *(face(script, further, "Regular") for script in SCRIPTS_OF_ONE_WEIGHT),
        )

    regular = face("", "Regular")
    return FontBook(
        {
            "regular": chain("Regular", face(EXTENDED, "Regular"), regular),
            # The italic face lacks some signs that the upright ones have, and these scripts have no italic.
            "italic": chain("Regular", face(EXTENDED, "Italic", "Regular"), face("", "Italic"), regular),
            "semibold": chain("SemiBold", face(EXTENDED, "SemiBold"), face("", "SemiBold")),
            "bold": chain("Bold", face(EXTENDED, "Bold", "SemiBold"), face("", "Bold")),
        },
        emoji=FontFace("emoji", folder / "JourneyEmoji.ttf"),
        further=SystemFonts(font_folders()),
    )
