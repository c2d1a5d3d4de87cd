"""Preview of the map from a table, in which the roles of columns or rows can be changed."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.canvas.drawing_view import DrawingView
from journey_editor.app.dialogs.table_model import TableModel
from journey_editor.app.runtime.jobs import Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.drawing.draw_map import draw_map
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.translation import tr
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.plan import Plan, guessed, headings_of
from journey_editor.interchange.journey_tables.source import TableImport, about_import
from journey_editor.interchange.journey_tables.to_map import map_of
from journey_editor.interchange.journey_tables.vocabulary import ROLES
from journey_editor.layout.map_layout import lay_out
from journey_editor.wording.table_words import role_name

_PREVIEWED = 24
"""Maximum number of rows with steps that the preview shows, so that it follows at once."""
_MOST_ROLES = 60
"""Maximum number of columns whose role can be changed."""


@reports_errors
class TableReview(QDialog):
    """Shows a table beside its map. Another role of a column or row changes the map at once."""

    chosen = Signal(int, object)
    """Emitted with the index of the table and its plan, to make the map."""
    as_cards = Signal()
    """Emitted to paste the cells as cards instead."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        found: TableImport,
        settings: Settings,
        jobs: Jobs,
        *,
        pasted: bool = False,
    ) -> None:
        """`pasted` offers to paste the cells as cards, too."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Map from “{name}”").format(name=name))
        self._jobs = OwnedJobs(jobs, self)
        self._source, self._index, self._settings = found.source, found.index, settings
        self._grid, self._of_reading = found.grid, found.about_reading
        self.plan = self._remembered(guessed(found.grid)) or found.plan
        self.roles: list[QComboBox] = []
        self.model = TableModel(self._grid, self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._choices())
        column.addWidget(self._sides(), 1)
        self.notes = QPlainTextEdit(readOnly=True)
        self.notes.setAccessibleName(tr("How the table was understood"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(84)
        column.addWidget(self.notes)
        column.addWidget(self._buttons(pasted=pasted))
        make_primary(self.create_button)
        self._fill_roles()
        self._refresh()
        resize_within_screen(self, QSize(1180, 760))

    def accept(self) -> None:
        """Remember the roles for tables with the same headings, and emit them."""
        self._settings.set_table_plan(self._shape(), _written(self.plan))
        super().accept()
        self.chosen.emit(self._index, self.plan)

    def done(self, result: int) -> None:
        """Stop reading, and close."""
        self._jobs.cancel_all()
        super().done(result)

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.tables = ComboBox()
        for index, name in enumerate(self._source.names):
            self.tables.addItem(name[:50] or tr("Table {n}").format(n=index + 1), index)
        self.tables.setCurrentIndex(self._index)
        self.tables.setAccessibleName(tr("Table"))
        self.tables.activated.connect(self._read_table)
        label = QLabel(tr("Table:"))
        label.setBuddy(self.tables)
        for each in (label, self.tables):
            each.setVisible(len(self._source.names) > 1)
            row.addWidget(each)
        self.turned = QCheckBox(tr("The stages are in columns, and the lanes in rows"))
        self.turned.setChecked(self.plan.turned)
        self.turned.toggled.connect(self._turn)
        row.addWidget(self.turned)
        row.addStretch(1)
        return row

    def _sides(self) -> QSplitter:
        view = QTableView()
        view.setModel(self.model)
        view.setAccessibleName(tr("Source table"))
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.horizontalHeader().setDefaultSectionSize(150)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table = view
        self._roles_area = QScrollArea(widgetResizable=True)
        self._roles_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._roles_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = self._left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(view)
        left.addWidget(self._roles_area)
        left.setSizes([300, 300])
        self.map = DrawingView({})
        self.map.setAccessibleName(tr("Preview of the map"))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(left)
        both.addWidget(self.map)
        both.setSizes([470, 670])
        return both

    def _buttons(self, *, pasted: bool) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.create_button = buttons.addButton(tr("Create map"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        if pasted:
            self.cards_button = buttons.addButton(
                tr("Paste as cards…"), QDialogButtonBox.ButtonRole.ActionRole
            )
            self.cards_button.clicked.connect(self._take_cards)
        return buttons

    def _take_cards(self) -> None:
        super().reject()
        self.as_cards.emit()

    def _fill_roles(self) -> None:
        """Show a choice for each column, or for each row if the stages are in columns."""
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(4, 4, 12, 4)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        self.roles = []
        headings = headings_of(self._grid, self.plan)
        for index, (heading, role) in enumerate(zip(headings[:_MOST_ROLES], self.plan.roles, strict=False)):
            kind = tr("Row {n}") if self.plan.turned else tr("Column {n}")
            name = heading or kind.format(n=index + 1)
            label = ElidedLabel(name)
            choice = ComboBox()
            choice.setFixedWidth(200)
            choice.setAccessibleName(name)
            for each in ("", *ROLES):
                choice.addItem(role_name(each), each)
            choice.setCurrentIndex(choice.findData(role))
            choice.currentIndexChanged.connect(lambda _, at=index: self._choose_role(at))
            label.setBuddy(choice)
            self.roles.append(choice)
            grid.addWidget(label, index, 0)
            grid.addWidget(choice, index, 1)
        grid.setRowStretch(len(self.roles), 1)
        self._roles_area.setWidget(rows)
        for one, following in pairwise((self.table, *self.roles, self.map)):
            self.setTabOrder(one, following)

    def _choose_role(self, column: int) -> None:
        self.plan = self.plan.with_role(column, str(self.roles[column].currentData()))
        self._refresh()

    def _turn(self, turned: bool) -> None:
        self.plan = guessed(self._grid, turned=turned)
        self._fill_roles()
        self._refresh()

    def _read_table(self, at: int) -> None:
        """Read another table in the background. Until then, only the choice of a table can be used."""
        source = self._source

        def work() -> tuple[Grid, tuple[str, ...], Plan]:
            grid, about = source.read(at)
            return grid, about, guessed(grid)

        self._jobs.cancel_all()
        self._set_reading(reading=True)
        self.notes.setPlainText(tr("Reading “{name}”…").format(name=self.tables.itemText(at)))
        self._jobs.run([], work, lambda found: self._show_table(at, *found), self._keep_table)

    def _keep_table(self, error: UserError) -> None:
        """Keep the table that is shown, and show why another one could not be read."""
        self._set_reading(reading=False)
        self.tables.setCurrentIndex(self._index)
        self._refresh()
        self.notes.setPlainText(f"{error.sentence}\n{self.notes.toPlainText()}")
        announce(self.notes, error.sentence)

    def _set_reading(self, *, reading: bool) -> None:
        for each in (self._left, self.turned):
            each.setEnabled(not reading)
        if reading:
            self.create_button.setEnabled(False)

    def _show_table(self, at: int, grid: Grid, about: tuple[str, ...], guess: Plan) -> None:
        self._set_reading(reading=False)
        self._index, self._grid, self._of_reading = at, grid, about
        self.plan = self._remembered(guess) or guess
        self.turned.blockSignals(True)
        self.turned.setChecked(self.plan.turned)
        self.turned.blockSignals(False)
        self._fill_roles()
        self._refresh()

    def _refresh(self) -> None:
        """Show the map of the first rows, and what is not used."""
        self.model.show_plan(self._grid, self.plan)
        if not self._grid.rows:
            self.notes.setPlainText(tr("This table is empty."))
            self.create_button.setEnabled(False)
            return
        table = self.plan.of(self._grid)
        most = self.plan.heading + 1 + _PREVIEWED
        plan = Plan(False, self.plan.heading, self.plan.roles[:_MOST_ROLES])
        made = map_of(table.first(most, _MOST_ROLES), plan, title=self._source.title)
        layout = lay_out(
            made.document,
            made.document.journeys()[0].id,
            today=now().date(),
            theme_name="dark" if style.colors().dark else "light",
        )
        self.map.show_drawing(draw_map(made.document, layout), right_to_left=layout.rtl)
        notes = about_import(self._source, self._index, self._grid, self.plan)
        notes += self._of_reading
        if len(table.rows) > most:
            notes.append(
                tr("The preview shows the first {n} of {all} rows.").format(
                    n=_PREVIEWED, all=len(table.rows) - self.plan.heading - 1
                )
            )
        self.notes.setPlainText("\n".join(notes))
        self.create_button.setEnabled(made.counts.cards + made.counts.points + made.counts.stages > 1)

    def _shape(self) -> str:
        """Return what tables of the same form have in common: the headings."""
        return "|".join(headings_of(self._grid, guessed(self._grid)))

    def _remembered(self, guess: Plan) -> Plan | None:
        """Return the plan that was last used for a table of the same form."""
        shape = "|".join(headings_of(self._grid, guess))
        return _read(self._settings.table_plan(shape), self._grid)


def _written(plan: Plan) -> Mapping[str, object]:
    return {"turned": plan.turned, "heading": plan.heading, "roles": list(plan.roles)}


def _read(written: Mapping[str, object] | None, grid: Grid) -> Plan | None:
    """Return a plan from the settings, or None if it does not fit the table."""
    if written is None:
        return None
    turned, heading, roles = written.get("turned"), written.get("heading"), written.get("roles")
    if not (isinstance(turned, bool) and isinstance(heading, int) and isinstance(roles, list)):
        return None
    table = grid.turned() if turned else grid
    known = all(each == "" or each in ROLES for each in roles)
    if not known or len(roles) != table.width or not -1 <= heading < len(table.rows):
        return None
    return Plan(turned, heading, tuple(map(str, roles)))
