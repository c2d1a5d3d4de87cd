"""Map for tests with the curves of another journey: a journey of today, and the intended one."""

from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.projects import duplicate_as_to_be
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EmotionPoint, Lane, Persona, Step

STAGES = (
    ("Search", ("Look around", "Try it out")),
    ("Wait", ("",)),
    ("Buy", ("Pay", "Take it home")),
    ("Ride", ("",)),
)
TOUCHPOINTS = (
    "Finds the shop",
    "Sits on four bikes",
    "Rings the shop",
    "Pays",
    "Pushes it home",
    "Has it oiled",
)
TODAY = {"Sofie": (0.4, 0.6, -0.8, -0.3, 0.1, 0.5), "Bo": (0.1, 0.0, -0.4, -0.6, -0.2, 0.3)}
LATER = {"Sofie": (0.5, 0.9, None, 0.5, 0.6, 0.9), "Bo": (0.2, 0.3, None, 0.1, 0.4, 0.5)}


def as_is_and_to_be() -> Document:
    """Return a project whose first journey shows the curves of the second one, too.

    Only the first has the stage “Wait”, and only the second “Insure”, and the persona Kim.
    """
    return _made("Buying a bike")


def as_is_and_to_be_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    return _made("شراء دراجة", language="ar", direction="rtl")


def _made(title: str, **details: str) -> Document:
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="A bike for everyone")
    journey = add_journey(draft, title=title, **details).id
    steps = []
    for name, names in STAGES:
        stage = add_stage(draft, journey, name=name).id
        own = [draft.steps_of(stage)[0].id, *(add_step(draft, stage).id for _ in names[1:])]
        for step, words in zip(own, names, strict=True):
            draft.change(draft.get(Step, step), name=words)
        steps += own
    lanes = {kind: add_lane(draft, journey, kind).id for kind in ("touchpoint", "emotion")}
    cards = [
        add_card(draft, step, lanes["touchpoint"], text).id
        for step, text in zip(steps, TOUCHPOINTS, strict=True)
    ]
    for name, values in TODAY.items():
        persona = add_persona(draft, journey, name=name).id
        curve = draft.change(add_curve(draft, journey, persona), shaded=True).id
        for card, value in zip(cards, values, strict=True):
            point = set_emotion(draft, curve, card, value)
            if value == -0.8:
                draft.change(point, label="Nobody answers", source="measured")
    later = duplicate_as_to_be(draft, journey)
    _intend(draft, later)
    draft.change(draft.get(Lane, lanes["emotion"]), other_journey=later)
    return draft.finish()


def _intend(draft: Draft, later: str) -> None:
    wait = next(stage for stage in draft.stages_of(later) if stage.name == "Wait")
    ride = next(stage for stage in draft.stages_of(later) if stage.name == "Ride")
    insure = add_stage(draft, later, name="Insure", before=ride.id).id
    names = {persona.id: persona.name for persona in draft.select(Persona)}
    for curve in draft.curves_of(later):
        for point in draft.points_of(curve.id):
            at = TOUCHPOINTS.index(draft.get(Card, point.card).text)
            value = LATER[names[curve.persona]][at]
            if value is not None:
                source = "assumed" if at > 2 else "told"
                label = "Oiled for a year" if value == 0.9 and at > 2 else ""
                draft.change(draft.get(EmotionPoint, point.id), value=value, source=source, label=label)
        add_point(draft, curve.id, draft.steps_of(insure)[0].id, at=0.5, value=-0.2)
    draft.remove(wait.id)
    kim = add_persona(draft, later, name="Kim").id
    curve = add_curve(draft, later, kim).id
    pay = next(card for card in draft.cards_of(later) if card.text == "Pays")
    set_card_personas(draft, pay.id, [kim])
    set_emotion(draft, curve, pay.id, -0.6)
    add_point(draft, curve, draft.columns_of(later)[0].id, at=0.25, value=0.1)
