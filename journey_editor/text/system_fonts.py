"""Installed fonts, for scripts that no bundled font has, such as Chinese, Japanese and Korean.

They are searched in the font folders of the platform when a text first needs one. No platform library is
involved, so that all outputs use the same font, and maps without such text skip the search.
"""

import os
import re
import struct
import sys
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz as hb

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.languages import han_form
from journey_editor.text.font_face import FontFace
from journey_editor.text.text_style import Face

_WEIGHTS: dict[Face, float] = {"regular": 400, "italic": 400, "semibold": 600, "bold": 700}
_NOT_BOLD = 150
"""Difference in weight above which a font that is too light is drawn thicker."""
_SUFFIXES = frozenset({".ttf", ".otf", ".ttc", ".otc"})
OUTLINES = frozenset({"glyf", "CFF ", "CFF2"})
"""Tables of outlines of glyphs."""
PICTURES = frozenset({"sbix", "CBDT", "COLR", "SVG "})
"""Tables of glyphs that are pictures."""

# Ideographs, kana, hangul and their punctuation, whose shapes differ by country.
_EAST_ASIAN = (
    "[\u1100-\u11ff\u2e80-\u312f\u3130-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
# Private use areas: each font defines its own meaning, and that of an icon font is not the author's.
# Not compiled yet: few maps need it, and each start would wait for it.
_PRIVATE = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
# Words in family names that show for which country a font is made.
_FORMS = {
    "zh-hans": "sc cn gb hans yahei heiti simhei simsun dengxian wenquanyi zenhei microhei songti xihei",
    "zh-hant": "tc tw hk mo hant jhenghei mingliu lihei big5 lisong",
    "ja": "jp j ja gothic hiragino kaku meiryo ipa ipagothic ipaexgothic ipapgothic takao takaogothic vl "
    "kozuka maru migu mplus biz ud yu osaka",
    "ko": "kr k ko malgun nanum nanumgothic neo sd gulim dotum undotum baekmuk batang pretendard",
}
_FORM_OF_WORD = {word: form for form, words in _FORMS.items() for word in words.split()}
_GOOD_WORDS = frozenset({"sans", "ui", "gothic", "noto", "hei", "yahei", "jhenghei", "pingfang", "malgun"})
_POOR_WORDS = frozenset(
    [
        "serif",
        "song",
        "ming",
        "mincho",
        "batang",
        "myungjo",
        "kai",
        "kaiti",
        "fangsong",
        "xingkai",
        "lisu",
        "mono",
        "code",
        "typewriter",
        "hand",
        "handwriting",
        "display",
        "condensed",
        "narrow",
        "extracondensed",
        "semicondensed",
        "caption",
        "dense",
        "light",
        "thin",
        "extralight",
        "black",
        "heavy",
        "italic",
        "oblique",
        "nastaliq",
        "rashi",
        "slanted",
        "outline",
        "shadow",
        "bitmap",
        "unifont",
        "fallback",
        "symbols",
        "math",
        "music",
    ]
)
USELESS = re.compile("last ?resort|adobe ?blank|tofu|barcode|noto sans signwriting", re.IGNORECASE)
"""Names of fonts in which nothing can be read."""
_WORD = re.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")


def font_folders() -> tuple[Path, ...]:
    """Return the font folders of this platform, the user's own first.

    The environment variable `JOURNEY_EDITOR_FONTS` names other folders, separated as in `PATH`; if it is
    empty, there are no folders.
    """
    chosen = os.environ.get("JOURNEY_EDITOR_FONTS")
    if chosen is not None:
        return tuple([Path(name) for name in chosen.split(os.pathsep) if name])
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        return (local / "Microsoft" / "Windows" / "Fonts", windows / "Fonts")
    if sys.platform == "darwin":
        system = Path("/System/Library")
        return (
            home / "Library" / "Fonts",
            Path("/Library/Fonts"),
            system / "Fonts",
            *sorted((system / "AssetsV2").glob("com_apple_MobileAsset_Font*")),
        )
    own = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    shared = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    every = [own / "fonts", home / ".fonts", *(Path(name) / "fonts" for name in shared if name)]
    # The added folder is where a Flatpak sees the fonts of its host.
    return tuple(dict.fromkeys((*every, Path("/run/host/fonts"))))


@dataclass(frozen=True)
class _Candidate:
    """Font of a file that may be used."""

    path: Path
    index: int
    font: Any
    """The `uharfbuzz.Font`, used to look up characters."""

    def covers(self, text: str) -> bool:
        return all(self.font.get_nominal_glyph(ord(char)) for char in text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words of the family and style names, in lower case."""
        ids = hb.OTNameIdPredefined
        face = self.font.face
        family = face.get_name(ids.TYPOGRAPHIC_FAMILY) or face.get_name(ids.FONT_FAMILY) or self.path.stem
        style = face.get_name(ids.TYPOGRAPHIC_SUBFAMILY) or face.get_name(ids.FONT_SUBFAMILY) or ""
        return tuple([word.lower() for word in _WORD.findall(f"{family} {style}")])

    @cached_property
    def name(self) -> str:
        return " ".join(self.words)

    @cached_property
    def weights(self) -> tuple[float, float]:
        """Lightest and heaviest weight in which the font is available."""
        for axis in self.font.face.axis_infos if self.font.face.has_var_data else ():
            if axis.tag == "wght":
                return axis.min_value, axis.max_value
        table = bytes(self.font.face.reference_table("OS/2").data)
        weight = float(struct.unpack(">H", table[4:6])[0]) if len(table) >= 6 else 400.0
        return weight, weight

    def penalties(self, wanted: float, form: str) -> tuple[int, float, int, str, int]:
        """Return penalties for deviating from a weight and a form of ideographs, the most important first."""
        lightest, heaviest = self.weights
        off = max(lightest - wanted, wanted - heaviest, 0.0)
        words = set(self.words)
        poor = 4 * len(words & _POOR_WORDS) - len(words & _GOOD_WORDS)
        if form:
            forms = {_FORM_OF_WORD[word] for word in words if word in _FORM_OF_WORD}
            foreign = 0 if form in forms else 2 if forms else 1
        else:
            foreign = 0
        # Light letters among regular ones are worse than regular ones among bold.
        return foreign, max(poor, 0) * 1000 + off, -len(words & _GOOD_WORDS), self.path.name, self.index


class SystemFonts:
    """Fonts in a list of folders, searched by character."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._faces: dict[tuple[Path, int, float | None, bool], FontFace] = {}
        self._ranked = lru_cache(maxsize=64)(self._rank)
        self._is_known = lru_cache(maxsize=4096)(self._has)

    def face_for(self, text: str, style: Face, language: str) -> FontFace | None:
        """Return the best face for a style and a language that has all of a text; None if there is none."""
        if not text or re.search(_PRIVATE, text) or not all(map(self._is_known, text)):
            return None
        form = han_form(language) if re.search(_EAST_ASIAN, text) else ""
        weight = _WEIGHTS[style]
        for candidate in self._ranked(weight, form):
            if candidate.covers(text):
                return self._face(candidate, weight)
        return None

    def _has(self, char: str) -> bool:
        """Return True if any font has a character."""
        return any(candidate.covers(char) for candidate in self._candidates)

    def _rank(self, weight: float, form: str) -> list[_Candidate]:
        """Return all fonts, best first, so that one font provides as many characters as possible."""
        return sorted(self._candidates, key=lambda each: each.penalties(weight, form))

    def _face(self, found: _Candidate, weight: float) -> FontFace:
        lightest, heaviest = found.weights
        axis = min(max(weight, lightest), heaviest) if lightest < heaviest else None
        thickened = weight - heaviest > _NOT_BOLD
        key = (found.path, found.index, axis, thickened)
        if key not in self._faces:
            name = f"system-{len(self._faces)}-{'-'.join(found.words) or 'font'}"
            self._faces[key] = FontFace(name, found.path, found.index, axis, thickened)
        return self._faces[key]

    @cached_property
    def _candidates(self) -> list[_Candidate]:
        """All fonts in the folders with outline glyphs; unreadable files are left out."""
        return [each for path in font_files(self._folders) for each in _fonts_in(path)]


def font_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the font files in folders and in the folders in them, the first of those with the same name."""
    seen: set[str] = set()
    for folder in folders:
        for where, inner, names in os.walk(folder):
            inner.sort()
            for name in sorted(names):
                if Path(name).suffix.lower() in _SUFFIXES and name not in seen:
                    seen.add(name)
                    yield Path(where) / name


def _fonts_in(path: Path) -> Iterator[_Candidate]:
    """Yield the usable fonts of a file."""
    if USELESS.search(path.stem):
        return
    try:
        blob = hb.Blob.from_file_path(str(path))
        count = hb.Face(blob, 0).count
    # HarfBuzz has no more specific error for a file that cannot be opened.
    except (OSError, hb.HarfBuzzError):
        return
    for index in range(min(count, 64)):
        face = hb.Face(blob, index)
        tags = set(face.table_tags)
        if tags & OUTLINES and not tags & PICTURES and face.upem and _may_be_embedded(face):
            candidate = _Candidate(path, index, hb.Font(face))
            if not USELESS.search(candidate.name):
                yield candidate


def _may_be_embedded(face: Any) -> bool:
    """Return True if the licence flags (`fsType`) allow embedding in documents, which all outputs do."""
    table = bytes(face.reference_table("OS/2").data)
    return len(table) < 10 or struct.unpack(">H", table[8:10])[0] & 0xF != 2
