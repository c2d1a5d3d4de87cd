"""Context menus: the fields of the selected items, with their present values."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.curves import curve_for
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Card, Curve, EmotionPoint, Lane, Link
from tests.app.driver import choose, find, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")


def opened(window: MainWindow, place: QPointF | None = None) -> dict[str, QAction]:
    """Open the context menu and return its entries; those of a submenu as `Kind › Text`."""
    open_menu = QApplication.activePopupWidget()
    if open_menu is not None:
        open_menu.close()
        settle()
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


def test_an_edit_of_several_items_has_a_name_for_several(sample: MainWindow) -> None:
    editor = sample.session.editor
    select(sample, "lane", "Thoughts", "Actions")
    choose_in(opened(sample), "Kind › Text")
    assert editor.undo_name == "Change lanes"
    select(sample, "card", "Leaflet", "Ines calls")
    choose_in(opened(sample), "Personas › Amira Haddad")
    assert editor.undo_name == "Change the cards’ personas"
    select(sample, "card", "Leaflet")
    choose_in(opened(sample), "Personas › Amira Haddad")
    assert editor.undo_name == "Change the card’s personas"
    select(sample, "persona", "Amira", "Tom")
    choose(sample, "persona.hide")
    assert editor.undo_name == "Hide personas"
    select(sample, "lane", "Thoughts", "Actions")
    choose(sample, "lane.collapse")
    assert editor.undo_name == "Collapse lanes"
    choose(sample, "lane.collapse")
    assert editor.undo_name == "Expand lanes"


def test_a_right_press_on_an_unselected_item_offers_all_that_applies_to_it(sample: MainWindow) -> None:
    layout, window = sample.canvas.map_scene.layout, sample.windowHandle()
    assert window is not None
    for item, expected in (
        (find(sample, "card", "Leaflet"), {"Edit text", "Cut", "Copy", "Duplicate", "Delete", "Hide lane"}),
        (layout.header.personas[0].id, {"Hide persona", "Delete"}),
        (layout.stages[0].id, {"Edit text", "Delete", "Move › Move right"}),
    ):
        sample.session.selection.clear()
        sample.canvas.reveal(item)
        settle()
        place = QPointF(*boxes_of(layout, item)[0].center)
        at = sample.canvas.viewport().mapTo(sample, sample.canvas.mapFromScene(place))
        QTest.mousePress(window, Qt.MouseButton.RightButton, pos=at)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert sample.session.selection.ids == (item,)
        assert expected <= set(dict(entries(menu)))
        menu.close()
        settle()
        QTest.mouseRelease(window, Qt.MouseButton.RightButton, pos=at)


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
    for path in ("Colour › Red", "Line › Dotted", "Strong line"):
        choose_in(opened(sample), path)
    changed = sample.session.document.get(Link, link)
    assert (changed.kind, changed.color, changed.line, changed.strong) == ("escalation", 4, "dotted", True)
    assert checked(opened(sample), "Colour") == ["Red"]
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
    menu = opened(sample)
    assert menu["Edit name"].shortcut().toString() == "F2"
    choose_in(menu, "Edit name")
    assert sample.canvas.writing.active
    sample.canvas.cancel()
    sample.session.selection.replace([persona])
    choose_in(opened(sample), "Hide persona")
    assert [each.id for each in sample.canvas.map_scene.layout.header.personas] != [persona]


def test_a_choice_for_an_item_that_is_gone_meanwhile_changes_nothing(sample: MainWindow) -> None:
    card, other = select(sample, "card", "Leaflet", "Adviser compares")
    menu = opened(sample)
    with sample.session.edit("Delete") as draft:
        draft.remove(card)
    choose_in(menu, "Kind › Action")
    assert sample.session.document.get(Card, other).kind == "action"
    with sample.session.edit("Delete") as draft:
        draft.remove(other)
    gone = sample.session.document
    choose_in(menu, "Kind › Touchpoint")
    assert sample.session.document is gone


def test_a_name_of_an_item_that_is_gone_meanwhile_is_not_edited(sample: MainWindow) -> None:
    (link,) = sample.session.document.select(Link)[:1]
    sample.session.selection.replace([link.id])
    settle()
    menu = opened(sample)
    with sample.session.edit("Delete") as draft:
        draft.remove(link.id)
    settle()
    choose_in(menu, "Edit label")
    assert not sample.canvas.writing.active


def test_a_persona_gets_another_colour(sample: MainWindow) -> None:
    (tom,) = select(sample, "persona", "Tom")
    choose_in(opened(sample), "Colour › Green, triangle")
    assert sample.session.document.persona_colors(sample.session.journey_id)[tom] == 3
    assert opened(sample)["Colour › Green, triangle"].isChecked()


def test_the_ground_of_a_chart_offers_a_point_there_for_each_persona(sample: MainWindow) -> None:
    sample.session.selection.clear()
    chart = sample.canvas.map_scene.layout.charts[0]
    place = QPointF(chart.frame.x + 20, chart.y_of(0.5))
    before = set(sample.session.document.select(EmotionPoint))
    menu = opened(sample, place)
    assert "Insert › Emotion point" not in menu, "it would be added somewhere else"
    choose_in(menu, "Add emotion point here › Tom Lindqvist")
    (new,) = set(sample.session.document.select(EmotionPoint)) - before
    assert abs(new.value - 0.5) < 0.05
    at = sample.canvas.mapFromScene(place + QPointF(40, 60))
    QTest.mousePress(sample.canvas.viewport(), Qt.MouseButton.RightButton, pos=at)
    assert not sample.session.selection.ids, "a press beside the selection is for the ground"
    assert not [each for each in opened(sample) if each.startswith("Add emotion point here")]


@pytest.mark.parametrize(("value", "words"), [(0.75, "pleased"), (-0.25, "annoyed")])
def test_the_level_of_a_point_is_the_one_that_the_map_names(
    sample: MainWindow, value: float, words: str
) -> None:
    card = find(sample, "card", "Adviser compares")
    (point,) = sample.session.document.select(EmotionPoint, card=card)
    with sample.session.edit("Change") as draft:
        draft.change(point, value=value)
    sample.session.selection.replace([card])
    settle()
    assert checked(opened(sample), "Emotion") == [words]
    (row,) = sample.inspector.form.fields["emotion"].rows
    (face,) = (button for _, button in row.buttons() if button.isChecked())
    assert face.accessibleName().endswith(words)


def test_a_chart_only_offers_points_for_the_personas_that_it_draws(sample: MainWindow) -> None:
    session, canvas = sample.session, sample.canvas
    tom = find(sample, "persona", "Tom")

    def offered(lane: str) -> dict[str, QAction]:
        session.selection.clear()
        chart = next(each for each in canvas.map_scene.layout.charts if each.lane == lane)
        menu = opened(sample, QPointF(chart.frame.right - 40, chart.y_of(0.9)))
        return {path: each for path, each in menu.items() if path.startswith("Add emotion point here")}

    general = canvas.map_scene.layout.charts[0].lane
    with session.edit("Lane") as draft:
        own = add_lane(draft, session.journey_id, "emotion", persona=tom).id
    assert list(offered(general)) == ["Add emotion point here"]
    before = set(session.document.select(EmotionPoint))
    choose_in(offered(own), "Add emotion point here")
    (new,) = set(session.document.select(EmotionPoint)) - before
    assert session.document.get(Curve, new.curve).persona == tom
    with session.edit("Strips") as draft:
        draft.remove(own)
        for name in ("Ann", "Ben"):
            person = add_persona(draft, session.journey_id, name=name).id
            curve_for(draft, session.journey_id, person)
        person = add_persona(draft, session.journey_id, name="New").id
    people = list(offered(general))
    assert people == ["Add emotion point here › Amira Haddad", "Add emotion point here › New"]
    before = set(session.document.select(EmotionPoint))
    choose_in(offered(general), people[1])
    (new,) = set(session.document.select(EmotionPoint)) - before
    assert session.document.get(Curve, new.curve).persona == person
