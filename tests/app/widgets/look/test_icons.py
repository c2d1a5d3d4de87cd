"""Icons of the interface: Qt can change copies of them, and disabled ones are faint."""

import gc

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from journey_editor.app.widgets.look.icons import icon


def colors(shown: QIcon, mode: QIcon.Mode) -> set[str]:
    image = shown.pixmap(QSize(24, 24), 1.0, mode, QIcon.State.Off).toImage()
    pixels = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    return {each.name() for each in pixels if each.alpha() == 255}


def test_a_copy_that_qt_changes_lives_on(qapp: QApplication) -> None:
    for _ in range(3):
        copy = QIcon(icon("plus", "#d0312d"))
        copy.setIsMask(True)
        gc.collect()
        assert colors(copy, QIcon.Mode.Normal) == {"#d0312d"}


def test_a_disabled_icon_without_a_colour_for_it_is_grey(qapp: QApplication) -> None:
    shown = icon("circle", "#d0312d")
    assert colors(shown, QIcon.Mode.Normal) == {"#d0312d"}
    (grey,) = colors(shown, QIcon.Mode.Disabled)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert colors(icon("circle", "#d0312d", "#abcdef"), QIcon.Mode.Disabled) == {"#abcdef"}
