"""Service blueprint for tests: lines across the map between lanes of a blueprint's kinds."""

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.model.records import Step

CARDS = {
    "physical_evidence": ("Website", "Parcel", "Receipt"),
    "action": ("Orders a toaster", "", "Returns it"),
    "interaction_line": (),
    "frontstage": ("Shows the stock", "", "Asks why"),
    "visibility_line": (),
    "backstage": ("", "Picks and packs", "Inspects it"),
    "internal_interaction_line": (),
    "support_process": ("Inventory", "Carrier", "Bank"),
}
"""Texts of the cards in the three steps, by the kind of the lane."""


def add_blueprint(draft: Draft, journey: str) -> dict[str, str]:
    """Add a blueprint to an empty journey, and return the ids of its lanes by kind."""
    clerk = add_persona(draft, journey, name="Clerk").id
    order, back = (add_stage(draft, journey, name=name).id for name in ("Order", "Return"))
    (first,) = draft.steps_of(order)
    draft.change(draft.get(Step, draft.steps_of(back)[0].id), name="At the desk")
    steps = [first.id, draft.steps_of(back)[0].id, add_step(draft, back, name="Refund").id]
    lanes, cards = {}, {}
    for kind, texts in CARDS.items():
        lanes[kind] = add_lane(draft, journey, kind).id
        for step, text in zip(steps, texts, strict=False):
            if text:
                cards[text] = add_card(draft, step, lanes[kind], text).id
    link_cards(draft, cards["Orders a toaster"], cards["Inventory"])
    link_cards(draft, cards["Returns it"], cards["Asks why"])
    own = add_lane(draft, journey, "action", persona=clerk)
    add_card(draft, steps[1], own.id, "Looks it up")
    long = "Where the responsibility of the store ends and that of the manufacturer begins"
    lanes["line"] = add_lane(
        draft, journey, "line", title=long, subtitle="Warranty of two years", persona=clerk
    ).id
    return lanes
