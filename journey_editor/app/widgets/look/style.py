"""Fusion with palettes and a style sheet of our own, so that the window looks the same everywhere."""

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
"""The typefaces of the maps: each is asked for what those before it lack."""
_OWN_LETTERS = "JourneySans-"
"""What the files of the first family begin with: Latin, Greek and Cyrillic, in which most is written."""
_FONTS_AT_ONCE = 10
_PAUSE = 60
"""Milliseconds between two loads of fonts, for the hand that moves meanwhile."""
_SIZE = 13
"""The interface's type, in logical pixels."""

_current = LIGHT


def colors() -> Colors:
    """The colours in use."""
    return _current


def icon(name: str, *, checkable: bool = False) -> QIcon:
    """An icon in the colours in use; one that is `checkable` has another colour when it is on."""
    return icons.icon(name, _current.text, _current.faint, _current.accent_text if checkable else "")


def load_fonts(application: QApplication, *, at_once: bool = True) -> None:
    """Make the typeface of the maps that of the interface too.

    If not `at_once`, only its own letters are there from the beginning, and those of other scripts follow a
    few at a time: together they take longer than all else before the first picture.
    """
    own: list[str] = []
    others: list[str] = []
    for file in sorted((resources() / "fonts").glob("*.ttf")):
        (own if file.stem.startswith(_OWN_LETTERS) else others).append(str(file))
    for each in [*own, *others] if at_once else own:
        QFontDatabase.addApplicationFont(each)
    if not at_once:
        QTimer.singleShot(_PAUSE, application, lambda: _load_others(application, others))
    font = QFont(FAMILIES)
    font.setPixelSize(_SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    application.setFont(font)


def _load_others(application: QApplication, files: list[str]) -> None:
    for file in files[:_FONTS_AT_ONCE]:
        QFontDatabase.addApplicationFont(file)
    if rest := files[_FONTS_AT_ONCE:]:
        QTimer.singleShot(_PAUSE, application, lambda: _load_others(application, rest))
    else:
        # What was written in other letters meanwhile is written in the right ones.
        for window in application.topLevelWidgets():
            window.update()


def use_theme(application: QApplication, name: str) -> None:
    """Colour all windows: `light`, `dark`, `contrast`, or `system` for what the system prefers."""
    global _current
    if name == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        name = "dark" if scheme == Qt.ColorScheme.Dark else "light"
    _current = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}[name]
    application.setStyle("Fusion")
    application.setPalette(palette(_current))
    application.setStyleSheet(style_sheet(_current, resources() / "themes", name))


def palette(c: Colors) -> QPalette:
    """The colours as Qt's widgets ask for them."""
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
    """A plain brush."""
    return QBrush(QColor(color))


def small_font() -> QFont:
    """The type of headings above lists."""
    font = QFont(FAMILIES)
    font.setWeight(QFont.Weight.DemiBold)
    font.setPixelSize(11)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    return font


def program_icon() -> QIcon:
    """The program's own sign."""
    return QIcon(str(resources() / "themes" / "program.svg"))
