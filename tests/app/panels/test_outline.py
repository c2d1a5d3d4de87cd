"""Outline: it shows the journey as a tree and selects on the map."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QTreeWidgetItem

from journey_editor.app.panels.outline import COUNT
from journey_editor.app.widgets.look import style
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.model.records import Card, Link, Persona
from journey_editor.wording.spoken import describe_link
from tests.app.driver import choose, find, press, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")


def rows(window: MainWindow) -> list[str]:
    """Return the visible rows of the tree, each with its count."""
    found: list[str] = []

    def read(item: QTreeWidgetItem, depth: int) -> None:
        for index in range(item.childCount()):
            child = item.child(index)
            assert child is not None
            found.append("  " * depth + " ".join(filter(None, (child.text(0), child.data(0, COUNT)))))
            if child.isExpanded():
                read(child, depth + 1)

    read(window.outline.tree.invisibleRootItem(), 0)
    return found


def item(window: MainWindow, words: str) -> QTreeWidgetItem:
    """Return the row that begins with a text."""
    flags = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
    return window.outline.tree.findItems(words, flags, 0)[0]


def test_the_outline_shows_stages_with_counts_then_personas_and_lanes(sample: MainWindow) -> None:
    assert rows(sample) == [
        "Awareness 3",
        "Exploration 6",
        "Consideration 4",
        "Purchase 6",
        "Delivery 6",
        "Support 19",
        "Personas",
        "Amira Haddad",
        "Tom Lindqvist",
        "Lanes",
        "Actions",
        "Touchpoints",
        "Thoughts",
        "Emotion",
        "Insights 2",
        "  Pain points",
        "  Opportunities",
        "Links 4",
    ]


def test_links_have_rows_that_select_them_and_follow_the_map(
    sample: MainWindow, screen_reader: Callable[[], None]
) -> None:
    screen_reader()
    sample.outline.refresh()
    session, tree = sample.session, sample.outline.tree
    heading = item(sample, "Links")
    assert not heading.flags() & Qt.ItemFlag.ItemIsSelectable
    # The keyboard reaches the heading and expands it.
    tree.setFocus()
    tree.setCurrentItem(heading)
    press(tree, Qt.Key.Key_Right)
    below = rows(sample)[rows(sample).index("Links 4") + 1 :]
    ends = "“Bot asks for the customer number three…” to “Ines from line care takes over and stay…”"
    assert len(below) == 4 and f"  Handoff from {ends}: support to line care" in below, below
    press(tree, Qt.Key.Key_Down)
    (link,) = session.selection.ids
    assert isinstance(session.document.get(Link, link), Link)
    assert sample.canvas.map_scene.layout.links
    said = tree.currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert said == describe_link(session.document, session.document.get(Link, link), "en")
    # What is selected on the map is shown in the tree, also when the heading is collapsed.
    session.selection.clear()
    heading.setExpanded(False)
    settle()
    other = session.document.links_of(session.journey_id)[-1]
    session.selection.replace([other.id])
    settle()
    assert item(sample, "Links").isExpanded() and tree.currentItem().row_id == other.id


def test_a_persona_without_a_name_is_called_as_on_the_map(sample: MainWindow) -> None:
    with sample.session.edit("Rename") as draft:
        draft.change(draft.get(Persona, find(sample, "persona", "Tom")), name="")
    settle()
    words = "".join(line.text for line in sample.canvas.map_scene.layout.header.personas[1].name.lines)
    assert words in rows(sample)


def test_each_persona_has_the_same_icon_as_on_the_map(sample: MainWindow) -> None:
    for _ in range(6):
        choose(sample, "persona.add")
        sample.canvas.cancel()
    first, last = item(sample, "Amira Haddad"), item(sample, "Lanes")
    tree = sample.outline.tree
    signs = []
    while (first := tree.itemBelow(first)) is not last:
        signs.append(first.icon(0))
    assert len(signs) == 7
    assert not any(each.isNull() for each in signs)


def test_a_stage_expands_into_its_steps_and_cards(sample: MainWindow) -> None:
    item(sample, "Support").setExpanded(True)
    item(sample, "Making good").setExpanded(True)
    shown = rows(sample)
    assert "  Line care 5" in shown
    assert "    Ines calls two weeks later: is all well?" in shown


def test_a_chosen_row_is_selected_and_visible_on_the_map(sample: MainWindow) -> None:
    item(sample, "Awareness").setExpanded(True)
    sample.outline.tree.setCurrentItem(item(sample, "One more thing"))
    settle()
    thought = find(sample, "card", "One more thing")
    assert sample.session.selection.ids == (thought,)
    assert sample.session.selection.cell is not None


def test_the_selection_on_the_map_is_shown_in_the_tree(sample: MainWindow) -> None:
    select(sample, "card", "Ines calls")
    assert [each.text(0) for each in sample.outline.tree.selectedItems()] == [
        "Ines calls two weeks later: is all well?"
    ]


def test_a_stage_that_the_user_collapses_stays_collapsed_though_a_card_in_it_is_selected(
    sample: MainWindow,
) -> None:
    [card] = select(sample, "card", "One more thing")
    assert item(sample, "Awareness").isExpanded()
    item(sample, "Awareness").setExpanded(False)
    with sample.session.edit("Rewrite card") as draft:
        draft.change(draft.get(Card, card), text="One thing less")
    settle()
    assert not item(sample, "Awareness").isExpanded()


def test_a_stage_expands_when_a_selected_card_is_moved_into_it(sample: MainWindow) -> None:
    [card] = select(sample, "card", "One more thing")
    with sample.session.edit("Move card") as draft:
        stage = draft.stages_of(sample.session.journey_id)[1]
        draft.change(draft.get(Card, card), step=draft.steps_of(stage.id)[0].id)
    settle()
    assert item(sample, "Exploration").isExpanded()
    assert [each.text(0) for each in sample.outline.tree.selectedItems()] == ["One more thing to think of."]


def test_the_outline_follows_edits_and_undo(sample: MainWindow) -> None:
    item(sample, "Awareness").setExpanded(True)
    select(sample, "card", "One more thing")
    choose(sample, "edit.delete")
    assert "Awareness 2" in rows(sample)
    assert not any("One more thing" in row for row in rows(sample))
    choose(sample, "edit.undo")
    assert "Awareness 3" in rows(sample)
    assert any("One more thing" in row for row in rows(sample))


def test_a_moved_stage_stays_expanded(sample: MainWindow) -> None:
    item(sample, "Awareness").setExpanded(True)
    select(sample, "stage", "Awareness")
    choose(sample, "move.right")
    shown = rows(sample)
    assert shown[:2] == ["Exploration 6", "Awareness 3"]
    assert shown[2].startswith("  Sign the lease")


def test_esc_returns_to_the_map(sample: MainWindow) -> None:
    sample.activateWindow()
    sample.outline.tree.setFocus()
    press(sample.outline.tree, Qt.Key.Key_Escape)
    assert sample.focusWidget() is sample.canvas


def test_changed_texts_on_the_map_change_in_the_outline_and_back(sample: MainWindow) -> None:
    item(sample, "Awareness").setExpanded(True)
    card = find(sample, "card", "Sign the lease")
    for step in ("Rewrite card", "Rewrite card again"):
        with sample.session.edit(step) as draft:
            record = draft.find(card)
            assert record is not None
            draft.change(record, text=f"Signs\n{step}")
        settle()
        assert f"  Signs {step}" in rows(sample)
    choose(sample, "edit.undo")
    choose(sample, "edit.undo")
    assert any(row.startswith("  Sign the lease") for row in rows(sample))
    item(sample, "Awareness").setExpanded(False)
    choose(sample, "edit.redo")
    item(sample, "Awareness").setExpanded(True)
    assert "  Signs Rewrite card" in rows(sample)


def test_a_row_shows_only_the_beginning_of_a_very_long_text(sample: MainWindow) -> None:
    item(sample, "Awareness").setExpanded(True)
    with sample.session.edit("Rewrite card") as draft:
        draft.change(draft.get(Card, find(sample, "card", "Sign the lease")), text="and on " * 2000)
    settle()
    (row,) = (each for each in rows(sample) if each.startswith("  and on"))
    assert row.endswith("…") and len(row) < 600


def test_a_screen_reader_hears_all_about_each_row(
    sample: MainWindow, screen_reader: Callable[[], None]
) -> None:
    """It heard only the text of a card that was not the current one."""

    def heard(words: str) -> str:
        return str(item(sample, words).data(0, Qt.ItemDataRole.AccessibleTextRole))

    select(sample, "card", "Sign the lease")
    assert heard("Sign the lease") == "None", "while there is no screen reader, nothing is described"
    screen_reader()
    sample.outline.tree.setFocus()
    settle()
    assert heard("Neighbours").startswith("Neighbours name Fjordnet in the street’s group, Touchpoint")
    (card,) = select(sample, "card", "Neighbours name")
    assert heard("Sign the lease").startswith("Sign the lease and list what has to move along, Action")
    place = "Touchpoint, Awareness, Touchpoints, Social media, Amira Haddad"
    assert heard("Neighbours").startswith(
        f"Neighbours name Fjordnet in the street’s group, {place}, emotion of"
    )
    with sample.session.edit("Rewrite") as draft:
        draft.change(draft.get(Card, card), text="Reads")
    settle()
    assert heard("Reads").startswith(f"Reads, {place}")
    # What is said about a card depends on others, too.
    assert "card 1 of 1" not in heard("Reads")
    with sample.session.edit("Duplicate") as draft:
        first = draft.get(Card, card)
        add_card(draft, first.step, first.lane, "Another", kind="touchpoint")
    settle()
    assert heard("Reads").endswith("card 1 of 2")
    assert heard("Awareness") == "Stage: Awareness, 4 cards"
    assert heard("Thoughts") == "Lane: Thoughts"
    assert heard("Tom").startswith("Persona: Tom Lindqvist, Customers, retired teacher")
    assert heard("Personas") == "Personas"


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_row_with_the_focus_has_a_frame(sample: MainWindow, qapp: QApplication, theme: str) -> None:
    sample.outline.show()
    style.use_theme(qapp, theme)
    tree = sample.outline.tree
    stage = item(sample, "Exploration")
    select(sample, "stage", "Exploration")

    def framed() -> bool:
        """True if the row has a frame of the colour of the accent, on all sides."""
        settle()
        row, image = tree.visualItemRect(stage), tree.viewport().grab().toImage()
        color = QColor(style.colors().accent_text)
        middle = row.center()
        ends = [QPoint(middle.x(), row.top() + 1), QPoint(middle.x(), row.bottom() - 1)]
        ends += [QPoint(row.left() + 1, middle.y()), QPoint(row.right() - 1, middle.y())]
        return all(image.pixelColor(each) == color for each in ends)

    tree.setFocus()
    assert framed()
    sample.canvas.setFocus()
    assert not framed()
    style.use_theme(qapp, "light")


def test_the_outline_says_which_personas_are_not_customers(
    sample: MainWindow, screen_reader: Callable[[], None]
) -> None:
    screen_reader()
    tom = find(sample, "persona", "Tom")
    with sample.session.edit("Change") as draft:
        draft.change(draft.get(Persona, tom), kind="staff")
    select(sample, "persona", "Tom")
    settle()
    row = sample.outline.tree.currentItem()
    assert row.data(0, COUNT) == "Staff"
    heard = row.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert heard.startswith("Persona: Tom Lindqvist, Staff, retired teacher") and "one number" in heard
    assert item(sample, "Amira").data(0, COUNT) == ""
