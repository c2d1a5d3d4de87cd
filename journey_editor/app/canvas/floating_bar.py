"""Visibility and position of a bar that floats beside the selected cards or links."""

from collections.abc import Callable

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSize, Qt
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.queries.bar_place import place_beside
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import kind_of

_LOWEST_ZOOM = 0.45
"""Minimum zoom for the bar: below it, the bar would hide too much of the map."""
_MARGIN = 8
"""Pixels between the bar and the edges of the view."""
_MOST_MEASURED = 60
"""Maximum number of selected cards whose places are considered."""
_NEXT_CARD = theme.CARD_GAP + 2 * theme.CARD_PADDING_Y + theme.CARD_TEXT.line_height
"""Height in map units of the place of the next card below a card."""


class FloatingBar(QObject):
    """Shows a widget beside the selected cards when the mouse or F6 asks for it.

    Keys that change the selection hide it again, so that the map stays calm while cards are typed.
    """

    def __init__(
        self,
        scene: MapScene,
        surface: Surface,
        covered: Callable[[], QMarginsF],
        suspended: Callable[[], bool],
        parent: QWidget,
    ) -> None:
        """Float over `parent`, the view.

        `covered` returns the margins of the view that headers cover. The bar is hidden while `suspended`
        returns True.
        """
        super().__init__(parent)
        self._scene = scene
        self._session = scene.session
        self._surface = surface
        self._covered = covered
        self._suspended = suspended
        self._parent = parent
        self._bar: QWidget | None = None
        self._fit: Callable[[int], QSize] | None = None
        self._wanted = self._suppressed = False
        self._ids: frozenset[str] = frozenset()
        self._session.selection.changed.connect(self._after_selection)
        self._session.changed.connect(self.follow)

    def hold(self, bar: QWidget, fit: Callable[[int], QSize]) -> None:
        """Float a child of the view; `fit` makes it at most a number of pixels wide and returns its size."""
        self._bar, self._fit = bar, fit
        bar.hide()
        self.follow()

    def ask(self) -> bool:
        """Show the bar if cards or links are selected; return True if it is visible."""
        self._wanted = self._wanted or not self._suspended()
        self.follow()
        return self._bar is not None and self._bar.isVisible()

    def suppress(self, yes: bool) -> None:
        """Keep the bar hidden, as in a presentation, or let it show again."""
        self._suppressed = yes
        self.follow()

    def dismiss(self) -> None:
        """Hide the bar until the mouse or F6 asks for it again."""
        self._wanted = False
        self.follow()

    def follow(self) -> None:
        """Move the bar to the selection, or hide it."""
        bar = self._bar
        if bar is None or self._fit is None:
            return
        place = self._place(self._fit) if self._is_due() else None
        if place is None:
            self._hide(bar)
            return
        if bar.geometry() != place.toRect():
            bar.setGeometry(place.toRect())
        if bar.isHidden():
            bar.show()
            bar.raise_()

    def _is_due(self) -> bool:
        ids = self._session.selection.ids
        return (
            self._wanted
            and not self._suppressed
            and bool(ids)
            and {kind_of(each) for each in ids} in ({"card"}, {"link"})
            and not self._session.read_only
            and self._surface.zoom() >= _LOWEST_ZOOM
            and not self._suspended()
        )

    def _place(self, fit: Callable[[int], QSize]) -> QRectF | None:
        layout, zoom = self._scene.layout, self._surface.zoom()
        ids = self._session.selection.ids[-_MOST_MEASURED:]
        boxes = [self._on_screen(box) for each in ids for box in boxes_of(layout, each)[:1]]
        rect = QRectF(self._surface.viewport().rect()).marginsRemoved(self._covered())
        rect = rect.marginsRemoved(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN))
        size = fit(round(rect.width()))
        at = place_beside(
            boxes,
            (size.width(), size.height()),
            Box(rect.x(), rect.y(), rect.width(), rect.height()),
            next_height=_NEXT_CARD * zoom if len(ids) == 1 else 0.0,
            right_to_left=layout.rtl,
        )
        return QRectF(round(at[0]), round(at[1]), size.width(), size.height()) if at else None

    def _on_screen(self, box: Box) -> Box:
        corner, zoom = self._surface.to_viewport(qrect(box).topLeft()), self._surface.zoom()
        return Box(corner.x(), corner.y(), box.width * zoom, box.height * zoom)

    def _hide(self, bar: QWidget) -> None:
        if bar.isHidden():
            return
        focused: QWidget | None = bar.window().focusWidget()
        if focused is not None and bar.isAncestorOf(focused):
            # Qt would give the focus to the next button.
            self._parent.setFocus(Qt.FocusReason.OtherFocusReason)
        bar.hide()

    def _after_selection(self) -> None:
        ids = frozenset(self._session.selection.ids)
        # Undo may select some of the cards again, for example in another order.
        if not ids or not ids <= self._ids:
            self._wanted = False
        self._ids = ids
        self.follow()
