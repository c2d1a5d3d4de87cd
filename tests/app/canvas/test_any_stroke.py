"""After any strokes, erasures, clicks and undo steps on any map, the points are those that were shown."""

from collections.abc import Callable

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from PySide6.QtCore import QPoint, Qt

from journey_editor.app.canvas.tools.draw_curve import DrawCurve, ErasePoints
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_point, curve_for, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Curve, EmotionPoint
from journey_editor.model.rules import check_document
from tests.app.canvas.driver import ALT, NONE, Driver

SOURCES = st.sampled_from(["assumed", "observed"])


@st.composite
def maps(draw: st.DrawFn) -> Document:
    """A map with up to five personas, some of whom have the same name or an emotion lane of their own."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Shoes")
    journey = add_journey(draft, title="Shoes", direction=draw(st.sampled_from(["ltr", "rtl"]))).id
    names = ["Ada", "Ada", "Bo", "Cy", "Di"][: draw(st.integers(0, 5))]
    people = [add_persona(draft, journey, name=name).id for name in names]
    who = st.sampled_from(["", *people])
    steps = []
    for name in "ABC"[: draw(st.integers(1, 3))]:
        stage = add_stage(draft, journey, name=name).id
        steps.append(draft.steps_of(stage)[0].id)
        steps += [add_step(draft, stage, name="more").id for _ in range(draw(st.integers(0, 1)))]
    lane = add_lane(draft, journey, "touchpoint", persona=draw(who)).id
    for _ in range(draw(st.integers(1, 2))):
        add_lane(draft, journey, "emotion", persona=draw(who))
    for _ in range(draw(st.integers(0, 4))):
        card = add_card(draft, draw(st.sampled_from(steps)), lane, "Calls").id
        set_card_personas(draft, card, draw(st.lists(st.sampled_from(people), max_size=2)) if people else [])
        curve = curve_for(draft, journey, draw(who)).id
        set_emotion(draft, curve, card, draw(st.floats(-1, 1)), source=draw(SOURCES))
    for _ in range(draw(st.integers(0, 4))):
        curve = curve_for(draft, journey, draw(who)).id
        at, value = draw(st.floats(0, 1)), draw(st.floats(-1, 1))
        add_point(draft, curve, draw(st.sampled_from(steps)), at, value, source=draw(SOURCES))
    return draft.finish()


def stroke(driver: Driver, data: st.DataObject, held: Qt.KeyboardModifier) -> None:
    """Draw or erase in a chart, also beyond its edges and with keys on the way, and compare the points."""
    chart = data.draw(st.sampled_from(driver.layout.charts))
    driver.view.show_box(chart.frame)

    def place(low: float, high: float) -> QPoint:
        x, y = (data.draw(st.floats(low, high)) for _ in range(2))
        return driver.view.mapFromScene(
            chart.frame.x + x * chart.frame.width, chart.frame.y + y * chart.frame.height
        )

    driver.press(place(0.05, 0.95), held)
    for _ in range(data.draw(st.integers(1, 3))):
        driver.drag_to(place(-0.2, 1.2))
        key = data.draw(st.sampled_from(["", "", "", "1", "2", "9", "Esc", "undo"]))
        if key == "Esc":
            driver.key(Qt.Key.Key_Escape)
        elif key == "undo" and driver.session.editor.undo_name:
            driver.session.undo()
        elif key.isdecimal():
            driver.type(key)
    gesture, before, layout = driver.view.pointer.gesture, driver.document, driver.layout
    shown = driver.view.overlay.pen_preview.shown
    driver.release()
    points = {each.id: each for each in driver.document.select(EmotionPoint)}
    changed = [each for each in points.values() if before.find(each.id) != each]
    if isinstance(gesture, ErasePoints):
        assert len(before.select(EmotionPoint)) - len(points) == len(shown.rings if shown else ())
    elif isinstance(gesture, DrawCurve):
        assert shown is not None
        columns = {each.id: each.column for each in layout.steps}
        drawn = {point.id for each in driver.layout.charts for curve in each.curves for point in curve.points}
        for each in changed:
            card = driver.document.get(Card, each.card) if each.card else None
            column = columns[card.step if card else each.step]
            persona = driver.document.get(Curve, each.curve).persona
            share = driver.document.share_in_cell(card, persona) if card else each.at
            x = column.x + (1 - share if layout.rtl else share) * column.width
            place_shown = (pytest.approx(x, abs=1), pytest.approx(chart.y_of(each.value), abs=1))
            assert any((left, top) == place_shown for left, top, _ in shown.rings)
            assert each.id in drawn
    elif gesture is None:
        assert not changed


@settings(
    max_examples=2 * settings.default.max_examples,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_any_strokes(drive: Callable[[Document], Driver], data: st.DataObject) -> None:
    driver = drive(data.draw(maps()))
    for _ in range(data.draw(st.integers(1, 5))):
        what = data.draw(st.sampled_from(["draw", "draw", "erase", "click", "undo", "redo"]))
        editor = driver.session.editor
        if what in ("draw", "erase"):
            stroke(driver, data, ALT if what == "erase" else NONE)
        elif what == "click":
            driver.click(driver.at(*data.draw(st.sampled_from(driver.layout.charts)).frame.center))
        elif what == "undo" and editor.undo_name:
            driver.session.undo()
        elif what == "redo" and editor.redo_name:
            driver.session.redo()
        check_document(driver.document)
        assert driver.document == Document(driver.document.records.values())
    driver.view.close()
