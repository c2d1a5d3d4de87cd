"""Whether the map of the shown journey is displayed as on paper."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from journey_editor.layout.page_layout import PageLayout


class PaperView(QObject):
    """Choice to show a map as it comes out on its paper. It is not part of the document.

    Each journey has its own choice as long as the window is open. A journey that is shown for the first time
    follows `usual`, the user's setting.
    """

    changed = Signal()
    """Emitted when the shown journey is displayed in the other way."""
    page_changed = Signal(object)
    """Emitted with the page that is shown now, or None."""

    def __init__(self, journey: Callable[[], str], parent: QObject) -> None:
        """`journey` returns the id of the journey that is shown."""
        super().__init__(parent)
        self._journey = journey
        self._chosen: dict[str, bool] = {}
        self.usual = False
        """Choice for journeys that have not been shown yet."""
        self._page: PageLayout | None = None

    @property
    def page(self) -> PageLayout | None:
        """The page that is shown now, or None if the map is not shown as on paper."""
        return self._page

    def set_page(self, page: PageLayout | None) -> None:
        """Report the page that the canvas shows now."""
        if page is not self._page:
            self._page = page
            self.page_changed.emit(page)

    @property
    def on(self) -> bool:
        """True if the shown journey is displayed as on paper."""
        return self._chosen.setdefault(self._journey(), self.usual)

    def show(self, on: bool) -> None:
        """Show the journey as on paper, or not; new journeys follow."""
        self._chosen[self._journey()] = self.usual = on
        self.changed.emit()
