"""Tags in the window: in the inspector, card bar, context menu and filter, and the dialog of all tags."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QMenu

from journey_editor.app.dialogs.tag import TagDialog
from journey_editor.app.dialogs.tags import TagsDialog
from journey_editor.app.panels.tags_field import TagsField
from journey_editor.app.panels.tags_part import TagsPart
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.tags import add_tag, mark_tag
from journey_editor.text.matching import Query
from tests.app.driver import choose, find, press, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
LEAFLET, ORDER = "Leaflet", "Order with a fixed date"


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    """The sample with the tags “Legal”, on the leaflet, and “R&D”."""
    with sample.session.edit("Tags") as draft:
        mark_tag(draft, find(sample, "card", LEAFLET), add_tag(draft, "Legal").id, marked=True)
        add_tag(draft, "R&D")
    sample.session.editor.history.done.clear()
    sample.activateWindow()
    settle()
    return sample


def tags(window: MainWindow, words: str) -> list[str]:
    return [tag.name for tag in window.session.document.tags_on(find(window, "card", words))]


def project_tags(window: MainWindow) -> list[str]:
    return [tag.name for tag in window.session.document.tags()]


def undo_name(window: MainWindow) -> str | None:
    return window.session.editor.undo_name


def field(window: MainWindow) -> TagsField:
    found = window.inspector.form.fields["tags"]
    assert isinstance(found, TagsField)
    return found


def boxes(window: MainWindow) -> dict[str, QCheckBox]:
    shown = [each for each in field(window).findChildren(QCheckBox) if not each.isHidden()]
    return {each.text().replace("&&", "&"): each for each in shown}


def menu_of_bar(window: MainWindow) -> QMenu:
    window.bars.card_bar.fit(480)
    part = window.bars.card_bar.parts["tags"]
    assert isinstance(part, TagsPart)
    part.button.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def managing(window: MainWindow) -> TagsDialog:
    choose(window, "tag.manage")
    dialog = window.findChild(TagsDialog)
    assert isinstance(dialog, TagsDialog)
    return dialog


def rows(dialog: TagsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def name_line(dialog: TagsDialog) -> QLineEdit:
    """Return the field in which a name is edited."""
    (line,) = (each for each in dialog.list.findChildren(QLineEdit) if each.isVisible())
    return line


def rename(dialog: TagsDialog, row: int, name: str) -> None:
    dialog.list.setCurrentRow(row)
    dialog.buttons["rename"].click()
    name_line(dialog).setText(name)
    press(name_line(dialog), KEY.Key_Return)


def test_the_inspector_ticks_tags_and_adds_new_ones_by_name(window: MainWindow) -> None:
    select(window, "card", LEAFLET, ORDER)
    assert boxes(window)["Legal"].checkState() is Qt.CheckState.PartiallyChecked
    boxes(window)["R&D"].click()
    settle()
    assert (tags(window, LEAFLET), tags(window, ORDER)) == (["Legal", "R&D"], ["R&D"])
    assert undo_name(window) == "Add tag"
    QTest.keyClicks(field(window).line, "  quick   win ")
    press(field(window).line, KEY.Key_Return)
    assert tags(window, ORDER) == ["R&D", "quick win"]
    assert boxes(window)["quick win"].isChecked() and field(window).line.text() == ""
    boxes(window)["R&D"].click()
    settle()
    assert (tags(window, LEAFLET), undo_name(window)) == (["Legal", "quick win"], "Remove tag")
    QTest.keyClicks(field(window).line, "Never")
    press(field(window).line, KEY.Key_Escape)
    QTest.keyClicks(field(window).line, "LEGAL")
    select(window, "card", "Ines calls")
    assert tags(window, ORDER) == ["Legal", "quick win"], "what was typed belongs to the cards before"
    assert project_tags(window) == ["Legal", "R&D", "quick win"]


def test_with_many_tags_the_inspector_has_boxes_for_those_of_the_cards(window: MainWindow) -> None:
    with window.session.edit("Many") as draft:
        for number in range(20):
            add_tag(draft, f"Topic {number}")
    select(window, "card", LEAFLET)
    assert list(boxes(window)) == ["Legal"]
    completer = field(window).line.completer()
    completer.setCompletionPrefix("pic 1")
    assert completer.completionCount() == 11
    completer.activated.emit("")
    field(window).line.setText("Topic 15")
    settle()
    assert list(boxes(window)) == ["Legal", "Topic 15"]


def test_the_card_bar_has_a_menu_of_tags_that_stays_open(window: MainWindow) -> None:
    select(window, "card", LEAFLET, ORDER)
    menu = menu_of_bar(window)
    legal, other, *_ = menu.actions()
    assert (legal.text(), other.text()) == ("– Legal", "R&&D")
    for action in (legal, other):
        place = menu.actionGeometry(action).center()
        QTest.mouseMove(menu, place)
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    assert menu.isVisible() and legal.text() == "Legal"
    settle()
    assert tags(window, LEAFLET) == tags(window, ORDER) == ["Legal", "R&D"]
    window.bars.card_bar.fit(480)
    part = window.bars.card_bar.parts["tags"]
    assert [each.accessibleName() for each in part.buttons()] == ["Tags: Legal, R&D"]
    menu.actions()[-2].trigger()
    menu.close()
    settle()
    dialog = window.findChild(TagDialog)
    assert isinstance(dialog, TagDialog)
    dialog.accept()
    assert dialog.isVisible(), "it needs a name"
    assert dialog.color.currentIndex() == 2
    QTest.keyClicks(dialog.name, "legal")
    assert dialog.color.currentIndex() == 0 and not dialog.color.isEnabled(), "it exists"
    QTest.keyClicks(dialog.name, " advice")
    dialog.color.setCurrentIndex(5)
    dialog.accept()
    settle()
    assert tags(window, ORDER)[-1] == "legal advice" and window.session.document.tags()[-1].color == 5
    window.session.undo()
    assert tags(window, LEAFLET) == ["Legal", "R&D"]


def test_the_context_menu_ticks_tags(window: MainWindow) -> None:
    select(window, "card", LEAFLET, ORDER)
    window.canvas.adding.show_menu(QPoint(5, 5), None)
    (menu,) = (each for each in window.canvas.findChildren(QMenu) if each.title() == "Tags")
    assert [each.text() for each in menu.actions() if each.text()] == [
        "Legal",
        "R&&D",
        "New tag…",
        "Manage tags…",
    ]
    assert not menu.actions()[0].isChecked(), "not all of them have it"
    menu.actions()[0].trigger()
    settle()
    assert tags(window, ORDER) == ["Legal"]
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    settle()


def test_the_dialog_renames_merges_colours_moves_and_deletes(window: MainWindow) -> None:
    dialog = managing(window)
    right = [dialog.list.item(row).data(dialog.list.itemDelegate().RIGHT) for row in range(2)]  # type: ignore[attr-defined]
    assert (rows(dialog), right) == (["Legal", "R&D"], ["1 card", "0 cards"])
    rename(dialog, 1, "Research")
    assert (project_tags(window), undo_name(window)) == (["Legal", "Research"], "Rename tag")
    rename(dialog, 1, "  ")
    assert rows(dialog) == ["Legal", "Research"], "a tag keeps its name"
    press(dialog.list, KEY.Key_F2)
    window.session.store.state_changed.emit()
    settle()
    press(name_line(dialog), KEY.Key_Escape)
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, KEY.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    assert rows(dialog) == project_tags(window) == ["Research", "Legal"]
    dialog.buttons["color"].menu().actions()[6].trigger()
    settle()
    assert window.session.document.tags()[0].color == 6
    rename(dialog, 0, "LEGAL")
    assert (rows(dialog), undo_name(window)) == (["Legal"], "Merge tags")
    assert dialog.message.text() == "“Research” and “LEGAL” are one tag now."
    QTest.keySequence(dialog.list, "Ctrl+Z")
    settle()
    assert rows(dialog) == ["Research", "Legal"]
    dialog.list.setCurrentRow(1)
    press(dialog.list, KEY.Key_Delete)
    assert (rows(dialog), tags(window, LEAFLET), undo_name(window)) == (["Research"], [], "Delete tag")
    dialog.buttons["new"].click()
    new = dialog.findChild(TagDialog)
    assert isinstance(new, TagDialog)
    new.name.setText("Costs")
    new.accept()
    settle()
    assert (rows(dialog), dialog.list.currentRow()) == (["Research", "Costs"], 1)
    dialog.close()


def test_the_dialog_says_what_was_undone_and_goes_to_the_restored_tag(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("journey_editor.app.dialogs.tags.announce", lambda _, words: said.append(words))
    dialog = managing(window)
    dialog.list.setCurrentRow(0)
    dialog.list.setFocus()
    press(dialog.list, KEY.Key_Delete)
    assert (rows(dialog), dialog.message.text()) == (["R&D"], "“Legal” was deleted.")
    QTest.keySequence(dialog.list, "Ctrl+Z")
    settle()
    assert (rows(dialog), dialog.list.currentRow()) == (["Legal", "R&D"], 0)
    assert dialog.message.text() == said[-1] == "Undone: Delete tag"
    QTest.keySequence(dialog.list, "Ctrl+Y")
    settle()
    assert (rows(dialog), dialog.message.text()) == (["R&D"], said[-1]) == (["R&D"], "Redone: Delete tag")
    dialog.close()


def test_no_name_is_too_long_for_the_dialog_or_the_menus(window: MainWindow) -> None:
    with window.session.edit("Long") as draft:
        mark_tag(draft, find(window, "card", LEAFLET), add_tag(draft, "W" * 500).id, marked=True)
    dialog = managing(window)
    width = dialog.width()
    dialog.list.setCurrentRow(2)
    dialog.buttons["rename"].click()
    name_line(dialog).selectAll()
    name_line(dialog).insert("x" * 600)
    press(name_line(dialog), KEY.Key_Return)
    assert project_tags(window)[2] == "x" * 500
    window.session.undo()
    dialog.list.setCurrentRow(2)
    dialog.buttons["delete"].click()
    settle()
    assert dialog.width() == width and dialog.message.text().endswith("…” was deleted.")
    dialog.close()
    window.session.undo()
    select(window, "card", LEAFLET)
    window.canvas.adding.show_menu(QPoint(5, 5), None)
    (menu,) = (each for each in window.canvas.findChildren(QMenu) if each.title() == "Tags")
    assert menu.sizeHint().width() < 500
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    settle()


@pytest.mark.parametrize("name", ["\u200b", "\u2060", "\u00a0"])
def test_no_tag_gets_a_name_that_cannot_be_seen(window: MainWindow, name: str) -> None:
    dialog = managing(window)
    rename(dialog, 0, name)
    assert rows(dialog) == project_tags(window) == ["Legal", "R&D"]
    dialog.buttons["new"].click()
    new = dialog.findChild(TagDialog)
    assert isinstance(new, TagDialog)
    new.name.setText(name)
    new.accept()
    assert new.isVisible() and not window.notice_bar.isVisible()
    new.reject()
    dialog.close()
    select(window, "card", LEAFLET)
    field(window).line.setText(name)
    press(field(window).line, KEY.Key_Return)
    assert project_tags(window) == ["Legal", "R&D"] and not window.notice_bar.isVisible()


def test_the_colour_of_a_tag_passed_while_typing_does_not_stay(window: MainWindow) -> None:
    select(window, "card", ORDER)
    choose(window, "tag.add")
    dialog = window.findChild(TagDialog)
    assert isinstance(dialog, TagDialog)
    QTest.keyClicks(dialog.name, "Legal")
    assert dialog.color.currentIndex() == 0
    QTest.keyClicks(dialog.name, " advice")
    assert dialog.color.currentIndex() == 2 and dialog.color.isEnabled()
    dialog.reject()


def test_enter_in_the_inspector_takes_a_known_tag_as_in_the_capture_line(window: MainWindow) -> None:
    select(window, "card", ORDER)
    line = field(window).line
    for typed, entered in (("leg", ["Legal"]), ("eg", ["Legal", "eg"]), ("R&D", ["Legal", "R&D", "eg"])):
        line.setFocus()
        QTest.keyClicks(line, typed)
        press(line, KEY.Key_Return)
        assert tags(window, ORDER) == entered
    # Esc closes the list; then the name is a new one.
    with window.session.edit("Tag") as draft:
        add_tag(draft, "Phase two")
    settle()
    line.setFocus()
    QTest.keyClicks(line, "pha")
    press(line.completer().popup(), KEY.Key_Escape)
    press(line, KEY.Key_Return)
    assert "pha" in tags(window, ORDER)


def test_the_filter_follows_a_merge_of_tags(window: MainWindow) -> None:
    with window.session.edit("Tag") as draft:
        mark_tag(draft, find(window, "card", ORDER), draft.tags()[1].id, marked=True)
    legal, other = window.session.document.tags()
    choose(window, "view.filter")
    bar = window.bars.filter_bar
    bar.set_filter(CardFilter(tags=frozenset([legal.id])))
    dialog = managing(window)
    rename(dialog, 0, other.name)
    dialog.close()
    assert bar.filter.tags == {other.id} and bar.count.text().startswith("2 of")
    window.session.undo()
    bar.set_filter(CardFilter(tags=frozenset([legal.id])))
    search = window.canvas.finding.search
    search.begin()
    search.set_query(Query("Legal"))
    assert search.replace_all("R&D") == 1
    search.end()
    settle()
    assert bar.filter.tags == {other.id}


def test_the_filter_shows_the_cards_with_any_of_the_chosen_tags(window: MainWindow) -> None:
    with window.session.edit("Tag") as draft:
        mark_tag(draft, find(window, "card", ORDER), draft.tags()[1].id, marked=True)
    choose(window, "view.filter")
    bar, document = window.bars.filter_bar, window.session.document
    cards = len(document.cards_of(window.session.journey_id))
    menu = bar.buttons["tags"].menu()
    for shown in (1, 2):
        menu.aboutToShow.emit()
        menu.actions()[shown - 1].trigger()
        settle()
        assert len(window.canvas.map_scene.faint) == cards - shown
    assert bar.buttons["tags"].text() == "Legal, R&&D"
    with window.session.edit("Delete") as draft:
        for tag in draft.tags():
            draft.remove(tag.id)
    settle()
    assert not bar.filter.active and bar.buttons["tags"].isHidden(), "a project without tags has no button"


def test_the_commands_for_tags_are_found_by_similar_words(window: MainWindow) -> None:
    from journey_editor.app.window.actions.search_words import synonyms_of

    for action in ("tag.add", "tag.manage"):
        assert {"label", "keyword"} <= set(synonyms_of(action).split())
    select(window, "card", ORDER)
    choose(window, "tag.add")
    dialog = window.findChild(TagDialog)
    assert isinstance(dialog, TagDialog)
    dialog.name.setText("file:///tmp/x")
    assert not dialog.name.hasAcceptableInput()
    dialog.name.setText("Costs")
    dialog.accept()
    settle()
    assert tags(window, ORDER) == ["Costs"]
