"""Icons of the interface are painted in the sizes that are asked for."""

from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from journey_editor.app.widgets.look import icons


def test_a_field_without_room_for_its_icon_gets_an_empty_one(qtbot: QtBot) -> None:
    made = icons.icon("eye", "#102030")
    assert made.pixmap(QSize(0, 0)).isNull()
    assert icons.pixmap("eye", "#102030", 0).isNull()
    assert made.pixmap(QSize(20, 20)).size() == QSize(20, 20)
