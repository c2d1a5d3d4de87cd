"""Random actions in a window: all actions, keys and gestures, in any order and at any time."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from journey_editor.editing.commands import selection
from journey_editor.editing.templates import templates
from journey_editor.model.records import Card
from tests.attacks import hand_fields
from tests.attacks.hand_devices import (
    RIGHT,
    Drag,
    Modifiers,
    compose,
    pinch,
    press_key,
    type_text,
)
from tests.attacks.hand_input import clip, some_files, too_much, words
from tests.attacks.hand_person import Hand, within

_ENDS = ("project.close", "program.quit")
"""Actions that close the window or quit the program; they are chosen rarely."""
_MOST_WINDOWS = 3
_KEYS = [int(each) for each in Qt.Key]
_USUAL_KEYS = [
    int(getattr(Qt.Key, f"Key_{name}"))
    for name in (
        *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Tab", "Backtab", "Return"),
        *("Enter", "Escape", "Space", "Delete", "Backspace", "F1", "F2", "F3", "F5", "F10", "Menu", "Slash"),
        *"ACDEIJKNOPVXYZ0129",
        *("Plus", "Minus", "Equal", "Comma", "Exclam", "Question", "At", "QuoteDbl"),
    )
]
_SIZES = ((1, 1), (720, 480), (937, 640), (1024, 768), (1440, 900), (2560, 1440), (5000, 300), (300, 3000))


def move(hand: Hand) -> None:
    """Do something with the topmost window, dialog or menu."""
    if QApplication.activePopupWidget() is not None:
        hand_fields.use_popup(hand)
    elif QApplication.activeModalWidget() is not None or (hand_fields.dialogs() and hand.dice.random() < 0.3):
        hand_fields.use_dialog(hand)
    elif not hand.program.windows:
        hand_fields.use_start_page(hand)
    else:
        weights = [weight * hand.taste(way.__name__) for way, weight in _MOVES]
        [(way, _)] = hand.dice.choices(_MOVES, weights)
        hand.did(way.__name__.strip("_"))
        way(hand)


Move = Callable[[Hand], None]


def _choose_action(hand: Hand) -> None:
    """Trigger an action, as from its menu."""
    actions = hand.window.actions_of_table
    actions.refresh()
    able = [row for row, action in actions.rows() if action.isEnabled()]
    weights = [0.1 if each.id in _ENDS else hand.taste(each.id) for each in able]
    [row] = hand.dice.choices(able, weights)
    hand.did(row.id)
    actions[row.id].trigger()


def _press_key(hand: Hand) -> None:
    """Press a key, usually a common one."""
    dice = hand.dice
    key = dice.choice(_USUAL_KEYS if dice.random() < 0.8 else _KEYS)
    held = hand.held()
    ending = held & Modifiers.ControlModifier and key in (Qt.Key.Key_W, Qt.Key.Key_Q)
    if ending and dice.random() < 0.9:
        return
    text = chr(key) if 32 < key < 127 else " " if key == Qt.Key.Key_Space else ""
    text = text.lower() if not held & Modifiers.ShiftModifier else text
    only = dice.choice(("press", "release")) if dice.random() < 0.08 else ""
    hand.did(f"{Qt.Key(key).name} {held} {only}")
    press_key(key, held, text, only=only)


def _type(hand: Hand) -> None:
    """Type into the widget with the focus."""
    text = words(hand.dice)[: hand.dice.choice((3, 20, 60, 200))]
    hand.did(repr(text))
    type_text(text)


def _compose(hand: Hand) -> None:
    """Compose text with an input method, and commit it or not."""
    text = hand.dice.choice(("か", "かな", "한", "ni hao", "é", "👍"))
    hand.did(repr(text))
    compose(text[:1])
    compose(text)
    if hand.dice.random() < 0.6:
        compose("", hand.dice.choice((text, "漢字", "", "\n")))


def _click(hand: Hand) -> None:
    at, button, held = hand.place(), hand.button(), hand.held()
    hand.did(f"{button.name} {held} {at.toTuple()}")
    over = hand.window.canvas.viewport()
    if hand.dice.random() < 0.7:
        hand.mouse.move(over, at)
    hand.mouse.click(over, at, button, held)
    if button == RIGHT and QApplication.activePopupWidget() is None:
        hand_fields.ask_for_menu(over, at)


def _double_click(hand: Hand) -> None:
    at = hand.place()
    hand.did(at.toTuple())
    over = hand.window.canvas.viewport()
    hand.mouse.click(over, at)
    hand.mouse.double_click(over, at, hand.button())
    hand.mouse.release(over, at)


def _drag(hand: Hand) -> None:
    """Press, move, and release or not; meanwhile, something else may happen."""
    dice, mouse = hand.dice, hand.mouse
    over = hand.window.canvas.viewport()
    at, end = hand.place(), hand.place()
    button, held = hand.button(), hand.held()
    hand.did(f"{button.name} {held} {at.toTuple()} to {end.toTuple()}")
    if dice.random() < 0.5:
        mouse.click(over, at)
    mouse.press(over, at, button, held)
    for part in [each / 8 for each in range(1, dice.randrange(1, 9))]:
        mouse.move(over, at + (end - at) * part)
        if dice.random() < 0.3:
            _meanwhile(hand)
            if not hand.program.windows or over is not hand.window.canvas.viewport():
                return
            if dice.random() < 0.5:
                end = hand.place()
    ending = dice.random()
    if ending < 0.75:
        mouse.release(over, end, held)
    elif ending < 0.85:
        hand.did("Esc")
        press_key(Qt.Key.Key_Escape)
        mouse.release(over, end, held)
    elif ending < 0.93:
        hand.did("no release comes")
        mouse.lose_release(over, end)
    else:
        hand.did("it stays pressed")


def _meanwhile(hand: Hand) -> None:
    """Let something happen during a gesture or an edit."""
    way = hand.dice.choice(
        (
            _undo_or_redo,
            _edit_elsewhere,
            _remove_elsewhere,
            _press_key,
            _type_a_letter,
            _type_a_letter,
            _switch_away,
            _resize,
            _wheel,
            _show_journey,
            _select,
            _choose_action,
        )
    )
    hand.did(f"meanwhile {way.__name__.strip('_')}")
    way(hand)


def _type_a_letter(_: Hand) -> None:
    type_text("x")


def _undo_or_redo(hand: Hand) -> None:
    session = hand.window.session
    for _ in range(hand.dice.choice((1, 1, 2, 5))):
        undo = hand.dice.random() < 0.6
        hand.did("undo" if undo else "redo")
        (session.undo if undo else session.redo)()


def _edit_elsewhere(hand: Hand) -> None:
    """Make a change from another panel or a later start."""
    session = hand.window.session
    cards = session.document.select(Card)
    if cards:
        with session.edit("Write") as draft:
            draft.change(hand.dice.choice(cards), text=words(hand.dice).strip())


def _remove_elsewhere(hand: Hand) -> None:
    """Remove something, often the dragged item."""
    session = hand.window.session
    ids = [*session.selection.ids] or [each.id for each in session.document.select(Card)[:1]]
    ids = [each for each in ids if each in session.document]
    if ids:
        with session.edit("Delete") as draft:
            selection.remove_all(draft, session.journey_id, ids[:3])


def _show_journey(hand: Hand) -> None:
    journeys = hand.window.session.document.journeys()
    hand.window.session.show_journey(hand.dice.choice(journeys).id)


def _select(hand: Hand) -> None:
    """Select items, as the outline does."""
    session = hand.window.session
    chosen = [each.id for each in (hand.thing() for _ in range(hand.dice.choice((1, 1, 2, 4)))) if each]
    chosen = [each for each in chosen if not each.startswith("journey")]
    hand.did(chosen)
    session.selection.replace(chosen)


def _wheel(hand: Hand) -> None:
    dice = hand.dice
    over: QWidget = hand.window.canvas.viewport()
    if dice.random() < 0.3:
        over = hand_fields.some_widget(hand.window, dice) or over
    size = dice.choice((QPoint(0, 120), QPoint(0, -120), QPoint(120, 0), QPoint(0, 3), QPoint(-1, 1)))
    angle, pixels = dice.choice(((size, QPoint()), (QPoint(), size), (size, size), (size * 40, QPoint())))
    held = hand.held()
    hand.did(f"{type(over).__name__} {angle.toTuple()} {pixels.toTuple()} {held}")
    hand.mouse.turn(over, within(over.rect(), dice), angle, pixels, held)


def _pinch(hand: Hand) -> None:
    for _ in range(hand.dice.randrange(1, 5)):
        by = hand.dice.choice((0.1, -0.1, 0.5, -0.9, -1.0, -2.0, 5.0, 0.0))
        hand.did(by)
        over = hand.window.canvas.viewport()
        pinch(over, within(over.rect(), hand.dice), by)


def _switch_away(hand: Hand) -> None:
    """Switch to another program with Alt+Tab, and usually back."""
    hand.other.come()
    if hand.dice.random() < 0.3:
        _undo_or_redo(hand)
    if hand.program.windows:
        hand.other.leave(hand.window)


def _resize(hand: Hand) -> None:
    width, height = hand.dice.choice(_SIZES)
    hand.did((width, height))
    hand.window.resize(width, height)
    if hand.dice.random() < 0.2:
        hand.dice.choice((hand.window.showMaximized, hand.window.showNormal, hand.window.showMinimized))()
        hand.window.showNormal()


def _paste(hand: Hand) -> None:
    """Put something on the clipboard, and paste it into the widget with the focus."""
    name, data = clip(hand.dice, hand.folder, hand.window.session)
    hand.did(name)
    QGuiApplication.clipboard().setMimeData(data)
    if hand.dice.random() < 0.5:
        press_key(Qt.Key.Key_V, Modifiers.ControlModifier, "v")
    else:
        hand.window.actions_of_table["edit.paste"].trigger()


def _drop(hand: Hand) -> None:
    """Drag something from another program over the window, and drop it or not."""
    dice, window = hand.dice, hand.window
    name, data = clip(dice, hand.folder, window.session)
    over = dice.choice((window, window, window.canvas.viewport(), hand_fields.some_widget(window, dice)))
    over = over or window
    hand.did(f"{name} on {type(over).__name__}")
    drag = Drag(over, data, hand.held())
    drag.enter(within(over.rect(), dice))
    for _ in range(dice.randrange(3)):
        drag.move(within(over.rect(), dice))
    if dice.random() < 0.8:
        drag.drop(within(over.rect(), dice))
    else:
        drag.leave()


def _write(hand: Hand) -> None:
    """Start to edit an item, type, and end in one of several ways or not at all."""
    thing = hand.thing()
    if thing is None:
        return
    hand.did(thing.id)
    hand.window.canvas.edit_text(thing.id)
    _type_or_paste(hand)
    _end_writing(hand)


def _capture(hand: Hand) -> None:
    """Write several new cards in sequence."""
    cells = hand.window.canvas.map_scene.layout.cells
    if not cells:
        return
    cell = hand.dice.choice(cells)
    hand.window.canvas.write_card(cell.step, cell.lane)
    for _ in range(hand.dice.randrange(1, 4)):
        _type_or_paste(hand)
        _end_writing(hand)


def _type_or_paste(hand: Hand) -> None:
    text = too_much(hand.dice) if hand.dice.random() < 0.03 else words(hand.dice)
    hand.did(repr(text[:60]))
    if len(text) < 60 and hand.dice.random() < 0.6:
        type_text(text)
    else:
        QGuiApplication.clipboard().setText(text)
        press_key(Qt.Key.Key_V, Modifiers.ControlModifier, "v")


def _end_writing(hand: Hand) -> None:
    ways: Sequence[int | None] = (
        *(Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F2),
        None,
        None,
    )
    key = hand.dice.choice(ways)
    if key is not None:
        hand.did(Qt.Key(key).name)
        press_key(key)
    elif hand.dice.random() < 0.5:
        _meanwhile(hand)


def _another_window(hand: Hand) -> None:
    if len(hand.program.windows) >= _MOST_WINDOWS:
        hand.did("closes one")
        hand.window.close()
    elif hand.dice.random() < 0.5:
        hand.program.new_project(hand.dice.choice(templates()).id)
    else:
        files = some_files(hand.folder, hand.dice)
        hand.did([each.name for each in files])
        hand.program.open_all(files, hand.window)


def _change_outside(hand: Hand) -> None:
    """Change, remove or write-protect the open file from another program."""
    store = hand.window.session.store
    if not store.path.is_file() or not store.has_name:
        return
    way = hand.dice.choice(("replaces", "removes", "forbids"))
    hand.did(f"{way} {store.path.name}")
    if way == "replaces":
        store.path.write_bytes(hand.dice.choice((b"", b"theirs", store.path.read_bytes() + b"theirs")))
    elif way == "removes":
        store.path.unlink()
    else:
        store.path.chmod(0o444)


def _bring_forward(hand: Hand) -> None:
    hand.program.bring_to_front(hand.dice.choice(hand.program.windows))


def _open_menu(hand: Hand) -> None:
    """Open a menu of the menu bar."""
    menus = [each for each in hand.window.findChildren(QMenu) if not each.isEmpty()]
    if menus:
        menu = hand.dice.choice(menus)
        hand.did(menu.title())
        menu.popup(hand.window.mapToGlobal(QPoint(40, 40)))


_MOVES: tuple[tuple[Move, int], ...] = (
    (_choose_action, 16),
    (_press_key, 14),
    (_type, 5),
    (_compose, 2),
    (_click, 10),
    (_double_click, 5),
    (_drag, 14),
    (_select, 6),
    (_undo_or_redo, 4),
    (_wheel, 3),
    (_pinch, 1),
    (_switch_away, 2),
    (_resize, 3),
    (_paste, 4),
    (_drop, 3),
    (_write, 7),
    (_capture, 3),
    (hand_fields.use_field, 14),
    (hand_fields.push_notice, 2),
    (_show_journey, 1),
    (_another_window, 1),
    (_change_outside, 1),
    (_bring_forward, 1),
    (_open_menu, 2),
)
"""All actions with their relative frequencies."""
