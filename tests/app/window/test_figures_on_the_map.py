"""Figures of measures on the map: a curve of them, and the lane of metrics."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from journey_editor.app.canvas.accessible import focus_words
from journey_editor.app.dialogs.measures import MeasuresDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.measures import add_measure
from journey_editor.foundation.geometry import Box
from journey_editor.layout.queries.hit_testing import boxes_of, hit, touched_by
from journey_editor.layout.queries.navigation import place_of
from journey_editor.model.records import EmotionPoint, Reading
from tests.app.canvas.test_context_menu import opened
from tests.app.driver import choose, find, settle


def in_view(window: MainWindow, x: float, y: float) -> QPoint:
    return window.canvas.mapFromScene(QPointF(x, y))


def test_measures_are_drawn_as_a_curve_and_selected_on_the_map(sample: MainWindow) -> None:
    session = sample.session
    measures: list[str] = []
    with session.edit("Measure") as draft:
        curve = add_curve(draft, session.journey_id).id
        for name, seconds in (("Purchase", 60), ("Delivery", 900), ("Support", 240)):
            measure = add_measure(draft, session.journey_id, find(sample, "stage", name), "waiting")
            draft.change(measure, target=120.0)
            draft.add(Reading, measure=measure.id, value=float(seconds))
            measures.append(measure.id)
    session.selection.replace([curve])
    settle()
    field = sample.inspector.form.fields["figures"]
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData("waiting"))
    field.activated.emit(field.currentIndex())
    settle()
    layout = sample.canvas.map_scene.layout
    (chart,) = (each for each in layout.charts if each.figures)
    (drawn,) = chart.curves
    assert [point.id for point in drawn.points] == measures
    assert [point.label.lines[0].text for point in drawn.points if point.label] == [
        "1 min",
        "15 min",
        "4 min",
    ]
    assert next(level.text.lines[0].text for level in chart.levels if level.text) == "20 min"
    assert [target.text.lines[0].text for target in chart.targets] == ["target 2 min"]
    assert "Waiting time, measured" in [entry.text.lines[0].text for entry in layout.footer.legend]
    # Neither the pen nor a drag changes the figures, and a marquee does not take them.
    before = session.document
    assert not set(touched_by(layout, chart.frame)) & set(measures)
    free = chart.frame.right - 60, chart.top + 4
    found = hit(layout, *free)
    assert found is not None and (found.kind, found.id) == ("curve", curve)
    viewport, low = sample.canvas.viewport(), drawn.points[1]
    for start, end in ((free, (free[0] - 90, free[1] + 30)), ((low.x, low.y), (low.x + 40, low.y + 40))):
        sample.canvas.show_box(Box(*start, 1.0, 1.0))
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=in_view(sample, *start))
        QTest.mouseMove(viewport, in_view(sample, *end))
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=in_view(sample, *end))
        settle()
    assert session.document is before and session.document.select(EmotionPoint)
    # A click selects the measure, and a double click opens its readings.
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=in_view(sample, low.x, low.y))
    settle()
    assert session.selection.ids == (measures[1],)
    assert "target" in sample.inspector.form.fields
    said = focus_words(sample.canvas.map_scene, place_of(layout, measures[1]))
    assert said == "Measure of Delivery: Waiting time: 15 min · target 2 min"
    choose(sample, "lane.add.metrics")
    box = boxes_of(sample.canvas.map_scene.layout, measures[2])[-1]
    sample.canvas.show_box(box)
    place = in_view(sample, *box.center)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert session.selection.ids == (measures[2],)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    settle()
    dialog = sample.findChild(MeasuresDialog)
    assert dialog is not None and dialog.measure == measures[2]
    dialog.close()
    assert [each.replace("&", "") for each in opened(sample)] == ["Measures…", "Delete"]
    QApplication.activePopupWidget().close()
    choose(sample, "edit.delete")
    assert measures[2] not in session.document
