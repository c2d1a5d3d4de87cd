"""Curves of one's own: added, named, drawn, ordered, found and removed in the window."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.accessible import focus_words
from journey_editor.app.window.main_window import MainWindow
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.hit_testing import boxes_of, hit
from journey_editor.model.records import Curve, EmotionPoint
from journey_editor.wording.curve_names import curve_name
from tests.app.canvas.test_context_menu import checked, opened
from tests.app.driver import choose, paste_into, press, select, settle
from tests.app.panels.test_find_bar import open_bar
from tests.app.panels.test_outline import item, rows

pytestmark = pytest.mark.usefixtures("kept_window")


def charts(window: MainWindow) -> list[ChartLayout]:
    return list(window.canvas.map_scene.layout.charts)


def curve(window: MainWindow, measures: str) -> Curve:
    return next(each for each in window.session.document.select(Curve) if each.measures == measures)


def names(window: MainWindow) -> list[str]:
    legend = window.canvas.map_scene.layout.footer.legend
    return ["".join(line.text for line in entry.text.lines) for entry in legend if "curve" in entry.what]


def fill(window: MainWindow, field: str, text: str) -> None:
    """Write into a field of the inspector."""
    paste_into(window.inspector.form.fields[field], text)  # type: ignore[arg-type]
    settle()


def test_a_persona_gets_a_curve_of_effort_with_a_scale_of_its_own(sample: MainWindow) -> None:
    window, session = sample, sample.session
    before = session.document
    select(window, "persona", "Amira")
    choose(window, "curve.add")
    (new,) = session.selection.ids
    assert curve_name(session.document, session.document.get(Curve, new)) == "Amira Haddad: Emotion 2"
    (named,) = boxes_of(window.canvas.map_scene.layout, new)
    framed = window.canvas.overlay.selection_outline().boundingRect()
    assert min(named.x - framed.left(), framed.right() - named.right) >= 5, "the frame covers no text"
    fill(window, "measures", "Effort")
    fill(window, "unit", "min")
    fill(window, "levels", "endless\nlong\nbearable\nnone")
    assert [each.line for each in charts(window)[-1].curves] == ["thin"]
    effort = charts(window)[-1]
    said = ["".join(line.text for line in level.text.lines) for level in effort.levels if level.text]
    assert said == ["endless", "long", "bearable", "none"] and len(charts(window)) == 2

    # The pen draws the selected curve, and Amira's emotion stays.
    emotions = [point.id for point in session.document.select(EmotionPoint)]
    x = effort.frame.center[0]
    window.canvas.adding.add_point(effort, QPointF(x, effort.y_of(1 / 3)))
    (point,) = session.document.points_of(new)
    assert point.value == 0.33 and len(session.document.select(EmotionPoint)) == len(emotions) + 1
    assert window.canvas.pen.name_of(curve(window, "Effort").persona, new) == "Amira Haddad: Effort (min)"
    assert any(name.startswith("Amira Haddad: Effort (min)") for name in names(window))
    select_point = [point.id]
    session.selection.replace(select_point)
    settle()
    assert "long" in focus_words(window.canvas.map_scene, window.canvas.focus.place())

    # Outline, name beside the strip, legend and context menu select it.
    item(window, "Emotion").setExpanded(True)
    assert "  Amira Haddad: Effort (min) 1" in rows(window)
    (drawn,) = charts(window)[-1].curves
    assert drawn.name is not None
    found = hit(window.canvas.map_scene.layout, *drawn.name.box.center)
    assert found is not None and (found.kind, found.id) == ("curve", new)
    entry = next(each for each in window.canvas.map_scene.layout.footer.legend if each.owner == new)
    assert hit(window.canvas.map_scene.layout, *entry.sign.center).id == new  # type: ignore[union-attr]
    session.selection.replace([new])
    settle()
    menu = opened(window)
    assert checked(menu, "Line") == ["Automatic"] and checked(menu, "Select curve") == [
        "Amira Haddad: Effort (min)"
    ]
    menu["Line › Dashes and dots"].trigger()
    popup = QApplication.activePopupWidget()
    assert popup is not None and popup.close()
    settle()
    assert charts(window)[-1].curves[0].line == "dash_dotted"

    # It is the first one now, and its chart the upper one.
    while session.document.curves_of(session.journey_id)[0].id != new:
        order = session.document.curves_of(session.journey_id)
        choose(window, "move.up")
        assert session.document.curves_of(session.journey_id) != order
    assert charts(window)[0].curves[0].id == new

    # A search finds the words of its levels; the file has everything, Mermaid says what it lacks.
    bar = open_bar(window, "bearable")
    assert bar.info.text().startswith("Levels of a curve")
    press(bar.line, Qt.Key.Key_Escape)
    assert loads(dumps(session.document)) == session.document
    lost = mermaid_text(session.document, session.journey_id)[1]
    assert "1 point of a further curve was not exported." in lost

    session.selection.replace([new])
    settle()
    choose(window, "edit.delete")
    assert session.document.find(new) is None and session.document.find(point.id) is None
    for _ in range(30):
        session.undo()
    assert session.document == before


def test_what_is_known_of_a_point_is_written_in_the_inspector(sample: MainWindow) -> None:
    session = sample.session
    point = next(each for each in session.document.select(EmotionPoint) if each.source == "observed")
    session.selection.replace([point.id])
    settle()
    form = sample.inspector.form
    paste_into(form.fields["note"], "Three interviews in May")  # type: ignore[arg-type]
    form.fields["gap"].click()  # type: ignore[union-attr]
    settle()
    changed = session.document.get(EmotionPoint, point.id)
    assert changed.note == "Three interviews in May" and changed.gap
    menu = opened(sample)
    menu["Source › Told (thin)"].trigger()
    settle()
    assert session.document.get(EmotionPoint, point.id).source == "told"
