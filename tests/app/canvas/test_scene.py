"""The scene follows every edit and always equals a freshly created one."""

import gc
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture.shown import Part
from journey_editor.app.session.session import Session
from journey_editor.drawing.primitives import Drawing
from journey_editor.editing.commands.cards import add_card, duplicate_cards, link_cards
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.selection import change_emotions, move_by_one, remove_all
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.geometry import Box
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, Link, Stage, Step
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver
from tests.app.memory_store import session_in_memory
from tests.benchmarks.generated import generated_map


def shown(view: MapView) -> tuple[Drawing, list[Part], QImage]:
    """Return the drawing, its parts, and an image of the view after all work is done."""
    QApplication.processEvents()
    view.tiles.flush()
    return view.map_scene.drawing, list(view.map_scene.shown.parts()), view.viewport().grab().toImage()


def opened(session: Session) -> MapView:
    view = MapView(session)
    view.resize(900, 700)
    view.show()
    return view


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    kinds = (
        "add",
        "remove",
        "move",
        "write",
        "stage",
        "step",
        "lane",
        "copy",
        "link",
        "feel",
        "undo",
        "redo",
    )
    one = st.tuples(st.sampled_from(kinds), st.integers(0, 30), st.integers(0, 30))
    return draw(st.lists(one, min_size=1, max_size=12))


def apply(session: Session, draft: Draft, kind: str, a: int, b: int) -> None:
    journey = session.journey_id
    cards, steps = draft.cards_of(journey), draft.columns_of(journey)
    lanes = [lane for lane in draft.lanes_of(journey) if lane.kind != "emotion"]
    things: list[Card | Stage | Step | Lane] = [*cards, *draft.stages_of(journey), *lanes]
    if kind == "add":
        add_card(draft, steps[a % len(steps)].id, lanes[b % len(lanes)].id, "new " * (a + 1))
    elif kind == "remove" and len(things) > 6:
        remove_all(draft, journey, [cards[a % len(cards)].id] if cards else [])
    elif kind == "move":
        ways = ((1, 0), (-1, 0), (0, 1), (0, -1))
        move_by_one(draft, journey, [things[a % len(things)].id], *ways[b % 4])
    elif kind == "write" and cards:
        draft.change(cards[a % len(cards)], text="word " * b)
    elif kind == "stage":
        add_stage(draft, journey, name=f"Stage {a}", before=draft.stages_of(journey)[0].id if b % 2 else None)
    elif kind == "step":
        stages = draft.stages_of(journey)
        add_step(draft, stages[a % len(stages)].id, name=f"Step {b}")
    elif kind == "lane":
        add_lane(draft, journey, "thought", title=f"Lane {a}")
    elif kind == "copy" and cards:
        duplicate_cards(draft, [cards[a % len(cards)].id])
    elif kind == "link" and len(cards) > 1:
        link_cards(draft, cards[a % len(cards)].id, cards[b % len(cards)].id)
    elif kind == "feel" and cards:
        change_emotions(
            draft, journey, [cards[a % len(cards)].id], lambda value, _: value + (0.25 if b % 2 else -0.5)
        )


@given(script=edits())
def test_after_any_edits_the_scene_equals_a_fresh_one(
    dressed: QApplication, script: list[tuple[str, int, int]]
) -> None:
    session = session_in_memory(story())
    view = opened(session)
    for kind, a, b in script:
        if kind == "undo":
            session.undo()
        elif kind == "redo":
            session.redo()
        else:
            with session.edit(kind) as draft:
                apply(session, draft, kind, a, b)
    session.selection.clear()
    fresh_session = session_in_memory(session.document)
    fresh = opened(fresh_session)
    fresh.set_zoom(view.zoom())
    for each in (view, fresh):
        each.look_at(QPointF(500, 400))
    assert shown(view) == shown(fresh)
    for each in (view, fresh, session, fresh_session):
        each.deleteLater()


def test_only_differences_are_repainted(driver: Driver) -> None:
    heard: list[Box] = []
    driver.view.map_scene.invalidated.connect(heard.extend)
    card = driver.card("Orders two sizes")
    with driver.session.edit("Write") as draft:
        draft.change(draft.get(Card, card), text="Orders one size")
    around = driver.layout.cards[card].box.grown(16)
    assert heard
    for box in heard:
        assert around.contains(box.x, box.y) and around.contains(box.right, box.bottom)


def test_a_refused_edit_does_not_change_the_scene(driver: Driver) -> None:
    scene = driver.view.map_scene
    drawing = scene.drawing
    first = driver.card("Sees an advert")
    with driver.session.edit("Link") as draft:
        link_cards(draft, first, first)
    assert scene.drawing is drawing
    assert not driver.document.select(Link)
    try:
        with driver.session.editor.edit("Refused") as draft:
            raise UserError("no")
    except UserError:
        assert scene.drawing is drawing


def test_moved_cards_are_animated_unless_motion_is_reduced(driver: Driver) -> None:
    view, first, second = driver.view, driver.card("Sees an advert"), driver.card("Asks a friend")
    start = driver.layout.cards[second].box
    with driver.session.edit("Write") as draft:
        draft.change(draft.get(Card, first), text="A longer story\n" * 5)
    assert not view.animation.places(), "with reduced motion there must be no animation"
    settled = shown(view)[2]
    driver.session.undo()
    driver.session.selection.clear()
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, True)
    try:
        with driver.session.edit("Write") as draft:
            draft.change(draft.get(Card, first), text="A longer story\n" * 5)
        at = view.animation.places()[second]
        assert (at.x(), at.y()) == (start.x, start.y), "the animation must start at the old place"
        assert driver.layout.cards[second].box.y > start.y, "the layout must have the new place at once"
        assert view.viewport().grab().toImage() != settled
        view.animation.finish()
        assert not view.animation.places()
        assert shown(view)[2] == settled
    finally:
        QApplication.setEffectEnabled(Qt.UIEffect.UI_General, False)


def test_a_large_map_is_excluded_from_garbage_collection(drive: Callable[[Document], Driver]) -> None:
    scene = drive(generated_map(320, curve=False)).view.map_scene
    looked_through = set(map(id, gc.get_objects()))
    assert not looked_through & {id(group.children) for group in scene.drawing.groups if group.role == "cell"}
    assert id(scene.layout.cells) not in looked_through
    small = drive(generated_map(20, curve=False)).view.map_scene
    assert id(small.layout.cells) in set(map(id, gc.get_objects()))
