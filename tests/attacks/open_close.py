"""Windows and dialogs that are opened, used and closed many times in one process: no leaks."""

import ctypes
import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QApplication, QDialog, QGraphicsItem

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program.application import Application
from journey_editor.app.widgets.look import icons
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card
from journey_editor.storage.project.project_file import write_project
from tests.app.canvas.driver import Driver
from tests.attacks.attack import Attack, Outcome
from tests.attacks.kill_edit import new_home
from tests.benchmarks.generated import generated_map

_MOST_GROWTH = 50
"""Maximum growth of memory per cycle, in kilobytes, after the first cycles."""
_WARM = 0.15
"""Share of the cycles that only fill caches; there are at least two."""
_CARDS = 1_000
_DIALOGS = (
    "project.export",
    "project.versions",
    "project.kept_versions",
    "help.commands",
    "help.keys",
    "help.pages",
    "help.about",
    "channel.add",
    "tag.add",
    "tag.manage",
    "project.brand",
)
_LOOKED_FOR = ("journey_editor.app", "journey_editor.storage", "sqlalchemy.engine", "sqlalchemy.pool")
"""Modules whose objects are counted before and after, in addition to `QObject` and `QGraphicsItem`."""
_PATIENCE = 60.0


def run(trials: int, dice: Random, cards: int = _CARDS) -> Outcome:
    """Open and close `trials` project windows, start pages and rounds of dialogs."""
    outcome = Outcome(trials * 3)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qt = QApplication.instance()
    qt = qt if isinstance(qt, QApplication) else QApplication([])
    with new_home() as home, tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "map.journey"
        write_project(file, generated_map(cards), {})
        (home / "data").mkdir(exist_ok=True)
        program = Application(qt)
        program.jobs.patience = 60.0
        program.tidying.setInterval(0)
        qt.setQuitOnLastWindowClosed(False)
        try:
            for what, cycle in (
                ("project window", lambda: _use_project(program, file, dice)),
                ("start page", lambda: _use_start_page(program)),
                ("dialogs", _Dialogs(program, file)),
            ):
                _repeat(outcome, what, cycle, trials)
        finally:
            for window in tuple(program.windows):
                window.close()
            program.deleteLater()
            _settle()
            qt.setQuitOnLastWindowClosed(True)
    return outcome


@dataclass(frozen=True, slots=True)
class _Left:
    """Memory and objects of the process at a moment."""

    kilobytes: int
    things: "Counter[str]"

    @classmethod
    def now(cls) -> "_Left":
        """Count after a garbage collection."""
        gc.unfreeze()
        for _ in range(3):
            _settle()
            if not gc.collect():
                break
        things: Counter[str] = Counter()
        # By type first, because a process that runs all tests has a million other objects.
        for kind, count in Counter(map(type, gc.get_objects())).items():
            if str(kind.__module__).startswith(_LOOKED_FOR) or issubclass(kind, QObject | QGraphicsItem):
                things[f"{kind.__module__}.{kind.__qualname__}"] += count
        # Icons are kept for the whole run, and one may be shown for the first time at any time.
        del things[f"{icons.__name__}._Engine"]
        things["widgets"] = len(QApplication.allWidgets())
        things["windows"] = len(QApplication.topLevelWidgets())
        things["threads"] = threading.active_count()
        with suppress(OSError):
            things["threads of the system"] = len([*Path("/proc/self/task").iterdir()])
            things["open files"] = len([*Path("/proc/self/fd").iterdir()])
        return cls(_kilobytes(), things)


def _repeat(outcome: Outcome, what: str, cycle: Callable[[], None], trials: int) -> None:
    warm = max(2, round(trials * _WARM))
    for _ in range(warm):
        cycle()
    before = _Left.now()
    for _ in range(trials):
        cycle()
    after = _Left.now()
    more = after.things - before.things
    told = ", ".join(f"{count} {name}" for name, count in more.most_common(12))
    outcome.check(not more, f"{what}: objects that remained: {told}")
    growth = (after.kilobytes - before.kilobytes) / trials
    outcome.figures[f"KB per {what}"] = f"{growth:.1f}"
    # A few cycles prove nothing, because the allocator keeps some memory.
    outcome.check(trials < 50 or growth < _MOST_GROWTH, f"{what}: {growth:.1f} KB more after each cycle")


def _use_project(program: Application, file: Path, dice: Random) -> None:
    """Open, zoom, drag, edit, undo, redo, type, open the export dialog, and close."""
    window = _opened(program, file)
    canvas, session = window.canvas, window.session
    window.outline.show()
    hand = Driver(session, canvas)
    canvas.zoom_in()
    canvas.zoom_out()
    cards = dice.sample(session.document.select(Card), 3)
    place = hand.middle(cards[0].id)
    hand.press(place).drag_to(place + QPoint(160, 60)).release()
    with session.edit("Write") as draft:
        draft.change(draft.get(Card, cards[1].id), text="Something else")
    session.selection.replace([cards[1].id])
    hand.settle()
    session.undo()
    session.redo()
    canvas.edit_text(cards[2].id)
    hand.type("Anew")
    canvas.writing.finish("left")
    canvas.adding.show_menu(QPoint(200, 200))
    _close_popups()
    _open_and_close(window, "project.export")
    assert window.close()
    _gone(program, window)


def _use_start_page(program: Application) -> None:
    page = program.show_start_page()
    _settle()
    page.refresh()
    _settle()
    page.close()
    _settle()


class _Dialogs:
    """Cycle through all dialogs of one window that stays open."""

    def __init__(self, program: Application, file: Path) -> None:
        self._program, self._file = program, file

    def __call__(self) -> None:
        windows = self._program.windows
        window = windows[0] if windows else self._begun()
        for each in _DIALOGS:
            _open_and_close(window, each)
        session = window.session
        card = session.document.select(Card)[0]
        session.selection.replace([card.id])
        window.canvas.adding.show_menu(QPoint(200, 200))
        _close_popups()
        session.selection.clear()
        session.notice.emit("A sentence")
        window.notice_bar.show_notice("Another one", [(tr("Close"), lambda: None)])
        window.notice_bar.hide()
        _settle()

    def _begun(self) -> MainWindow:
        """Return a new window after its journal and file were written."""
        window = _opened(self._program, self._file)
        session, store = window.session, window.session.store
        with session.edit("Write") as draft:
            draft.change(draft.select(Card)[0], text="Something new")
        store.save_now(lambda _: None)
        _wait(lambda: store.edits_are_safe and not store.unsaved)
        return window


def _opened(program: Application, file: Path) -> MainWindow:
    """Open a file, and wait for its window."""
    program.open(file)
    _wait(lambda: bool(program.windows) and program.windows[0].isVisible())
    _settle()
    return program.windows[0]


def _open_and_close(window: MainWindow, action_id: str) -> None:
    window.actions_of_table.refresh()
    window.actions_of_table[action_id].trigger()
    _settle()
    dialogs = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert dialogs, action_id
    for each in dialogs:
        if isinstance(each, ExportDialog):
            _wait(lambda export=each: export.preview_is_current)  # type: ignore[misc]
        each.close()
    _settle()


def _close_popups() -> None:
    _settle()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
    _settle()


def _gone(program: Application, window: MainWindow) -> None:
    _wait(lambda: window not in program.windows)
    _settle()


def _wait(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end, "the condition did not become true"
        QApplication.processEvents()
        time.sleep(0.002)


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _kilobytes() -> int:
    """Return the memory of this process without released memory; 0 if the system does not report it."""
    if not sys.platform.startswith("linux"):
        return 0
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1024


ATTACK = Attack("open-close", "opens and closes windows and dialogs, and looks for leaks", 300, run)
