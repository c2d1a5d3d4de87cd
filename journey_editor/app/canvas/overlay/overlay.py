"""Temporary items above the map: selection, drop marks and guides."""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPainterPathStroker, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsPixmapItem

from journey_editor.app.canvas.overlay.affordances import Affordance
from journey_editor.app.canvas.overlay.buttons import Buttons
from journey_editor.app.canvas.overlay.frame import Frame, repainted
from journey_editor.app.canvas.overlay.pen_preview import PenPreview, PenShown
from journey_editor.app.canvas.overlay.placeholders import Placeholders
from journey_editor.app.canvas.overlay.search_marks import SearchMarks
from journey_editor.app.canvas.overlay.value_label import ValueLabel
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Part
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.widgets.look.colors import DARK, LIGHT
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.queries.drop_targets import MARK
from journey_editor.layout.queries.edges import lanes_for_span
from journey_editor.layout.queries.editable_fields import Editable
from journey_editor.layout.queries.hit_testing import Hit, box_of_cell, boxes_of
from journey_editor.layout.theme import CARD_RADIUS
from journey_editor.model.records import kind_of

_DRAGGED_OPACITY = 0.88
TEXT_GAP = 5.0
"""Map units between a text that fills its box and the frame of the box."""
LANE_GAP = 13.0
"""Map units between a lane's name and its frame, whose halo must not cover the faces of a chart's levels."""
_KNOB = 4.0
_LINK_WIDTH = 9.0
"""Width in map units between the two sides of the frame along a link."""
_GRIP, _GRIP_HEIGHT = 5.0, 18.0
"""Size in map units of the handles at the edges of a selected card."""
_SHADOW = 12
_LARGEST_PICTURE = 4096
_MOST_SHADOWS = 60
"""Maximum number of dragged cards that cast a shadow."""


class Overlay:
    """Items above the map. Their lines keep their width in pixels at any zoom."""

    def __init__(self, scene: MapScene, surface: Surface) -> None:
        self._scene = scene
        self._surface = surface
        self._dragged: frozenset[str] = frozenset()
        self._picture: QGraphicsPixmapItem | None = None
        self._picture_at = QPointF()
        self.placeholders = Placeholders()
        self._scene.raise_above(self.placeholders)
        self._hover = self._add(Frame())
        self._selected = self._add(Frame())
        self._grips = self._add(Frame())
        self._focus = self._add(Frame())
        self._marquee = self._add(Frame())
        self._guide = self._add(Frame())
        self._mark = self._add(Frame())
        self._room_mark = self._add(Frame())
        self.search_marks = SearchMarks()
        self._scene.raise_above(self.search_marks)
        self.buttons = Buttons()
        self._scene.raise_above(self.buttons)
        self.pen_preview = PenPreview()
        self._scene.raise_above(self.pen_preview)
        self._value = ValueLabel()
        self._scene.raise_above(self._value)
        self.repaint_colors()

    def repaint_colors(self) -> None:
        """Update the colours after a change of palette or theme."""
        # The paper decides, not the window: the yellow of high-contrast palettes is invisible on white.
        accent = QColor(DARK.accent if self._dark_paper() else LIGHT.accent)
        soft = QColor(accent)
        soft.setAlpha(90)
        tint = QColor(accent)
        tint.setAlpha(22)
        paper = QColor(self._scene.drawing.background)
        self._line(self._hover, soft, 1.5)
        for each in (self._selected, self._focus, self._guide):
            self._line(each, accent, 2.0, paper)
        self._line(self._grips, paper, 1.0)
        self._grips.setBrush(accent)
        self._focus.setBrush(tint)
        self._line(self._marquee, accent, 1.0)
        self._marquee.setBrush(tint)
        self._mark.setPen(QPen(Qt.PenStyle.NoPen))
        self._mark.setBrush(accent)
        light = QColor(accent)
        light.setAlpha(36)
        self._line(self._room_mark, accent, 2.0, paper)
        self._room_mark.setBrush(light)
        self.accent = accent.name()
        personas = [QColor(each.color) for each in theme_named(self._scene.layout.theme).personas]
        self.buttons.repaint_colors(accent, paper, personas, self._surface.font())
        self.pen_preview.repaint_colors(paper, self._surface.font())
        self._value.repaint_colors(accent, paper)
        self._value.setFont(self._surface.font())

    def show_selection(self, writing: Editable | None) -> None:
        """Outline the selection and the text being edited, or else the focused cell."""
        layout, selection = self._scene.layout, self._scene.session.selection
        focused = selection.cell if writing is None and not selection.ids else None
        taken = self._scene.session.shown_view.cells_of_hidden_cards()
        self.placeholders.show_for(layout, self._scene.document, focused, taken)
        path, focus = QPainterPath(), QPainterPath()
        for record_id in selection.ids:
            self._outline(path, layout, record_id)
        if writing is not None and writing.id not in selection:
            path.addRoundedRect(_around(writing.frame, "", layout), CARD_RADIUS + 1, CARD_RADIUS + 1)
        elif selection.cell is not None and not selection.ids:
            cell = box_of_cell(layout, *selection.cell)
            if cell is not None:
                focus.addRoundedRect(qrect(cell).adjusted(0, 4, 0, -4), CARD_RADIUS, CARD_RADIUS)
        framed = {*selection.ids, *(() if writing is None else (writing.id,))}
        # Those above a text that is being edited are hidden.
        notes = _notes_above(layout, framed | self._scene.shown.covering)
        self._selected.show_path(path, notes)
        self._focus.show_path(focus, notes)
        card = layout.cards.get(selection.single or "")
        over_lanes = card is not None and len(lanes_for_span(layout, card.id)) > 1
        editable = writing is None and not self._scene.session.read_only
        self._grips.show_path(
            _grips(card.box, over_lanes) if card is not None and editable else QPainterPath(), notes
        )

    def hide_selection(self) -> None:
        """Hide the frames of the selection and of the focused cell until `show_selection`."""
        for each in (self._selected, self._grips, self._focus):
            each.show_path(QPainterPath())

    @property
    def dragging(self) -> bool:
        """True while items are dragged."""
        return bool(self._dragged)

    @property
    def dragging_lanes(self) -> bool:
        """True while whole lanes are dragged."""
        return any(kind_of(each) == "lane" for each in self._dragged)

    def selection_outline(self) -> QPainterPath:
        """Return the frame of the selection, in scene coordinates."""
        return self._selected.path()

    def hover_outline(self) -> QPainterPath:
        """Return the frame of the item under the pointer, in scene coordinates."""
        return self._hover.path()

    def show_hover(self, found: Hit | None) -> None:
        """Outline the item under the pointer."""
        path = QPainterPath()
        if found is not None and found.kind == "link":
            self._outline(path, self._scene.layout, found.id)
        elif found is not None:
            path.addRoundedRect(_around(found.box, found.kind, self._scene.layout), CARD_RADIUS, CARD_RADIUS)
        self._hover.show_path(path)

    def begin_drag(self, owners: Collection[str]) -> None:
        """Dim the items of these owners, and create an image of them for `drag` to move."""
        self.end_drag()
        self._dragged = frozenset(owners)
        seen = self._surface.visible_region()
        seen.adjust(-seen.width(), -seen.height(), seen.width(), seen.height())
        parts = [
            part for part in self._scene.shown.parts_of(self._dragged) if qrect(part.room).intersects(seen)
        ]
        if not parts:
            return
        room = qrect(bounds(part.room for part in parts)).intersected(seen)
        room.adjust(-_SHADOW, -_SHADOW, _SHADOW, _SHADOW)
        scale = self._surface.zoom() * self._surface.viewport().devicePixelRatioF()
        scale = min(scale, _LARGEST_PICTURE / max(room.width(), room.height(), 1.0))
        pixmap = QPixmap(max(1, round(room.width() * scale)), max(1, round(room.height() * scale)))
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            painter.scale(scale, scale)
            painter.translate(-room.topLeft())
            for part in parts[:_MOST_SHADOWS]:
                _paint_ground(painter, part, QColor(self._scene.drawing.background))
            for part in parts:
                self._scene.paint_part(painter, part)
        self._picture = QGraphicsPixmapItem(pixmap)
        self._picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._picture.setScale(1 / scale)
        self._picture.setOpacity(_DRAGGED_OPACITY)
        self._picture_at = room.topLeft()
        self._picture.setPos(self._picture_at)
        self._scene.raise_above(self._picture)
        # Below the marks, which say where the items will land.
        self._picture.stackBefore(self._guide)
        self.hide_selection()
        self._scene.dim(self._dragged)

    def drag(self, by: QPointF, leaving: bool = False) -> None:
        """Move the image of the dragged items; `leaving` shows that the items themselves stay."""
        if self._picture is not None:
            with repainted(self._picture):
                self._picture.setPos(self._picture_at + by)
        dimmed = frozenset[str]() if leaving else self._dragged
        if self._scene.dragged != dimmed:
            self._scene.dim(dimmed)

    def end_drag(self) -> Collection[str]:
        """Clear the image, marks and guides, and return the owners of the dragged items."""
        dragged, self._dragged = self._dragged, frozenset()
        self._scene.dim(())
        if self._picture is not None:
            with repainted(self._picture):
                self._picture.hide()
            self._scene.removeItem(self._picture)
            self._picture = None
        self.mark()
        for each in (self._marquee, self._guide):
            each.show_path(QPainterPath())
        if self._value.isVisible():
            with repainted(self._value):
                self._value.hide()
        self.show_pen(None)
        return dragged

    def mark(self, lines: Iterable[Box] = (), rooms: Iterable[Box] = ()) -> None:
        """Mark the drop position: `lines` with knobs visible around the dragged image, and `rooms`."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for line in lines:
            self._add_line(path, line)
        self._mark.show_path(path)
        path = QPainterPath()
        for room in rooms:
            path.addRoundedRect(qrect(room), CARD_RADIUS, CARD_RADIUS)
        self._room_mark.show_path(path)

    def _add_line(self, path: QPainterPath, box: Box) -> None:
        # At least as thick as at 100 % zoom, in pixels.
        larger = max(1.0, 1 / self._surface.zoom())
        knob_size, grow = _KNOB * larger, MARK * (larger - 1) / 2
        lying = box.width > box.height
        along = QPointF(knob_size, 0) if lying else QPointF(0, knob_size)
        rect = qrect(box)
        path.addRect(rect.adjusted(0, -grow, 0, grow) if lying else rect.adjusted(-grow, 0, grow, 0))
        for end in (rect.topLeft() - along, rect.bottomRight() + along):
            middle = rect.center()
            knob = QPointF(end.x(), middle.y()) if lying else QPointF(middle.x(), end.y())
            path.addEllipse(knob, knob_size, knob_size)

    def marked(self) -> QRectF | None:
        """Return the bounds of all drop marks, or None if there are no marks."""
        marks = [each.path().boundingRect() for each in (self._mark, self._room_mark)]
        return marks[0].united(marks[1]) if any(not each.isEmpty() for each in marks) else None

    def show_marquee(self, rect: QRectF, touched: Sequence[str]) -> None:
        """Show the selection rectangle, and outline the items that it touches."""
        path = QPainterPath()
        path.addRect(rect)
        self._marquee.show_path(path)
        outline = QPainterPath()
        for record_id in touched:
            self._outline(outline, self._scene.layout, record_id)
        self._guide.show_path(outline)

    def show_link(self, start: QPointF, end: QPointF, target: Box | None) -> None:
        """Show the curve of a handoff that is being drawn, and outline its target card."""
        path = QPainterPath(start)
        bend = (end.x() - start.x()) / 2
        path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        if target is not None:
            path.addRoundedRect(qrect(target), CARD_RADIUS, CARD_RADIUS)
        self._guide.show_path(path)
        self._guide.setBrush(QBrush(Qt.BrushStyle.NoBrush))

    def show_value(self, at: QPointF, text: str) -> None:
        """Show a value next to a scene position."""
        with repainted(self._value):
            self._value.setText(text)
            self._value.setPos(at + QPointF(14, -24) / self._surface.zoom())
            self._value.show()

    def show_pen(self, shown: PenShown | None) -> None:
        """Show a stroke of the emotion pen, or the persona that it draws for; None shows nothing."""
        at = self._surface.to_viewport(QPointF(*shown.pointer)) if shown is not None else QPointF()
        around = self._surface.free_region().translated(-at)
        self.pen_preview.show_pen(shown, self._surface.zoom(), around)

    def show_buttons(self, buttons: Sequence[Affordance], under: Affordance | None) -> None:
        """Show the buttons of the map; the one under the pointer is filled."""
        self.buttons.show_buttons(buttons, under, self._surface.zoom())

    def _outline(self, path: QPainterPath, layout: MapLayout, record_id: str) -> None:
        if kind_of(record_id) == "link":
            path.addPath(_along_link(layout, record_id))
            return
        personas = [each.box for each in layout.header.personas]
        for box in boxes_of(layout, record_id):
            kind = kind_of(record_id)
            if kind == "emotion_point":
                path.addEllipse(qrect(box).adjusted(-3, -3, 3, 3))
                continue
            if kind == "persona" and box not in personas:
                kind = "persona_lane"
            path.addRoundedRect(_around(box, kind, layout), CARD_RADIUS + 1, CARD_RADIUS + 1)

    def _line(self, frame: Frame, color: QColor, width: float, halo: QColor | None = None) -> None:
        """Give a frame a line with a constant width in logical pixels."""
        frame.set_line(color, width * self._surface.viewport().devicePixelRatioF(), halo)

    def _dark_paper(self) -> bool:
        return QColor(self._scene.drawing.background).lightness() < 128

    def _add(self, item: Frame) -> Frame:
        self._scene.raise_above(item)
        return item


def _around(box: Box, kind: str, layout: MapLayout) -> QRectF:
    """Return the frame of a box. Those of lanes, curves and personas keep away from their names."""
    if kind in ("persona", "curve"):
        return qrect(box).adjusted(-TEXT_GAP, -TEXT_GAP, TEXT_GAP, TEXT_GAP)
    if kind == "lane":
        left, right = (-LANE_GAP, 1.0) if layout.rtl else (-1.0, LANE_GAP)
        return qrect(box).adjusted(left, -1, right, 1)
    return qrect(box).adjusted(-1, -1, 1, 1)


def _notes_above(layout: MapLayout, framed: Collection[str]) -> QPainterPath:
    """Return the area of the notes that are not framed themselves: no frame may cover their text."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for note in layout.notes:
        if note.id not in framed:
            path.addRect(qrect(note.box))
    return path


def _grips(box: Box, over_lanes: bool) -> QPainterPath:
    """Return the handles in the middle of the edges at which a card begins and ends.

    One that can span several lanes has handles at the upper and lower edge, too.
    """
    path = QPainterPath()
    width = min(_GRIP_HEIGHT, box.width / 2)
    for y in (box.y, box.bottom) if over_lanes else ():
        grip = QRectF(box.center[0] - width / 2, y - _GRIP / 2, width, _GRIP)
        path.addRoundedRect(grip, _GRIP / 2, _GRIP / 2)
    height = min(_GRIP_HEIGHT, box.height / 2)
    for x in (box.x, box.right):
        grip = QRectF(x - _GRIP / 2, box.center[1] - height / 2, _GRIP, height)
        path.addRoundedRect(grip, _GRIP / 2, _GRIP / 2)
    return path


def _along_link(layout: MapLayout, link_id: str) -> QPainterPath:
    """Return the outline of a link: around its line and its label."""
    outline = QPainterPath()
    for link in layout.links:
        if link.id == link_id:
            line = QPainterPath(QPointF(*link.points[0]))
            for point in link.points[1:]:
                line.lineTo(*point)
            stroker = QPainterPathStroker()
            stroker.setWidth(_LINK_WIDTH)
            stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
            stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            outline = stroker.createStroke(line)
            if link.label is not None:
                outline.addRoundedRect(qrect(link.label.box).adjusted(-3, -1, 3, 1), 4, 4)
    outline.setFillRule(Qt.FillRule.WindingFill)
    return outline.simplified()


def _paint_ground(painter: QPainter, part: Part, paper: QColor) -> None:
    """Paint a soft shadow under a dragged card, note or persona. A persona has no ground of its own."""
    if part.role not in ("card", "note", "persona"):
        return
    is_bare = part.role == "persona"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 24, 40, 5))
    box = qrect(part.room if is_bare else part.face)
    for step in range(_SHADOW - 2, 0, -1):
        spread = box.adjusted(-step, -step, step, step).translated(0, 3)
        painter.drawRoundedRect(spread, CARD_RADIUS + step, CARD_RADIUS + step)
    if is_bare:
        painter.setBrush(paper)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
