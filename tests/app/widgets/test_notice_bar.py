"""Messages over the map."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import settle

SENTENCE = "“Moving” was changed by another program while it was open here, and your changes aren’t in it."
BUTTONS = ("Save a copy as…", "Overwrite the file", "Discard my changes")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_buttons_leave_the_sentence_enough_width(sample: MainWindow, direction: Qt.LayoutDirection) -> None:
    sample.setLayoutDirection(direction)
    bar = sample.notice_bar
    bar.show_notice(SENTENCE, [(each, settle) for each in BUTTONS])
    for width, lines in ((1280, 2), (720, 4)):
        sample.resize(width, 700)
        settle()
        assert bar._label.heightForWidth(bar._label.width()) <= lines * bar.fontMetrics().lineSpacing() + 4
        for button in bar.findChildren(QPushButton):
            assert bar.rect().contains(button.geometry()), (width, button.text())
            assert button.y() >= bar._label.geometry().bottom()
    sample.resize(1280, 700)
    bar.show_notice("Saved.", [("Undo", settle)])
    settle()
    (button,) = [each for each in bar.findChildren(QPushButton) if each.isVisible()]
    assert abs(button.geometry().center().y() - bar._label.geometry().center().y()) <= 1
    bar.hide()


def test_a_message_that_is_true_no_more_is_withdrawn(sample: MainWindow) -> None:
    bar = sample.notice_bar
    bar.show_notice("Saved.")
    bar.add_notice("CSAT keeps its last readings.")
    bar.withdraw("CSAT keeps its last readings.")
    assert bar.text == "Saved." and not bar.isHidden()
    bar.withdraw("Saved.")
    assert bar.isHidden()
    bar.hold()
    bar.add_notice("CSAT keeps its last readings.")
    bar.withdraw("CSAT keeps its last readings.")
    bar.release()
    assert bar.isHidden()
