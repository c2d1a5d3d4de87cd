"""References of cards in the window: seen, opened, added, changed, dropped, pasted, and taken elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from journey_editor.app.panels.references_field import ReferencesField
from journey_editor.app.program.application import Application
from journey_editor.app.session.card_references import add_references
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.references import add_reference
from journey_editor.layout.queries.hit_testing import boxes_of, cell_of
from journey_editor.layout.reference_sign import sign_of
from journey_editor.model.records import Card, CardReference
from journey_editor.storage.project.project_file import read_project
from tests.app.driver import choose, find, press, select, settle, type_into
from tests.app.panels.test_outline import item
from tests.app.services.test_dropped_content import drop, in_window
from tests.app.window.conftest import Desktop

pytestmark = pytest.mark.usefixtures("kept_window")

CARD, OTHER = "Leaflet and a talk", "Is told that the number"


def refer(window: MainWindow, *addresses: str, card: str = CARD) -> str:
    """Give a card addresses as they are in a file of somebody else, select it, and return its id."""
    (card_id,) = select(window, "card", card)
    with window.session.edit("Refer") as draft:
        for address in addresses:
            add_reference(draft, card_id, address)
    settle()
    return card_id


def addresses(window: MainWindow, card: str = CARD) -> list[str]:
    return [each.address for each in window.session.document.references_of(find(window, "card", card))]


def menu() -> QMenu:
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def sign_place(window: MainWindow, card: str) -> QPoint:
    """Bring the sign of a card into view, and return its place in the viewport."""
    window.canvas.reveal(card)
    box = sign_of(window.canvas.map_scene.layout.cards[card])
    assert box is not None
    return window.canvas.mapFromScene(QPointF(*box.center))


def test_a_click_on_the_sign_first_shows_what_it_opens(sample: MainWindow, desktop: Desktop) -> None:
    card = refer(sample, "https://аррӏе.com/a", "https://ann:pw@example.com", "mailto:a@b.de", "javascript:x")
    viewport, place = sample.canvas.viewport(), sign_place(sample, card)
    QTest.mouseMove(viewport, place)
    settle()
    assert viewport.cursor().shape() == Qt.CursorShape.PointingHandCursor
    tip = QHelpEvent(QEvent.Type.ToolTip, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, tip)
    assert "xn--80ak6aa92e.com" in QToolTip.text() and "pw" not in QToolTip.text()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    shown = [each.text() for each in menu().actions()]
    assert "https://аррӏе.com (xn--80ak6aa92e.com)/a" in shown[0] and "https://•••@example.com" in shown[1]
    assert desktop.opened == [] and sample.session.selection.ids == (card,)
    for at in range(4):
        menu().actions()[at].trigger()
    menu().close()
    settle()
    assert desktop.opened == ["https://xn--80ak6aa92e.com/a", "https://ann:pw@example.com", "mailto:a@b.de"]
    assert "begin with “javascript:” are not opened" in sample.notice_bar.text
    # The keyboard alone, on the map and in the context menu.
    choose(sample, "reference.open")
    QTest.keyClick(menu(), Qt.Key.Key_Down)
    QTest.keyClick(menu(), Qt.Key.Key_Down)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    settle()
    assert desktop.opened[3:] == ["mailto:a@b.de"]
    sample.canvas.adding.show_menu_at_focus()
    (below,) = [each.menu() for each in menu().actions() if each.text() == "Open reference"]
    assert isinstance(below, QMenu) and len(below.actions()) == 4
    menu().close()
    # Ctrl, which opens links elsewhere, opens them without selecting the card.
    sample.session.selection.clear()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, place)
    assert len(menu().actions()) == 4 and not sample.session.selection.ids
    menu().close()
    # Where the sign is not drawn, nothing opens.
    sample.canvas.set_zoom(0.3)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=sign_place(sample, card))
    assert QApplication.activePopupWidget() is None


def test_references_are_added_changed_ordered_and_removed_in_the_inspector(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch, desktop: Desktop
) -> None:
    select(sample, "card", CARD)
    choose(sample, "reference.add")
    field = sample.inspector.form.fields["references"]
    assert isinstance(field, ReferencesField) and field.line.hasFocus()
    for text in ("www.example.com", "ann@example.com"):
        type_into(field.line, text)
        press(field.line, Qt.Key.Key_Return)
    assert addresses(sample) == ["https://www.example.com", "mailto:ann@example.com"]
    # What would not be opened stays to be corrected.
    type_into(field.line, "javascript:alert(1)")
    press(field.line, Qt.Key.Key_Return)
    assert "are not opened" in sample.notice_bar.text and field.line.text() == "javascript:alert(1)"
    assert len(addresses(sample)) == 2
    field.line.clear()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/tmp/a b.pdf "], ""))
    field.browse.click()
    settle()
    first, second, third = field.rows
    assert third.name.shown_instead == "a b.pdf " and addresses(sample)[2] == "/tmp/a b.pdf "
    type_into(second.name, "Ann")
    paste_into_line(first.address, "https://ann:secret@аррӏе.com")
    assert first.address.text() == "https://•••@аррӏе.com" and first.hint.text() == "xn--80ak6aa92e.com"
    paste_into_line(first.address, "https://•••@example.com/b")
    first.open.click()
    assert desktop.opened == ["https://ann:secret@example.com/b"] and first.hint.isHidden()
    paste_into_line(first.address, "x" * 4001)
    assert "has 4001 characters" in sample.notice_bar.text
    press(first.address, Qt.Key.Key_Escape)
    assert first.address.text() == "https://•••@example.com/b"
    up, down, _, remove = second.entries.actions()
    up.trigger()
    settle()
    assert addresses(sample)[0] == "mailto:ann@example.com" and field.rows[0] is second
    assert not up.isEnabled() and down.isEnabled()
    before = sample.session.document
    remove.trigger()
    settle()
    assert addresses(sample) == ["https://ann:secret@example.com/b", "/tmp/a b.pdf "]
    sample.session.undo()
    assert sample.session.document == before
    names = [each.name for each in sample.session.document.references_of(find(sample, "card", CARD))]
    assert names == ["Ann", "", ""]


def test_several_cards_show_the_references_that_they_share(sample: MainWindow) -> None:
    refer(sample, "https://example.com/1", "https://example.com/2")
    refer(sample, "https://example.com/2", "https://example.com/3", card=OTHER)
    select(sample, "card", CARD, OTHER)
    field = sample.inspector.form.fields["references"]
    assert isinstance(field, ReferencesField)
    (row,) = field.rows
    assert field.others.text() == "2 other references are not on all of these cards."
    type_into(row.name, "Both")
    type_into(field.line, "https://example.com/4")
    press(field.line, Qt.Key.Key_Return)
    assert [len(addresses(sample, each)) for each in (CARD, OTHER)] == [3, 3] and len(field.rows) == 2
    field.rows[0].entries.actions()[-1].trigger()
    settle()
    assert [len(addresses(sample, each)) for each in (CARD, OTHER)] == [2, 2]
    choose(sample, "reference.open")
    assert len(menu().actions()) == 4
    menu().close()


def below_cards(window: MainWindow, lane: str) -> QPoint:
    """Return a place in the first cell of a lane that no card covers."""
    layout = window.canvas.map_scene.layout
    cell = cell_of(layout, layout.steps[0].id, find(window, "lane", lane))
    assert cell is not None
    return in_window(window, cell.box.x + 20, cell.box.bottom - 3)


def paste_into_line(field: QLineEdit, text: str) -> None:
    """Replace the text of a field, also by letters that no test can type, and press Enter."""
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    field.paste()
    press(field, Qt.Key.Key_Return)
    QGuiApplication.clipboard().clear()


def link(url: str, title: str = "") -> QMimeData:
    """Return a link as a browser drags it."""
    data = QMimeData()
    data.setUrls([QUrl(url)])
    data.setText(url)
    data.setData("text/x-moz-url", f"{url}\n{title or url}".encode("utf-16-le"))
    return data


def test_a_link_is_dropped_on_a_card_or_makes_one(sample: MainWindow, tmp_path: Path) -> None:
    card = find(sample, "card", CARD)
    place = in_window(sample, *boxes_of(sample.canvas.map_scene.layout, card)[0].center)
    assert drop(sample, link("https://example.com/help", "Help"), place)
    (reference,) = sample.session.document.references_of(card)
    assert (reference.name, reference.address) == ("Help", "https://example.com/help")
    drop(sample, link("https://example.com"), QPoint(5, sample.height() - 60))
    assert "Drop a link onto a card" in sample.notice_bar.text
    place = below_cards(sample, "Thoughts")
    assert drop(sample, link("https://u:pw@example.com"), place)
    (made,) = (sample.session.document.get(Card, each) for each in sample.session.selection.ids)
    assert made.text == "https://•••@example.com"
    assert [each.address for each in sample.session.document.references_of(made.id)] == [
        "https://u:pw@example.com"
    ]
    # A file of a kind that the program cannot read; there it was only an error before.
    file = tmp_path / "report.pdf"
    file.write_text("x")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(file))])
    place = in_window(sample, *boxes_of(sample.canvas.map_scene.layout, card)[0].center)
    assert drop(sample, files, place)
    assert addresses(sample)[1:] == [str(file)]
    assert drop(sample, files, sample.inspector.mapTo(sample, QPoint(20, 20)))
    assert [each.address for each in sample.session.document.references_of(made.id)][1:] == [str(file)]
    assert drop(sample, files, below_cards(sample, "Thoughts"))
    assert find(sample, "card", "report.pdf")
    assert not [each for each in sample.session.document.select(Card) if "file:" in each.text]


def test_a_pasted_address_is_a_reference_of_the_selected_card(sample: MainWindow) -> None:
    clipboard = QGuiApplication.clipboard()
    card = refer(sample)
    clipboard.setText("https://example.com/1\n")
    choose(sample, "edit.paste")
    assert addresses(sample) == ["https://example.com/1"]
    assert "press Esc and paste it again" in sample.notice_bar.text
    sample.session.undo()
    # Any other text is a card, as before.
    clipboard.setText("See https://example.com/1")
    choose(sample, "edit.paste")
    (new,) = sample.session.selection.ids
    assert new != card and not sample.session.document.select(CardReference, card=new)
    sample.session.selection.replace((), sample.session.selection.cell)
    clipboard.setText("https://example.com/1")
    choose(sample, "edit.paste")
    (new,) = sample.session.selection.ids
    assert sample.session.document.get(Card, new).text == "https://example.com/1"
    assert [each.address for each in sample.session.document.references_of(new)] == ["https://example.com/1"]
    clipboard.clear()


def test_paths_stay_right_when_the_project_or_a_card_goes_elsewhere(
    program: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    window = program.new_project("sample")
    window.files.save_as(old / "map.journey")
    qtbot.waitUntil(lambda: window.session.folder == old)
    (card,) = select(window, "card", CARD)
    add_references(window.session, [card], [(str(old / "plan.txt"), ""), (str(new / "far.txt"), "")])
    assert addresses(window) == ["plan.txt", str(new / "far.txt")]
    window.files.save_copy(new / "copy.journey")
    qtbot.waitUntil(lambda: "Saved a copy" in window.notice_bar.text)
    copied = read_project(new / "copy.journey").document
    assert [each.address for each in copied.references_of(card)] == [str(old / "plan.txt"), "far.txt"]
    assert addresses(window) == ["plan.txt", str(new / "far.txt")]
    # Pasted into another project, the card refers to the same files.
    select(window, "card", CARD)
    choose(window, "edit.copy")
    other = program.new_project("sample")
    other.files.save_as(new / "other.journey")
    qtbot.waitUntil(lambda: other.session.folder == new)
    select(other, "card", OTHER)
    choose(other, "edit.paste")
    (pasted,) = other.session.selection.ids
    assert [each.address for each in other.session.document.references_of(pasted)] == [
        str(old / "plan.txt"),
        "far.txt",
    ]
    window.files.save_as(new / "map.journey")
    qtbot.waitUntil(lambda: "2 files have other paths now" in window.notice_bar.text)
    assert addresses(window) == [str(old / "plan.txt"), "far.txt"]
    window.files.save_as(tmp_path / "missing" / "map.journey")
    # Nothing was saved there, so the paths are the old ones again.
    qtbot.waitUntil(lambda: "other paths" not in window.notice_bar.text)
    assert addresses(window) == [str(old / "plan.txt"), "far.txt"]


def test_the_outline_and_the_search_lead_to_references(sample: MainWindow, desktop: Desktop) -> None:
    card = refer(sample, "https://example.com/needle")
    tree = sample.outline.tree
    row = item(sample, CARD)
    assert row.childCount() == 0
    row.setExpanded(True)
    tree.setFocus()
    press(tree, Qt.Key.Key_Down)
    current = tree.currentItem()
    assert current is not None and current.text(0) == "https://example.com/needle"
    assert sample.session.selection.ids == (card,)
    with sample.session.edit("Rename") as draft:
        draft.change(draft.references_of(card)[0], name="Needle")
    settle()
    # It stays the current row, also after an edit.
    assert tree.currentItem() is current and current.text(0) == "Needle"
    press(tree, Qt.Key.Key_Return)
    assert desktop.opened == ["https://example.com/needle"]
    sample.session.selection.clear()
    choose(sample, "find.find")
    type_into(sample.bars.find_bar.line, "com/needle")
    press(sample.bars.find_bar.line, Qt.Key.Key_Return)
    assert sample.session.selection.ids == (card,)
    assert "Address of a reference of “Leaflet" in sample.bars.find_bar.info.text()
