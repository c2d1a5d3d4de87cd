"""Map as on paper: finds the best rows again after edits."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.session.page_words import page_words
from journey_editor.app.widgets.announce import announce
from journey_editor.foundation.translation import tr
from journey_editor.layout.page_layout import PageLayout

_REST = 250
"""Milliseconds after an edit before other rows are tried, on a small map."""
_CARDS = 5
"""Number of cards for which this takes a millisecond more: a large map is laid out for longer."""


class OnPaper(QObject):
    """Follows the arrangement of the map.

    An edit keeps the rows of the page, so that it is shown at once and the map does not jump under the
    pointer. When the user pauses, the rows are tried that may have become better, one after the other.
    """

    def __init__(self, scene: MapScene, view: ZoomView, suspended: Callable[[], bool]) -> None:
        """Try no other rows while `suspended` returns True."""
        super().__init__(view)
        self._scene, self._view, self._suspended = scene, view, suspended
        self._search: Iterator[PageLayout] | None = None
        self._found: PageLayout | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        scene.rearranged.connect(self._fit_again)
        scene.session.edited.connect(self._rest)
        scene.session.paper_view.changed.connect(self._announce)
        scene.session.journey_changed.connect(self._name)
        self._name()

    @property
    def is_settled(self) -> bool:
        """True if the map is arranged as it comes out."""
        return not self._timer.isActive()

    def flush(self) -> None:
        """Arrange the map as it comes out at once."""
        while self._timer.isActive():
            self._timer.stop()
            self._go_on()

    def _rest(self) -> None:
        self._search = self._found = None
        if self._scene.page is not None and self._scene.page.paper != "map":
            self._timer.start(_REST + len(self._scene.layout.cards) // _CARDS)

    def _go_on(self) -> None:
        """Try the next rows; show the best ones at the end."""
        page = self._scene.page
        if page is None:
            self._search = None
        elif self._suspended():
            self._rest()
        else:
            self._search = self._search or self._scene.better_pages()
            found = next(self._search, None)
            if found is not None:
                self._found = found
                self._timer.start(0)
            elif self._found is not None and self._found.rows != page.rows:
                self._scene.use_rows(self._found.rows)

    def _fit_again(self) -> None:
        """Show the whole sheet if the whole map was in view; otherwise what was in view stays there."""
        if self._view.is_fitted:
            self._view.fit()

    def _announce(self) -> None:
        self._name()
        page = self._scene.page
        words = tr("As on paper: {page}").format(page=page_words(page)) if page else tr("Not as on paper")
        announce(self._view, words)

    def _name(self) -> None:
        on = self._scene.session.paper_view.on
        self._view.setAccessibleName(tr("Journey map, as on paper") if on else tr("Journey map"))
