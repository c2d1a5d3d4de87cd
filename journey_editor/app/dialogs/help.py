"""Offline documentation window."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.foundation.resources import resources
from journey_editor.foundation.translation import tr

_PAGES = (
    "first-map.md",
    "files.md",
    "support.md",
    "brand.md",
    "drawings.md",
    "languages.md",
    "mermaid.md",
    "json.md",
    "architecture.md",
)
"""File names in reading order: pages for users, then the page for developers."""
_FILE = Qt.ItemDataRole.UserRole
_GAP = 10
"""Distance of headings, code and tables from the text above and below, in pixels."""


class HelpWindow(QDialog):
    """List of the pages in `resources/help` on the left, the chosen page on the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Documentation"))
        self.pages = QListWidget()
        self.pages.setItemDelegate(TwoSidedDelegate(self.pages))
        self.page = _Page()
        for file in help_pages():
            item = QListWidgetItem(page_title(file))
            item.setData(_FILE, str(file))
            self.pages.addItem(item)
        self.pages.setFixedWidth(self.pages.sizeHintForColumn(0) + 2 * self.pages.frameWidth())
        self.pages.currentItemChanged.connect(lambda item: self._show(Path(str(item.data(_FILE)))))
        self.page.anchorClicked.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 0, 0)
        row.addWidget(self.pages)
        row.addWidget(self.page, 1)
        resize_within_screen(self, QSize(920, 680))
        self.pages.setCurrentRow(0)

    def _show(self, file: Path) -> None:
        self.page.document().setBaseUrl(QUrl.fromLocalFile(f"{file.parent}/"))
        self.page.setMarkdown(file.read_text("utf-8"))
        _format_page(self.page.document())

    def _follow(self, url: QUrl) -> None:
        for row in range(self.pages.count()):
            if Path(str(self.pages.item(row).data(_FILE))).name == url.fileName():
                self.pages.setCurrentRow(row)


@reports_errors
class _Page(QTextBrowser):
    """Shows our own pages, and loads pictures only from their folder."""

    def __init__(self) -> None:
        super().__init__(openLinks=False)
        # Qt derives the gaps between paragraphs from a point size, but not from a pixel size.
        self.setFont(QFont(self.font().family(), 10))
        self.document().setDocumentMargin(24)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load a picture of the page, but nothing from outside the help folder."""
        url = self.document().baseUrl().resolved(QUrl(name))
        inside = Path(url.toLocalFile()).parent == resources() / "help"
        if kind == QTextDocument.ResourceType.ImageResource.value and url.isLocalFile() and inside:
            return super().loadResource(kind, url)
        return None


def _format_page(document: QTextDocument) -> None:
    """Set the distances and colours of headings, code and tables, which Qt's Markdown reader does not set."""
    block = document.begin()
    while block.isValid():
        if level := block.blockFormat().headingLevel():
            _format_heading(block, level)
        elif _is_code(block):
            _format_code(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            table = frame.format()
            table.setBorderCollapse(True)
            table.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            table.setBorderBrush(QColor(style.colors().hairline))
            table.setTopMargin(_GAP)
            table.setBottomMargin(_GAP)
            frame.setFormat(table)


def _format_heading(block: QTextBlock, level: int) -> None:
    cursor = QTextCursor(block)
    layout = block.blockFormat()
    layout.setTopMargin(2 * _GAP if level > 1 else 0)
    layout.setBottomMargin(_GAP)
    cursor.setBlockFormat(layout)
    # Qt ignores the level of a heading that is written as code.
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    letters = QTextCharFormat()
    letters.setFontWeight(QFont.Weight.Bold)
    letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 4 - level)
    cursor.mergeCharFormat(letters)


def _format_code(block: QTextBlock) -> None:
    layout = block.blockFormat()
    layout.setBackground(QColor(style.colors().raised))
    layout.setTopMargin(0 if _is_code(block.previous()) else _GAP)
    layout.setBottomMargin(0 if _is_code(block.next()) else _GAP)
    QTextCursor(block).setBlockFormat(layout)


def _is_code(block: QTextBlock) -> bool:
    return block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def help_pages() -> list[Path]:
    """Return the pages in reading order."""
    return [resources() / "help" / name for name in _PAGES]


def page_title(file: Path) -> str:
    """Return the heading of a page."""
    first = file.read_text("utf-8").lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.stem
