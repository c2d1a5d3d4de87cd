"""Fixtures: a canvas on a map with a story, a support journey with two personas."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.widgets.look import style
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Step
from tests.app.canvas.driver import Driver
from tests.app.memory_store import session_in_memory


@cache
def story(direction: str = "ltr", cards: bool = True) -> Document:
    """Return the map of the story, the same in all tests of a process."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Shoes")
    journey = add_journey(draft, title="Shoes that do not fit", direction=direction).id
    ada = add_persona(draft, journey, name="Ada Brook").id
    steps = {}
    for name in ("Awareness", "Purchase", "Support"):
        stage = add_stage(draft, journey, name=name, goal=f"The {name.lower()}").id
        steps[name] = draft.steps_of(stage)[0].id
        if name == "Support":
            draft.change(draft.get(Step, steps[name]), name="Asks")
            steps["Sends"] = add_step(draft, stage, name="Sends").id
    lanes = {}
    for kind, title, persona in (
        ("action", "Actions", ""),
        ("touchpoint", "Touchpoints", ada),
        ("thought", "Thoughts", ada),
        ("emotion", "Emotion", ""),
        ("pain_point", "Pain points", ""),
    ):
        lanes[title] = add_lane(draft, journey, kind, title=title, persona=persona).id
    if cards:
        made = {}
        for step, lane, text in (
            ("Awareness", "Actions", "Sees an advert"),
            ("Awareness", "Actions", "Asks a friend"),
            ("Purchase", "Actions", "Orders two sizes"),
            ("Awareness", "Touchpoints", "Advert on the train"),
            ("Support", "Touchpoints", "Calls the shop"),
            ("Sends", "Touchpoints", "Prints a label"),
            ("Support", "Pain points", "Nobody answers"),
        ):
            made[text] = add_card(draft, steps[step], lanes[lane], text).id
        set_card_personas(draft, made["Calls the shop"], [ada])
        curve = add_curve(draft, journey, ada).id
        set_emotion(draft, curve, made["Advert on the train"], 0.4)
        set_emotion(draft, curve, made["Calls the shop"], -0.6)
        add_point(draft, curve, steps["Sends"], 0.5, 0.2)
    return draft.finish()


@cache
def drawn_story(day: date) -> DrawnMap:
    """Return the drawing of the story, as the program draws a map while it opens the file."""
    return DrawnMap.of(story(), story().journeys()[0].id, day)


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application with the product's fonts and colours, on a system with reduced motion."""
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    style.load_fonts(qapp)
    style.use_theme(qapp, "light")
    return qapp


@pytest.fixture
def drive(dressed: QApplication) -> Iterator[Callable[[Document], Driver]]:
    """Open a document on a canvas."""
    opened: list[Driver] = []

    def open_document(document: Document) -> Driver:
        session = session_in_memory(document, new_id=counting_ids_from(1000))
        view = MapView(session, drawn_story(session.today()) if document is story() else None)
        view.resize(1240, 1060)
        view.show()
        view.activateWindow()
        driver = Driver(session, view)
        driver.settle()
        view.set_zoom(1.0)
        view.setFocus()
        opened.append(driver)
        return driver.settle()

    yield open_document
    for each in opened:
        each.view.close()
        each.view.deleteLater()
        each.session.deleteLater()
    dressed.processEvents()
    # Without an event loop, deferred deletions are never processed.
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def counting_ids_from(first: int) -> Callable[[str], str]:
    counts = iter(range(first, 1_000_000))
    return lambda kind: f"{kind}:{next(counts)}"


@pytest.fixture
def driver(drive: Callable[[Document], Driver]) -> Driver:
    return drive(story())
