"""Window of a project: bars, panels and the canvas of a session."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QSplitter, QVBoxLayout, QWidget

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.runtime.jobs import OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.services.card_dialogs import CardDialogs
from journey_editor.app.services.clipboard import Clipboard
from journey_editor.app.services.files import Files
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.missing_characters import MissingNotice
from journey_editor.app.services.pictures import Pictures
from journey_editor.app.services.read_only import ReadOnlyNotice
from journey_editor.app.services.references import References
from journey_editor.app.services.thumbnail_updater import Thumbnail
from journey_editor.app.session.figure_sources import FigureSources
from journey_editor.app.session.history_walk import HistoryWalk
from journey_editor.app.session.insertion_point import insertion_cell, why_no_cell
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.first_paint import after_first_paint
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.app.widgets.shortcuts import limit_to_focus
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.areas import Area, can_have_focus, move_to_area
from journey_editor.app.window.desk import Desk
from journey_editor.app.window.drops import Drops
from journey_editor.app.window.filled_menus import fill_when_opened
from journey_editor.app.window.journey_bar import JourneyBar
from journey_editor.app.window.left_side import LeftSide
from journey_editor.app.window.status_bar import StatusLine
from journey_editor.app.window.surroundings import hide_around, panel_widths
from journey_editor.app.window.top_bar import TopBar
from journey_editor.foundation.translation import tr
from journey_editor.layout.note_layout import NotePlace
from journey_editor.layout.queries.free_place import place_of_note

if TYPE_CHECKING:
    from journey_editor.app.window.bars import Bars
    from journey_editor.app.window.presentation import Presentation

_FIRST_SIZE = QSize(1440, 900)
_LEAST_SIZE = QSize(600, 300)
"""Minimum size. A screen of 1280 × 720 pixels has no more at a scale of 200 %, without the window's frame."""
_DELETING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@reports_errors
class MainWindow(QMainWindow):
    """Window of a session. Its commands come from the action table."""

    closed = Signal()
    """Emitted when the window and its project were closed."""

    def __init__(self, program: Program, session: Session, drawn: DrawnMap | None = None) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.program = program
        self.session = session
        session.setParent(self)
        self.settings: Settings = program.settings
        # Each widget is made in its parent, because Qt applies the style sheet again to a widget that moves.
        self._splitter = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        self.setCentralWidget(self._splitter)
        self._left_side = LeftSide(session, self._splitter)
        self._desk = Desk(session, self._splitter, self.finish_typing)
        self.canvas = MapView(session, drawn, self._desk.column)
        self.notice_bar = NoticeBar(self.canvas)
        self._leaving = False
        self._bars: Bars | None = None
        self._add_services()
        self.actions_of_table = ActionSet(self, self)
        self.top_bar = TopBar(self.actions_of_table, self)
        self.journey_bar = JourneyBar(session, self.actions_of_table, self._desk.column)
        self.outline, self.history = self._left_side.outline, self._left_side.history
        self.history_walk = HistoryWalk(session)
        self.inspector = Inspector(session, self._splitter)
        self.status_line = StatusLine(session, self.actions_of_table, self)
        self._lay_out()
        self._drops = Drops(
            self, session, program, self.canvas, self.inspector,
            self.pictures, self.imports, self.references, self.clipboard,
        )  # fmt: skip
        self._connect()
        self._apply_settings()
        self._remember_place()
        self.top_bar.paint_icons()
        self._show_state()
        self.actions_of_table.refresh()
        self.canvas.setFocus()
        after_first_paint(self, lambda: self.bars)

    @property
    def bars(self) -> "Bars":
        """Bars that are hidden at first. They are made after the first paint."""
        if self._bars is None:
            from journey_editor.app.window.bars import Bars

            self._bars = Bars(self.session, self.canvas, self.actions_of_table, self.card_dialogs)
        return self._bars

    @cached_property
    def presentation(self) -> "Presentation":
        """Presentation of the map."""
        from journey_editor.app.window.presentation import Presentation

        made = Presentation(
            self,
            self.session,
            self.canvas,
            self.notice_bar,
            self._clear_surroundings,
            lambda: self.status_line.save_error,
        )
        made.changed.connect(self.actions_of_table.refresh)
        return made

    @property
    def presenting(self) -> bool:
        """True during a presentation."""
        return "presentation" in vars(self) and self.presentation.active

    def place_of_new_note(self) -> NotePlace:
        """Return the place at the selected card or in the focused cell, or else a free one in view."""
        seen, selection = self.canvas.free_part_of_map(), self.session.selection
        return place_of_note(self.canvas.map_scene.layout, seen, selection.ids, selection.cell)

    def open_field(self, name: str, *, of_journey: bool = False) -> None:
        """Open a field of the selection, or of the journey, in the inspector."""
        if not self.session.may_edit():
            return
        if self.presenting:
            # This selects again what was selected before it.
            self.presentation.end()
        if of_journey:
            self.session.selection.clear()
        if self.inspector.isHidden():
            self.toggle_panel("inspector")
        self.inspector.go_to(name)

    def shows_panel(self, name: str) -> bool:
        """Return whether a panel is shown: `outline`, `history`, `insights`, `inspector` or `minimap`."""
        if name == "insights":
            return self._desk.shows_insights()
        return self._panels()[name].isVisibleTo(self)

    def open_capture_line(self) -> None:
        """Show the capture line for the step and lane in focus."""
        place = insertion_cell(self.session)
        if place is None:
            reason = tr("Add a stage and a lane first. A card belongs to both.")
            self.session.notice.emit(why_no_cell(self.session, reason))
        elif self.session.may_edit():
            (step, lane), _ = place
            self.bars.capture_line.open_at(step, lane)

    def open_filter(self) -> None:
        """Show the filter bar."""
        self.bars.filter_bar.open_bar()

    def open_find(self, *, replacing: bool = False) -> None:
        """Show the find bar; text that is selected in a field becomes the query."""
        from journey_editor.app.widgets.text_input import selected_text

        focused = self.focusWidget()
        words = "" if self.bars.find_bar.isAncestorOf(focused) else selected_text(focused)
        if self.finish_typing():
            self.bars.find_bar.open(words, replacing=replacing and self.session.may_edit())

    def find_again(self, by: int) -> None:
        """Go to the next (+1) or previous (−1) place of the last searched text."""
        if self.canvas.finding.search.query.text:
            self.canvas.finding.search.go(by)
        else:
            self.open_find()

    def toggle_panel(self, name: str) -> None:
        """Hide or show a panel: `outline`, `history`, `insights`, `inspector` or `minimap`."""
        wanted = not self.shows_panel(name)
        if name == "insights":
            self._desk.show_insights(wanted)
        else:
            panel = self._panels()[name]
            panel.setVisible(wanted)
            if self._left_side.isAncestorOf(panel):
                self._left_side.fit()
        # Panels of a left side that a narrow window hides are not hidden.
        hidden = {each for each, panel in self._panels().items() if panel.isHidden()}
        self.settings.set_panels_hidden(hidden if self._desk.shows_insights() else {*hidden, "insights"})
        self.actions_of_table.refresh()

    def move_to_area(self, by: int) -> None:
        """Move the focus to the next (+1) or previous (−1) area of the window."""
        areas = (
            Area(self.canvas),
            Area(self.bars.card_bar, lambda: self.canvas.ask_bar() and self.bars.card_bar.focus_first()),
            *map(Area, (self.notice_bar, self.bars.find_bar, self.bars.capture_line)),
            Area(self.inspector, self.inspector.take_focus),
            *map(Area, (self.status_line, *self._desk.panels(), self.outline, self.history)),
            *map(Area, (self.top_bar, self.journey_bar, self.bars.view_bar, self.bars.filter_bar)),
        )
        move_to_area(areas, by)

    def toggle_full_screen(self) -> None:
        """Show the window in full screen, or as it was before. Menus and panels stay."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def close_soon(self) -> None:
        """Close after the current event, because the action that calls this belongs to the window."""
        QTimer.singleShot(0, self.close)

    def ask_open(self) -> None:
        """Ask for files and open them."""
        self.program.ask_open(self)

    def show_palette(self) -> None:
        """Show the command palette."""
        from journey_editor.app.window.actions.palette import Palette

        Palette(self, self.actions_of_table, self.settings).open()

    def show_keys(self) -> None:
        """Show the keyboard shortcuts."""
        from journey_editor.app.window.actions.key_sheet import KeySheet

        KeySheet(self, self.actions_of_table).show()

    def show_help(self) -> None:
        """Show the documentation."""
        from journey_editor.app.dialogs.help import HelpWindow

        HelpWindow(self).show()

    def show_about(self) -> None:
        """Show the version of the program."""
        from journey_editor.app.dialogs.about import show_about

        show_about(self)

    def paint_icons(self) -> None:
        """Draw all icons in the current colours."""
        self.actions_of_table.paint_icons()
        self.top_bar.paint_icons()
        self.outline.paint_icons()
        self.inspector.refresh()
        if self._bars is not None:
            self._bars.card_bar.paint_icons()
        self.canvas.floating.follow()

    def leave(self) -> None:
        """Close without questions, because the program ends. The journal has the unsaved changes."""
        self._leaving = True
        self.close()

    def commit_typing(self) -> None:
        """Turn text that is being typed on the map or in a field into an edit, and keep the field open."""
        self.canvas.writing.save()
        self.inspector.commit()

    def finish_typing(self) -> bool:
        """Cancel an unfinished gesture, and commit text that is being typed on the map or in a field.

        Return False if a field rejected its text; a notice then says why.
        """
        self.canvas.cancel()
        return self.inspector.commit()

    def finish_all_typing(self) -> bool:
        """Finish typing, and add the cards of a capture line that was not entered."""
        return self.finish_typing() and (self._bars is None or self._bars.capture_line.commit())

    def take_lost_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Give the focus to the map if the focused widget is gone; Qt would give it to the next button."""
        is_inside = new is not None and self.isAncestorOf(new)
        is_gone = old is not None and self.isAncestorOf(old) and not can_have_focus(old)
        if (is_inside and is_gone) or (new is None and self.isActiveWindow()):
            self.canvas.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Give the focus to the map if the focused widget disappeared while another window was active."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self.actions_of_table.refresh()
        activated = event.type() == QEvent.Type.ActivationChange and self.isActiveWindow()
        if activated and not can_have_focus(self.focusWidget()):
            self.canvas.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save first. If that fails, keep the window open and show the reason."""
        # The window also stays open after an error.
        event.ignore()
        if self.presenting:
            self.presentation.end()
        if (self.finish_all_typing() or self._leaving) and self._ready_to_close():
            event.accept()
            self.settings.set_bytes("geometry", self.saveGeometry())
            if self._sizes_chosen:
                self.settings.set_bytes("panels", self._splitter.saveState())
            for dialog in self.findChildren(QDialog):
                # Dialogs must stop their background work before they are deleted.
                dialog.done(QDialog.DialogCode.Rejected)
            self.thumbnail.finish()
            self.jobs.cancel_all()
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adjust the panels, unless the user has chosen their widths."""
        super().resizeEvent(event)
        if not self._sizes_chosen:
            self._splitter.setSizes(panel_widths(self.width()))
        if not self.presenting and self._left_side.follow_width(self.width()):
            self.actions_of_table.refresh()

    def _clear_surroundings(self) -> Callable[[], None]:
        """Hide everything around the canvas; return a function that shows it again."""
        panels = (self._left_side, self.inspector, self.canvas.minimap, *self._desk.panels())
        around = (self.top_bar, self.status_line, self.bars.capture_line, *panels)
        bars = (self.journey_bar, self.bars.view_bar, self.bars.filter_bar, self.canvas.floating)
        return hide_around(around, self._splitter, bars)

    def _ready_to_close(self) -> bool:
        if self._leaving:
            self.files.leave()
            return True
        if self.canvas.writing.active:
            # The text was refused, and the notice bar shows why.
            leave: NoticeButton = (tr("Close without this text"), self._close_unwritten)
            self.notice_bar.show_notice(self.notice_bar.text, (leave,))
            return False
        return self.files.ready_to_close()

    def _close_unwritten(self) -> None:
        self.canvas.writing.drop()
        self.close()

    def _panels(self) -> dict[str, QWidget]:
        return {
            "outline": self.outline,
            "history": self.history,
            "inspector": self.inspector,
            "minimap": self.canvas.minimap,
        }

    def _go_to_step(self, position: int) -> None:
        """Undo or redo until `position` steps are done."""
        if self.finish_typing():
            self.history_walk.go_to(position)

    def _add_services(self) -> None:
        session, settings, bar, program = self.session, self.settings, self.notice_bar, self.program
        self.jobs = OwnedJobs(program.jobs, self)
        self.read_only_notice = ReadOnlyNotice(self, session, bar, self.jobs, program)
        self.files = Files(self, session, settings, bar, program, self.read_only_notice, self.commit_typing)
        self.pictures = Pictures(
            self, session, settings, bar, self.jobs, lambda: self.canvas.map_scene.layout
        )
        self.imports = Imports(self, session, settings, bar, self.jobs)
        figures = self.figure_sources = FigureSources(session, self, self.jobs)
        self.card_dialogs = CardDialogs(self, session, program.jobs, self.files.export, figures, settings)
        self.references = References(self, session, self.canvas, bar, self.jobs)
        self.clipboard = Clipboard(session, self.canvas.placing.begin, self.place_of_new_note)
        self.canvas.writing.table_pasted.connect(self.clipboard.paste_at)
        self.thumbnail = Thumbnail(session, program.jobs)

    def _lay_out(self) -> None:
        self.setMenuWidget(self.top_bar)
        self.setStatusBar(self.status_line)
        column = QVBoxLayout(self._desk.column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.journey_bar)
        column.addWidget(self.canvas, 1)
        for widget in (self._left_side, self._desk, self.inspector):
            self._splitter.addWidget(widget)
        self._splitter.setStretchFactor(1, 1)
        self.setMinimumSize(_LEAST_SIZE)

    def _connect(self) -> None:
        session, refresh = self.session, self.actions_of_table.refresh
        session.notice.connect(self.notice_bar.show_notice)
        session.offered.connect(partial(self.notice_bar.show_notice, stays=False))
        MissingNotice(session, self).found.connect(self.notice_bar.add_notice)
        self.figure_sources.failed.connect(self.notice_bar.add_notice)
        self.figure_sources.recovered.connect(self.notice_bar.withdraw)
        session.changed.connect(refresh)
        session.changed.connect(self._show_state)
        self.settings.changed.connect(self._apply_settings)
        self.settings.changed.connect(refresh)
        self.read_only_notice.save_as_wanted.connect(self.files.ask_save_as)
        self.files.saved_as.connect(self.thumbnail.make_soon)
        self.canvas.zoom_changed.connect(self.status_line.show_zoom)
        self.status_line.zoom_wanted.connect(self.canvas.set_zoom)
        self.canvas.status_tip_changed.connect(self.status_line.show_status_tip)
        for panel in (self._left_side, self._desk, self.inspector):
            panel.left.connect(self.canvas.setFocus)
        for signal in (self.pictures.added, self._desk.item_revealed, self.outline.chosen):
            signal.connect(self.canvas.reveal)
        self._desk.export_wanted.connect(self.files.export)
        self.history.step_chosen.connect(self._go_to_step)
        self.history.cancelled.connect(self.history_walk.cancel)
        self.history_walk.progressed.connect(self.history.show_progress)
        self.canvas.adding.menu_opening.connect(refresh)
        self.canvas.capture_wanted.connect(self.open_capture_line)
        self.canvas.keys_wanted.connect(self.show_keys)
        self.card_dialogs.serve(self.inspector)
        add_lane = self.actions_of_table["lane.add.metrics"].trigger
        session.measure_wanted.connect(lambda each: self.card_dialogs.show_measures(add_lane, each))
        self.pictures.serve(self.inspector)
        self._splitter.splitterMoved.connect(self._keep_sizes)
        fill_when_opened(self.top_bar.menus, self.program, session, self.actions_of_table, self)
        # Only the map and the outline show what is selected.
        delete, widgets = self.actions_of_table["edit.delete"], (self.canvas, self.outline.tree)
        limit_to_focus(delete, _DELETING, self, widgets)

    def _remember_place(self) -> None:
        geometry = self.settings.bytes_of("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            resize_within_screen(self, _FIRST_SIZE)
        sizes = self.settings.bytes_of("panels")
        self._sizes_chosen = sizes is not None and self._splitter.restoreState(sizes)
        for name, panel in self._panels().items():
            panel.setVisible(name not in self.settings.panels_hidden)
        self._left_side.fit()
        if "insights" not in self.settings.panels_hidden:
            after_first_paint(self, lambda: self._desk.show_insights(True))

    def _keep_sizes(self) -> None:
        self._sizes_chosen = True

    def _apply_settings(self) -> None:
        self.canvas.wheel_zooms = self.settings.wheel_zooms

    def _show_state(self) -> None:
        session = self.session
        name = tr("{name} (read-only)").format(name=session.title) if session.read_only else session.title
        self.setWindowTitle(f"{name}[*] — Journey Editor")
        self.setWindowModified(session.store.unsaved)
        self.setWindowFilePath(str(session.store.path) if session.store.has_name else "")
        self.top_bar.show_name(session.title)
