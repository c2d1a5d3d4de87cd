"""Groups of lanes by keys, menus, the palette, the inspector and the outline; screen readers hear them."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.canvas.accessible import focus_words
from journey_editor.app.window.actions.palette import matching
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.lanes import give_to_persona
from journey_editor.model.lane_groups import groups_of, lanes_in
from journey_editor.model.records import Lane, LaneGroup
from journey_editor.wording.map_words import title_of
from tests.app.canvas.test_context_menu import opened
from tests.app.driver import choose, find, menu_text, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def groups(window: MainWindow) -> dict[str, str]:
    """Return the titles of the lanes of each group, by its name."""
    document = window.session.document
    return {
        group.name: ", ".join(title_of(lane, "en") for lane in lanes_in(document, group.id))
        for group in groups_of(document, window.session.journey_id)
    }


def drawn(window: MainWindow) -> list[str]:
    """Return the titles of the lanes and the names of the groups on the map, from the top."""
    document = window.session.document
    found = [document.find(row.id) for row in window.canvas.map_scene.layout.rows]
    return [title_of(each, "en") if isinstance(each, Lane) else getattr(each, "name", "") for each in found]


def rows(window: MainWindow) -> list[str]:
    """Return the outline below the heading of the lanes, indented as it is."""
    tree, found = window.outline.tree, []
    for index in range(tree.topLevelItemCount()):
        item: Any = tree.topLevelItem(index)
        found += [item.text(0), *(f"  {item.child(at).text(0)}" for at in range(item.childCount()))]
    return found[found.index("Lanes") + 1 :]


def test_lanes_are_grouped_named_at_once_folded_and_taken_apart(sample: MainWindow) -> None:
    canvas, session = sample.canvas, sample.session
    actions, thoughts = select(sample, "lane", "Actions", "Thoughts")
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_G, CTRL)
    settle()
    assert canvas.writing.active, "the name can be typed at once"
    QTest.keyClicks(canvas.writing.editor, "Customers")
    press(canvas.writing.editor, Qt.Key.Key_Return)
    assert groups(sample) == {"Customers": "Actions, Thoughts", "Insights": "Pain points, Opportunities"}
    assert drawn(sample)[:4] == ["Customers", "Actions", "Thoughts", "Touchpoints"]
    assert rows(sample)[:4] == ["Customers", "  Actions", "  Thoughts", "Touchpoints"]
    (group,) = session.selection.ids
    place = canvas.focus.place()
    assert focus_words(canvas.map_scene, place) == "Group of lanes: Customers"

    QTest.keyClick(canvas, Qt.Key.Key_G, CTRL | ALT)
    settle()
    assert drawn(sample)[:2] == ["Customers", "Touchpoints"]
    assert rows(sample)[0] == "Customers (collapsed)"
    assert focus_words(canvas.map_scene, place) == "Group of lanes: Customers: 2 lanes · 16 cards, collapsed"
    assert sample.actions_of_table["lane_group.collapse"].isChecked()
    assert menu_text(sample, "lane.collapse") == "Collapse group"
    choose(sample, "lane.collapse")
    assert menu_text(sample, "edit.undo") == "Undo Expand group of lanes"
    select(sample, "card", "Sign the lease")
    choose(sample, "lane_group.collapse")
    assert session.selection.ids == (group,), "the card is no longer on the map"
    session.undo()

    select(sample, "lane", "Actions")
    QTest.keyClick(canvas, Qt.Key.Key_G, CTRL | SHIFT)
    settle()
    assert list(groups(sample)) == ["Insights"]
    assert session.selection.ids == (actions, thoughts)
    session.undo()
    assert list(groups(sample)) == ["Customers", "Insights"]


def test_deleting_a_group_says_what_goes_along_and_hiding_it_hides_its_lanes(sample: MainWindow) -> None:
    (group,) = select(sample, "lane_group", "Insights")
    before = sample.session.document
    said: list[str] = []
    sample.session.notice.connect(said.append)
    entries = list(opened(sample))
    assert entries[:4] == ["Edit text", "Collapse group of lanes", "Hide lane", "Ungroup lanes"]
    assert entries[4:9] == ["Cut", "Copy", "Paste", "Duplicate", "Delete group with its lanes"]
    press(sample.canvas, Qt.Key.Key_Delete)
    assert drawn(sample)[-1] == "Emotion" and group not in sample.session.document
    assert said == [
        "“Insights” was deleted. 2 lanes went along. 12 cards in its lanes went along. "
        "Undo brings everything back."
    ]
    assert sample.session.selection.ids == (find(sample, "lane", "Emotion"),)
    sample.session.undo()
    assert sample.session.document == before
    select(sample, "lane_group", "Insights")
    choose(sample, "lane.hide")
    assert drawn(sample)[-1] == "Emotion"
    assert "Insights (hidden)" in rows(sample)


def test_a_lane_changes_its_group_in_the_inspector_and_with_the_keys(sample: MainWindow) -> None:
    select(sample, "lane_group", "Insights")
    type_into(sample.inspector.form.fields["name"], "Findings")
    select(sample, "lane", "Thoughts")
    field: Any = sample.inspector.form.fields["group"]
    assert [field.itemText(at) for at in range(field.count())] == ["None", "Findings"]

    def pick(index: int) -> None:
        field.setCurrentIndex(index)
        field.activated.emit(index)
        settle()

    pick(1)
    assert groups(sample) == {"Findings": "Pain points, Opportunities, Thoughts"}
    pick(0)
    assert drawn(sample)[-3:] == ["Pain points", "Opportunities", "Thoughts"]
    assert groups(sample) == {"Findings": "Pain points, Opportunities"}
    sample.canvas.setFocus()
    QTest.keyClick(sample.canvas, Qt.Key.Key_Up, ALT)
    settle()
    assert groups(sample) == {"Findings": "Pain points, Opportunities, Thoughts"}
    choose(sample, "lane.add.text")
    sample.canvas.writing.finish()
    assert groups(sample) == {"Findings": "Pain points, Opportunities, Thoughts, Text"}
    select(sample, "lane_group", "Findings")
    choose(sample, "move.up")
    assert drawn(sample)[2:4] == ["Findings", "Pain points"]
    select(sample, "lane", "Actions")
    assert "group" in sample.inspector.form.fields
    with sample.session.edit("Give the lane to Tom") as draft:
        give_to_persona(draft, [find(sample, "lane", "Actions")], find(sample, "persona", "Tom"))
    settle()
    assert "group" not in sample.inspector.form.fields, "no group has lanes of this persona"


def test_a_search_opens_the_group_of_what_it_finds(sample: MainWindow) -> None:
    (group,) = select(sample, "lane_group", "Insights")
    choose(sample, "lane_group.collapse")
    card = find(sample, "card", "Two systems, two dates")
    assert card not in sample.canvas.map_scene.layout.cards
    choose(sample, "find.find")
    type_into(sample.bars.find_bar.line, "Two systems")
    assert card in sample.canvas.map_scene.layout.cards
    assert sample.session.document.get(LaneGroup, group).collapsed, "the search has changed nothing"
    type_into(sample.bars.find_bar.line, "insights")
    assert sample.session.selection.ids == (group,)
    assert sample.bars.find_bar.count.text() == "1 of 1"
    commands = [row.id for row, _ in matching(sample.actions_of_table, "heading section")]
    assert commands[:1] == ["lane.group"]
