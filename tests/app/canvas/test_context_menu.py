"""Context menus: the fields of the selected items, with their present values."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card, Curve, EmotionPoint, Lane, Link, Persona
from tests.app.driver import find, select, settle


def opened(window: MainWindow, place: QPointF | None = None) -> dict[str, QAction]:
    """Open the context menu and return its entries; those of a submenu as `Kind › Text`."""
    open_menu = QApplication.activePopupWidget()
    if open_menu is not None:
        open_menu.close()
        settle()
    window.actions_of_table.refresh()
    before = set(window.canvas.findChildren(QMenu))
    window.canvas.adding.show_menu(QPoint(5, 5), place)
    settle()
    (menu,) = (
        each for each in set(window.canvas.findChildren(QMenu)) - before if each.parent() is window.canvas
    )
    return dict(entries(menu))


def entries(menu: QMenu, path: str = "") -> list[tuple[str, QAction]]:
    found: list[tuple[str, QAction]] = []
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            found += entries(below, f"{path}{action.text()} › ")
        elif action.text():
            found.append((path + action.text(), action))
    return found


def checked(menu: dict[str, QAction], title: str) -> list[str]:
    return [
        path.removeprefix(f"{title} › ")
        for path, action in menu.items()
        if path.startswith(f"{title} › ") and action.isChecked()
    ]


def choose_in(menu: dict[str, QAction], path: str) -> None:
    menu[path].trigger()
    settle()


def test_the_menu_of_a_touchpoint_shows_and_changes_its_fields(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Leaflet")
    menu = opened(sample)
    assert checked(menu, "Kind") == ["Touchpoint"]
    assert checked(menu, "Channel") == ["In person"]
    assert checked(menu, "Personas") == ["Tom Lindqvist"]
    assert not any(path.startswith("Severity") for path in menu)
    choose_in(menu, "Channel › Website")
    choose_in(opened(sample), "Personas › Amira Haddad")
    choose_in(opened(sample), "Emotion › delighted")
    menu = opened(sample)
    assert checked(menu, "Channel") == ["Website"]
    assert checked(menu, "Personas") == ["Amira Haddad", "Tom Lindqvist"]
    assert checked(menu, "Emotion") == ["delighted"]
    assert len(sample.session.document.select(EmotionPoint, card=card)) == 2


def test_mixed_values_are_unchecked_and_a_choice_sets_all_in_one_step(sample: MainWindow) -> None:
    pains = [each.id for each in sample.session.document.select(Card) if each.kind == "pain_point"]
    sample.session.selection.replace(pains)
    assert checked(opened(sample), "Severity") == []
    choose_in(opened(sample), "Severity › 3")
    assert {sample.session.document.get(Card, each).severity for each in pains} == {3}
    assert checked(opened(sample), "Severity") == ["3"]
    assert sample.session.editor.undo_name == "Change cards"
    sample.session.selection.add(find(sample, "card", "Leaflet"))
    menu = opened(sample)
    assert checked(menu, "Kind") == []
    assert not any(path.startswith(("Severity", "Channel")) for path in menu)


def test_the_menus_of_lanes_links_and_points_change_their_kind_and_source(sample: MainWindow) -> None:
    document = sample.session.document
    (lane,) = select(sample, "lane", "Thoughts")
    choose_in(opened(sample), "Kind › Feelings")
    assert sample.session.document.get(Lane, lane).kind == "feeling"
    assert {"Hide lane", "Collapse lane"} <= set(opened(sample))
    link = document.select(Link)[0].id
    sample.session.selection.replace([link])
    choose_in(opened(sample), "Kind › Escalation")
    assert sample.session.document.get(Link, link).kind == "escalation"
    point = document.select(EmotionPoint)[0].id
    sample.session.selection.replace([point])
    choose_in(opened(sample), "Source › Measured")
    assert sample.session.document.get(EmotionPoint, point).source == "measured"
    choose_in(opened(sample), "Edit label")
    assert sample.canvas.writing.active


def test_a_persona_can_be_renamed_and_hidden_and_its_lanes_too(sample: MainWindow) -> None:
    (persona,) = select(sample, "persona", "Amira")
    assert "Show lanes of this persona" not in opened(sample)
    with sample.session.edit("Own lane") as draft:
        lane = draft.get(Lane, find(sample, "lane", "Thoughts"))
        draft.change(lane, persona=persona)
    sample.session.selection.replace([persona])
    menu = opened(sample)
    assert menu["Show lanes of this persona"].isChecked()
    choose_in(menu, "Show lanes of this persona")
    assert sample.session.document.get(Lane, lane.id).hidden
    choose_in(opened(sample), "Edit name")
    assert sample.canvas.writing.active
    sample.canvas.cancel()
    sample.session.selection.replace([persona])
    choose_in(opened(sample), "Hide persona")
    assert [each.id for each in sample.canvas.map_scene.layout.header.personas] != [persona]


def test_a_persona_gets_another_colour(sample: MainWindow) -> None:
    (tom,) = select(sample, "persona", "Tom")
    choose_in(opened(sample), "Colour › Green, triangle")
    assert sample.session.document.get(Persona, tom).color == 3
    assert opened(sample)["Colour › Green, triangle"].isChecked()


def test_the_ground_of_a_chart_offers_a_point_there_for_each_persona(sample: MainWindow) -> None:
    sample.session.selection.clear()
    chart = sample.canvas.map_scene.layout.charts[0]
    place = QPointF(chart.frame.x + 20, chart.y_of(0.5))
    before = set(sample.session.document.select(EmotionPoint))
    choose_in(opened(sample, place), "Emotion point here for › Tom Lindqvist")
    (new,) = set(sample.session.document.select(EmotionPoint)) - before
    assert abs(new.value - 0.5) < 0.05
    at = sample.canvas.mapFromScene(place + QPointF(40, 60))
    QTest.mousePress(sample.canvas.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert not sample.session.selection.ids, "a press beside the selection is for the ground"
    choose_in(opened(sample, place + QPointF(40, 60)), "Emotion point here")
    personas = {
        sample.session.document.get(Curve, each.curve).persona
        for each in set(sample.session.document.select(EmotionPoint)) - before
    }
    assert personas == {find(sample, "persona", "Tom")}
    sample.session.selection.clear()
    assert "Emotion point here" not in opened(sample)
