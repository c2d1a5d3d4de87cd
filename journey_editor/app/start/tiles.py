"""Tiles of the start page: buttons with a picture and a caption."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.languages import user_language
from journey_editor.app.session.thumbnail_image import SIZE, picture_of, title_in
from journey_editor.app.widgets.flow_layout import FlowLayout
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.templates import Template, project_from_template
from journey_editor.foundation.file_words import folder_words, known_name
from journey_editor.foundation.identity import counting_ids, local_time, now
from journey_editor.foundation.regular_file import is_file
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.recent import thumbnail_path
from journey_editor.wording.map_words import long_date

_FRAME = 4
"""Pixels by which a tile is wider than its picture."""
TILE_WIDTH = SIZE[0] + _FRAME
_TEMPLATE_SIZE = (158, 88)
"""Width and height of the picture of a template: seven fit side by side where four projects do."""
_BUTTONS = 56
"""Pixels beside the caption of a project for its buttons."""
_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_GAP = 10
"""Pixels between two tiles."""


@reports_errors
class Tile(QFrame):
    """Tile of the start page. A click or Enter chooses it."""

    chosen = Signal()

    def __init__(
        self, title: str, second: str, size: tuple[int, int] = SIZE, room_for_buttons: int = 0
    ) -> None:
        super().__init__()
        self._pressed = False
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedWidth(size[0] + _FRAME)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self.picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.picture.setFixedSize(*size)
        self.words = QHBoxLayout()
        self.words.setContentsMargins(8, 8, 6, 10)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        heading = QLabel(textFormat=Qt.TextFormat.PlainText)
        heading.setProperty("role", "tile")
        room = size[0] - 14 - room_for_buttons
        heading.setText(heading.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room))
        heading.setToolTip(plain_tool_tip(title))
        below = QLabel(second, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        below.setProperty("role", "label")
        texts.addWidget(heading)
        texts.addWidget(below)
        texts.addStretch(1)
        self.words.addLayout(texts, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.picture)
        column.addLayout(self.words)

    def show_picture(self, picture: QImage) -> None:
        """Show the top of a picture at the width of the tile. It is sharp if it is twice as wide."""
        scale = picture.width() / self.picture.width()
        picture = picture.copy(0, 0, picture.width(), round(scale * self.picture.height()))
        pixmap = QPixmap(picture.size())
        pixmap.fill(Qt.GlobalColor.transparent)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(0, 0, picture.width(), picture.height() + 40), 14, 14)
        with QPainter(pixmap) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setClipPath(outline)
            painter.drawImage(0, 0, picture)
        pixmap.setDevicePixelRatio(scale)
        self.picture.setPixmap(pixmap)

    def show_sign(self, name: str) -> None:
        """Show an icon instead of a picture."""
        self.picture.setPixmap(style.icon(name).pixmap(QSize(32, 32), self.devicePixelRatio()))

    def _button(self, icon: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(style.icon(icon))
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setCursor(Qt.CursorShape.ArrowCursor)
        self.words.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return button

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release."""
        self._pressed = event.button() == Qt.MouseButton.LeftButton

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ignore the second click of a double click."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the tile."""
        pressed, self._pressed = self._pressed, False
        if pressed and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the tile, or its button with the focus, by Enter or Space; arrow keys move to others."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            focused = self.focusWidget()
            if isinstance(focused, QToolButton):
                focused.click()
            else:
                self.chosen.emit()
        elif (found := _beside(self, event.key())) is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            area = found.parentWidget()
            while area is not None and not isinstance(area, QScrollArea):
                area = area.parentWidget()
            if area is not None:
                area.ensureWidgetVisible(found)
        elif event.key() not in _ARROWS:
            super().keyPressEvent(event)


def _beside(tile: Tile, key: int) -> Tile | None:
    """Return the tile of the page to which an arrow key leads, also from one list to the next, or None.

    To the left and right it is the next one in reading order, up and down the nearest one.
    """
    if key not in _ARROWS:
        return None
    page = tile.window()
    places = {each: each.mapTo(page, each.rect().center()) for each in page.findChildren(Tile)}
    here, ahead = places[tile], 1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1
    if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        order = list(places)
        at = order.index(tile) + (-ahead if tile.isRightToLeft() else ahead)
        return order[at] if 0 <= at < len(order) else None
    # The nearest row, and in it the nearest tile.
    away = {each: ((at.y() - here.y()) * ahead, abs(at.x() - here.x())) for each, at in places.items()}
    further = [each for each, (down, _) in away.items() if down > tile.height() / 2]
    return min(further, key=lambda each: away[each], default=None)


@reports_errors
class TemplateTile(Tile):
    """Template with a picture of its map."""

    def __init__(self, template: Template) -> None:
        super().__init__(template.name, template.description, _TEMPLATE_SIZE)
        self._template = template
        self._is_blank = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tile. Its picture is drawn after the page was painted."""
        super().paintEvent(event)
        if self._is_blank:
            self._is_blank = False
            QTimer.singleShot(0, self, self._draw)

    def _draw(self) -> None:
        self.show_picture(_preview(self._template.id, user_language()))


@cache
def _preview(template_id: str, language: str) -> QImage:
    """Return the picture of a template. It is kept, because each change rebuilds the page."""
    document = project_from_template(template_id, language=language, new_id=counting_ids())
    picture = picture_of(document, document.journeys()[0].id, now().date(), {})
    # Twice the width of the tile, because all pictures stay in memory.
    return picture.scaledToWidth(2 * _TEMPLATE_SIZE[0], Qt.TransformationMode.SmoothTransformation)


class RecentTile(Tile):
    """Recent project or draft with its thumbnail, or a notice that its file is gone.

    A draft has no name. Its title comes from the thumbnail.
    """

    pinned = Signal(bool)
    removed = Signal()

    def __init__(
        self, name: str, path: Path, thumbnail: Path, *, pinned: bool = False, draft: bool = False
    ) -> None:
        gone = not is_file(path)
        picture = QImage() if gone else QImage(str(thumbnail))
        title = name or title_in(picture) or known_name(path)
        super().__init__(title, _second_line(path, draft), room_for_buttons=_BUTTONS)
        self.setToolTip(plain_tool_tip(str(path)))
        if gone:
            self.show_sign("file-x")
        elif picture.isNull():
            self.show_sign("map")
        else:
            self.show_picture(picture)
        if not draft:
            pin = self._button(
                "pin-off" if pinned else "pin", tr("Unpin") if pinned else tr("Pin to the top")
            )
            pin.clicked.connect(lambda: self.pinned.emit(not pinned))
        remove = self._button("x", _removal_tip(draft=draft, gone=gone))
        remove.clicked.connect(self.removed)


@reports_errors
class OwnTemplateTile(Tile):
    """Template of the user, with a button that removes it."""

    removed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__(path.stem, tr("My template"), _TEMPLATE_SIZE, _BUTTONS // 2)
        picture = QImage(str(thumbnail_path(path)))
        if picture.isNull():
            self.show_sign("map")
        else:
            self.show_picture(picture)
        remove = self._button("x", tr("Remove this template"))
        remove.clicked.connect(self.removed)


class Flow(QWidget):
    """Tiles in rows that wrap at the right edge."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = FlowLayout(self, _GAP)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @staticmethod
    def tiles_in_row(width: int) -> int:
        """Return the number of tiles that fit next to each other, at least one."""
        return max(1, (width + _GAP) // (TILE_WIDTH + _GAP))

    def add(self, tile: Tile) -> None:
        """Append a tile."""
        self._layout.addWidget(tile)


def _removal_tip(*, draft: bool, gone: bool) -> str:
    if draft:
        return tr("Discard this draft")
    return tr("Remove from this list") if gone else tr("Remove from this list; the file is not deleted")


def _second_line(path: Path, draft: bool) -> str:
    if not is_file(path):
        return tr("The file no longer exists")
    if draft:
        changed = local_time(path.stat().st_mtime)
        return tr("Draft of {date}, {time}").format(date=long_date(changed.date()), time=f"{changed:%H:%M}")
    return folder_words(path)
