"""Insight panel: what the map says, rule by rule; a click shows what it is about."""

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.commands.insights import (
    dismiss_finding,
    restore_dismissal,
    switch_rule,
)
from journey_editor.foundation.memo import Same
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.finding import Finding
from journey_editor.insight.rules import RULES, all_findings
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import Dismissal
from journey_editor.wording.insight_words import finding_words, rule_name, rule_reason

_DELAY = 60
"""Milliseconds after an edit until the rules run."""
_MOST_ROWS = 100
"""Maximum number of rows of a rule."""
_FINDING, _RULE, _DISMISSAL = (int(Qt.ItemDataRole.UserRole) + index for index in range(3))


@reports_errors
class InsightPanel(QWidget):
    """Tree of the rules that found something, each with its findings, and of what is not shown."""

    left = Signal()
    """Emitted when the focus must return to the map."""
    export_wanted = Signal()
    """Emitted when a page with the findings is wanted."""
    chosen = Signal(tuple)
    """Emitted with the ids of what a finding is about, to show them on the map."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("side", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(120, 140)
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._closed: set[str] = {"dismissed", "off"}
        self.tree = _Tree()
        self.tree.itemClicked.connect(self._choose)
        self.tree.currentItemChanged.connect(lambda _: self._describe())
        self.tree.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, _RULE)))
        self.tree.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, _RULE)))
        self.tree.row_activated.connect(self._choose)
        self.tree.row_deleted.connect(lambda _: self.ask_reason())
        self.tree.escaped.connect(self.left)
        self.tree.menu_wanted.connect(self._open_menu)
        heading = QLabel(tr("What the map says"))
        heading.setProperty("role", "section")
        heading.setIndent(8)
        self.reason_of_rule = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.reason_of_rule.setProperty("role", "second")
        self.reason_of_rule.setMinimumWidth(1)
        self.dismiss = QPushButton(tr("Dismiss…"), autoDefault=False)
        self.dismiss.clicked.connect(lambda _=False: self.ask_reason())
        self.reason = _Reason()
        self.reason.hide()
        self.reason.returnPressed.connect(self._dismiss)
        self.reason.escaped.connect(self._close_reason)
        beside = QVBoxLayout()
        beside.setContentsMargins(0, 0, 8, 8)
        self.export = QPushButton(tr("Export…"), autoDefault=False)
        self.export.clicked.connect(lambda _=False: self.export_wanted.emit())
        for widget in (self.reason_of_rule, self.dismiss, self.reason):
            beside.addWidget(widget)
        beside.setAlignment(self.dismiss, Qt.AlignmentFlag.AlignLeft)
        beside.addStretch(1)
        beside.addWidget(self.export, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.tree, 5)
        row.addLayout(beside, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 4, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addLayout(row, 1)
        # The rules run after an edit was painted, not before.
        self._soon = QTimer(self, singleShot=True, interval=_DELAY)
        self._soon.timeout.connect(self.refresh)
        session.changed.connect(self._soon.start)

    def refresh(self) -> None:
        """Let the rules run if the map has changed, and show what they found."""
        session = self._session
        shown = Same(session.document), session.journey_id
        if shown == self._shown or not self.isVisibleTo(self.window()):
            return
        self._shown = shown
        current = self._key(self.tree.currentItem())
        document, journey = session.document, session.journey_id
        dismissed = {(each.rule, each.item): each for each in document.select(Dismissal, journey=journey)}
        by_rule: dict[str, list[Finding]] = {}
        hidden: list[tuple[Finding, Dismissal]] = []
        for finding in all_findings(document, journey):
            if finding.key in dismissed:
                hidden.append((finding, dismissed[finding.key]))
            else:
                by_rule.setdefault(finding.rule, []).append(finding)
        with QSignalBlocker(self.tree):
            self.tree.clear()
            for rule, found in by_rule.items():
                self._add_rule(rule, found)
            if not by_rule:
                self._branch("", tr("Nothing found. The map answers all questions."), "circle-check")
            self._add_hidden(hidden, document.project().rules_off.split())
            self._select_again(current)
        self._describe()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was found while the panel was hidden."""
        super().showEvent(event)
        self.refresh()

    def paint_icons(self) -> None:
        """Draw the icons again in the current colours."""
        self._shown = ()
        self.refresh()

    def ask_reason(self) -> None:
        """Ask why the current finding is dismissed."""
        if self._finding() is not None and self._session.may_edit():
            self.dismiss.hide()
            self.reason.clear()
            self.reason.show()
            self.reason.setFocus()

    def _add_rule(self, rule: str, found: list[Finding]) -> None:
        branch = self._branch(rule, f"{rule_name(rule)} ({len(found)})", "lightbulb")
        for finding in found[:_MOST_ROWS]:
            self._row(branch, finding_words(self._session.document, finding), finding)
        if len(found) > _MOST_ROWS:
            more = len(found) - _MOST_ROWS
            branch.addChild(QTreeWidgetItem([ntr("{n} more", "{n} more", more)]))

    def _add_hidden(self, hidden: list[tuple[Finding, Dismissal]], off: list[str]) -> None:
        if hidden:
            branch = self._branch("dismissed", tr("Dismissed ({n})").format(n=len(hidden)), "eye-off")
            for finding, dismissal in hidden[:_MOST_ROWS]:
                words = finding_words(self._session.document, finding)
                said = tr("{finding} Reason: {reason}").format(finding=words, reason=dismissal.reason)
                row = self._row(branch, said if dismissal.reason else words, finding)
                row.setData(0, _DISMISSAL, dismissal.id)
        if off:
            branch = self._branch("off", tr("Rules that are off ({n})").format(n=len(off)), "eye-off")
            for rule in off:
                row = QTreeWidgetItem([rule_name(rule)])
                row.setData(0, _RULE, rule)
                branch.addChild(row)

    def _branch(self, key: str, text: str, icon: str) -> QTreeWidgetItem:
        branch = QTreeWidgetItem([text])
        branch.setData(0, _RULE, key)
        branch.setIcon(0, style.icon(icon))
        self.tree.addTopLevelItem(branch)
        branch.setExpanded(key not in self._closed)
        return branch

    def _row(self, branch: QTreeWidgetItem, words: str, finding: Finding) -> QTreeWidgetItem:
        row = QTreeWidgetItem([words])
        row.setData(0, _FINDING, finding)
        row.setData(0, _RULE, finding.rule)
        row.setToolTip(0, plain_tool_tip(words))
        branch.addChild(row)
        return row

    def _rows(self) -> list[QTreeWidgetItem]:
        rows: list[QTreeWidgetItem | None] = []
        for at in range(self.tree.topLevelItemCount()):
            branch = self.tree.topLevelItem(at)
            rows.append(branch)
            rows += [branch.child(index) for index in range(branch.childCount())] if branch else []
        return [row for row in rows if row is not None]

    def _select_again(self, key: object) -> None:
        """Make the same row current as before, or the first one."""
        rows = self._rows()
        same = next((row for row in rows if self._key(row) == key), None)
        self.tree.setCurrentItem(same or rows[0])

    def _key(self, item: QTreeWidgetItem | None) -> object:
        finding = item.data(0, _FINDING) if item is not None else None
        if isinstance(finding, Finding):
            return finding.key
        return item.data(0, _RULE) if item is not None else None

    def _finding(self) -> Finding | None:
        item = self.tree.currentItem()
        finding = item.data(0, _FINDING) if item is not None and not item.data(0, _DISMISSAL) else None
        return finding if isinstance(finding, Finding) else None

    def _describe(self) -> None:
        """Show why the current rule matters."""
        item = self.tree.currentItem()
        rule = item.data(0, _RULE) if item is not None else ""
        self.reason_of_rule.setText(rule_reason(rule) if rule in RULES else "")
        self.reason_of_rule.setVisible(rule in RULES)
        self.dismiss.setEnabled(self._finding() is not None and not self._session.read_only)

    def _choose(self, item: QTreeWidgetItem) -> None:
        finding = item.data(0, _FINDING)
        if isinstance(finding, Finding):
            present = [each for each in finding.items if each in self._session.document]
            self.chosen.emit(tuple(present))

    def _dismiss(self) -> None:
        finding, reason = self._finding(), self.reason.text().strip()
        self._close_reason()
        if finding is not None:
            with self._session.edit(tr("Dismiss finding")) as draft:
                dismiss_finding(draft, self._session.journey_id, *finding.key, reason)
            self.refresh()

    def _close_reason(self) -> None:
        self.reason.hide()
        self.dismiss.show()
        self.tree.setFocus()

    def _open_menu(self, place: QPoint) -> None:
        """Open the context menu of the current row."""
        item = self.tree.currentItem()
        if item is None:
            return
        rule, menu = item.data(0, _RULE), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._finding() is not None:
            menu.addAction(tr("Dismiss…"), self.ask_reason)
        if item.data(0, _DISMISSAL):
            menu.addAction(tr("Show again"), lambda: self._restore(item.data(0, _DISMISSAL)))
        elif rule in self._session.document.project().rules_off.split():
            menu.addAction(tr("Switch on this rule"), lambda: self._switch(rule, on=True))
        elif rule in RULES:
            menu.addAction(tr("Switch off this rule in the project"), lambda: self._switch(rule, on=False))
        for action in menu.actions():
            action.setEnabled(not self._session.read_only)
        if menu.actions():
            menu.popup(place)

    def _restore(self, dismissal: str) -> None:
        with self._session.edit(tr("Show finding again")) as draft:
            restore_dismissal(draft, dismissal)
        self.refresh()

    def _switch(self, rule: str, *, on: bool) -> None:
        with self._session.edit(tr("Switch on rule") if on else tr("Switch off rule")) as draft:
            switch_rule(draft, rule, on=on)
        self.refresh()


@reports_errors
class _Tree(QTreeWidget):
    """Tree in which Enter chooses a row, Del deletes it, and Esc leaves."""

    row_activated = Signal(QTreeWidgetItem)
    row_deleted = Signal(QTreeWidgetItem)
    escaped = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self) -> None:
        super().__init__()
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(tr("What the map says"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row on Enter and Space, dismiss it on Del, and leave on Esc."""
        keys, item = Qt.Key, self.currentItem()
        if event.key() == keys.Key_Escape:
            self.escaped.emit()
        elif item is not None and event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.row_activated.emit(item)
        elif item is not None and event.key() in (keys.Key_Delete, keys.Key_Backspace):
            self.row_deleted.emit(item)
        else:
            super().keyPressEvent(event)

    def _ask_menu(self, place: QPoint) -> None:
        """Open the menu at the pointer, or from the keyboard at the current row."""
        item = self.itemAt(place)
        if item is not None:
            self.setCurrentItem(item)
        self.menu_wanted.emit(self.viewport().mapToGlobal(place))


@reports_errors
class _Reason(QLineEdit):
    """Field for the reason of a dismissal; Esc closes it."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaxLength(NAME_LIMIT)
        self.setPlaceholderText(tr("Why? Press Enter"))
        self.setAccessibleName(tr("Reason of the dismissal"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
