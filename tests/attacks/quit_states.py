"""States of the program when it quits. Each state names the texts that must be recoverable afterwards."""

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPlainTextEdit, QPushButton

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.journeys import add_note
from journey_editor.foundation import file_system
from journey_editor.foundation.file_system import FileSystem
from journey_editor.model.records import Card, EmotionPoint, Lane, Note, Record, Stage
from journey_editor.storage.project.project_file import read_project
from tests.app.canvas.driver import Driver

SLOW, HANGING = 0.8, 60.0
"""Seconds for each write of a slow disk, and of one that hangs."""
_PATIENCE = 30.0


@dataclass(slots=True)
class Story:
    """Running program with a project in `file`, and the texts that must be recoverable when it has ended."""

    program: Application
    file: Path
    dice: Random
    kept: list[str] = field(default_factory=list)
    refuses: bool = False
    """True if the first attempt to quit may be refused because of unsaved work."""
    beside: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        """Window of the project."""
        return self.program.windows[0]

    @property
    def driver(self) -> Driver:
        """Driver of its canvas."""
        return Driver(self.window.session, self.window.canvas)

    def edit(self, words: str = "An edit that is done") -> None:
        """Write a text on a card; it must be recoverable."""
        with self.window.session.edit("Write") as draft:
            card = draft.select(Card)[0]
            draft.change(card, text=words)
        self.kept.append(words)

    def saved(self) -> None:
        """Wait until all edits are in the file."""
        store = self.window.session.store
        store.save_now(lambda _: None)
        self.wait(lambda: not store.unsaved)

    def wait(self, holds: Callable[[], bool]) -> None:
        """Process events until a condition holds."""
        end = time.monotonic() + _PATIENCE
        while not holds():
            assert time.monotonic() < end, "the state was not reached"
            QApplication.processEvents()
            time.sleep(0.005)

    def choose(self, action_id: str) -> None:
        """Choose an action, as from its menu, after the current event."""
        self.window.actions_of_table.refresh()
        QTimer.singleShot(0, self.window.actions_of_table[action_id].trigger)

    def press(self, record: Record, *, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press on an item of the map, and drag it."""
        hand = self.driver
        place = hand.middle(record.id)
        hand.press(place, held).drag_to(place + QPoint(130, 40))
        assert self.window.canvas.pointer.gesture is not None


State = Callable[[Story], None]


def _idle(_: Story) -> None:
    pass


def _just_edited(story: Story) -> None:
    story.edit()


def _edited_a_hundred_times(story: Story) -> None:
    for number in range(100):
        story.edit(f"Edit {number}")
    del story.kept[:-1]


def _undone(story: Story) -> None:
    story.edit()
    story.edit("To be undone")
    story.window.session.undo()
    story.kept.pop()


def _dragging(kind: type[Record]) -> State:
    def drag(story: Story) -> None:
        with story.window.session.edit("Add note") as draft:
            add_note(draft, story.window.session.journey_id, "A note", 300.0, 300.0)
        story.edit()
        story.press(story.window.session.document.select(kind)[0])

    return drag


def _marquee(story: Story) -> None:
    story.edit()
    hand = story.driver
    hand.press(QPoint(400, 300)).drag_to(QPoint(600, 500))


def _linking(story: Story) -> None:
    story.edit()
    hand = story.driver
    card = story.window.session.document.select(Card)[0]
    hand.click(hand.middle(card.id))
    middle = hand.layout.cards[card.id].box.center
    handle = next(each for each in hand.view.pointer.buttons_at(*middle) if each.what == "link")
    place = hand.at(handle.x, handle.y)
    hand.press(place).drag_to(place + QPoint(200, 60))


def _animating(story: Story) -> None:
    """Make a row taller, so that the cards below it are animated."""
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, True)
    story.edit("Much longer than it was before\n" * 8)
    assert story.window.canvas.animation._ways


def _writing(story: Story) -> None:
    story.edit()
    card = story.window.session.document.select(Card)[2]
    story.window.canvas.edit_text(card.id)
    story.window.canvas.writing.editor.selectAll()
    story.driver.type("Unfinished words of a card")
    story.kept.append("Unfinished words of a card")


def _capturing(story: Story) -> None:
    card = story.window.session.document.select(Card)[2]
    story.window.canvas.write_card(card.step, card.lane)
    story.driver.type("A card that is new")
    story.kept.append("A card that is new")


def _naming(story: Story) -> None:
    stage = story.window.session.document.select(Stage)[0]
    story.window.canvas.edit_text(stage.id)
    story.window.canvas.writing.editor.selectAll()
    story.driver.type("A stage half named")
    story.kept.append("A stage half named")


def _writing_too_much(story: Story) -> None:
    """Type a text that is too long: it cannot become an edit, but is not lost."""
    stage = story.window.session.document.select(Stage)[0]
    story.window.canvas.edit_text(stage.id)
    story.window.canvas.writing.editor.setPlainText("Far too long " * 2_000)
    story.kept.append("Far too long")
    story.refuses = True
    story.driver.settle()


def _preedit(story: Story) -> None:
    _writing(story)
    event = QInputMethodEvent("かな", [])
    QApplication.sendEvent(story.window.canvas.writing.editor, event)
    story.driver.settle()


def _inspector(story: Story) -> None:
    card = story.window.session.document.select(Card)[1]
    story.window.session.selection.replace([card.id])
    story.driver.settle()
    words = next(each for each in story.window.inspector.findChildren(QPlainTextEdit) if each.isVisible())
    words.setFocus()
    words.selectAll()
    QTest.keyClicks(words, "Half typed at the side")
    story.kept.append("Half typed at the side")


def _typing_a_time(story: Story) -> None:
    """Type into a field that is committed only when it loses the focus."""
    card = next(c for c in story.window.session.document.select(Card) if c.kind == "touchpoint")
    story.window.session.selection.replace([card.id])
    story.driver.settle()
    field = story.window.inspector.form.fields["first_answer"]
    field.setFocus()
    QTest.keyClicks(field, "1:02:03")
    story.kept.append(str(3723))


def _composing_in_the_inspector(story: Story) -> None:
    _inspector(story)
    words = next(each for each in story.window.inspector.findChildren(QPlainTextEdit) if each.hasFocus())
    QApplication.sendEvent(words, QInputMethodEvent("かな", []))
    story.kept[-1] += "かな"


def _chosen(action_id: str) -> State:
    def state(story: Story) -> None:
        story.edit()
        story.choose(action_id)

    return state


def _drawing_an_export(story: Story) -> None:
    from journey_editor.app.dialogs.export import ExportDialog

    story.edit()
    story.choose("project.export")
    story.wait(lambda: story.window.findChild(ExportDialog) is not None)
    dialog = story.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.paper.setCurrentIndex(2)
    story.wait(lambda: not dialog._preview_timer.isActive())


def _exporting(story: Story) -> None:
    from journey_editor.app.dialogs.export import ExportDialog

    _drawing_an_export(story)
    dialog = story.window.findChild(ExportDialog)
    assert dialog is not None
    dialog.format.setCurrentIndex(dialog.format.findData("png"))
    dialog.dpi.setCurrentIndex(dialog.dpi.findData(600))
    dialog.export(story.file.with_name("map.png"))
    story.wait(lambda: dialog.progress.value() > 0)


def _reviewing_an_import(story: Story) -> None:
    source = story.file.with_name("theirs.mmd")
    source.write_text("journey\n  title Theirs\n  section Buy\n    Look: 4: Ada\n    Pay: 9: Ada, Shop\n")
    story.window.imports.add([source])

    def offered() -> list[QPushButton]:
        buttons = story.window.notice_bar.findChildren(QPushButton)
        return [each for each in buttons if each.text() == "Review…"]

    story.wait(lambda: bool(offered()))
    offered()[0].click()
    story.driver.settle()
    source.unlink()


def _message(story: Story) -> None:
    story.edit()
    window = story.window
    QTimer.singleShot(0, lambda: QMessageBox.warning(window, "A question", "That waits for its answer"))


def _menu(story: Story) -> None:
    story.edit()
    QTimer.singleShot(0, lambda: story.window.canvas.adding.show_menu(QPoint(300, 300)))


def _saving(story: Story) -> None:
    file_system.disk = TroubledDisk(story.file.parent, seconds=SLOW)
    story.edit()
    story.choose("project.save")


def _saving_without_end(story: Story) -> None:
    file_system.disk = TroubledDisk(story.file.parent, seconds=HANGING)
    story.edit()
    story.refuses = True
    story.choose("project.save")


def _failing(story: Story) -> None:
    file_system.disk = TroubledDisk(story.file.parent, error=errno.ENOSPC)
    story.edit()
    story.refuses = True
    story.choose("project.save")


def _will_fail(story: Story) -> None:
    file_system.disk = TroubledDisk(story.file.parent, error=errno.EIO)
    story.refuses = True
    _writing(story)


def _folder_moved(story: Story) -> None:
    story.edit()
    story.file.parent.rename(story.file.parent.with_name("gone"))
    story.refuses = True


def _replaced(story: Story) -> None:
    story.file.write_bytes(story.file.read_bytes() + b"theirs")
    story.edit()
    story.refuses = True


def _thumbnail(story: Story) -> None:
    story.edit()
    story.saved()
    story.window.thumbnail.make_soon()


def _two_windows(story: Story) -> None:
    story.program.new_project("sample")
    story.edit()
    other = story.program.windows[1]
    with other.session.edit("Write") as draft:
        draft.change(draft.select(Card)[0], text="In a project without a name")
    story.kept.append("In a project without a name")
    story.driver.settle()


def _start_page(story: Story) -> None:
    story.edit()
    story.program.show_start_page()
    story.driver.settle()


def _start_page_alone(story: Story) -> None:
    story.edit()
    story.program.show_start_page()
    story.window.close()
    story.wait(lambda: not story.program.windows)


def _on_the_clipboard(story: Story) -> None:
    session = story.window.session
    session.selection.replace([each.id for each in session.document.select(Card)[:3]])
    story.choose("edit.copy")
    story.edit()


def _second_start(story: Story) -> None:
    """Start a second process with another file."""
    other = story.file.with_name("other.journey")
    other.write_bytes(story.file.read_bytes())
    story.edit()
    command = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "app = QCoreApplication([]); from journey_editor.app.runtime.single_instance "
        "import files_sent, release;"
        "files_sent([Path(f) for f in sys.argv[1:]]); release()"
    )
    story.beside.append(subprocess.Popen([sys.executable, "-c", command, str(other)]))
    end = time.monotonic() + story.dice.random()
    story.wait(lambda: time.monotonic() > end)


def _opening(story: Story) -> None:
    """Open another file, which is still being read."""
    other = story.file.with_name("other.journey")
    other.write_bytes(story.file.read_bytes())
    assert read_project(other)
    story.edit()
    QTimer.singleShot(0, lambda: story.program.open(other, story.window))


STATES: dict[str, State] = {
    "idle": _idle,
    "right after an edit": _just_edited,
    "after a hundred edits": _edited_a_hundred_times,
    "after undo": _undone,
    "dragging a card": _dragging(Card),
    "dragging a stage": _dragging(Stage),
    "dragging a lane": _dragging(Lane),
    "dragging a point": _dragging(EmotionPoint),
    "dragging a note": _dragging(Note),
    "drawing a marquee": _marquee,
    "drawing a link": _linking,
    "cards animated": _animating,
    "writing on a card": _writing,
    "writing a new card": _capturing,
    "naming a stage": _naming,
    "writing too much": _writing_too_much,
    "composing with an input method": _preedit,
    "typing in the inspector": _inspector,
    "typing a time": _typing_a_time,
    "an input method in the inspector": _composing_in_the_inspector,
    "an export being drawn": _drawing_an_export,
    "an export running": _exporting,
    "the versions": _chosen("project.versions"),
    "the versions of all projects": _chosen("project.kept_versions"),
    "the palette": _chosen("help.commands"),
    "the keys": _chosen("help.keys"),
    "the help": _chosen("help.pages"),
    "about": _chosen("help.about"),
    "a new channel": _chosen("channel.add"),
    "a new tag": _chosen("tag.add"),
    "the brand": _chosen("project.brand"),
    "all tags": _chosen("tag.manage"),
    "reviewing an import": _reviewing_an_import,
    "a message": _message,
    "a menu": _menu,
    "a file dialog": _chosen("project.open"),
    "a save-as dialog": _chosen("project.save_as"),
    "a slow save": _saving,
    "a save that hangs": _saving_without_end,
    "a save that failed": _failing,
    "a save that will fail": _will_fail,
    "the folder moved": _folder_moved,
    "the file replaced": _replaced,
    "a thumbnail being made": _thumbnail,
    "two windows": _two_windows,
    "the start page and a window": _start_page,
    "the start page alone": _start_page_alone,
    "cards on the clipboard": _on_the_clipboard,
    "a second start": _second_start,
    "a file being opened": _opening,
}


class TroubledDisk(FileSystem):
    """File system whose writes in a folder are slow or fail."""

    def __init__(self, folder: Path, *, seconds: float = 0.0, error: int = 0) -> None:
        self._folder, self._seconds, self._error = folder.resolve(), seconds, error
        self._there: set[int] = set()

    def open_new(self, path: Path, mode: int) -> int:
        descriptor = super().open_new(path, mode)
        if path.parent == self._folder:
            self._there.add(descriptor)
        return descriptor

    def write(self, descriptor: int, data: memoryview) -> int:
        if descriptor in self._there:
            time.sleep(self._seconds)
            if self._error:
                raise OSError(self._error, os.strerror(self._error))
        return super().write(descriptor, data)

    def close(self, descriptor: int) -> None:
        self._there.discard(descriptor)
        super().close(descriptor)
