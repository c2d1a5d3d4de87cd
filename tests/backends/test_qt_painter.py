"""The painter draws the same on all Qt paint devices, and prepares a group only once."""

import gc

from PIL import Image
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPicture
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey_editor.backends.qt_painter import paint, play, prepare
from journey_editor.drawing.primitives import Group
from tests.backends.sample import PICTURES, drawing_of, png_of, sample_drawing, sheet, text
from tests.raster import difference

SIZE = (590, 280)


def blank() -> QImage:
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    return image


def painted() -> QImage:
    image = blank()
    with QPainter(image) as painter:
        paint(sample_drawing().groups, painter, PICTURES)
    return image


def test_a_widget_and_an_image_look_the_same(qtbot: QtBot) -> None:
    class Paper(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), 0xFFFFFFFF)
                paint(sample_drawing().groups, painter, PICTURES)

    paper = Paper()
    qtbot.addWidget(paper)
    paper.resize(*SIZE)
    shown = blank()
    paper.render(shown, QPoint())
    assert shown == painted()


def test_a_recorded_picture_looks_the_same() -> None:
    """Qt records letters as outlines, which are smoothed slightly differently."""
    recorded = QPicture()
    with QPainter(recorded) as painter:
        paint(sample_drawing().groups, painter, PICTURES)
    image = QImage(SIZE[0] * 4, SIZE[1] * 4, QImage.Format.Format_RGB888)
    image.fill(0xFFFFFFFF)
    with QPainter(image) as painter:
        painter.scale(4, 4)
        recorded.play(painter)
    size, data = (image.width(), image.height()), bytes(image.constBits())
    played = Image.frombytes("RGB", size, data, "raw", "RGB", image.bytesPerLine())
    found = difference(played, png_of(sheet(sample_drawing())))
    assert (found.share < 0.001, found.worst < 0.06, found.tint < 0.05) == (True, True, True), found


def test_groups_prepared_one_by_one_look_like_the_whole() -> None:
    image = blank()
    with QPainter(image) as painter:
        for group in sample_drawing().groups:
            painter.translate(group.x, group.y)
            play(prepare(group.children, PICTURES), painter)
            painter.translate(-group.x, -group.y)
    assert image == painted()


def test_an_unchanged_group_is_prepared_once() -> None:
    children = tuple(text(0, 10, "Same words"))
    moved = Group("card:1", "card", 50, 50, children)
    assert prepare(children, {}) is prepare(moved.children, {})
    assert prepare(tuple(text(0, 10, "Same words")), {}) is not prepare(children, {})


def test_prepared_calls_are_never_confused_with_later_ones() -> None:
    """Identities are reused when objects are deleted; one drawing must not appear in place of another."""
    for number in range(6000):
        words = drawing_of(*text(0, 10, f"Card {number % 7}")).groups[0].children
        calls = prepare(words, {})
        assert len(calls) == 2
        assert list(calls[1][1][1].glyphIndexes()) == list(words[0].run.glyphs)
        if number % 1000 == 0:
            gc.collect()


def test_the_transform_and_the_clip_do_not_change() -> None:
    image = blank()
    with QPainter(image) as painter:
        painter.translate(3, 4)
        painter.setClipRect(0, 0, 10, 10)
        before = painter.worldTransform(), painter.clipBoundingRect()
        paint(sample_drawing().groups, painter, PICTURES)
        assert (painter.worldTransform(), painter.clipBoundingRect()) == before
