"""Invariants of a window after any random actions."""

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation import memo
from journey_editor.foundation.errors import UserError
from journey_editor.model.digest import document_digest
from journey_editor.storage.project.autosave import SaveState
from journey_editor.storage.project.project_file import read_project
from tests.attacks.hand_report import Report

_PATIENCE = 30.0


def check_window(window: MainWindow, report: Report) -> None:
    """Wait for the window to become idle, and check that map, history, journal and file agree."""
    window.canvas.cancel()
    window.canvas.writing.drop()
    window.canvas.setFocus()
    _settle()
    _check_shown(window, report, "at the end")
    if not window.session.read_only:
        _check_history(window, report)
        _check_shown(window, report, "after undo and redo of everything")
        _check_saved(window, report)
    _settle()


def wait(holds: Callable[[], bool]) -> bool:
    """Process events until a condition holds; return False if it never does."""
    end = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        QApplication.processEvents()
        time.sleep(0.002)
    return True


def _settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def _check_shown(window: MainWindow, report: Report, when: str) -> None:
    """Check that the canvas shows the same as a fresh layout of the document, in the view that is shown."""
    session, scene = window.session, window.canvas.map_scene
    memo.forget_all()
    memo.forget_values()
    if scene.drawn(session.document).drawing != scene.drawing:
        report.add_fault("check", f"the canvas does not show the document, {when}")


def _check_history(window: MainWindow, report: Report) -> None:
    """Check that undoing all edits gives the initial state, and redoing them the current one."""
    session = window.session
    history = session.editor.history
    before, steps = document_digest(session.document), len(history.done)
    for number in range(steps):
        session.undo()
        if number % 8 == 0:
            QApplication.processEvents()
    first = report.first.get(id(session))
    if first is not None and document_digest(session.document) != first:
        report.add_fault("check", f"undoing {steps} steps did not restore the initial document")
    for number in range(steps):
        session.redo()
        if number % 8 == 0:
            QApplication.processEvents()
    _settle()
    if document_digest(session.document) != before:
        report.add_fault("check", f"undoing and redoing {steps} steps changed the document")


def _check_saved(window: MainWindow, report: Report) -> None:
    """Check that the file and the journal contain the document."""
    session, store = window.session, window.session.store
    store.save_now(lambda _: None)
    troubles = (SaveState.FAILED, SaveState.CHANGED_OUTSIDE, SaveState.GONE)

    def is_over() -> bool:
        saved = not store.unsaved and store.status.state is not SaveState.SAVING
        return saved or store.status.state in troubles

    if not wait(is_over):
        report.add_fault("check", f"a save does not end: {store.status}")
    elif store.status.state not in troubles and (session.editor.history.done or store.path.exists()):
        # A project without a name and without an edit has no file yet.
        try:
            read = document_digest(read_project(store.path).document)
        except UserError as error:
            report.add_fault("check", f"the saved file cannot be read: {error.sentence}")
        else:
            if read != document_digest(session.document):
                report.add_fault("check", "the saved file contains a different document")
    if not store.journal_error:
        if not wait(lambda: store.edits_are_safe):
            report.add_fault("check", "the journal was not written in time")
        report.add_safe(session)
        report.add_state("rest", session, store.edits_made)
