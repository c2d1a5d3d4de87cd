"""Sheet of a persona in the window: it is edited next to its page, found, copied and exported."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.dialogs.persona_sheet import PersonaSheet
from journey_editor.app.panels.facts_field import FactsField
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.selection import remove_all
from journey_editor.model.records import CardPersona, Curve, Journey, Persona
from journey_editor.wording.sheet_words import SHEET_TEXTS
from tests.app.driver import choose, find, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")

TOM = "Tom Lindqvist"


@pytest.fixture
def tom(sample: MainWindow) -> str:
    sample.activateWindow()
    settle()
    return find(sample, "persona", TOM)


def open_sheet(window: MainWindow, persona: str) -> PersonaSheet:
    """Double-click the sign of a persona in the header."""
    people = window.canvas.map_scene.layout.header.personas
    box = next(each.badge.box for each in people if each.id == persona)
    window.canvas.reveal(persona)
    place = window.canvas.mapFromScene(QPointF(*box.center))
    QTest.mouseMove(window.canvas.viewport(), place)
    QTest.mouseDClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    dialog = window.findChild(PersonaSheet)
    assert dialog is not None
    return dialog


def test_a_sheet_is_written_next_to_its_page_and_found(sample: MainWindow, tom: str, qtbot: QtBot) -> None:
    dialog, session = open_sheet(sample, tom), sample.session
    drawn = dialog.preview.picture.cacheKey()
    type_into(dialog.form.fields["goals"], "Wants the router to blink")
    qtbot.waitUntil(lambda: dialog.preview.picture.cacheKey() != drawn)
    boxes = dialog.form.fields["channels"].findChildren(QCheckBox)
    next(each for each in boxes if each.text() == "Phone").click()
    facts = dialog.form.fields["facts"]
    assert isinstance(facts, FactsField)
    facts.add.click()
    assert dialog.focusWidget() is facts.rows[0].label
    type_into(facts.rows[0].label, "Shoe size")
    type_into(facts.rows[0].value, "44")
    facts.add.click()
    facts.rows[1].remove.click()
    settle()
    document = session.document
    assert document.get(Persona, tom).goals == "Wants the router to blink"
    assert [each.name for each in document.channels_of(tom)] == ["Phone"]
    assert [(each.label, each.value) for each in document.facts_of(tom)] == [("Shoe size", "44")]
    # Undo works in the dialog, and says what it did.
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Undo))
    assert len(session.document.facts_of(tom)) == 2 and dialog.message.text() == "Undone: Remove field"
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Redo))
    press(dialog, Qt.Key.Key_Escape)
    # Find goes to the persona, and shows what it found.
    bar = sample.bars.find_bar
    for words, name in (("router to blink", "Goals of a persona"), ("44", "Field of a persona")):
        sample.open_find()
        type_into(bar.line, words)
        assert bar.info.text().startswith(name) and words in bar.info.text()
        sample.bars.find_bar.close_button.click()
        assert session.selection.ids == (tom,)


def test_tab_follows_the_eye_in_a_sheet_which_is_exported_as_it_is_shown(
    sample: MainWindow, tom: str, qtbot: QtBot
) -> None:
    with sample.session.edit("Paper") as draft:
        draft.change(draft.get(Journey, sample.session.journey_id), paper="a3", orientation="landscape")
    dialog = open_sheet(sample, tom)
    facts = dialog.form.fields["facts"]
    assert isinstance(facts, FactsField)
    facts.add.click()
    settle()
    boxes = dialog.form.fields["channels"].findChildren(QCheckBox)
    row = facts.rows[0]
    expected = [
        *boxes,
        row.label,
        row.value,
        row.remove,
        facts.add,
        dialog.export_button,
        dialog.close_button,
    ]
    dialog.form.fields[SHEET_TEXTS[-1]].setFocus()
    for each in expected:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is each
    shown = dialog.preview.picture
    assert shown.width() > shown.height()
    dialog.export_button.click()
    settle()
    export = sample.findChild(ExportDialog)
    assert export is not None
    assert export.sheet.persona == tom and export.sheet.paper == "a3"
    assert sample.findChild(PersonaSheet) is None
    export.close()


def test_a_sheet_goes_along_into_another_project(sample: MainWindow, tom: str, program: Application) -> None:
    with sample.session.edit("Write") as draft:
        draft.change(draft.get(Persona, tom), goals="Wants the router to blink")
    select(sample, "persona", TOM)
    choose(sample, "edit.copy")
    other = program.new_project("blank")
    choose(other, "edit.paste")
    [pasted] = other.session.selection.ids
    found = other.session.document.get(Persona, pasted)
    assert (found.name, found.goals) == (TOM, "Wants the router to blink")
    assert [each.id for each in other.canvas.map_scene.layout.header.personas] == [pasted]


def test_the_inspector_and_a_lane_open_the_sheet(sample: MainWindow, tom: str) -> None:
    select(sample, "persona", TOM)
    choose(sample, "persona.sheet")
    dialog = sample.findChild(PersonaSheet)
    assert dialog is not None and dialog.form.ids == (tom,)
    # Without its persona, a sheet closes.
    with sample.session.edit("Delete") as draft:
        remove_all(draft, sample.session.journey_id, [tom])
    settle()
    assert sample.findChild(PersonaSheet) is None


def test_deleting_a_persona_that_300_cards_name_says_so(sample: MainWindow, tom: str) -> None:
    session = sample.session
    with session.edit("Add") as draft:
        step = draft.columns_of(session.journey_id)[0].id
        lane = add_lane(draft, session.journey_id, "action").id
        for number in range(300):
            set_card_personas(draft, add_card(draft, step, lane, str(number)).id, [tom])
    whole = session.document
    named = len({each.card for each in whole.select(CardPersona, persona=tom)})
    points = sum(len(whole.points_of(each.id)) for each in whole.select(Curve, persona=tom))
    select(sample, "persona", TOM)
    choose(sample, "edit.delete")
    assert tom not in session.document and len(session.document.select(CardPersona, persona=tom)) == 0
    said = sample.notice_bar.text
    assert said.startswith(f"“{TOM}” was deleted.") and said.endswith("Undo brings everything back.")
    assert f"{named} cards no longer name it." in said and f"{points} points of its curve" in said
    assert named >= 300
    choose(sample, "edit.undo")
    assert session.document == whole
    assert session.selection.ids == (tom,)


def test_two_personas_are_compared_in_a_view_of_their_own(sample: MainWindow, tom: str) -> None:
    session, amira = sample.session, find(sample, "persona", "Amira")
    with session.edit("Add") as draft:
        ines = add_persona(draft, session.journey_id, name="Ines", kind="staff").id
        own = add_lane(draft, session.journey_id, "action", persona=ines).id
        step = draft.columns_of(session.journey_id)[0].id
        shared = next(each.id for each in draft.lanes_of(session.journey_id) if each.kind == "touchpoint")
        hers = add_card(draft, step, shared, "Ines answers").id
        set_card_personas(draft, hers, [ines])
        set_emotion(draft, curve_for(draft, session.journey_id, ines).id, hers, 0.5)
    before = session.document
    select(sample, "persona", "Amira", TOM)
    choose(sample, "persona.compare")
    layout = sample.canvas.map_scene.layout
    assert [each.id for each in layout.header.personas] == [amira, tom]
    assert {curve.persona for chart in layout.charts for curve in chart.curves} <= {amira, tom, ""}
    assert own not in {each.id for each in layout.lanes} and hers not in layout.cards
    assert (
        session.shown_view.record is not None and session.shown_view.record.name == "Amira Haddad and " + TOM
    )
    # The same two are compared in the same view.
    choose(sample, "views.whole")
    select(sample, "persona", "Amira", TOM)
    choose(sample, "persona.compare")
    assert len(session.document.views_of(session.journey_id)) == len(before.views_of(session.journey_id)) + 1
    choose(sample, "edit.undo")
    assert session.document == before
