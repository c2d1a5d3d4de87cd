"""Icons of the interface: SVG files painted in the window's colours."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from journey_editor.foundation.resources import resources

_SIZES = (16, 24, 32)
"""Sizes in pixels of the rendered pixmaps, so that small icons are crisp at 100, 150 and 200 %."""


@cache
def _source(name: str) -> str:
    if name == "blank":
        return '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"/>'
    return (resources() / "icons" / f"{name}.svg").read_text("utf-8")


@cache
def pixmap(name: str, color: str, size: int) -> QPixmap:
    """Return an icon as a square of `size` device pixels; `blank` is an empty one."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
    return picture


@cache
def icon(name: str, color: str, disabled: str = "", chosen: str = "") -> QIcon:
    """Return an icon with the colours for its normal, disabled and checked states, if given."""
    made = QIcon()
    looks = (
        (color, QIcon.Mode.Normal, QIcon.State.Off),
        (disabled, QIcon.Mode.Disabled, QIcon.State.Off),
        (chosen, QIcon.Mode.Normal, QIcon.State.On),
    )
    for ink, mode, state in looks:
        for size in _SIZES if ink else ():
            made.addPixmap(pixmap(name, ink, size), mode, state)
    return made
