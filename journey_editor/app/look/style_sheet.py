"""The style sheet of the window, filled with a set of colours."""

from dataclasses import asdict
from string import Template

from journey_editor.app.look.colors import Colors

# Widgets take part by their object names, or by the property `role`.
_SHEET = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, #page { background: $chrome; }
QToolTip { background: $raised; color: $text; border: 1px solid $edge; padding: 4px 8px; }

#topBar { background: $chrome; border: none; border-bottom: 1px solid $hairline; spacing: 4px; padding: 0 12px; }
#topBar QToolButton { padding: 0 9px; min-height: 30px; border: none; border-radius: 6px; background: transparent; }
#topBar QToolButton[role="icon"] { padding: 0 7px; }
#topBar QToolButton:hover { background: $hover; }
#topBar QToolButton:pressed, #topBar QToolButton:checked { background: $tint; color: $accent_text; }
#topBar QToolButton:focus { border: 2px solid $accent; }
#topBar QToolButton:disabled { color: $edge; }
#topBar QToolButton::menu-indicator { image: none; width: 0; }
#topBar QLabel[role="project"] { font-weight: 600; padding: 0 8px 0 4px; }
#topBar #rule { background: $hairline; }

QPushButton { padding: 0 14px; min-height: 30px; border: 1px solid $edge; border-radius: 6px; background: $chrome; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $tint; }
QPushButton:focus { border: 2px solid $accent; padding: 0 13px; min-height: 28px; }
QPushButton:disabled { color: $second; border-color: $hairline; }
QPushButton[role="first"], #topBar QToolButton[role="first"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600; }
QPushButton[role="first"]:hover, #topBar QToolButton[role="first"]:hover { background: $accent_hover; }
QPushButton[role="first"]:focus, #topBar QToolButton[role="first"]:focus { border: 2px solid $text; }
QPushButton[role="first"]:disabled { background: $hairline; color: $second; border-color: $hairline; }
QPushButton[role="quiet"] { border: none; background: transparent; color: $accent_text; padding: 0 8px; }
QPushButton[role="quiet"]:hover { background: $hover; }
QPushButton[role="quiet"]:focus { border: 2px solid $accent; padding: 0 6px; }
QToolButton { border: none; border-radius: 6px; padding: 4px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $tint; color: $accent_text; }
QToolButton:focus { border: 2px solid $accent; padding: 2px; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
    background: $field; border: 1px solid $edge; border-radius: 6px; padding: 0 8px; min-height: 28px;
    selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 4px; }
QLineEdit:hover, QPlainTextEdit:hover, QComboBox:hover, QSpinBox:hover { border-color: $second; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus { border: 2px solid $accent; padding: 0 7px; min-height: 26px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $second; border-color: $hairline; }
QLineEdit[role="title"] { font-weight: 600; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url("$theme/down.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $field; border: 1px solid $edge; padding: 4px; outline: none;
    selection-background-color: $tint; selection-color: $accent_text; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; }
QCheckBox { spacing: 8px; min-height: 24px; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $edge; border-radius: 4px; background: $field; }
QCheckBox::indicator:hover { border-color: $second; }
QCheckBox::indicator:focus { border: 2px solid $accent; width: 14px; height: 14px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$theme/check.svg"); }

#panel { background: $chrome; }
#panel[side="left"] { border-right: 1px solid $hairline; }
#panel[side="right"] { border-left: 1px solid $hairline; }
QLabel[role="section"] { color: $second; font-size: 11px; font-weight: 600; letter-spacing: 1px; }
QLabel[role="label"], QLabel[role="second"] { color: $second; }
QLabel[role="label"] { font-size: 12px; }
QLabel[role="title"] { font-size: 22px; font-weight: 600; }
QLabel[role="heading"] { font-size: 15px; font-weight: 600; }
QLabel[role="warning"] { color: $waiting; }
#segments QToolButton { border: 1px solid $edge; border-right: none; border-radius: 0; min-height: 26px; padding: 0 4px;
    background: $field; }
#segments QToolButton[place="first"] { border-top-left-radius: 6px; border-bottom-left-radius: 6px; }
#segments QToolButton[place="last"] { border-right: 1px solid $edge;
    border-top-right-radius: 6px; border-bottom-right-radius: 6px; }
#segments QToolButton:hover { background: $hover; }
#segments QToolButton:checked { background: $tint; color: $accent_text; font-weight: 600; }
#segments QToolButton:focus { border: 2px solid $accent; }

QTreeWidget, QListWidget { background: $chrome; border: none; outline: none; }
QTreeWidget { show-decoration-selected: 1; }
QTreeWidget::item { min-height: 26px; padding: 0 2px; }
QListWidget::item { min-height: 26px; border-radius: 5px; padding: 0 4px; }
QTreeWidget::item:hover, QListWidget::item:hover { background: $hover; }
QTreeWidget::item:selected, QListWidget::item:selected { background: $tint; color: $accent_text; }
QTreeWidget::branch { background: transparent; }
QTreeWidget::branch:hover { background: $hover; }
QTreeWidget::branch:selected { background: $tint; }
QTreeWidget::branch:has-children:closed { image: url("$theme/right.svg"); }
QTreeWidget::branch:has-children:open { image: url("$theme/down.svg"); }

#journeyBar { background: $raised; border-bottom: 1px solid $hairline; }
QTabBar { qproperty-drawBase: 0; background: transparent; }
QTabBar::tab { padding: 0 14px; min-height: 28px; border: none; border-top-left-radius: 6px;
    border-top-right-radius: 6px; color: $second; background: transparent; margin-top: 4px; }
QTabBar::tab:hover { color: $text; background: $hover; }
QTabBar::tab:selected { background: $desk; color: $text; font-weight: 600; }
QTabBar::tab:focus { color: $accent_text; }

QStatusBar { background: $chrome; border-top: 1px solid $hairline; color: $second; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $second; }
QStatusBar QToolButton { padding: 2px; min-width: 22px; min-height: 22px; }
QStatusBar QToolButton:focus { border: 2px solid $accent; padding: 0; }
#saved[state="saved"] { color: $good; font-weight: 600; }
#saved[state="waiting"] { color: $waiting; font-weight: 600; }
#saved[state="failed"] { color: $bad; font-weight: 600; }

#noticeBar { background: $raised; border: 1px solid $edge; border-radius: 8px; }
#card { background: $field; border: 1px solid $hairline; border-radius: 8px; }
#card:hover { border-color: $edge; }
#card:focus { border: 2px solid $accent; }
#desk { background: $desk; border: none; }

QMenuBar { background: $chrome; border: none; padding: 0; }
QMenuBar::item { padding: 7px 9px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $field; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::icon { padding-left: 8px; }
QMenu::item:selected { background: $tint; color: $accent_text; }
QMenu::item:disabled { color: $second; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }

QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { width: 12px; background: transparent; }
QScrollBar:horizontal { height: 12px; background: transparent; }
QScrollBar::handle { background: $edge; border-radius: 4px; margin: 2px; min-width: 28px; min-height: 28px; }
QScrollBar::handle:hover { background: $second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { border: none; border-radius: 4px; background: $hairline; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSplitter::handle { background: $hairline; }
QTextBrowser { background: $field; border: none; selection-background-color: $accent; }
""")


def style_sheet(colors: Colors, theme_folder: str) -> str:
    """The style sheet in these colours, with the small pictures of a folder (arrows, the check mark)."""
    return _SHEET.substitute(asdict(colors), theme=theme_folder)
