"""The zoom of a map that is fitted to its window."""

from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import choose, settle


def test_a_bar_that_opens_does_not_change_the_zoom(sample: MainWindow) -> None:
    sample.resize(1300, 800)
    settle()
    choose(sample, "view.fit")
    canvas = sample.canvas
    zoom, corner = canvas.zoom(), canvas.to_scene(canvas.viewport().rect().topLeft().toPointF())
    for action in ("card.capture", "find.find", "view.filter", "view.inspector"):
        height, width = canvas.height(), canvas.width()
        choose(sample, action)
        assert (canvas.height(), canvas.width()) != (height, width), action
        assert canvas.zoom() == zoom, action
    assert canvas.to_scene(canvas.viewport().rect().topLeft().toPointF()) == corner
    # Another size of the window fits the map again, to what is left of it.
    sample.resize(1500, 950)
    settle()
    assert canvas.zoom() != zoom
    assert canvas.visible_region().contains(canvas.paper())
