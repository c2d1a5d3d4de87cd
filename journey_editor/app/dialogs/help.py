"""The documentation, shown offline inside the program."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.foundation.resources import resources
from journey_editor.foundation.translation import tr

_FILE = Qt.ItemDataRole.UserRole


class HelpWindow(QDialog):
    """The pages of `resources/help` at the left, the chosen one at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Documentation"))
        self.pages = QListWidget()
        self.pages.setItemDelegate(TwoSidedDelegate(self.pages))
        self.pages.setFixedWidth(240)
        self.page = _Page()
        for file in help_pages():
            item = QListWidgetItem(page_title(file))
            item.setData(_FILE, str(file))
            self.pages.addItem(item)
        self.pages.currentItemChanged.connect(lambda item: self._show(Path(str(item.data(_FILE)))))
        self.page.anchorClicked.connect(self._follow)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 0, 0)
        row.addWidget(self.pages)
        row.addWidget(self.page, 1)
        self.resize(920, 680)
        self.pages.setCurrentRow(0)

    def _show(self, file: Path) -> None:
        self.page.document().setBaseUrl(QUrl.fromLocalFile(f"{file.parent}/"))
        self.page.setMarkdown(file.read_text("utf-8"))

    def _follow(self, url: QUrl) -> None:
        for row in range(self.pages.count()):
            if Path(str(self.pages.item(row).data(_FILE))).name == url.fileName():
                self.pages.setCurrentRow(row)


@reports_errors
class _Page(QTextBrowser):
    """Shows our own pages, and loads pictures only from beside them."""

    def __init__(self) -> None:
        super().__init__(openLinks=False)
        # In points: Qt makes the gaps between paragraphs from them, and from pixels none.
        self.setFont(QFont(self.font().family(), 10))
        self.document().setDocumentMargin(24)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load a picture of the page, but nothing from outside the folder of help."""
        url = self.document().baseUrl().resolved(QUrl(name))
        inside = Path(url.toLocalFile()).parent == resources() / "help"
        if kind == QTextDocument.ResourceType.ImageResource.value and url.isLocalFile() and inside:
            return super().loadResource(kind, url)
        return None


def help_pages() -> list[Path]:
    """The pages, the first one to read first."""
    order = ("first-map.md", "files.md", "languages.md", "mermaid.md", "json.md", "architecture.md")
    files = {file.name: file for file in (resources() / "help").glob("*.md")}
    known = [files.pop(name) for name in order if name in files]
    return [*known, *(files[name] for name in sorted(files))]


def page_title(file: Path) -> str:
    """The heading of a page."""
    first = file.read_text("utf-8").lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.stem
