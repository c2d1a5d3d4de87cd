"""Icons of the interface: SVG files painted in the window's colours."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.resources import resources


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
    if picture.isNull():
        # A field that has no room for its icon asks for a size of 0.
        return picture
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, size, size))
    return picture


@cache
def icon(name: str, color: str, disabled: str = "", chosen: str = "") -> QIcon:
    """Return an icon with the colours for its normal, disabled and checked states, if given."""
    return QIcon(_Engine(name, color, disabled or color, chosen or color))


@reports_errors
class _Engine(QIconEngine):
    """Source of an icon: paints only the sizes and states that are shown, because most icons are in menus."""

    def __init__(self, *look: str) -> None:
        super().__init__()
        self._look = look

    def clone(self) -> QIconEngine:
        """Return a copy for an icon that Qt changes."""
        return _Engine(*self._look)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a state as a square that fits into `size`, in device pixels."""
        name, color, disabled, chosen = self._look
        if mode == QIcon.Mode.Disabled:
            color = disabled
        elif state == QIcon.State.On:
            color = chosen
        return pixmap(name, color, min(size.width(), size.height()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon for a state in the middle of a rectangle."""
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        pixels = round(side * painter.device().devicePixelRatioF())
        painter.drawPixmap(square, self.pixmap(QSize(pixels, pixels), mode, state))
