"""Tool tips: names and texts of users are shown as they are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.card_bar_parts import BarButton
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.personas import add_persona
from tests.app.driver import choose, find, select

NAME = "<i>Ann</i> & Bob"
AS_HTML = "&lt;i&gt;Ann&lt;/i&gt; &amp; Bob"


@pytest.mark.parametrize("text", ["Ann", "Ann < Bob", "R&D", "two\nlines"])
def test_a_text_without_tags_is_its_own_tool_tip(text: str) -> None:
    assert plain_tool_tip(text) == text


def test_names_that_look_like_html_are_shown_as_they_are(sample: MainWindow) -> None:
    with sample.session.edit("Invite") as draft:
        persona = add_persona(draft, sample.session.journey_id, name=NAME).id
        set_card_personas(draft, find(sample, "card", "Neighbours name"), [persona])
        draft.change(draft.stages_of(sample.session.journey_id)[0], name=NAME)
    choose(sample, "view.filter")
    sample.bars.filter_bar.set_filter(CardFilter(personas=frozenset([persona])))
    choose(sample, "card.capture")
    QTest.keyClicks(sample.bars.capture_line.line, f"@{NAME}")
    QTest.keyClick(sample.bars.capture_line.line, Qt.Key.Key_Return)
    select(sample, "card", "Neighbours name")
    assert sample.canvas.ask_bar()
    named = [each for each in sample.findChildren(QWidget) if "Ann" in each.toolTip()]
    assert {"conditions", "capture"} <= {each.parentWidget().objectName() for each in named}
    assert any(isinstance(each, BarButton) for each in named)
    tree = sample.outline.tree
    anywhere = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    rows = [each.toolTip(0) for each in tree.findItems("Ann", anywhere)]
    assert len(rows) == 2, "the stage and the persona"
    for tip in (*(each.toolTip() for each in named), *rows):
        assert AS_HTML in tip


def test_a_label_that_is_cut_off_has_its_text_in_the_tool_tip(sample: MainWindow) -> None:
    label = ElidedLabel(f"{NAME}, " * 9)
    label.resize(100, 20)
    label.grab()
    assert AS_HTML in label.toolTip()
    label.setText("Ann")
    label.grab()
    assert label.toolTip() == ""
    label.close()
