"""Start page: recent projects, and templates for new ones."""

import contextlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.program import Program
from journey_editor.app.start.tiles import Flow, OwnTemplateTile, RecentTile, TemplateTile, Tile
from journey_editor.app.widgets.file_drops import FileDrops
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.editing.templates import templates
from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.journal.locations import journals_in, places
from journey_editor.storage.project import drafts, recent
from journey_editor.storage.project.own_templates import own_templates, remove_template, restore_template

if TYPE_CHECKING:
    from journey_editor.app.start.recovery_row import RecoveryRow
    from journey_editor.storage.journal.recovered import Recoverable
    from journey_editor.storage.project.versions import KeptProject

_MARGIN = 32
"""Pixels at the left and right of the page."""
_TIDYING_DELAY = 1500
"""Milliseconds after which old journals and drafts are deleted."""


@reports_errors
class StartWindow(QMainWindow):
    """Shows projects to recover, recent projects and templates. It closes when a project opens."""

    closed = Signal()

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Journey Editor")
        self._program = program
        self._all_projects = False
        self._row = 0
        self._tidying = QTimer(self, singleShot=True, interval=_TIDYING_DELAY)
        self._tidying.timeout.connect(self._tidy)
        self._add_keys()
        FileDrops(self, lambda files, _: program.open_all(files, self))
        self._area = QScrollArea(widgetResizable=True)
        self._area.setObjectName("page")
        self.setCentralWidget(self._area)
        self.notice_bar = NoticeBar(self._area)
        resize_within_screen(self, QSize(1280, 780))

    def refresh(self) -> None:
        """Show the current projects. The page keeps its scroll position, and the focus its place."""
        before = _focusable(self._area.widget())
        focused = next((at for at, each in enumerate(before) if each is self.focusWidget()), None)
        name = _names(before)[focused] if focused is not None else None
        scrolled = self._area.verticalScrollBar().value()
        page = QWidget()
        # The height depends on the width. The height for a narrow window must not make a wide one scroll.
        page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, 24, _MARGIN, 24)
        column.setSpacing(16)
        column.addLayout(self._head())
        rows = []
        offers = self._offers()
        for heading, closed in ((tr("Not closed properly"), False), (tr("Closed without saving"), True)):
            some = [self._recovery(found) for found in offers if found.closed == closed]
            if some:
                column.addWidget(_heading(heading))
                for row in some:
                    column.addWidget(row)
                column.addSpacing(8)
            rows += some
        projects = _latest_first(recent.recent_projects(), drafts.drafts())
        if projects:
            column.addWidget(_heading(tr("Recent projects")))
            # A single row at first, so that the templates are visible too.
            self._row = self._tiles_in_row()
            shown = projects if self._all_projects else projects[: self._row]
            column.addWidget(self._projects(shown))
            if len(shown) < len(projects):
                more = self._more_projects(len(projects) - len(shown))
                column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
            column.addSpacing(8)
        column.addWidget(_heading(tr("New project")))
        column.addWidget(self._templates())
        mine = own_templates()
        if mine:
            column.addSpacing(8)
            column.addWidget(_heading(tr("My templates")))
            column.addWidget(self._own_templates(mine))
        if _are_versions_kept():
            column.addWidget(self._kept_versions(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area.setWidget(page)
        self._area.verticalScrollBar().setValue(scrolled)
        if focused is not None:
            now = _focusable(page)
            names = _names(now)
            # What follows an item takes its place when it is gone.
            place = names.index(name) if name in names else min(focused, len(now) - 1)
            now[place].setFocus()
        elif rows:
            rows[0].open_button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the row of recent projects."""
        super().resizeEvent(event)
        if self._row and self._row != self._tiles_in_row():
            self.refresh()

    def _tiles_in_row(self) -> int:
        return Flow.tiles_in_row(self.width() - 2 * _MARGIN)

    def ask_open(self) -> None:
        """Ask for files and open them."""
        self._program.ask_open(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close the dialogs first, so that they cancel their jobs."""
        for dialog in self.findChildren(QDialog):
            dialog.done(QDialog.DialogCode.Rejected)
        self.closed.emit()
        event.accept()

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        sign.setPixmap(style.program_icon().pixmap(QSize(44, 44), self.devicePixelRatio()))
        words = QVBoxLayout()
        words.setSpacing(2)
        title = QLabel("Journey Editor")
        title.setProperty("role", "title")
        words.addWidget(title)
        words.addWidget(_second(tr("Draw customer-journey maps.")))
        # Qt leaves too little space between the icon and the text.
        open_button = QPushButton(style.icon("folder-open"), f"\u2002{tr('Open or import…')}")
        open_button.setToolTip(tr("A project, a Mermaid journey, a Markdown file with one, or JSON"))
        open_button.setAutoDefault(True)
        open_button.clicked.connect(self.ask_open)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(sign)
        row.addLayout(words)
        row.addStretch(1)
        row.addWidget(open_button)
        return row

    def _offers(self) -> "Sequence[Recoverable]":
        """Return the projects to recover. If there are no journals, the slow import is postponed."""
        if any(map(journals_in, places())):
            return self._program.recoveries.offers()
        self._tidying.start()
        return ()

    def _tidy(self) -> None:
        self._program.recoveries.offers()

    def _recovery(self, found: "Recoverable") -> "RecoveryRow":
        from journey_editor.app.start.recovery_row import RecoveryRow

        recoveries = self._program.recoveries
        row = RecoveryRow(found)
        row.chosen.connect(lambda: recoveries.ask_open(found, self))
        row.postponed.connect(lambda: self._do(lambda: recoveries.postpone(found)))
        row.discarded.connect(lambda: self._do(lambda: recoveries.discard(found, self)))
        return row

    def _templates(self) -> Flow:
        flow = Flow()
        for template in templates():
            tile = TemplateTile(template)
            tile.chosen.connect(lambda chosen=template.id: self._program.new_project(chosen))
            flow.add(tile)
        return flow

    def _own_templates(self, paths: Sequence[Path]) -> Flow:
        flow = Flow()
        for path in paths:
            tile = OwnTemplateTile(path)
            tile.chosen.connect(lambda chosen=path: self._program.open_template(chosen, self))
            tile.removed.connect(lambda chosen=path: self._remove_template(chosen))
            flow.add(tile)
        return flow

    def _remove_template(self, path: Path) -> None:
        def remove() -> None:
            removed = remove_template(path)
            self.notice_bar.show_notice(
                tr("The template “{name}” was removed.").format(name=path.stem),
                [(tr("Undo"), lambda: self._do(lambda: restore_template(removed)))],
            )

        self._do(remove)

    def _projects(self, projects: Sequence[recent.RecentProject | Path]) -> Flow:
        flow = Flow()
        for project in projects:
            flow.add(self._unnamed_tile(project) if isinstance(project, Path) else self._tile(project))
        return flow

    def _tile(self, project: recent.RecentProject) -> RecentTile:
        tile = RecentTile(
            project.name, project.path, recent.thumbnail_path(project.path), pinned=project.pinned
        )
        tile.chosen.connect(lambda: self._program.open(project.path, self))
        tile.pinned.connect(lambda on: self._do(lambda: recent.pin(project.path, pinned=on)))
        tile.removed.connect(lambda: self._remove(project))
        return tile

    def _remove(self, project: recent.RecentProject) -> None:
        """Remove a project from the list. If its file is gone, report the versions that are kept."""
        from journey_editor.storage.project.versions import kept_of

        self._do(lambda: recent.forget(project.path))
        kept = replace(kept_of(project.path), name=project.name)
        if not kept.is_gone or not kept.versions:
            return
        gone = tr("“{name}” was removed from the list. Its file no longer exists.").format(name=kept.name)
        still_kept = ntr(
            "{n} earlier version is still kept on this computer.",
            "{n} earlier versions are still kept on this computer.",
            len(kept.versions),
        )
        actions = (
            (tr("Show versions…"), lambda: self._show_versions(project.path)),
            (tr("Delete versions…"), lambda: self._ask_delete(kept)),
        )
        self.notice_bar.show_notice(f"{gone} {still_kept}", actions)

    def _show_versions(self, path: Path) -> None:
        from journey_editor.app.dialogs.versions import VersionsDialog

        VersionsDialog(self, self._program, path).open()

    def _ask_delete(self, kept: "KeptProject") -> None:
        from journey_editor.app.dialogs.delete_versions import ask_delete_versions

        ask_delete_versions(self, [kept], self._notify_deleted)

    def _notify_deleted(self, sentence: str) -> None:
        self.refresh()
        self.notice_bar.show_notice(sentence)

    def _more_projects(self, count: int) -> QPushButton:
        return _quiet_button(ntr("{n} more project…", "{n} more projects…", count), self._show_all_projects)

    def _show_all_projects(self) -> None:
        self._all_projects = True
        self.refresh()

    def _kept_versions(self) -> QPushButton:
        button = _quiet_button(tr("Versions of all projects…"), self._show_kept_versions)
        button.setToolTip(tr("Show or delete the earlier versions of your projects"))
        return button

    def _show_kept_versions(self) -> None:
        from journey_editor.app.dialogs.kept_versions import KeptVersionsDialog

        dialog = KeptVersionsDialog(self, self._program)
        dialog.finished.connect(self.refresh)
        dialog.open()

    def _unnamed_tile(self, path: Path) -> RecentTile:
        tile = RecentTile("", path, recent.thumbnail_path(path), draft=True)
        tile.chosen.connect(lambda: self._program.open(path, self))
        tile.removed.connect(lambda: self._do(lambda: _discard(path)))
        return tile

    def _do(self, change: Callable[[], object]) -> None:
        try:
            change()
        except UserError as error:
            self.notice_bar.show_notice(error.sentence)
        self.refresh()

    def _add_keys(self) -> None:
        for keys, run in (
            ("Ctrl+O", self.ask_open),
            ("Ctrl+Q", self._program.quit),
            ("Ctrl+W", self.close),
        ):
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(run)
            self.addAction(action)


def _focusable(page: QWidget | None) -> list[QWidget]:
    """Return the widgets of a page that take the focus from the Tab key."""
    every = page.findChildren(QWidget) if page is not None else []
    return [each for each in every if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _names(widgets: Sequence[QWidget]) -> list[tuple[str, int]]:
    """Return the name of each widget or of its tile, and its number among those of the same name."""
    counts: Counter[str] = Counter()
    names = []
    for each in widgets:
        tile = next((up for up in (each, each.parentWidget()) if isinstance(up, Tile)), None)
        text = each.text() if isinstance(each, QAbstractButton) else ""
        name = text if tile is None else tile.toolTip() or tile.accessibleName()
        names.append((name, counts[name]))
        counts[name] += 1
    return names


def _latest_first(
    named: Sequence[recent.RecentProject], unnamed: Sequence[Path]
) -> list[recent.RecentProject | Path]:
    """Return the pinned projects, then the other projects and the drafts, the latest first."""
    found: list[tuple[bool, float, recent.RecentProject | Path]] = [
        *((not each.pinned, -each.when.timestamp(), each) for each in named),
        *((True, -_saved_at(each), each) for each in unnamed),
    ]
    return [each for _, _, each in sorted(found, key=lambda pair: pair[:2])]


def _saved_at(path: Path) -> float:
    # Another window may just have discarded the draft.
    with contextlib.suppress(OSError):
        return path.stat().st_mtime
    return 0.0


def _discard(path: Path) -> None:
    drafts.discard(path)
    recent.forget(path)


def _quiet_button(text: str, run: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", "quiet")
    button.clicked.connect(run)
    return button


def _are_versions_kept() -> bool:
    """Return whether there may be earlier versions, without importing the code that reads them."""
    with contextlib.suppress(OSError):
        return any(folders.user_versions().iterdir())
    return False


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label


def _second(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", "second")
    return label
