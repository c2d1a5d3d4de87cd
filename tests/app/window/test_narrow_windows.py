"""Narrow windows, as on small screens with a large scale: nothing is cut off or out of reach."""

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.panels.choice_fields import CheckField
from journey_editor.app.widgets import first_size
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.main_window import MainWindow
from journey_editor.app.window.top_bar import TopBar
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.foundation import translation
from journey_editor.foundation.catalogues import Catalogue
from journey_editor.model.records import Curve, EmotionPoint, Lane
from tests.app.dialog_driver import every_opened
from tests.app.driver import choose, find, settle

pytestmark = pytest.mark.usefixtures("kept_window")

SCREENS = ((1366, 700), (1280, 660), (853, 420), (800, 440), (683, 344), (640, 312))
"""Logical sizes of windows on screens of 1366 × 768 and 1280 × 720 pixels, scaled by up to 200 %."""


class Lengthened(Catalogue):
    """A language whose words are longer than those of German and Finnish."""

    def one(self, text: str) -> str:
        return text + "koskee"[: 6 - len(text) // 8]


def entries(menu: QMenu) -> set[str]:
    """Return the ids of all actions below a menu."""
    menu.aboutToShow.emit()
    found = {each.objectName() for each in menu.actions()}
    below = (each.menu() for each in menu.actions())
    return found.union(*(entries(each) for each in below if isinstance(each, QMenu))) - {""}


def reached(bar: TopBar) -> set[str]:
    """Check that no part of a bar is cut off. Return the ids of all actions that can be reached from it."""
    parts = [each for each in bar.findChildren(QWidget) if each.parent() is bar and not each.isHidden()]
    found: set[str] = set()
    for one, following in zip(parts, [*parts[1:], None], strict=True):
        assert bar.rect().contains(one.geometry())
        assert one.width() >= one.sizeHint().width(), f"{one.objectName()} is cut off at {bar.width()}"
        assert following is None or not one.geometry().intersects(following.geometry())
        if isinstance(one, QToolButton):
            found |= entries(one.menu()) if one.menu() else {one.defaultAction().objectName()}
    if not bar.menu_bar.isHidden():
        menus = [bar.menu_bar.actionGeometry(each) for each in bar.menu_bar.actions()]
        assert all(bar.menu_bar.rect().contains(each) and not each.isEmpty() for each in menus)
        assert bar.menu_bar.findChild(QToolButton, "qt_menubar_ext_button").isHidden()
        found.update(*(entries(each.menu()) for each in bar.menu_bar.actions()))
    return found


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_no_menu_and_no_button_of_the_top_bar_is_ever_cut_off_or_lost(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch, direction: Qt.LayoutDirection
) -> None:
    """In a window of 853 pixels, the menus View and Help were cut off."""
    for catalogue in (Catalogue(), Lengthened()):
        monkeypatch.setattr(translation, "_interface", catalogue)
        for size in (13, 19):
            holder = QWidget()
            holder.setStyleSheet(f"* {{ font-size: {size}px }}")
            holder.setLayoutDirection(direction)
            bar = TopBar(ActionSet(holder, sample), holder)
            bar.show_name("Moving house with Fjordnet")
            holder.show()
            bar.resize(2600, bar.height())
            settle()
            everything = reached(bar)
            assert {"edit.undo", "card.add", "link.add.next", "view.outline", "help.about"} <= everything
            for width in range(1500, 560, -41):
                bar.resize(width, bar.height())
                settle()
                assert reached(bar) == everything


def test_the_menus_stay_a_menu_bar_on_a_small_screen(sample: MainWindow) -> None:
    bar = sample.top_bar
    for size in SCREENS:
        sample.resize(*size)
        settle()
        assert reached(bar)
        assert not bar.menu_bar.isHidden()
    # What moved to the menu of the three dots comes back in a wider window.
    more = bar.findChild(QToolButton, "more")
    assert not more.isHidden() and "link.add.next" in entries(more.menu())
    sample.resize(1440, 700)
    settle()
    assert more.isHidden()


def test_a_menu_that_is_higher_than_the_screen_scrolls(sample: MainWindow) -> None:
    """At 200 %, the last of its columns was beyond the edge of a screen of 1280 pixels."""
    for menu in sample.top_bar.menus.values():
        assert menu.style().styleHint(QStyle.StyleHint.SH_Menu_Scrollable, None, menu)


def test_the_status_line_leaves_out_what_a_menu_has_too(sample: MainWindow) -> None:
    line = sample.status_line
    tip = line.findChild(QLabel)
    for width, height in SCREENS:
        sample.resize(width, height)
        settle()
        line.show_status_tip("A tip about the tool in hand that is as long as a sentence can be. " * 4)
        settle()
        assert sample.width() == width, "a tip does not widen the window"
        for each in line.findChildren(QLabel) + line.findChildren(QToolButton):
            assert each is tip or each.isHidden() or each.width() >= each.minimumSizeHint().width()
        assert tip.width() > 250
        sample.grab()
        assert tip.toolTip().startswith("A tip about the tool")
    assert line.zoom_slider.isHidden()
    zooms = entries(line.zoom_button.menu())
    assert {"view.zoom_in", "view.zoom_out", "view.fit"} <= zooms


def fits(widget: QWidget) -> None:
    """Check that a bar has the size that its layout needs."""
    layout = widget.layout()
    assert layout is not None
    assert layout.totalMinimumSize().width() <= widget.width(), widget.objectName()
    assert layout.minimumHeightForWidth(widget.width()) <= widget.height(), widget.objectName()


def test_each_bar_above_and_below_the_map_fits_a_small_screen(sample: MainWindow) -> None:
    bars, session = sample.bars, sample.session
    with session.edit("Plan") as draft:
        for number in range(4):
            add_journey(draft, title=f"The journey number {number}, with a long name")
    session.selection.replace([find(sample, "card", "On hold for 26")])
    for action, bar in (
        ("view.filter", bars.filter_bar),
        ("find.replace", bars.find_bar),
        ("card.capture", bars.capture_line),
    ):
        choose(sample, action)
        for width, height in SCREENS:
            sample.resize(width, height)
            settle()
            assert (sample.width(), sample.height()) == (width, height)
            fits(bar)
            fits(sample.journey_bar)
            assert sample.canvas.height() > 60
        bar.hide()
    for line in (bars.capture_line.line, bars.find_bar.line):
        room = line.width() - 18
        assert line.fontMetrics().horizontalAdvance(line.placeholderText()) <= room
    sample.resize(1440, 900)
    choose(sample, "card.capture")
    assert "@persona" in bars.capture_line.line.placeholderText()


def test_check_boxes_of_the_inspector_show_all_their_words(sample: MainWindow, qtbot: QtBot) -> None:
    """“Nothing is known u…” said the one of an emotion point."""
    document = sample.session.document

    def shows_all(box: CheckField) -> bool:
        option = QStyleOptionButton()
        box.initStyleOption(option)
        lines = option.text.split("\n")
        high_enough = box.height() >= len(lines) * box.fontMetrics().height()
        return " ".join(lines) == box.text() and high_enough

    for record in (document.select(EmotionPoint)[0], document.select(Curve)[0], document.select(Lane)[0]):
        sample.session.selection.replace([record.id])
        for size in SCREENS:
            sample.resize(*size)
            # Each level of the form passes its new minimum on in a turn of its own.
            qtbot.waitUntil(lambda: all(map(shows_all, sample.inspector.form.findChildren(CheckField))))


def test_a_choice_that_is_too_long_for_its_box_ends_with_dots(sample: MainWindow) -> None:
    """“Orange, diam” said the box of a persona's colour."""
    sample.session.selection.replace([find(sample, "persona", "Tom")])
    sample.resize(1280, 660)
    settle()
    (box,) = [each for each in sample.inspector.form.findChildren(ComboBox) if "Orange" in each.currentText()]
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    assert option.currentText.startswith("Orange, d") and option.currentText.endswith("…")
    assert box.toolTip() == "Orange, diamond"
    box.resize(300, box.height())
    box.initStyleOption(option)
    assert (option.currentText, box.toolTip()) == ("Orange, diamond", "")


def test_the_outline_gives_way_in_a_narrow_window_until_it_is_wanted(sample: MainWindow) -> None:
    def outline_is_shown() -> bool:
        assert sample.actions_of_table["view.outline"].isChecked() == sample.outline.isVisible()
        return sample.outline.isVisible()

    sample.resize(1280, 700)
    settle()
    assert outline_is_shown()
    sample.resize(683, 344)
    settle()
    assert not outline_is_shown() and sample.canvas.width() > 400
    choose(sample, "view.inspector")
    choose(sample, "view.inspector")
    assert not outline_is_shown()
    choose(sample, "view.outline")
    assert outline_is_shown()
    sample.resize(640, 344)
    settle()
    assert outline_is_shown(), "it was wanted in the narrow window"
    choose(sample, "view.present")
    sample.resize(1280, 700)
    settle()
    assert not sample.outline.isVisible(), "nothing appears around a presentation"
    sample.presentation.end()
    sample.resize(1281, 700)
    settle()
    assert outline_is_shown()
    assert "outline" not in sample.settings.panels_hidden


def test_from_right_to_left_the_outline_has_its_counts_at_the_left(
    sample: MainWindow, qapp: QApplication
) -> None:
    """The counts were painted over the names."""
    tree = sample.outline.tree
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    settle()
    row = tree.visualItemRect(tree.topLevelItem(0))
    image = tree.viewport().grab(QRect(row.left(), row.top(), 30, row.height())).toImage()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    ground = image.pixelColor(0, 0)
    columns = range(image.width())
    assert any(image.pixelColor(x, y) != ground for x in columns for y in range(4, image.height() - 4))


def test_the_window_fits_a_screen_of_720_lines_at_200_percent(sample: MainWindow) -> None:
    least = sample.minimumSize()
    assert least.width() <= 640 - 16 and least.height() <= 360 - 48
    assert sample.top_bar.minimumSizeHint().width() <= least.width()


def test_dialogs_fit_a_small_screen(sample: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """The buttons of the export dialog, and the ends of three lists, were beyond the edge of the screen."""
    least = QSize(624, 312)
    screen = sample.screen().availableSize()
    monkeypatch.setattr(first_size, "_FRAME", screen - least)
    for action in (
        "project.export",
        "help.keys",
        "help.commands",
        "help.pages",
        "project.versions",
        "tag.manage",
    ):
        choose(sample, action)
        (dialog,) = every_opened(QDialog)
        size = dialog.size()
        assert size.width() <= least.width() and size.height() <= least.height(), action
        if isinstance(dialog, ExportDialog):
            place = dialog.export_button.mapTo(dialog, dialog.export_button.rect().bottomRight())
            assert dialog.rect().contains(place)
        dialog.close()
        settle()
