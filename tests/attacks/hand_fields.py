"""Random actions in fields, panels, dialogs, menus and on the start page."""

from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from journey_editor.editing.templates import templates
from tests.attacks.hand_devices import LEFT, NONE, RIGHT, Modifiers, compose, press_key, type_text
from tests.attacks.hand_input import some_files, words

if TYPE_CHECKING:
    from tests.attacks.hand_person import Hand

_FIELDS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
)
_KEYS = tuple(
    int(getattr(Qt.Key, f"Key_{name}"))
    for name in (
        "Up",
        "Down",
        "Left",
        "Right",
        "Home",
        "End",
        "PageDown",
        "Tab",
        "Backtab",
        "Space",
        "Return",
    )
)
_NAMES = (
    *("map", "map.journey", "new", "new.journey", "report", "report.pdf", "map.png", "map.svg", "a/b", ""),
    *("other", "photo.jpg", "spoilt.json", "CON", "con .x", "üñí 👍", "x" * 300, ".journey", "map.", " "),
)


def dialogs() -> list[QDialog]:
    """Return the open dialogs, the latest last."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def some_widget(parent: QWidget, dice: Random) -> QWidget | None:
    """Choose a visible and enabled field; rare kinds are chosen as often as frequent ones."""
    found = [
        each
        for each in parent.findChildren(QWidget)
        if isinstance(each, _FIELDS)
        and each.isVisible()
        and each.isEnabled()
        and each.window() is parent.window()
        and not isinstance(each, QScrollBar)
    ]
    kinds = sorted({type(each).__name__ for each in found})
    if not kinds:
        return None
    kind = dice.choice(kinds)
    return dice.choice([each for each in found if type(each).__name__ == kind])


def use_field(hand: "Hand") -> None:
    """Use a field of the inspector, the outline or any bar."""
    window, dice = hand.window, hand.dice
    panel = dice.choice((window.inspector, window.inspector, window.outline, window))
    field = some_widget(panel, dice)
    if field is None:
        hand.did("none is there")
        return
    use(hand, field)


def use(hand: "Hand", field: QWidget) -> None:
    """Click, type, turn the wheel or press keys in a field."""
    dice = hand.dice
    hand.did(_name(field))
    at = _somewhere(field, dice)
    if isinstance(field, QAbstractButton) and _ends_program(hand, field):
        return
    if dice.random() < 0.75:
        hand.mouse.click(field, at, RIGHT if dice.random() < 0.05 else LEFT, _held(dice))
    else:
        field.setFocus()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        _write_in(hand)
    elif isinstance(field, QComboBox):
        if dice.random() < 0.6:
            field.setFocus()
            _press_some(hand)
    elif not isinstance(field, QAbstractButton):
        _drag_in(hand, field, at)
        _press_some(hand)


def use_dialog(hand: "Hand") -> None:
    """Use the topmost dialog: a field, a key or its size, or close it."""
    dice = hand.dice
    modal = QApplication.activeModalWidget()
    there = dialogs()
    dialog = modal if modal is not None or not there else there[-1]
    if dialog is None:
        return
    hand.did(f"in {type(dialog).__name__}")
    if isinstance(dialog, QFileDialog):
        _answer(hand, dialog)
        return
    dialog.activateWindow()
    way = dice.random()
    field = some_widget(dialog, dice)
    if way < 0.5 and field is not None:
        use(hand, field)
    elif way < 0.62:
        _press_some(hand)
    elif way < 0.72:
        text = words(dice)[:30]
        hand.did(repr(text))
        type_text(text)
    elif way < 0.77:
        dialog.resize(dice.choice((1, 400, 900, 3_000)), dice.choice((1, 300, 700)))
    elif way < 0.82:
        hand.other.come()
        hand.other.leave(dialog)
    elif way < 0.87:
        key = dice.choice((Qt.Key.Key_Escape, Qt.Key.Key_Return))
        hand.did(key.name)
        press_key(key)
    else:
        hand.did("closes it")
        dialog.close()


def _answer(hand: "Hand", dialog: QFileDialog) -> None:
    """Answer a file dialog with a name; nothing else is done in it, because it can delete files."""
    dice = hand.dice
    name = dialog.findChild(QLineEdit, "fileNameEdit")
    if name is None or dice.random() < 0.25:
        hand.did("cancels")
        dialog.reject()
        return
    if dialog.acceptMode() == QFileDialog.AcceptMode.AcceptOpen:
        chosen = " ".join(f'"{each}"' for each in some_files(hand.folder, dice))
    else:
        # A relative name could be in a folder of the user's own.
        chosen = str(hand.folder / dice.choice(_NAMES))
    hand.did(chosen)
    name.setText(chosen)
    press_key(Qt.Key.Key_Return)
    if dice.random() < 0.3 and dialog.isVisible():
        dialog.reject()


def use_popup(hand: "Hand") -> None:
    """Choose from the open menu or list, or close it."""
    dice = hand.dice
    popup = QApplication.activePopupWidget()
    assert popup is not None
    hand.did(f"in {type(popup).__name__}")
    way = dice.random()
    if isinstance(popup, QMenu) and way < 0.4:
        able = [each for each in popup.actions() if each.isEnabled() and not each.isSeparator()]
        able = [each for each in able if each.objectName() not in ("program.quit", "project.close")]
        if able:
            action = dice.choice(able)
            hand.did(action.text())
            place = popup.actionGeometry(action).center()
            hand.mouse.move(popup, place)
            hand.mouse.click(popup, place)
    elif way < 0.6:
        key = dice.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_End))
        hand.did(key.name)
        press_key(key)
        if dice.random() < 0.5 and not isinstance(popup, QMenu):
            press_key(Qt.Key.Key_Return)
    elif way < 0.8:
        hand.mouse.click(popup, _somewhere(popup, dice))
    else:
        hand.did("closes it")
        press_key(Qt.Key.Key_Escape)
        if popup is QApplication.activePopupWidget():
            popup.close()


def push_notice(hand: "Hand") -> None:
    """Click a button of the message bar if there is one."""
    bar = hand.window.notice_bar
    buttons = [each for each in bar.findChildren(QAbstractButton) if each.isVisible()]
    if buttons:
        button = hand.dice.choice(buttons)
        hand.did(button.text() or button.toolTip())
        hand.mouse.click(button, button.rect().center())


def use_start_page(hand: "Hand") -> None:
    """Create or open a project, or use other parts of the page."""
    program, dice = hand.program, hand.dice
    page = program.start_window
    hand.did("the start page")
    way = dice.random()
    field = some_widget(page, dice) if page is not None else None
    if way < 0.5 or page is None:
        if dice.random() < 0.5:
            program.new_project(dice.choice(templates()).id)
        else:
            files = some_files(hand.folder, dice)
            hand.did([each.name for each in files])
            program.open_all(files, page)
    elif way < 0.75 and field is not None:
        use(hand, field)
    elif way < 0.9:
        _press_some(hand)
    else:
        page.resize(dice.choice((200, 700, 1600)), dice.choice((200, 900)))


def ask_for_menu(over: QWidget, at: QPoint) -> None:
    """Ask for the context menu at a position, as the system does after a right click."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, over.mapToGlobal(at), NONE)
    QApplication.sendEvent(over, event)


def _write_in(hand: "Hand") -> None:
    """Write into the field with the focus, and end in one of several ways."""
    dice = hand.dice
    text = words(dice)
    hand.did(repr(text[:60]))
    if dice.random() < 0.4:
        press_key(Qt.Key.Key_A, Modifiers.ControlModifier)
    if len(text) < 60 and dice.random() < 0.7:
        type_text(text)
    elif dice.random() < 0.1:
        compose(text[:5], text[:5])
    else:
        QGuiApplication.clipboard().setText(text)
        press_key(Qt.Key.Key_V, Modifiers.ControlModifier, "v")
    if dice.random() < 0.5:
        _press_some(hand)


def _press_some(hand: "Hand") -> None:
    for _ in range(hand.dice.randrange(1, 4)):
        key = hand.dice.choice(_KEYS)
        hand.did(Qt.Key(key).name)
        press_key(key, NONE, " " if key == Qt.Key.Key_Space else "")


def _drag_in(hand: "Hand", field: QWidget, at: QPoint) -> None:
    if hand.dice.random() < 0.4:
        over = field.viewport() if isinstance(field, QAbstractItemView) else field
        hand.mouse.press(over, at)
        for _ in range(3):
            hand.mouse.move(over, _somewhere(over, hand.dice))
        hand.mouse.release(over, _somewhere(over, hand.dice))


def _ends_program(hand: "Hand", button: QAbstractButton) -> bool:
    """Return True for most clicks on a button that would end the run."""
    return "Close without" in button.text() and hand.dice.random() < 0.7


def _somewhere(widget: QWidget, dice: Random) -> QPoint:
    return QPoint(dice.randrange(max(widget.width(), 1)), dice.randrange(max(widget.height(), 1)))


def _held(dice: Random) -> Modifiers:
    ways = (NONE, NONE, NONE, Modifiers.ShiftModifier, Modifiers.ControlModifier)
    return dice.choice(ways)


def _name(field: QWidget) -> str:
    words_of = getattr(field, "text", lambda: "")
    words_there = words_of() if callable(words_of) else words_of
    return f"{type(field).__name__} {(field.accessibleName() or str(words_there))[:30]!r}"
