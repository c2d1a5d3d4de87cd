"""An unexpected error shows one message and has no other effect."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from journey_editor.app.runtime import crash_log
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.folders import user_log
from journey_editor.model.records import Stage
from tests.app.driver import settle


@pytest.fixture(autouse=True)
def installed(home: object) -> Iterator[None]:
    crash_log.install()
    yield
    crash_log.uninstall()


def go_wrong(window: MainWindow) -> None:
    """Raise an error in an event handler."""
    try:
        with window.session.edit("Rename stage") as draft:
            draft.change(draft.select(Stage)[0], name="Half done")
            raise ZeroDivisionError("of all things")
    except ZeroDivisionError as error:
        crash_log.note(ZeroDivisionError, error, error.__traceback__)
    settle()


def test_the_edit_is_rolled_back_and_the_program_continues(sample: MainWindow) -> None:
    before = sample.session.editor.document
    go_wrong(sample)
    assert sample.session.editor.document is before
    assert "Your map is intact" in sample.notice_bar.text
    with sample.session.edit("Rename stage") as draft:
        draft.change(draft.select(Stage)[0], name="Goes on")
    assert sample.session.editor.undo_name == "Rename stage"


def test_the_details_can_be_copied_for_a_report(sample: MainWindow) -> None:
    go_wrong(sample)
    button = next(b for b in sample.notice_bar.findChildren(QPushButton) if b.text() == "Copy details")
    button.click()
    copied = QApplication.clipboard().text()
    assert "ZeroDivisionError: of all things" in copied and "Journey Editor" in copied
    assert "of all things" in (user_log() / "journey-editor.log").read_text("utf-8")


def test_a_crash_of_the_process_is_recorded_in_a_file(sample: MainWindow) -> None:
    assert (user_log() / "crash.log").is_file()


def test_an_error_in_another_thread_is_reported_in_the_window_too(sample: MainWindow) -> None:
    thread = threading.Thread(target=lambda: min(()))
    thread.start()
    thread.join()
    settle()
    assert "Your map is intact" in sample.notice_bar.text
