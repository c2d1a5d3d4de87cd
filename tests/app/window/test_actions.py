"""Action table: unique shortcuts, working actions on any map, and complete menus."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from journey_editor.app.program.application import Application
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.actions import action_table
from journey_editor.app.window.actions.action import always
from journey_editor.app.window.actions.palette import Palette, matching
from journey_editor.app.window.actions.search import Searchable, search
from journey_editor.app.window.actions.search_words import need_of, synonyms_of
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.views import save_view
from journey_editor.editing.templates import templates
from journey_editor.editing.templates.blank import add_blank_journey
from journey_editor.foundation.resources import resources
from journey_editor.model.records import Card
from journey_editor.model.rules import check_document
from tests.app.driver import choose, find, menu_text, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

# These open a dialog of the system or end the program; they have tests of their own.
_ASKING = {
    "project.open",
    "project.import",
    "project.save",
    "project.save_as",
    "project.save_copy",
    "project.close",
    "program.quit",
    "picture.add",
    "edit.contact_log",
}
_FOR_TWO_JOURNEYS = {f"journey.{name}" for name in ["compare", "delete", "left", "next", "previous", "right"]}
# These open a window each, which tests of the start page and of templates do.
_OPENING = {f"template.{each.id}" for each in templates()}
_WALKED = sorted(set(action_table()) - _ASKING - _OPENING)


def test_each_shortcut_belongs_to_one_action() -> None:
    keys = Counter(QKeySequence(each).toString() for row in action_table().values() for each in row.shortcuts)
    assert [each for each, count in keys.items() if count > 1 or not each] == []


def test_every_icon_of_the_table_exists() -> None:
    names = {row.icon for row in action_table().values() if row.icon}
    assert [name for name in names if not (resources() / "icons" / f"{name}.svg").is_file()] == []


def test_every_action_is_in_a_menu(sample: MainWindow) -> None:
    def below(menu: QMenu) -> set[str]:
        found = {action.objectName() for action in menu.actions()}
        return found.union(*(below(each) for each in menu.findChildren(QMenu)))

    menus = set().union(*(below(menu) for menu in sample.top_bar.menus.values()))
    assert set(action_table()) - menus == set()


def test_each_action_can_be_run_on_the_sample_and_undone(sample: MainWindow) -> None:
    before = sample.session.document
    for action_id in _WALKED:
        _prepare(sample, action_id)
        choose(sample, action_id)
        sample.canvas.cancel()
        check_document(sample.session.document)
        _close_dialogs()
        while sample.session.editor.undo_name:
            sample.session.undo()
        assert sample.session.document == before, action_id


def _prepare(window: MainWindow, action_id: str) -> None:
    """Prepare the window for an action."""
    if action_id.startswith("link.add"):
        select(window, "card", "Leaflet", "Ines calls")
        return
    if action_id == "stage.merge" or action_id.startswith("size."):
        select(window, "stage", "Awareness")
        return
    if action_id in ("stage.split", "step.merge"):
        select(window, "step", "Line care")
        return
    select(window, "card", "Bot asks" if action_id == "reference.open" else "Leaflet")
    if action_id in ("journey.open_detail", "journey.back"):
        session, (card,) = window.session, window.session.selection.ids
        with session.edit("Add journey") as draft:
            journey = add_blank_journey(draft, "en", "ltr")
            draft.change(draft.get(Card, card), detail=journey)
        if action_id == "journey.back":
            session.open_detail(card)
    if action_id == "edit.paste":
        choose(window, "edit.copy")
    elif action_id == "journey.review_changes":
        choose(window, "journey.reviewed")
    elif action_id == "span.fewer":
        choose(window, "span.more")
    elif action_id.endswith("_lanes") and action_id.startswith("span."):
        select(window, "card", "Two systems")
        if action_id == "span.fewer_lanes":
            choose(window, "span.more_lanes")
    elif action_id in ("edit.undo", "edit.redo"):
        choose(window, "edit.delete")
        if action_id == "edit.redo":
            choose(window, "edit.undo")
    elif action_id in _FOR_TWO_JOURNEYS:
        choose(window, "journey.add")
        if action_id == "journey.right":
            choose(window, "journey.previous")
    elif action_id == "persona.compare":
        window.presentation.end()
        select(window, "persona", "Amira", "Tom")
    elif action_id in ("persona.hide", "persona.sheet"):
        select(window, "persona", "Amira")
    elif action_id.endswith("show_all"):
        select(window, "persona" if action_id.startswith("persona") else "lane", "A")
        choose(window, action_id.replace("show_all", "hide"))
    elif action_id.startswith("views."):
        window.presentation.end()
        session, severe = window.session, CardFilter(severity=4)
        with session.edit("Save views") as draft:
            _, view, _ = [save_view(draft, session.journey_id, name, severe, 1.0) for name in "ABC"]
        session.shown_view.show(view.id)
        session.shown_view.set_filter(CardFilter(severity=5))
    elif action_id in ("lane.group", "lane.ungroup") or action_id.startswith("lane_group."):
        select(window, "lane", "Pain points", "Opportunities")
        if action_id != "lane.group":
            choose(window, "lane.group")
            window.canvas.writing.finish()
    elif action_id == "lane_kind.delete":
        choose(window, "lane_kind.add")
        window.canvas.writing.finish()
    elif action_id == "picture.remove":
        window.pictures.add([QImage(8, 8, QImage.Format.Format_RGB32)])


def test_no_action_fails_on_an_empty_map(program: Application) -> None:
    window = program.new_project("blank")
    stage, *_ = window.session.document.stages_of(window.session.journey_id)
    window.session.selection.replace([stage.id])
    choose(window, "edit.delete")
    for lane in ("Actions", "Touchpoints", "Emotion"):
        select(window, "lane", lane)
        choose(window, "edit.delete")
    for action_id in _WALKED:
        window.session.selection.clear()
        window.actions_of_table.refresh()
        action = window.actions_of_table[action_id]
        if action.isEnabled() and not action_id.startswith("view.theme"):
            action.trigger()
            settle()
            window.canvas.cancel()
            while window.session.editor.undo_name and window.session.document.lanes_of(
                window.session.journey_id
            ):
                window.session.undo()
        _close_dialogs()
    check_document(window.session.document)


def test_the_menu_names_the_step_that_undo_reverts(sample: MainWindow) -> None:
    assert not sample.actions_of_table["edit.undo"].isEnabled()
    select(sample, "card", "Leaflet")
    choose(sample, "move.right")
    assert menu_text(sample, "edit.undo") == "Undo Move"
    choose(sample, "edit.undo")
    assert menu_text(sample, "edit.undo") == "Undo"
    assert menu_text(sample, "edit.redo") == "Redo Move"


def test_the_palette_finds_a_command_by_its_words(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet")
    sample.actions_of_table.refresh()
    found = [row.id for row, _ in matching(sample.actions_of_table, "dupl")]
    assert found[0] == "edit.duplicate"
    first, *_ = [row.id for row, _ in matching(sample.actions_of_table, "zoom")]
    assert first.startswith("view.zoom")


def test_the_palette_shows_last_what_is_disabled_and_why(sample: MainWindow) -> None:
    sample.session.selection.clear()
    palette = open_palette(sample, "delete")
    items = [palette.list.item(row) for row in range(palette.list.count())]
    enabled = [bool(each.flags() & Qt.ItemFlag.ItemIsEnabled) for each in items]
    assert enabled == sorted(enabled, reverse=True)
    delete = items[shown(palette).index("Delete")]
    assert not delete.flags() & Qt.ItemFlag.ItemIsEnabled
    assert delete.data(TwoSidedDelegate.RIGHT) == "Select something first"
    palette.line.setText("delete column")
    before = sample.session.document
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert sample.session.document is before


def test_the_palette_understands_synonyms_typing_errors_and_letters_in_order(sample: MainWindow) -> None:
    select(sample, "lane", "Actions")
    palette = open_palette(sample, "")
    for typed, first in (
        ("print", "Export…"),
        ("pritn", "Export…"),
        ("exprot", "Export…"),
        ("delete column", "Delete"),
        ("dark", "Window colours: Dark"),
        ("theme", "Window colours: Follow the system"),
        ("zin", "Zoom in"),
        ("hide row", "Hide lane"),
        ("search", "Find…"),
        ("substitute", "Find and replace…"),
        ("slideshow", "Present from the beginning"),
        ("maximise", "Full screen"),
        ("combine", "Merge stages"),
        ("zzz", "No command found"),
    ):
        palette.line.setText(typed)
        assert shown(palette)[0] == first


def test_the_palette_has_synonyms_for_all_actions_and_conditions_for_those_that_can_be_disabled() -> None:
    rows = [row for row in action_table().values() if row.id != "help.commands"]
    assert [row.id for row in rows if not synonyms_of(row.id)] == []
    assert [row.id for row in rows if row.enabled is not always and not need_of(row.id)] == []


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("blueprint", "template.service_blueprint"),
        ("blueprint line", "lane.add.visibility_line"),
        ("fail point", "view.inspector"),
        ("moment of truth", "view.inspector"),
        ("decision", "link.add.branch"),
        ("branch", "link.add.branch"),
        ("matrix", "lane.add.channel"),
        ("duration", "lane.add.time"),
        ("waiting time", "lane.add.time"),
        ("bold", "edit.text"),
        ("italic", "edit.text"),
        ("storyboard", "lane.add.storyboard"),
        ("swimlane", "lane.add.action"),
        ("sticky", "note.add"),
        ("post-it", "note.add"),
        ("arrow", "link.draw"),
        ("connector", "link.draw"),
        ("KPI", "lane.add.count"),
        ("metric", "lane.add.time"),
        ("to-be", "journey.duplicate"),
        ("future state", "journey.duplicate"),
        ("diff", "journey.compare"),
    ],
)
def test_the_palette_knows_the_words_of_the_field(typed: str, command: str) -> None:
    rows = action_table().values()
    known = [Searchable(row.id, row.full or row.text, synonyms_of(row.id), enabled=True) for row in rows]
    assert command in search(known, typed)


def test_the_palette_begins_with_what_was_used_last(sample: MainWindow) -> None:
    for typed in ("zoom out", "wheel"):
        palette = open_palette(sample, typed)
        QTest.keyClick(palette.line, Qt.Key.Key_Return)
        settle()
    assert sample.settings.wheel_zooms
    assert shown(open_palette(sample, ""))[:2] == ["Mouse wheel zooms", "Zoom out"]


def test_the_palette_begins_with_the_command_that_has_the_typed_name(sample: MainWindow) -> None:
    """After a template was saved, “Save as” and Enter saved another one."""
    sample.settings.note_command("project.save_template")
    assert shown(open_palette(sample, "save as"))[:2] == ["Save as…", "Save as template…"]
    assert shown(open_palette(sample, "save"))[0] == "Save"
    assert shown(open_palette(sample, "channel"))[0] == "Insert: Channel…"


def open_palette(window: MainWindow, typed: str) -> Palette:
    choose(window, "help.commands")
    palette = window.findChildren(Palette)[-1]
    palette.line.setText(typed)
    return palette


def shown(palette: Palette) -> list[str]:
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_the_tool_bar_has_only_actions_of_the_table(sample: MainWindow) -> None:
    shown = [each for each in sample.top_bar.findChildren(QAction) if each.objectName()]
    assert {each.objectName() for each in shown} <= set(action_table())


def test_a_link_needs_two_cards(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet", "Ines calls")
    choose(sample, "link.add.handoff")
    link = sample.session.selection.single
    assert link is not None
    assert find(sample, "link", "") in sample.session.document
    select(sample, "card", "Leaflet")
    sample.actions_of_table.refresh()
    assert not sample.actions_of_table["link.add.handoff"].isEnabled()


def _close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()
    popup: QWidget | None = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    settle()


def test_the_palette_shows_full_names_of_insert_actions(sample: MainWindow) -> None:
    found = {row.name for row, _ in matching(sample.actions_of_table, "insert")}
    assert {"Insert: Card", "Insert: Stage after", "Insert lane: Pain points"} <= found


def test_with_all_lanes_hidden_the_reason_is_that_they_are_hidden(program: Application) -> None:
    window = program.new_project("blank")
    said: list[str] = []
    window.session.notice.connect(said.append)
    with window.session.edit("Hide lanes") as draft:
        for lane in draft.lanes_of(window.session.journey_id):
            draft.change(lane, hidden=True)
    window.open_capture_line()
    assert len(said) == 1 and "hidden" in said[0]
