"""Preview of a page on a desk."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr

_MARGIN = 24
_SQUARE = 8


@reports_errors
class Preview(QWidget):
    """Shows a picture as large as possible, with a chequered background behind transparent areas."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setAccessibleName(tr("Export preview"))
        self.setMinimumSize(240, 240)

    @property
    def picture(self) -> QImage:
        """Shown picture."""
        return self._picture

    def show_picture(self, picture: QImage) -> None:
        """Show another picture."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        """Return the preferred size in a dialog."""
        return QSize(700, 600)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the desk, a soft shadow, and the page."""
        colors = style.colors()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(colors.desk))
            if self._picture.isNull():
                return
            room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            size = self._picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(room).center())
            shadow = QColor(colors.shadow)
            for spread in range(6, 0, -1):
                shadow.setAlpha(6)
                painter.fillRect(place.adjusted(-spread, 2 - spread, spread, 2 + spread), shadow)
            if self._picture.hasAlphaChannel():
                _chequer(painter, place)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture)


def _chequer(painter: QPainter, place: QRectF) -> None:
    painter.fillRect(place, QColor("#FFFFFF"))
    for row in range(int(place.height()) // _SQUARE + 1):
        for column in range(row % 2, int(place.width()) // _SQUARE + 1, 2):
            square = QRectF(place.x() + column * _SQUARE, place.y() + row * _SQUARE, _SQUARE, _SQUARE)
            painter.fillRect(square.intersected(place), QColor("#E3E6EA"))
