"""Keys that move and delete the selection and change emotions."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.journeys import add_note
from journey_editor.foundation.geometry import Box
from journey_editor.layout.theme import THEMES
from journey_editor.model.records import Card, Curve, EmotionPoint, JourneyPersona, Lane, Note, Persona, Step
from tests.app.driver import choose, find, menu_text, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def stages(window: MainWindow) -> list[str]:
    return [each.name for each in window.session.document.stages_of(window.session.journey_id)]


def lanes(window: MainWindow) -> list[str]:
    return [each.title for each in window.session.document.lanes_of(window.session.journey_id)]


def place(window: MainWindow, words: str) -> tuple[str, str, int]:
    """Return the step, the lane and the position of a card in its cell."""
    document = window.session.document
    card = document.get(Card, find(window, "card", words))
    step = document.get(Step, card.step)
    columns = [each.id for each in document.columns_of(window.session.journey_id)]
    index = [each.id for each in document.cards_in(card.step, card.lane)].index(card.id)
    return str(columns.index(step.id)), document.get(Lane, card.lane).title, index


def test_cards_move_between_steps_within_their_cell_and_to_the_next_lane(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet")
    assert place(sample, "Leaflet") == ("1", "Touchpoints", 1)
    choose(sample, "move.up")
    assert place(sample, "Leaflet") == ("1", "Touchpoints", 0)
    choose(sample, "move.up")
    assert place(sample, "Leaflet") == ("1", "Actions", 1)
    assert sample.session.document.get(Card, find(sample, "card", "Leaflet")).kind == "action"
    choose(sample, "move.down")
    assert place(sample, "Leaflet") == ("1", "Touchpoints", 0)
    choose(sample, "move.left")
    choose(sample, "move.left")
    assert place(sample, "Leaflet")[0] == "0"


def test_several_cards_keep_their_order(sample: MainWindow) -> None:
    select(sample, "card", "Address check", "Leaflet")
    choose(sample, "move.right")
    moved = [place(sample, "Address check"), place(sample, "Leaflet")]
    assert moved == [("2", "Touchpoints", 2), ("2", "Touchpoints", 3)]


def test_a_lane_never_becomes_an_emotion_lane_by_moving_cards(sample: MainWindow) -> None:
    select(sample, "card", "One more thing")
    choose(sample, "move.down")
    assert place(sample, "One more thing")[1] == "Pain points"


def test_what_is_selected_with_its_stage_or_lane_moves_only_with_it(sample: MainWindow) -> None:
    document = sample.session.document
    card = document.get(Card, find(sample, "card", "Leaflet"))
    stage = document.get(Step, card.step).stage
    sample.session.selection.replace([card.id, card.step, stage])
    choose(sample, "move.right")
    assert sample.session.document.get(Card, card.id).step == card.step
    assert sample.session.document.get(Step, card.step).stage == stage
    assert stages(sample).index("Exploration") == 2
    sample.session.selection.replace([card.id, card.lane])
    choose(sample, "move.down")
    assert sample.session.document.get(Card, card.id).lane == card.lane


def test_deleting_a_stage_with_one_of_its_steps_selects_the_next_stage(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Exploration")
    step = sample.session.document.steps_of(stage)[0].id
    sample.session.selection.replace([step, stage])
    choose(sample, "edit.delete")
    assert sample.session.selection.ids == (find(sample, "stage", "Consideration"),)


def test_the_keys_move_a_note_and_stick_it_to_what_is_there(sample: MainWindow) -> None:
    session, card = sample.session, find(sample, "card", "Leaflet")

    def box() -> Box:
        return next(each.box for each in sample.canvas.map_scene.layout.notes if each.id == note)

    def key(arrow: Qt.Key, held: Qt.KeyboardModifier) -> None:
        QTest.keyClick(sample.canvas, arrow, held)
        settle()

    with session.edit("Add note") as draft:
        note = add_note(draft, session.journey_id, "Whose?", 40.0, 12.0, card=card).id
    session.selection.replace([note])
    sample.canvas.setFocus()
    settle()
    before = box()
    assert sample.canvas.accessibleDescription() == "Note at “Leaflet and a talk at the market stall”: Whose?"
    key(KEY.Key_Right, ALT)
    key(KEY.Key_Up, ALT)
    key(KEY.Key_Left, ALT | SHIFT)
    key(KEY.Key_Down, CTRL | SHIFT)
    assert (box().x, box().y) == (before.x + 7, before.y - 7)
    assert session.document.get(Note, note).card == card
    while session.document.get(Note, note).card == card:
        key(KEY.Key_Up, ALT)
    assert "Whose?" in sample.canvas.accessibleDescription()
    assert "“Leaflet" not in sample.canvas.accessibleDescription()
    session.undo()
    assert box() == before, "the presses of a key are one undo step"
    # A note moves along with its card, not also on its own.
    session.selection.replace([card, note])
    choose(sample, "move.right")
    assert session.document.get(Note, note) == next(n for n in session.document.select(Note, card=card))
    assert (session.document.get(Note, note).x, session.document.get(Note, note).y) == (40.0, 12.0)


def test_stages_and_steps_can_be_moved(sample: MainWindow) -> None:
    select(sample, "stage", "Purchase")
    choose(sample, "move.left")
    assert stages(sample)[2:4] == ["Purchase", "Consideration"]
    select(sample, "step", "Line care")
    choose(sample, "move.left")
    choose(sample, "move.left")
    document = sample.session.document
    names = [
        [step.name for step in document.steps_of(stage.id)]
        for stage in document.stages_of(sample.session.journey_id)
    ]
    assert names[4:] == [["", "Line care"], ["First contact", "Making good"]]


def test_at_the_edge_nothing_happens(sample: MainWindow) -> None:
    before = sample.session.document
    select(sample, "stage", "Awareness")
    choose(sample, "move.left")
    select(sample, "stage", "Support")
    choose(sample, "move.right")
    select(sample, "lane", "Actions")
    choose(sample, "move.up")
    assert sample.session.document == before


def test_a_lane_moves_past_all_lanes_of_a_persona_at_once(sample: MainWindow) -> None:
    select(sample, "lane", "Touchpoints")
    sample.session.selection.replace([find(sample, "lane", "Touchpoints")])
    tom = find(sample, "persona", "Tom")
    for title in ("Touchpoints", "Thoughts"):
        with sample.session.edit("Change lane") as draft:
            draft.change(draft.get(Lane, find(sample, "lane", title)), persona=tom)
    select(sample, "lane", "Actions")
    choose(sample, "move.down")
    assert lanes(sample)[:3] == ["Touchpoints", "Thoughts", "Actions"]
    choose(sample, "move.up")
    assert lanes(sample)[:3] == ["Actions", "Touchpoints", "Thoughts"]
    select(sample, "persona", "Tom")
    choose(sample, "move.down")
    assert lanes(sample)[:4] == ["Actions", "Emotion", "Touchpoints", "Thoughts"]


def test_personas_change_places_in_the_header(sample: MainWindow) -> None:
    def names() -> list[str]:
        people = sample.session.document.personas_of(sample.session.journey_id)
        return [each.name.split()[0] for each in people]

    select(sample, "persona", "Tom")
    choose(sample, "move.left")
    assert names() == ["Tom", "Amira"]
    choose(sample, "move.left")
    assert names() == ["Tom", "Amira"]
    choose(sample, "move.down")
    assert names() == ["Amira", "Tom"]


def colors_on_the_map(window: MainWindow) -> dict[str, int]:
    layout = window.canvas.map_scene.layout
    names = {each.id: each.name.split()[0] for each in window.session.document.select(Persona)}
    return {names[each.id]: each.badge.color for each in layout.header.personas}


@pytest.mark.parametrize("old", [False, True], ids=["new map", "map of an earlier version"])
def test_a_persona_keeps_its_colour_when_others_are_moved_hidden_or_removed(
    sample: MainWindow, old: bool
) -> None:
    if old:
        with sample.session.edit("Prepare") as draft:
            for place in draft.select(JourneyPersona):
                draft.change(place, color=None)
    assert colors_on_the_map(sample) == {"Amira": 0, "Tom": 1}
    select(sample, "persona", "Tom")
    choose(sample, "move.left")
    assert colors_on_the_map(sample) == {"Tom": 1, "Amira": 0}
    select(sample, "persona", "Amira")
    choose(sample, "persona.hide")
    assert colors_on_the_map(sample) == {"Tom": 1}
    choose(sample, "edit.undo")
    select(sample, "persona", "Amira")
    choose(sample, "edit.delete")
    assert colors_on_the_map(sample) == {"Tom": 1}
    choose(sample, "persona.add")
    sample.canvas.writing.finish()
    settle()
    assert colors_on_the_map(sample) == {"Tom": 1, "New": 0}, "a new persona gets the colour that is free"


def test_the_colour_of_a_persona_is_chosen_in_the_inspector(sample: MainWindow) -> None:
    select(sample, "persona", "Tom")
    field = sample.inspector.form.fields["color"]
    assert isinstance(field, QComboBox) and field.currentText() == "Orange, diamond"
    assert not any(field.itemIcon(index).isNull() for index in range(field.count()))
    field.setCurrentIndex(field.findText("Purple, ring"))
    field.activated.emit(field.currentIndex())
    settle()
    layout = sample.canvas.map_scene.layout
    tom = find(sample, "persona", "Tom")
    assert colors_on_the_map(sample) == {"Amira": 0, "Tom": 4}
    assert [curve.color for chart in layout.charts for curve in chart.curves] == [0, 4]
    assert sample.canvas.pen.color_of(tom) == THEMES["light"].personas[4].color
    assert menu_text(sample, "edit.undo") == "Undo Change persona"
    choose(sample, "edit.undo")
    assert field.currentText() == "Orange, diamond"


def test_on_a_right_to_left_map_left_is_later(sample: MainWindow) -> None:
    with sample.session.edit("Change journey") as draft:
        draft.change(draft.journeys()[0], direction="rtl")
    select(sample, "stage", "Awareness")
    choose(sample, "move.left")
    assert stages(sample)[:2] == ["Exploration", "Awareness"]


def test_raising_and_lowering_the_emotion_is_one_undo_step(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Adviser compares")
    for _ in range(2):
        choose(sample, "emotion.lower")
    document = sample.session.document
    (point,) = document.select(EmotionPoint, card=card)
    assert round(point.value, 2) == -0.4
    choose(sample, "edit.undo")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert point.value == 0.6


def test_a_card_without_an_emotion_gets_one_for_its_personas(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Leaflet")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    sample.session.selection.replace([point.id])
    choose(sample, "edit.delete")
    select(sample, "card", "Leaflet")
    choose(sample, "emotion.raise")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert (point.value, point.source) == (0.5, "assumed")


@pytest.mark.parametrize(("number", "value"), [(1, -1.0), (3, 0.0), (5, 1.0)])
@pytest.mark.parametrize("held", [ALT, CTRL])
def test_a_number_key_sets_the_emotion_of_a_touchpoint(
    sample: MainWindow, number: int, value: float, held: Qt.KeyboardModifier
) -> None:
    (card,) = select(sample, "card", "Adviser compares")
    sample.canvas.setFocus()
    QTest.keyClick(sample.canvas, Qt.Key(Qt.Key.Key_0 + number), held | Qt.KeyboardModifier.ShiftModifier)
    settle()
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert point.value == value


def test_a_number_key_sets_the_emotion_in_the_focused_step_of_a_chart(sample: MainWindow) -> None:
    session = sample.session
    lane = next(each.id for each in session.document.select(Lane) if each.kind == "emotion")
    (stage,) = select(sample, "stage", "Awareness")
    with session.edit("Clear") as draft:
        for point in draft.select(EmotionPoint):
            draft.remove(point.id)
    step = session.document.steps_of(stage)[0].id
    session.selection.replace((), (step, lane))
    choose(sample, "emotion.5")
    (point,) = session.document.select(EmotionPoint)
    assert (point.value, point.source) == (1.0, "assumed")
    assert session.document.get(Card, point.card).text.startswith("Neighbours name")
    assert session.selection.ids == (point.id,)


def test_one_press_changes_the_emotion_by_one_level_of_the_scale(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Adviser compares")
    with sample.session.edit("Change the scale") as draft:
        for curve in draft.select(Curve):
            draft.change(curve, scale="zero_to_ten")
    choose(sample, "emotion.lower")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    assert point.value == pytest.approx(0.4)


def test_deleting_selects_the_neighbour(sample: MainWindow) -> None:
    select(sample, "card", "Address check")
    choose(sample, "edit.delete")
    assert sample.session.selection.single == find(sample, "card", "Leaflet")


def test_the_last_step_of_a_stage_cannot_be_deleted_and_a_message_says_why(sample: MainWindow) -> None:
    document = sample.session.document
    first = document.columns_of(sample.session.journey_id)[0]
    sample.session.selection.replace([first.id])
    choose(sample, "edit.delete")
    assert first.id in sample.session.document
    assert "at least one step" in sample.notice_bar.text


def test_a_removed_persona_loses_its_curve(sample: MainWindow) -> None:
    select(sample, "persona", "Tom")
    choose(sample, "edit.delete")
    document = sample.session.document
    assert [each.name for each in document.personas_of(sample.session.journey_id)] == ["Amira Haddad"]
    assert len(document.curves_of(sample.session.journey_id)) == 1


def test_a_lane_is_filled_from_its_first_empty_cell_to_the_next_lane(sample: MainWindow) -> None:
    session = sample.session
    select(sample, "lane", "Opportunities")
    choose(sample, "card.fill_lane")
    assert sample.canvas.writing.active
    assert "How might we improve this?" in sample.canvas.writing.status_tip()
    QTest.keyClicks(sample.canvas.writing.editor, "Say who answers")
    QTest.keyClick(sample.canvas.writing.editor, Qt.Key.Key_Escape)
    settle()
    lane = find(sample, "lane", "Opportunities")
    steps = session.document.columns_of(session.journey_id)
    assert [card.text for card in session.document.cards_in(steps[0].id, lane)] == ["Say who answers"]
