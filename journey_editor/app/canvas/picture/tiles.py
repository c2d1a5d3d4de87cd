"""Tile cache of the map on the canvas.

At rest, a view shows exactly the same pixels as a PNG of that size. While it is zoomed, each frame has a time
limit: areas that are not painted yet are shown for some frames by a placeholder (the previous image, scaled),
or in low detail if letters are too small to read.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import field
from math import ceil, floor, inf
from time import perf_counter

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QRegion, QTransform

from journey_editor.app.canvas.picture.grid import SIDE, Place, away, room_of, united
from journey_editor.app.canvas.picture.low_detail import LOW_DETAIL
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Piece
from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.widgets.look.painting import saved
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass

MARGIN = 16
"""Pixels painted around a tile but not shown, because Qt rounds differently at the edge of an image."""
_INSET = QPoint(MARGIN, MARGIN)
IN_A_FRAME = 0.003
"""Seconds per frame for painting tiles that the frame does not need."""
BETWEEN_FRAMES = 0.005
"""Initial limit in seconds for painting tiles between two frames."""
AT_REST = 0.014
"""Maximum of that limit, after the map has not moved for some time."""
_REST, _NEXT = 150, 5
"""Milliseconds after the last edit before preparation starts, and between its slices."""
_VIEWS = 2
"""Number of views' worth of tiles to keep."""

_ENOUGH = 0.3
"""Share of the view that must be painted before it becomes the next placeholder."""
_SPREAD = 1.6
"""Tiles are painted as one image unless their bounds are more than this many times their own area."""
_FEW = 8
"""If more rectangles need an update, their bounds are updated as one."""
_MANY = 200
"""If more boxes are invalid, their bounds are invalidated as one."""


@dataclass(slots=True)
class _Tile:
    """Part of the map in an image that tiles painted together share.

    `corner` is the origin of the tile in the image; `dirty` is the area to repaint, in tile pixels.
    """

    image: QImage
    corner: QPoint
    dirty: QRect = field(default_factory=QRect)


@dataclass(slots=True)
class _Job:
    """Tile that is being painted."""

    image: QImage
    pieces: Iterator[Piece]


@dataclass(frozen=True, slots=True)
class _Placeholder:
    """Image shown before the zoom changed, its scale, and its area of the map in scene units."""

    image: QImage
    scale: float
    room: QRectF


class Tiles(QObject):
    """Paints the visible part of a map for a view."""

    completed = Signal()
    """Emitted when everything in view is painted exactly."""

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
        self._inexact: set[Place] = set()
        self._placeholder: _Placeholder | None = None
        self._expected: Box | None = None
        self._slices = 0
        self._painting = QTimer(self, singleShot=True, interval=0)
        self._painting.timeout.connect(self._paint_next)
        self._preparing = QTimer(self, singleShot=True)
        self._preparing.timeout.connect(self._prepare)
        self._preparing.start(_REST)
        scene.invalidated.connect(self.invalidate)

    @property
    def _pictures(self) -> Mapping[str, bytes]:
        return self._session.pictures

    @property
    def is_complete(self) -> bool:
        """True if everything in view is painted exactly."""
        return not self._painting.isActive()

    def flush(self) -> None:
        """Paint everything in view exactly, at once."""
        self._view.viewport().repaint()
        while self._painting.isActive():
            self._painting.stop()
            self._paint_next(inf)

    def expect(self, region: Box | None) -> None:
        """Paint a region of the map that will be shown next in the background; None if it is not known."""
        self._expected = region
        self._preparing.start(_REST)

    def invalidate(self, boxes: Iterable[Box]) -> None:
        """Repaint these boxes of the map before they are shown again."""
        found = [self._pixels(box) for box in boxes]
        self._preparing.start(_REST)
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
        self._update_view(found)

    def replace(self, boxes: Iterable[Box]) -> None:
        """Repaint boxes of the map in the background, while something else paints their final state."""
        found = [self._pixels(box) for box in boxes]
        seen = set(self._places(self._visible()))
        for place in list(self._done):
            if any(room_of(place).intersects(rect) for rect in found):
                self._jobs.pop(place, None)
                if place in seen:
                    self._late.add(place)
                else:
                    del self._done[place]
        self._update_view(found)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint the visible part of the sheet; `exposed` is the area to paint, in scene coordinates."""
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
        # On a sheet around the map, its edge is not always rounded in the same way.
        area = area.intersected(self._view.sheet_pixels())
        if area.isEmpty():
            return
        self._paint_missing(area)
        with saved(painter):
            # From here on, a unit is a device pixel.
            painter.setWorldTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
            painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
            self._show(painter, area)

    def _paint_missing(self, area: QRect) -> None:
        """Paint missing tiles, unless there is a placeholder: all if text is readable, else until a limit."""
        end = perf_counter() + IN_A_FRAME
        for place in self._places(area):
            tile = self._done.get(place)
            if tile is not None and not tile.dirty.isEmpty():
                if self._scale >= LOW_DETAIL or perf_counter() < end:
                    self._repaint_dirty(place, tile)
                else:
                    del self._done[place]
        missing = [place for place in self._places(area) if place not in self._done]
        if not missing:
            self._paint_rest_soon()
            return
        # While zooming, only the final view matters, so the tiles are painted between frames. While scrolling
        # or editing, they are needed at once.
        if self._placeholder is None:
            if self._scale >= LOW_DETAIL:
                self._work_on_all(missing)
            middle = area.center() - self._origin
            for place in sorted(missing, key=lambda place: away(place, middle)):
                if place not in self._done and perf_counter() < end:
                    self._work(place, end)
        self._update_inexact(place for place in missing if place in self._done)
        self._drop_oldest()
        if any(place not in self._done for place in missing):
            self._painting.start()
        else:
            self._paint_rest_soon()

    def _update_inexact(self, finished: Iterable[Place]) -> None:
        """Update the view at finished tiles that it shows inexactly; a paint event may show only a part."""
        inexact = self._inexact.intersection(finished)
        self._inexact -= inexact
        self._update_view([room_of(place) for place in inexact])

    def _paint_rest_soon(self) -> None:
        """Continue with work elsewhere in the view after this area is complete."""
        if (self._late or self._placeholder is not None) and not self._painting.isActive():
            self._painting.start()

    def _drop_oldest(self) -> None:
        """Drop the tiles that have been out of view for the longest time."""
        seen = self._visible()
        most = _VIEWS * (seen.width() + 2 * SIDE) * (seen.height() + 2 * SIDE) * 4
        pictures = {id(tile.image): tile.image.sizeInBytes() for tile in self._done.values()}
        while sum(pictures.values()) > most:
            place, tile = self._done.popitem(last=False)
            self._late.discard(place)
            if all(other.image is not tile.image for other in self._done.values()):
                del pictures[id(tile.image)]

    def _show(self, painter: QPainter, area: QRect) -> None:
        """Show an area of the view with what is painted so far."""
        places = self._places(area)
        missing = [place for place in places if place not in self._done]
        self._inexact.update(missing)
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

    def _paint_next(self, most: float = 0.0) -> None:
        """Paint tiles in view that are not exact yet, in slices of time that get longer and longer."""
        self._slices += 1
        end = perf_counter() + (most or min(BETWEEN_FRAMES * (1 + self._slices / 16), AT_REST))
        area = self._visible()
        middle = area.center() - self._origin
        wanted = [place for place in self._places(area) if place not in self._done or place in self._late]
        for place in sorted(wanted, key=lambda place: away(place, middle)):
            if self._work(place, end):
                self._update_view([room_of(place)])
            if perf_counter() >= end:
                break
        if any(place not in self._done or place in self._late for place in wanted):
            self._painting.start()
            return
        self._late.clear()
        self._inexact.clear()
        self._placeholder = None
        self.completed.emit()

    def _update_view(self, rects: Sequence[QRect]) -> None:
        """Update the view at rectangles of the map."""
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

    def _prepare(self) -> None:
        """Prepare what may be shown next, and the low detail for zooming out, while there are no edits."""
        end = perf_counter() + BETWEEN_FRAMES
        # Tiles in view come first: only they are updated when they are done.
        if not (self.is_complete and self._shown.prepare_low_detail(end) and self._paint_expected(end)):
            self._preparing.start(_NEXT)

    def _paint_expected(self, end: float) -> bool:
        """Paint the tiles that are shown next until `end`; return True if they are done."""
        if self._expected is None:
            return True
        area = self._pixels(self._expected).translated(self._origin)
        return all(place in self._done or self._work(place, end) for place in self._places(area))

    def _work(self, place: Place, end: float) -> bool:
        """Paint a tile until it is done or `end` is reached; return True if it is done."""
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
        """Paint tiles as one image, which is faster because most cards extend over several tiles."""
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

    def _repaint_dirty(self, place: Place, tile: _Tile) -> None:
        """Repaint the dirty part of a tile."""
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
        """Return the current view as a placeholder for the next zoom."""
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
        return _Placeholder(image, self._scale, qrect(box))

    def _covered_by_placeholder(self, places: Iterable[Place]) -> Set[Place]:
        """Return the places whose visible parts the placeholder covers completely."""
        if self._placeholder is None:
            return frozenset()
        room, scale = self._placeholder.room.adjusted(-1, -1, 1, 1), self._scale
        shown = QRectF(room.x() * scale, room.y() * scale, room.width() * scale, room.height() * scale)
        view = self._visible().translated(-self._origin).intersected(self._sheet())
        return {place for place in places if shown.contains(QRectF(room_of(place).intersected(view)))}

    def _touched(self, rect: QRect) -> Sequence[Place]:
        """Return the places of tiles, painted or not, that overlap a rectangle of the map."""
        columns = range(rect.left() // SIDE, rect.right() // SIDE + 1)
        rows = range(rect.top() // SIDE, rect.bottom() // SIDE + 1)
        if len(columns) * len(rows) > len(self._done) + len(self._jobs):
            return [place for place in {**self._done, **self._jobs} if room_of(place).intersects(rect)]
        return [(x, y) for y in rows for x in columns]

    def _forget(self) -> None:
        self._done.clear()
        self._jobs.clear()
        self._late.clear()
        self._inexact.clear()

    def _places(self, area: QRect) -> Sequence[Place]:
        """Return the tiles that an area of the view shows, row by row."""
        there = area.translated(-self._origin).intersected(self._sheet())
        if there.isEmpty():
            return ()
        columns = range(there.left() // SIDE, there.right() // SIDE + 1)
        return [(x, y) for y in range(there.top() // SIDE, there.bottom() // SIDE + 1) for x in columns]

    def _visible(self) -> QRect:
        """Return the view's rectangle in device pixels."""
        ratio = self._view.viewport().devicePixelRatioF()
        size = self._view.viewport().size()
        return QRect(0, 0, ceil(size.width() * ratio), ceil(size.height() * ratio))

    def _sheet(self) -> QRect:
        """Return the map's sheet in device pixels, from its own origin."""
        drawing = self._shown.drawing
        return QRect(0, 0, round(drawing.width * self._scale), round(drawing.height * self._scale))

    def _corner(self, ratio: float) -> QPoint:
        """Return the position of the map's origin in the view, in device pixels."""
        corner = self._view.viewportTransform().map(QPointF(0, 0))
        return QPoint(round(corner.x() * ratio), round(corner.y() * ratio))

    def _box(self, rect: QRectF) -> Box:
        scale = self._scale
        return Box(rect.x() / scale, rect.y() / scale, rect.width() / scale, rect.height() / scale)

    def _pixels(self, box: Box) -> QRect:
        """Return the device pixels that a box touches, with a margin of two."""
        left, top = floor(box.x * self._scale) - 2, floor(box.y * self._scale) - 2
        right, bottom = ceil(box.right * self._scale) + 2, ceil(box.bottom * self._scale) + 2
        return QRect(left, top, right - left, bottom - top)
