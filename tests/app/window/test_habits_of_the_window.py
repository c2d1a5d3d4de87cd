"""Habits from canvas tools and spreadsheets: commands, files, and what a person always and never sees."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.overlay.affordances import TARGET
from journey_editor.app.canvas.overlay.animation import DURATION
from journey_editor.app.canvas.zoom_view import OPENING_ZOOM, READABLE_ZOOM
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.program import job_display
from journey_editor.app.program.application import Application
from journey_editor.app.start.tiles import RecentTile, TemplateTile
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.colors import CONTRAST
from journey_editor.app.window.actions.key_sheet import KeySheet
from journey_editor.app.window.actions.palette import Palette, matching
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Card, EmotionPoint
from journey_editor.storage.project.project_file import read_project
from tests.app.canvas.conftest import story
from tests.app.dialog_driver import every_opened, name_file, opened
from tests.app.driver import settle
from tests.app.memory_store import session_in_memory
from tests.app.window.hand import Hand
from tests.benchmarks.generated import generated_map

KEY = Qt.Key


def test_find(hand: Hand) -> None:
    """Ctrl+F, hits and their number as you type, and F3 to the next."""
    hand.keys("Ctrl+F")
    bar = hand.window.bars.find_bar
    counts = []
    for letter in "shop":
        hand.keys(letter)
        counts.append(int(bar.count.text().split()[-1]))
    assert counts[0] > counts[-1] == 1
    hand.keys("Esc").keys("F3")
    assert hand.selected() == ["Calls the shop"]


def test_every_command(hand: Hand) -> None:
    """Ctrl+K and Ctrl+Shift+P: a palette over the action table, which finds a command and runs it."""
    for count, keys in enumerate(("Ctrl+K", "Ctrl+Shift+P"), start=2):
        hand.select("Calls the shop").keys(keys)
        opened(Palette).line.setText("duplicate")
        hand.keys("Return")
        assert hand.texts("Support", "Touchpoints") == ["Calls the shop"] * count
    actions = hand.window.actions_of_table
    commands = [row for row, _ in actions.rows() if row.id != "help.commands"]
    for row in commands[::10]:
        assert row.id in {found.id for found, _ in matching(actions, row.name)}


def test_the_keys(hand: Hand) -> None:
    """F1, and ? when no card has the focus: a sheet with a search field, from the action table."""
    hand.keys("F1")
    sheet = opened(KeySheet)
    shortcuts = sum(1 for row, _ in hand.window.actions_of_table.rows() if row.shortcuts)
    assert sheet.list.count() >= shortcuts
    sheet.line.setText("duplicate")
    assert sheet.list.item(0).text() == "Duplicate"
    sheet.close()
    hand.session.selection.replace([hand.stage("Purchase")])
    hand.view.setFocus()
    hand.type("?")
    opened(KeySheet).close()
    hand.select("Sees an advert")
    hand.view.setFocus()
    hand.type("?")
    assert hand.view.writing.active and not every_opened(KeySheet)


def test_set_the_emotion(hand: Hand) -> None:
    """With Alt+Shift+Up and Down on a touchpoint, by dragging its point, and with the pen."""

    def value() -> float:
        return hand.point("Calls the shop").value

    before = value()
    hand.select("Calls the shop").keys("Alt+Shift+Up")
    assert value() > before
    hand.keys("Alt+Shift+Down")
    assert value() == pytest.approx(before)
    chart = hand.layout.charts[0]
    drawn = next(p for curve in chart.curves for p in curve.points if p.id == hand.point("Calls the shop").id)
    hand.press(hand.at(drawn.x, drawn.y)).drag_to(
        hand.view.mapFromScene(QPointF(drawn.x, chart.y_of(0.8)))
    ).release()
    assert value() == pytest.approx(0.8, abs=0.1)
    column = boxes_of(hand.layout, hand.stage("Purchase"))[0]
    hand.press(hand.at(column.x + 20, chart.y_of(-0.7)))
    hand.drag_to(hand.view.mapFromScene(QPointF(column.right - 20, chart.y_of(-0.7)))).release()
    assert hand.undo_name == "Draw emotion curve"


@pytest.mark.parametrize("keys", ["Ctrl+Shift+E", "Ctrl+P"])
def test_export_and_print(hand: Hand, keys: str) -> None:
    hand.keys(keys)
    opened(ExportDialog).close()


def test_present(hand: Hand) -> None:
    """F5 from the beginning, Shift+F5 from here; Esc leaves."""
    for keys, stage in (("F5", "Awareness"), ("Shift+F5", "Support")):
        hand.select("Nobody answers").keys(keys)
        presentation = hand.window.presentation
        assert presentation.active and not hand.window.top_bar.isVisible()
        assert hand.stage(stage) in presentation.steps[presentation.index].stages
        hand.keys("Esc")
        assert not presentation.active and hand.window.top_bar.isVisible()


def test_save(hand: Hand, qtbot: QtBot, tmp_path: Path) -> None:
    """Ctrl+S saves now and says so, Ctrl+Shift+S goes on in the new file, “Save a copy” stays."""
    window, store = hand.window, hand.session.store
    hand.keys("Ctrl+Shift+S")
    name_file(tmp_path / "map")
    qtbot.waitUntil(lambda: hand.session.title == "map")
    hand.select("Calls the shop").keys("Ctrl+D").keys("Ctrl+S")
    qtbot.waitUntil(lambda: not store.unsaved)
    assert "Saved “map.journey”." in window.notice_bar.text
    assert read_project(tmp_path / "map.journey").document == hand.document
    # Always seen: that the file is saved.
    qtbot.waitUntil(lambda: window.status_line.saved_text.startswith("● Saved · "))
    assert "map" in window.windowTitle(), "always seen: where the file is"
    window.actions_of_table["project.save_copy"].trigger()
    name_file(tmp_path / "copy")
    qtbot.waitUntil(lambda: "Saved a copy" in window.notice_bar.text)
    assert hand.session.title == "map"
    assert store.path == tmp_path / "map.journey"


def test_stage_headers_and_lane_names_stay_in_view(hand: Hand) -> None:
    hand.view.set_zoom(2.0)
    hand.view.look_at(QPointF(900, 800))
    hand.settle()
    top, side = hand.view.frozen.top, hand.view.frozen.side
    assert top.isVisible() and side.isVisible()
    image = hand.view.grab().toImage()
    assert image.pixelColor(image.width() // 2, 12).name() == "#22314a", "the chevron of a stage"
    hand.view.fit()
    hand.settle()
    assert not top.isVisible() and not side.isVisible()


@pytest.mark.parametrize("rtl", [False, True])
def test_a_map_opens_fitted_if_it_is_legible_then_and_else_at_85_percent_at_its_beginning(
    qapp: QApplication, rtl: bool
) -> None:
    for document, fitted in ((story("rtl" if rtl else "ltr"), True), (generated_map(240), False)):
        session = session_in_memory(document)
        if rtl:
            with session.edit("Turn") as draft:
                draft.change(session.journey, direction="rtl")
        view = MapView(session)
        view.resize(1240, 1060)
        view.show()
        settle()
        paper = view.paper()
        assert view.visible_region().contains(paper) == fitted
        assert (READABLE_ZOOM <= view.zoom() <= 1.0) if fitted else view.zoom() == OPENING_ZOOM
        assert view.visible_region().contains(paper.topRight() if rtl else paper.topLeft())
        view.close()
        view.deleteLater()
        session.deleteLater()


def test_always_seen_is_what_is_selected_and_what_a_drop_will_do(hand: Hand) -> None:
    card = hand.card("Calls the shop")
    plain = hand.picture(card)
    hand.click(hand.middle(card))
    assert hand.picture(card) != plain
    before = hand.document
    hand.press(hand.middle(card)).drag_to(hand.cell("Purchase", "Touchpoints"))
    assert hand.view.overlay.marked() is not None
    assert "Release to move here" in hand.view._current_status_tip()
    assert hand.document is before
    hand.key(KEY.Key_Escape).release()


def test_always_seen_is_how_long_work_takes_with_cancel_after_half_a_second() -> None:
    # What the bar shows and cancels is tested with the files that are opened.
    assert job_display.DELAY <= 0.5


def test_never_seen_is_a_dialog_for_what_undo_could_take_back(hand: Hand) -> None:
    """Nor a traceback: everything is deleted without a question, and comes back."""
    before = hand.document
    records = hand.card("Calls the shop"), hand.stage("Support"), hand.lane("Actions"), hand.lane("Emotion")
    for record in records:
        hand.session.selection.replace([record])
        hand.view.setFocus()
        hand.keys("Del")
        assert record not in hand.document
        assert not every_opened(QDialog)
        hand.keys("Ctrl+Z")
        assert hand.document == before


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("card", {"kind": "pain_point"}),
        ("card", {"kind": "pain_point", "severity": 4}),
        ("card", {"moment_of_truth": True}),
        ("point", {"source": "assumed"}),
        ("point", {"value": 0.9}),
    ],
)
def test_never_seen_is_a_colour_that_carries_a_meaning_alone(
    hand: Hand, kind: str, fields: dict[str, Any]
) -> None:
    """A map that is printed in grey still says it."""

    def without_colors() -> str:
        return re.sub("#[0-9A-Fa-f]{6}", "#", repr(hand.view.map_scene.drawing))

    changed = {"card": Card, "point": EmotionPoint}[kind]
    record_id = hand.card("Calls the shop") if kind == "card" else hand.point("Calls the shop").id
    before = without_colors()
    with hand.session.edit("Change") as draft:
        draft.change(draft.get(changed, record_id), **fields)
    assert without_colors() != before
    # A state of the file has a sign, too.
    assert hand.window.status_line.saved_text[0] in "●○◇"


def test_start_page(program: Application, qtbot: QtBot, tmp_path: Path) -> None:
    """Recent projects with a picture, a pin and a word if the file is gone; templates, open and import."""
    for name in ("gone", "here"):
        window = program.new_project("blank")
        window.files.save_as(tmp_path / f"{name}.journey")
        qtbot.waitUntil(lambda window=window: not window.isWindowModified())
        settle()
        window.close()
    (tmp_path / "gone.journey").unlink()
    page = program.show_start_page()
    recent = page.findChildren(RecentTile)
    words = [[label.text() for label in each.findChildren(QLabel)] for each in recent]
    assert "here" in words[0]
    assert "The file no longer exists" not in words[0]
    assert "gone" in words[1]
    assert "The file no longer exists" in words[1]
    assert not recent[0].findChildren(QLabel)[0].pixmap().isNull()
    assert recent[0].findChildren(QToolButton)[0].accessibleName() == "Pin to the top"
    offered = page.findChildren(TemplateTile)
    names = [each.accessibleName() for each in offered]
    assert (names[0], names[-1]) == ("Blank map", "Sample: wrong bill")
    qtbot.waitUntil(lambda: all(not each.picture.pixmap().isNull() for each in offered[:3]))
    assert any("Open or import…" in each.text() for each in page.findChildren(QPushButton))
    QTest.mouseClick(recent[1], Qt.MouseButton.LeftButton)
    settle()
    assert "gone.journey" in page.notice_bar.text
    assert program.windows == []


def test_pointer_and_eye(hand: Hand, qapp: QApplication) -> None:
    """Hover and focus are visible, targets are large enough, a re-flow is animated if the system animates."""
    card = hand.card("Calls the shop")
    hand.hover(QPoint(2, 2))
    plain = hand.picture(card)
    hand.hover(hand.middle(card))
    assert hand.picture(card) != plain
    hand.hover(QPoint(2, 2))
    before = hand.view.viewport().grab().toImage()
    hand.focus_cell("Purchase", "Thoughts")
    assert hand.view.viewport().grab().toImage() != before
    assert TARGET >= 24
    buttons = [*hand.window.findChildren(QToolButton), *hand.window.findChildren(QPushButton)]
    # The icon in a field is the same as a key: Alt+Down opens the calendar.
    own = [each for each in buttons if not isinstance(each.parentWidget(), QLineEdit)]
    small = [each for each in own if each.isVisible() and min(each.width(), each.height()) < 24]
    assert not small, [(each.accessibleName() or each.text(), each.size()) for each in small]
    assert 120 <= DURATION <= 160
    for animated in (True, False):
        qapp.setEffectEnabled(Qt.UIEffect.UI_General, animated)
        hand.select("Asks a friend").keys("Alt+Up")
        assert bool(hand.view.animation.places()) == animated
        hand.view.animation.finish()
        hand.keys("Ctrl+Z")
        hand.view.animation.finish()
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)


def test_themes_of_the_window_leave_the_map_its_own(hand: Hand, qapp: QApplication) -> None:
    """Light, dark and high contrast, as the system or the user says; the map keeps its print theme."""
    rows = {row.id: action for row, action in hand.window.actions_of_table.rows()}
    paper = hand.view.paper_color()
    assert {"view.theme_system", "view.theme_light", "view.theme_dark"} <= rows.keys()
    rows["view.theme_contrast"].trigger()
    settle()
    assert qapp.palette().window().color().name() == CONTRAST.chrome.lower()
    assert hand.view.paper_color() == paper
    with hand.session.edit("Dark map") as draft:
        draft.change(hand.session.journey, theme="dark")
    assert hand.view.paper_color() != paper
    style.use_theme(qapp, "light")


def test_screen_readers_walk_through_named_items_beside_an_outline(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The canvas says each focused item; the outline is a tree in step with the selection, usable alone."""
    heard: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: heard.append(event.message()))
    hand.select("Calls the shop")
    assert heard[-1] == (
        "Calls the shop, Touchpoint, Support, Asks, Touchpoints, Ada Brook, emotion of Ada Brook: annoyed"
    )
    tree = hand.window.outline.tree
    current = tree.currentItem()
    assert "Calls the shop" in current.text(0)
    assert "Asks" in current.parent().text(0)
    tree.setFocus()
    hand.keys("Up")
    assert hand.selected() == ["Asks"]
    hand.keys("Down").keys("Del")
    assert not any(card.text == "Calls the shop" for card in hand.document.select(Card))
