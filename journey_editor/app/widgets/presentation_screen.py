"""Widgets over the map during a presentation: the laser dot, the dark curtain and the progress."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.motion import is_animated
from journey_editor.foundation.translation import tr

_RED, _HALO = "#E0002B", "#FFFFFF"
_DOT = 7.0
_TRAIL = 1200
"""Milliseconds until a part of the trail has faded."""
_FRAME = 16
_LONGEST = 400
"""Maximum number of points of a trail."""
_DARK = "#0B0E12"
_WORDS = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


@reports_errors
class _Cover(QWidget):
    """Transparent widget that stays as large as the widget under it."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        over.installEventFilter(self)
        self.setGeometry(over.rect())
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the widget."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False


@reports_errors
class Laser(_Cover):
    """Red dot that follows the pointer, with a trail while a mouse button is held."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.at: QPointF | None = None
        self._trails: list[list[tuple[QPointF, int]]] = []
        self._drawing = False
        self._size = 1.0
        self._clock = QElapsedTimer()
        self._clock.start()
        self._fading = QTimer(self, interval=_FRAME)
        self._fading.timeout.connect(self._fade)

    @property
    def trail(self) -> list[QPointF]:
        """All visible points of the trail."""
        return [point for trail in self._trails for point, _ in trail]

    def set_size(self, size: float) -> None:
        """Set the size of the dot; 1 is that for a screen of 1280×720 pixels."""
        self._size = size

    def move_to(self, at: QPointF) -> None:
        """Show the dot at a position."""
        before, self.at = self.at, at
        if self._drawing:
            self._trails[-1] = [*self._trails[-1][1 - _LONGEST :], (at, self._clock.elapsed())]
        self._repaint([each for each in (before, at) if each is not None])

    def hide_dot(self) -> None:
        """Hide the dot while the pointer is elsewhere."""
        self._repaint([self.at] if self.at is not None else [])
        self.at = None

    def begin_trail(self, at: QPointF) -> None:
        """Leave a trail from now on."""
        self._drawing = True
        self._trails.append([])
        self.move_to(at)
        if is_animated():
            self._fading.start()

    def end_trail(self) -> None:
        """Leave no more trail; it disappears at once if animations are off."""
        self._drawing = False
        if not is_animated():
            self._trails.clear()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the trail and the dot, both with a light edge that is visible on dark colours."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            now = self._clock.elapsed()
            for width, color in ((11.0, _HALO), (6.0, _RED)):
                for trail in self._trails:
                    for (start, _), (end, time) in pairwise(trail):
                        left = max(0.0, 1 - (now - time) / _TRAIL) if is_animated() else 1.0
                        ink = QColor(color)
                        ink.setAlphaF(left * (0.5 if color == _HALO else 0.9))
                        cap = Qt.PenCapStyle.FlatCap if color == _HALO else Qt.PenCapStyle.RoundCap
                        painter.setPen(QPen(ink, width * self._size, Qt.PenStyle.SolidLine, cap))
                        painter.drawLine(start, end)
            if self.at is not None:
                painter.setPen(QPen(QColor(_HALO), 2.5 * self._size))
                painter.setBrush(QColor(_RED))
                painter.drawEllipse(self.at, _DOT * self._size, _DOT * self._size)

    def _fade(self) -> None:
        """Drop the points that have faded."""
        now = self._clock.elapsed()
        self._repaint(self.trail)
        kept = [[each for each in trail if now - each[1] < _TRAIL] for trail in self._trails]
        self._trails = [trail for trail in kept[:-1] if trail] + (
            kept[-1:] if kept and (kept[-1] or self._drawing) else []
        )
        if not self._trails:
            self._fading.stop()

    def _repaint(self, points: Sequence[QPointF]) -> None:
        """Repaint only the area around some points: the map under it is large."""
        if points:
            room = QPolygonF(points).boundingRect()
            reach = 2 * _DOT * self._size + 4
            self.update(room.adjusted(-reach, -reach, reach, reach).toAlignedRect())


@reports_errors
class Curtain(_Cover):
    """Dark cover over the map. A click lifts it."""

    clicked = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName(tr("Dark curtain"))
        self.setCursor(Qt.CursorShape.BlankCursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it dark."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(_DARK))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lift the curtain."""
        event.accept()
        self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep the click from the map."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Keep the wheel from the map."""
        event.accept()


@reports_errors
class Progress(_Cover):
    """Small words at the bottom corner, and a thin line along the bottom edge."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words = ""
        self.share = 0.0
        self._size = 1.0
        self._ink, self._paper = QColor(), QColor()
        self._rtl = False

    def show_progress(self, words: str, share: float, rtl: bool) -> None:
        """Show words, and the line over a share of the width, from the side on which the map begins."""
        self.words, self.share, self._rtl = words, share, rtl
        self.setAccessibleName(words)
        self.show()
        self.update()

    def set_look(self, size: float, ink: str, paper: str) -> None:
        """Set the size, 1 for a screen of 1280×720 pixels, and the colours."""
        self._size, self._ink, self._paper = size, QColor(ink), QColor(paper)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, and the words on the colour of the paper."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            line = 3 * self._size
            ground = QColor(self._ink)
            ground.setAlphaF(0.14)
            whole = QRectF(0, self.height() - line, self.width(), line)
            painter.fillRect(whole, self._paper)
            painter.fillRect(whole, ground)
            done = QRectF(whole)
            done.setWidth(self.width() * self.share)
            if self._rtl:
                done.moveRight(whole.right())
            painter.fillRect(done, self._ink)
            font = QFont(self.font())
            font.setPixelSize(round(15 * self._size))
            painter.setFont(font)
            metrics = QFontMetricsF(font)
            pad = 8 * self._size
            widest = QRectF(0, 0, self.width() - 4 * pad, self.height())
            room = metrics.boundingRect(widest, _WORDS, self.words).adjusted(-pad, -pad / 2, pad, pad / 2)
            room.moveBottom(whole.top() - pad / 2)
            if self._rtl:
                room.moveLeft(pad)
            else:
                room.moveRight(self.width() - pad)
            ground = QColor(self._paper)
            ground.setAlphaF(0.92)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(room, 4, 4)
            painter.setPen(self._ink)
            painter.drawText(room.adjusted(pad - 1, 0, 1 - pad, 0), _WORDS, self.words)
