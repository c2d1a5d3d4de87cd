"""Maps of any size for benchmarks, the same in each run."""

from itertools import product

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.kinds import CHANNEL_KINDS

VERBS = ("asks", "waits", "calls again", "compares", "reads", "signs in", "hangs up", "writes", "gives up")
THINGS = (
    "for the number",
    "on hold",
    "two prices",
    "a long letter",
    "to support",
    "before it opens",
    "once more",
)

LANES = (
    "action",
    "touchpoint",
    "thought",
    "pain_point",
    "opportunity",
    "frontstage",
    "backstage",
    "support_process",
    "touchpoint",
    "feeling",
    "text",
    "physical_evidence",
)
DETAILS = {
    "pain_point": {"severity": 3, "frequency": 4},
    "opportunity": {"impact": 4, "effort": 2, "owner": "service lead"},
}


def sentence(seed: int) -> str:
    """Return one to three short clauses, chosen by a number."""
    parts = (f"{VERBS[(seed + at) % 9]} {THINGS[(seed * 3 + at) % 7]}" for at in range(1 + seed % 3))
    return ", ".join(parts).capitalize()


def generated_map(cards: int, *, stages: int = 10, lanes: int = 12, curve: bool = True) -> Document:
    """Return a journey with `cards` cards, spread evenly over its stages and lanes."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Generated")
    journey = add_journey(draft, title=f"A map of {cards} cards").id
    people = [add_persona(draft, journey, name=name).id for name in ("Ada Brook", "Bo Carver")]
    channels = [add_channel(draft, kind.replace("_", " ").capitalize(), kind).id for kind in CHANNEL_KINDS]
    steps = []
    for index in range(stages):
        stage = add_stage(draft, journey, name=f"Stage {index + 1}", goal=sentence(index))
        steps.append(draft.steps_of(stage.id)[0].id)
    rows = [
        add_lane(
            draft, journey, LANES[index % len(LANES)], title=f"Lane {index + 1}", subtitle=sentence(index)
        )
        for index in range(lanes)
    ]
    places = list(product(rows, steps))
    touchpoints = []
    for index in range(cards):
        lane, step = places[index % len(places)]
        details = dict(DETAILS.get(lane.kind, {}))
        if lane.kind == "touchpoint":
            details = {"channel": channels[index % len(channels)], "satisfaction": 1 + index % 5}
        # No two cards have the same text, as on a real map.
        card = add_card(draft, step, lane.id, f"{sentence(index)} ({index})", **details)
        if lane.kind == "touchpoint":
            set_card_personas(draft, card.id, [people[index % 2]])
            touchpoints.append(card.id)
    if curve:
        add_lane(draft, journey, "emotion", title="Emotion", before=rows[3].id if lanes > 3 else None)
        line = add_curve(draft, journey, people[0])
        for index, card_id in enumerate(touchpoints[:stages]):
            set_emotion(draft, line.id, card_id, ((index * 37) % 21 - 10) / 10)
    for source, target in zip(touchpoints[:6:2], touchpoints[1:7:2], strict=False):
        link_cards(draft, source, target)
    return draft.finish()
