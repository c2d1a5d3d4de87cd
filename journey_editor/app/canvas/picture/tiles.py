"""The map on the canvas, painted once into tiles and shown from them.

A view at rest shows exactly what a PNG of that size shows. While it is zoomed, a frame keeps its time: what
is not painted yet is shown for some frames by a placeholder (the picture before, scaled), or in low detail
where letters cannot be read anyway.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import ceil, floor, inf
from time import perf_counter

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion, QTransform

from journey_editor.app.canvas.picture.grid import SIDE, Place, away, room_of, united
from journey_editor.app.canvas.picture.low_detail import LOW_DETAIL
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Piece
from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.widgets.look.painting import saved
from journey_editor.foundation.geometry import Box

MARGIN = 16
"""So many pixels around a tile are painted and never shown: Qt rounds differently where a picture ends."""
_INSET = QPoint(MARGIN, MARGIN)
IN_A_FRAME = 0.003
"""So long (in seconds) tiles are painted in a frame that could be shown without them."""
BETWEEN_FRAMES = 0.005
"""So long tiles are painted at once between two frames."""
AT_REST = 0.014
"""So long they are at most when the map has not moved for some time."""
_REST, _NEXT = 150, 5
"""So many milliseconds after the last edit the hand rests, and so many are between what is prepared then."""
_VIEWS = 2
"""Tiles of so many times what is in view are kept."""

_ENOUGH = 0.3
"""Share of the view that must be painted before it becomes the next placeholder."""
_SPREAD = 1.6
"""Tiles are painted as one unless their whole room is so many times as large as they are."""
_FEW = 8
"""More places than these are asked to be shown as one."""
_MANY = 200
"""More places that differ than these are taken as one."""


@dataclass(slots=True)
class _Tile:
    """A part of the map in a picture, which tiles that were painted as one share.

    `corner` is where it begins in the picture; `dirty` is what has to be painted again, in its own pixels.
    """

    image: QImage
    corner: QPoint
    dirty: QRect = field(default_factory=QRect)


@dataclass(slots=True)
class _Job:
    """A tile that is being painted."""

    image: QImage
    pieces: Iterator[Piece]


@dataclass(frozen=True, slots=True)
class _Placeholder:
    """The picture seen before the zoom changed, its scale, and its part of the map."""

    image: QImage
    scale: float
    room: QRectF


class Tiles(QObject):
    """Paints what a view shows of a map."""

    completed = Signal()
    """Everything in view is painted exactly."""

    def __init__(self, view: ZoomView, scene: MapScene) -> None:
        super().__init__(view)
        self._view = view
        self._session = scene.session
        self._shown = scene.shown
        self._scale = 0.0
        self._origin = QPoint()
        self._done: OrderedDict[Place, _Tile] = OrderedDict()
        self._jobs: dict[Place, _Job] = {}
        self._late: set[Place] = set()
        self._placeholder: _Placeholder | None = None
        self._slices = 0
        self._going_on = QTimer(self, singleShot=True, interval=0)
        self._going_on.timeout.connect(self._go_on)
        self._getting_ready = QTimer(self, singleShot=True)
        self._getting_ready.timeout.connect(self._get_ready)
        self._getting_ready.start(_REST)
        scene.invalidated.connect(self.invalidate)

    @property
    def _pictures(self) -> Mapping[str, bytes]:
        return self._session.assets

    @property
    def is_complete(self) -> bool:
        """Whether everything in view is painted exactly."""
        return not self._going_on.isActive()

    def flush(self) -> None:
        """Paint everything in view exactly, at once."""
        self._view.viewport().repaint()
        while self._going_on.isActive():
            self._going_on.stop()
            self._go_on(inf)

    def invalidate(self, boxes: Iterable[Box]) -> None:
        """Paint these parts of the map again before they are shown."""
        found = [self._pixels(box) for box in boxes]
        self._getting_ready.start(_REST)
        if not found:
            return
        if len(found) > _MANY:
            found = [united(found)]
        self._placeholder = None
        for rect in found:
            for place in self._touched(rect):
                self._jobs.pop(place, None)
                tile = self._done.get(place)
                if tile is not None:
                    room = room_of(place)
                    tile.dirty = tile.dirty.united(rect.intersected(room).translated(-room.topLeft()))
                    if tile.dirty.width() * tile.dirty.height() > SIDE * SIDE / 2:
                        del self._done[place]
        self._show_anew(found)

    def replace(self, boxes: Iterable[Box]) -> None:
        """Parts of the map are painted by somebody else as they will be; paint them so without haste."""
        found = [self._pixels(box) for box in boxes]
        seen = set(self._places(self._visible()))
        for place in list(self._done):
            if any(room_of(place).intersects(rect) for rect in found):
                self._jobs.pop(place, None)
                if place in seen:
                    self._late.add(place)
                else:
                    del self._done[place]
        self._show_anew(found)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what is in view of the map's sheet; `exposed` is the part of the scene that is asked for."""
        ratio = painter.device().devicePixelRatioF()
        scale = self._view.zoom() * ratio
        if scale != self._scale:
            self._placeholder = self._picture_so_far()
            self._scale, self._slices = scale, 0
            self._forget()
        corner = self._corner(ratio)
        if corner != self._origin:
            self._origin, self._slices = corner, 0
        place = self._view.viewportTransform().mapRect(exposed)
        asked = QRectF(place.x() * ratio, place.y() * ratio, place.width() * ratio, place.height() * ratio)
        sheet = self._sheet()
        area = asked.toAlignedRect().intersected(sheet.translated(self._origin))
        if area.isEmpty():
            return
        self._paint_missing(area)
        with saved(painter):
            # From here on a unit is a pixel of the screen.
            painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            self._show(painter, area)

    def _paint_missing(self, area: QRect) -> None:
        """Paint what an area of the view lacks: all that has no placeholder, and the rest for a while."""
        end = perf_counter() + IN_A_FRAME
        for place in self._places(area):
            tile = self._done.get(place)
            if tile is not None and not tile.dirty.isEmpty():
                if self._scale >= LOW_DETAIL or perf_counter() < end:
                    self._mend(place, tile)
                else:
                    del self._done[place]
        missing = [place for place in self._places(area) if place not in self._done]
        if not missing:
            self._go_on_soon()
            return
        # The hand that zooms looks at where it is going, and they are painted between its frames; who scrolls
        # or edits wants to read at once.
        if self._placeholder is None:
            if self._scale >= LOW_DETAIL:
                self._work_on_all(missing)
            middle = area.center() - self._origin
            for place in sorted(missing, key=lambda place: away(place, middle)):
                if place not in self._done and perf_counter() < end:
                    self._work(place, end)
        self._drop_oldest()
        if any(place not in self._done for place in missing):
            self._going_on.start()
        else:
            self._go_on_soon()

    def _go_on_soon(self) -> None:
        """See to what may be left, elsewhere in the view, where nothing is missing here."""
        if (self._late or self._placeholder is not None) and not self._going_on.isActive():
            self._going_on.start()

    def _drop_oldest(self) -> None:
        """Let tiles go that were out of view for long."""
        seen = self._visible()
        most = _VIEWS * (seen.width() + 2 * SIDE) * (seen.height() + 2 * SIDE) * 4
        pictures = {id(tile.image): tile.image.sizeInBytes() for tile in self._done.values()}
        while sum(pictures.values()) > most:
            place, tile = self._done.popitem(last=False)
            self._late.discard(place)
            if all(other.image is not tile.image for other in self._done.values()):
                del pictures[id(tile.image)]

    def _show(self, painter: QPainter, area: QRect) -> None:
        """Show an area of the view as it is painted by now."""
        places = self._places(area)
        missing = [place for place in places if place not in self._done]
        covered = self._covered_by_placeholder(missing)
        bare = [place for place in missing if place not in covered]
        if covered and self._placeholder is not None:
            with saved(painter):
                painter.translate(self._origin)
                painter.scale(self._scale, self._scale)
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self._placeholder.room, self._placeholder.image)
        if bare:
            region = QRegion()
            for place in bare:
                region += room_of(place).translated(self._origin)
            with saved(painter):
                painter.setClipRegion(region, Qt.ClipOperation.IntersectClip)
                painter.translate(self._origin)
                painter.scale(self._scale, self._scale)
                rect = region.boundingRect().intersected(area).translated(-self._origin)
                end = perf_counter() + IN_A_FRAME
                self._shown.paint_low_detail(painter, self._box(QRectF(rect)), self._scale, end)
        size = QSize(SIDE, SIDE)
        for place in places:
            tile = self._done.get(place)
            if tile is not None:
                self._done.move_to_end(place)
                at = room_of(place).topLeft() + self._origin
                painter.drawImage(at, tile.image, QRect(tile.corner, size))

    def _go_on(self, most: float = 0.0) -> None:
        """Paint what is in view and not exact yet, for a while: longer the longer nothing moves."""
        self._slices += 1
        end = perf_counter() + (most or min(BETWEEN_FRAMES * (1 + self._slices / 16), AT_REST))
        area = self._visible()
        middle = area.center() - self._origin
        wanted = [place for place in self._places(area) if place not in self._done or place in self._late]
        for place in sorted(wanted, key=lambda place: away(place, middle)):
            if self._work(place, end):
                self._show_anew([room_of(place)])
            if perf_counter() >= end:
                break
        if any(place not in self._done or place in self._late for place in wanted):
            self._going_on.start()
            return
        self._late.clear()
        self._placeholder = None
        self.completed.emit()

    def _show_anew(self, rects: Sequence[QRect]) -> None:
        """Let the view show pixels of the map anew."""
        ratio = self._view.viewport().devicePixelRatioF()
        if len(rects) > _FEW:
            rects = [united(rects)]
        corner = self._corner(ratio)
        for rect in rects:
            at = rect.translated(corner)
            left, top = floor(at.x() / ratio), floor(at.y() / ratio)
            right = ceil((at.x() + at.width()) / ratio)
            bottom = ceil((at.y() + at.height()) / ratio)
            self._view.viewport().update(left, top, right - left, bottom - top)

    def _get_ready(self) -> None:
        """While the hand rests, prepare what zooming out needs."""
        if not self._shown.make_ready(perf_counter() + BETWEEN_FRAMES):
            self._getting_ready.start(_NEXT)

    def _work(self, place: Place, end: float) -> bool:
        """Paint a tile until it is done or its time is over; says whether it is done."""
        job = self._jobs.get(place)
        if job is None:
            job = self._jobs[place] = self._begun(room_of(place))
        if not self._play(job, room_of(place).topLeft(), end):
            return False
        del self._jobs[place]
        self._late.discard(place)
        self._done[place] = _Tile(job.image, _INSET)
        return True

    def _work_on_all(self, places: Sequence[Place]) -> None:
        """Paint tiles as one, which is sooner done: most cards lie on several of them."""
        room = united(map(room_of, places))
        if room.width() * room.height() > _SPREAD * len(places) * SIDE * SIDE:
            for place in places:
                self._work(place, inf)
            return
        job = self._begun(room)
        self._play(job, room.topLeft(), inf)
        for place in places:
            self._jobs.pop(place, None)
            corner = room_of(place).topLeft() - room.topLeft() + _INSET
            self._done[place] = _Tile(job.image, corner)

    def _mend(self, place: Place, tile: _Tile) -> None:
        """Paint the dirty part of a tile again."""
        room = room_of(place)
        dirty, tile.dirty = tile.dirty, QRect()
        part = dirty.translated(room.topLeft())
        job = self._begun(part)
        self._play(job, part.topLeft(), inf)
        with QPainter(tile.image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(dirty.topLeft() + tile.corner, job.image, QRect(_INSET, dirty.size()))

    def _begun(self, room: QRect) -> _Job:
        image = QImage(room.width() + 2 * MARGIN, room.height() + 2 * MARGIN, QImage.Format.Format_RGB32)
        image.fill(QColor(self._shown.drawing.background))
        around = QRectF(room.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN))
        return _Job(image, self._shown.pieces(self._box(around)))

    def _play(self, job: _Job, corner: QPoint, end: float) -> bool:
        scale, dx, dy = self._scale, MARGIN - corner.x(), MARGIN - corner.y()
        with QPainter(job.image) as painter:
            for piece in job.pieces:
                painter.setWorldTransform(
                    QTransform(scale, 0.0, 0.0, scale, dx + piece.x * scale, dy + piece.y * scale)
                )
                piece.play(painter, self._pictures)
                if perf_counter() >= end:
                    return False
        return True

    def _picture_so_far(self) -> _Placeholder | None:
        """Return what is in view now, as a placeholder for the next zoom."""
        area = self._visible().intersected(self._sheet().translated(self._origin))
        for place in [place for place, tile in self._done.items() if not tile.dirty.isEmpty()]:
            del self._done[place]
        places = self._places(area)
        painted = sum(place in self._done for place in places)
        if painted <= len(places) * _ENOUGH:
            return self._placeholder
        image = QImage(area.size(), QImage.Format.Format_RGB32)
        image.fill(QColor(self._shown.drawing.background))
        with QPainter(image) as painter:
            painter.translate(-area.topLeft())
            self._show(painter, area)
        rect = QRectF(area.translated(-self._origin))
        box = self._box(rect)
        return _Placeholder(image, self._scale, QRectF(box.x, box.y, box.width, box.height))

    def _covered_by_placeholder(self, places: Iterable[Place]) -> Set[Place]:
        """Return those places whose parts in view the placeholder shows completely."""
        if self._placeholder is None:
            return frozenset()
        room, scale = self._placeholder.room.adjusted(-1, -1, 1, 1), self._scale
        shown = QRectF(room.x() * scale, room.y() * scale, room.width() * scale, room.height() * scale)
        view = self._visible().translated(-self._origin).intersected(self._sheet())
        return {place for place in places if shown.contains(QRectF(room_of(place).intersected(view)))}

    def _touched(self, rect: QRect) -> Sequence[Place]:
        """The places of tiles, painted or not, that reach into a part of the map."""
        columns = range(rect.left() // SIDE, rect.right() // SIDE + 1)
        rows = range(rect.top() // SIDE, rect.bottom() // SIDE + 1)
        if len(columns) * len(rows) > len(self._done) + len(self._jobs):
            return [place for place in {**self._done, **self._jobs} if room_of(place).intersects(rect)]
        return [(x, y) for y in rows for x in columns]

    def _forget(self) -> None:
        self._done.clear()
        self._jobs.clear()
        self._late.clear()

    def _places(self, area: QRect) -> Sequence[Place]:
        """The tiles that an area of the view shows, row by row."""
        there = area.translated(-self._origin).intersected(self._sheet())
        if there.isEmpty():
            return ()
        columns = range(there.left() // SIDE, there.right() // SIDE + 1)
        return [(x, y) for y in range(there.top() // SIDE, there.bottom() // SIDE + 1) for x in columns]

    def _visible(self) -> QRect:
        """The view in pixels of the screen."""
        ratio = self._view.viewport().devicePixelRatioF()
        size = self._view.viewport().size()
        return QRect(0, 0, ceil(size.width() * ratio), ceil(size.height() * ratio))

    def _sheet(self) -> QRect:
        """The map's sheet in pixels of the screen, from its own corner."""
        drawing = self._shown.drawing
        return QRect(0, 0, round(drawing.width * self._scale), round(drawing.height * self._scale))

    def _corner(self, ratio: float) -> QPoint:
        """Where the map's corner is in the view, in pixels of the screen."""
        corner = self._view.viewportTransform().map(QPointF(0, 0))
        return QPoint(round(corner.x() * ratio), round(corner.y() * ratio))

    def _box(self, rect: QRectF) -> Box:
        scale = self._scale
        return Box(rect.x() / scale, rect.y() / scale, rect.width() / scale, rect.height() / scale)

    def _pixels(self, box: Box) -> QRect:
        """The pixels of the map that a box touches, and some around them."""
        left, top = floor(box.x * self._scale) - 2, floor(box.y * self._scale) - 2
        right, bottom = ceil(box.right * self._scale) + 2, ceil(box.bottom * self._scale) + 2
        return QRect(left, top, right - left, bottom - top)
