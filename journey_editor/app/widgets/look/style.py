"""Fusion style with our own palettes and style sheet, so that the window looks the same on all systems."""

from functools import cache
from operator import attrgetter
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from journey_editor.app.widgets.look import icons
from journey_editor.app.widgets.look.colors import CONTRAST, DARK, LIGHT, Colors
from journey_editor.app.widgets.look.style_sheet import style_sheet
from journey_editor.foundation.resources import resources

_SCRIPTS = (
    "Arabic", "Hebrew", "Devanagari", "Thai", "Bengali", "Gujarati", "Gurmukhi", "Kannada", "Malayalam",
    "Sinhala", "Tamil", "Telugu", "Armenian", "Ethiopic", "Georgian", "Khmer", "Lao", "Myanmar", "Oriya",
    "Thaana", "Syriac", "Adlam", "Cherokee", "CanadianAboriginal", "OlChiki", "MeeteiMayek", "Javanese",
    "Tibetan", "Mongolian", "NKo", "Tifinagh", "Balinese", "Batak", "Buginese", "Chakma", "Cham",
    "HanifiRohingya", "KayahLi", "Lepcha", "Limbu", "Lisu", "Miao", "NewTaiLue", "Osage", "Saurashtra",
    "Sundanese", "SylotiNagri", "TaiLe", "TaiTham", "TaiViet", "Vai",
)  # fmt: skip
FAMILIES = (
    "Journey Sans",
    "Journey Sans Extended",
    *(f"Journey Sans {script}" for script in _SCRIPTS),
    "Journey Emoji",
)
"""Font families of the maps, in order of fallback."""
_OWN_LETTERS = "JourneySans-"
"""Prefix of the font files of the first family: Latin, Greek and Cyrillic."""
_FONTS_AT_ONCE = 10
_PAUSE = 60
"""Milliseconds between two batches of fonts, so that the interface stays responsive."""
_SIZE = 13
"""Font size of the interface in logical pixels."""

_current = LIGHT


def colors() -> Colors:
    """Return the current colours."""
    return _current


def icon(name: str, *, checkable: bool = False) -> QIcon:
    """Return an icon in the current colours; a `checkable` one has another colour when checked."""
    return icons.icon(name, _current.text, _current.faint, _current.accent_text if checkable else "")


def load_fonts(application: QApplication, *, at_once: bool = True) -> None:
    """Load the fonts of the maps and use them for the interface.

    If not `at_once`, only those of the first family; `load_other_fonts` loads the others later.
    """
    for file in _font_files(own=True):
        QFontDatabase.addApplicationFont(file)
    if at_once:
        for file in _font_files(own=False):
            QFontDatabase.addApplicationFont(file)
    font = QFont(FAMILIES)
    font.setPixelSize(_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def load_other_fonts(application: QApplication) -> None:
    """Load the fonts of other scripts in batches: loading all takes longer than the rest of the startup."""
    _load_batch(application, _font_files(own=False))


def _font_files(*, own: bool) -> list[str]:
    return [str(each) for each in _all_font_files() if each.name.startswith(_OWN_LETTERS) == own]


@cache
def _all_font_files() -> tuple[Path, ...]:
    # Sorting paths instead of their names takes ten times as long.
    return tuple(sorted((resources() / "fonts").glob("*.ttf"), key=attrgetter("name")))


def _load_batch(application: QApplication, files: list[str]) -> None:
    for file in files[:_FONTS_AT_ONCE]:
        QFontDatabase.addApplicationFont(file)
    if rest := files[_FONTS_AT_ONCE:]:
        QTimer.singleShot(_PAUSE, application, lambda: _load_batch(application, rest))
    else:
        # Repaint text in other scripts with the right fonts.
        for window in application.topLevelWidgets():
            window.update()


def use_theme(application: QApplication, name: str) -> None:
    """Apply a theme to all windows: `light`, `dark`, `contrast`, or `system` for the system's preference."""
    global _current
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        name = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    _current = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[name]
    sheet = style_sheet(_current, resources() / "themes", name)
    if sheet == application.styleSheet():
        # Qt would style all widgets again.
        return
    application.setStyle("Fusion")
    application.setPalette(palette(_current))
    application.setStyleSheet(sheet)


def palette(c: Colors) -> QPalette:
    """Return the colours as a Qt palette."""
    made = QPalette()
    role = QPalette.ColorRole
    for each, color in (
        (role.Window, c.chrome),
        (role.WindowText, c.text),
        (role.Base, c.field),
        (role.AlternateBase, c.raised),
        (role.Text, c.text),
        (role.Button, c.chrome),
        (role.ButtonText, c.text),
        (role.BrightText, c.on_accent),
        (role.ToolTipBase, c.raised),
        (role.ToolTipText, c.text),
        (role.PlaceholderText, c.second),
        (role.Highlight, c.accent),
        (role.HighlightedText, c.on_accent),
        (role.Link, c.accent_text),
        (role.Mid, c.hairline),
        (role.Midlight, c.hairline),
        (role.Dark, c.edge),
        (role.Light, c.raised),
        (role.Shadow, c.shadow),
        (role.Accent, c.accent),
    ):
        made.setColor(each, QColor(color))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(c.faint))
    return made


def brush(color: str) -> QBrush:
    """Return a solid brush."""
    return QBrush(QColor(color))


def small_font() -> QFont:
    """Return the font of headings above lists."""
    font = QFont(FAMILIES)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(11)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    return font


def program_icon() -> QIcon:
    """Return the icon of the program."""
    return QIcon(str(resources() / "themes" / "program.svg"))
