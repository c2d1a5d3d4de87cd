"""Bars of a window that are hidden at first."""

from PySide6.QtWidgets import QVBoxLayout

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.panels.capture_line import CaptureLine
from journey_editor.app.panels.card_bar import CardBar
from journey_editor.app.panels.filter_bar import FilterBar
from journey_editor.app.panels.find_bar import FindBar
from journey_editor.app.services.card_dialogs import CardDialogs
from journey_editor.app.session.session import Session
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.view_bar import ViewBar


class Bars:
    """The bars around the canvas, in a column with it, and the bar beside the selected cards."""

    def __init__(self, session: Session, canvas: MapView, actions: ActionSet, dialogs: CardDialogs) -> None:
        """Insert the bars into the column that contains the canvas."""
        parent = canvas.parentWidget()
        assert parent is not None
        column = parent.layout()
        assert isinstance(column, QVBoxLayout)
        self.view_bar = ViewBar(session, actions, canvas, parent)
        self.filter_bar = FilterBar(session, parent)
        self.find_bar = FindBar(session, canvas.finding.search, parent)
        self.capture_line = CaptureLine(session, canvas.pen_persona, parent)
        self.card_bar = CardBar(session, canvas, canvas.pen_persona)
        column.insertWidget(column.indexOf(canvas), self.view_bar)
        column.insertWidget(column.indexOf(canvas), self.filter_bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.capture_line)
        for each in (self.capture_line, self.filter_bar, self.find_bar, self.card_bar):
            each.left.connect(canvas.setFocus)
        self.filter_bar.save_wanted.connect(self.view_bar.ask_save)
        session.edited.connect(self.capture_line.refresh)
        session.journey_changed.connect(self.capture_line.refresh)
        session.journey_leaving.connect(self.capture_line.commit)
        self.capture_line.captured.connect(canvas.reveal)
        self.card_bar.channel_wanted.connect(dialogs.ask_channel)
        canvas.pointer.sheet_wanted.connect(dialogs.show_sheet)
        self.card_bar.tag_wanted.connect(dialogs.ask_tag)
        self.card_bar.tags_wanted.connect(dialogs.manage_tags)
        self.card_bar.menu_wanted.connect(canvas.adding.show_menu)
        canvas.floating.hold(self.card_bar, self.card_bar.fit)
