"""Label of the status bar about the page on which the map is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from journey_editor.app.session.page_words import is_legible, page_words, short_page_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.layout.page_layout import PageLayout


class PageLabel(QLabel):
    """Shows the paper, its size and the size of the smallest text. It is hidden without a page."""

    def __init__(self) -> None:
        super().__init__(textFormat=Qt.TextFormat.PlainText)
        self._page: PageLayout | None = None
        self._short = False
        self.hide()

    def show_page(self, page: PageLayout | None) -> None:
        """Show what is known of another page."""
        if page is not self._page:
            self._page = page
            self._refresh()

    def shorten(self, short: bool) -> None:
        """Show the words for a narrow window, or all."""
        if short != self._short:
            self._short = short
            self._refresh()

    def _refresh(self) -> None:
        page = self._page
        self.setVisible(page is not None)
        words = "" if page is None else page_words(page)
        shown = short_page_words(page) if page is not None and self._short else words
        if page is None or (shown, words) == (self.text(), self.accessibleName()):
            # Most edits change nothing of it.
            return
        role = "" if is_legible(page) else "warning"
        if role != self.property("role"):
            self.setProperty("role", role)
            self.style().polish(self)
        self.setText(shown)
        self.setAccessibleName(words)
        self.setToolTip(plain_tool_tip(words) if self._short else "")
