"""Icons of the interface: SVG files painted in the window's colours."""

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleOption

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.resources import resources

LINK_ICONS = {
    "handoff": "arrow-right-to-line",
    "channel_switch": "shuffle",
    "escalation": "trending-up",
    "service_recovery": "heart-handshake",
    "next": "arrow-right",
    "depends": "corner-down-right",
    "agreement": "arrow-left-right",
    "branch": "git-branch",
    "loop": "repeat",
    "own": "spline",
    "answers": "lightbulb",
}
"""Icons of the kinds of links."""


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
    """Return an icon with the colours for its normal, disabled and checked states.

    Without a colour for it, the disabled icon is the one that the style makes, and the checked one is normal.
    """
    return QIcon(_Engine(name, color, disabled, chosen or color))


@reports_errors
class _Engine(QIconEngine):
    """Source of an icon: paints only the sizes and states that are shown, because most icons are in menus."""

    def __init__(self, *look: str) -> None:
        super().__init__()
        self._look = look
        self._copies: list[_Engine] = []

    def clone(self) -> QIconEngine:
        """Return a copy for an icon that Qt changes."""
        copy = _Engine(*self._look)
        # Without a reference, Python would delete it while Qt uses it.
        self._copies.append(copy)
        return copy

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon for a state as a square that fits into `size`, in device pixels."""
        name, color, disabled, chosen = self._look
        side = min(size.width(), size.height())
        if mode != QIcon.Mode.Disabled:
            return pixmap(name, chosen if state == QIcon.State.On else color, side)
        if disabled:
            return pixmap(name, disabled, side)
        option = QStyleOption()
        option.palette = QApplication.palette()
        return QApplication.style().generatedIconPixmap(mode, pixmap(name, color, side), option)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint the icon for a state in the middle of a rectangle."""
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        pixels = round(side * painter.device().devicePixelRatioF())
        painter.drawPixmap(square, self.pixmap(QSize(pixels, pixels), mode, state))
