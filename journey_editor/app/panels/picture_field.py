"""Picture field of the inspector: preview, and buttons to choose or remove the picture."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from journey_editor.app.panels.binding import MIXED, Binding
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr

_WELL = QSize(72, 72)
ImageOf = Callable[[str, int], QImage | None]
"""Callable that returns a picture by id, scaled to about a length in pixels, or None if it is missing."""


@reports_errors
class PictureField(QWidget):
    """Preview of a picture with its buttons."""

    def __init__(
        self,
        binding: Binding,
        image_of: ImageOf,
        choose: Callable[[], object],
        remove: Callable[[], object],
    ) -> None:
        super().__init__()
        self._binding = binding
        self.well = _Well(image_of)
        self.choose = QPushButton(tr("Choose…"), autoDefault=True)
        self.choose.clicked.connect(choose)
        self.remove = QPushButton(tr("Remove"), autoDefault=True)
        self.remove.clicked.connect(remove)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (self.choose, self.remove):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._row.addWidget(self.well, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(buttons, 1)
        self.setFocusProxy(self.choose)

    def fit(self, width: int) -> None:
        """Put the buttons next to the picture, or below it if the width in pixels is too small."""
        buttons = max(each.sizeHint().width() for each in (self.choose, self.remove))
        beside = _WELL.width() + self._row.spacing() + buttons <= width
        self._row.setDirection(
            QHBoxLayout.Direction.LeftToRight if beside else QHBoxLayout.Direction.TopToBottom
        )

    def refresh(self) -> None:
        """Show the picture."""
        value = self._binding.read()
        picture = "" if value is MIXED else str(value)
        # Keep the focus in the field when the button is disabled.
        if not picture and self.remove.hasFocus():
            self.choose.setFocus()
        self.remove.setEnabled(bool(picture))
        self.well.show_picture(picture)

    def setAccessibleName(self, name: str) -> None:
        """Set the accessible name of the field and its buttons."""
        super().setAccessibleName(name)
        self.well.setAccessibleName(name)
        for button in (self.choose, self.remove):
            button.setAccessibleName(f"{name}: {button.text()}")


@reports_errors
class _Well(QWidget):
    """Frame with a picture, or with an icon if there is none."""

    def __init__(self, image_of: ImageOf) -> None:
        super().__init__()
        self.setFixedSize(_WELL)
        self._image_of = image_of
        self.picture = ""

    def show_picture(self, picture: str) -> None:
        """Show a picture by its id; an empty id shows the icon."""
        self.picture = picture
        self.setAccessibleDescription("" if picture else tr("None"))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture in its aspect ratio."""
        colors = style.colors()
        room = self.rect().adjusted(4, 4, -4, -4)
        ratio = self.devicePixelRatioF()
        image = self._image_of(self.picture, round(room.width() * ratio)) if self.picture else None
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.setPen(QPen(QColor(colors.hairline if self.picture else colors.edge), 1))
            painter.setBrush(QColor(colors.field))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)
            if image is not None and not image.isNull():
                size = image.size()
                limit = room.size().boundedTo(size)
                size.scale(limit, Qt.AspectRatioMode.KeepAspectRatio)
                place = QRect(room.topLeft(), size.expandedTo(QSize(1, 1)))
                place.moveCenter(room.center())
                painter.drawImage(place, image)
            else:
                sign = QRect(0, 0, 24, 24)
                sign.moveCenter(room.center())
                style.icon("image-off" if self.picture else "image").paint(painter, sign)
