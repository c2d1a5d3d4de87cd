"""Small map for hit testing: two stages, the second of two steps, and five lanes, two of them a persona's."""

from dataclasses import dataclass, replace
from datetime import date

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Step

TODAY = date(2026, 3, 1)


@dataclass(frozen=True)
class SmallMap:
    """Document, its layout, and its ids by short names."""

    document: Document
    layout: MapLayout
    ids: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.ids[name]

    def middle(self, name: str) -> tuple[float, float]:
        """Return the centre of a card."""
        return self.layout.cards[self.ids[name]].box.center


def small_map(direction: str = "ltr") -> SmallMap:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Returning a parcel", direction=direction)
    draft.change(journey, scenario="Shoes that do not fit")
    ada = add_persona(draft, journey.id, name="Ada Brook", role="runner", quote="I run tomorrow.").id
    ids = {"journey": journey.id, "ada": ada}
    for stage, steps in (("buy", ("buy1",)), ("return", ("ask", "send"))):
        made = add_stage(draft, journey.id, name=stage.title(), goal=f"To {stage}")
        ids[stage] = made.id
        ids[steps[0]] = draft.steps_of(made.id)[0].id
        for extra in steps[1:]:
            draft.change(draft.get(Step, ids[steps[0]]), name="Asking")
            ids[extra] = add_step(draft, made.id, name="Sending").id
    for name, kind, persona in (
        ("actions", "action", ""),
        ("adas", "touchpoint", ada),
        ("thoughts", "thought", ada),
        ("emotion", "emotion", ""),
        ("pains", "pain_point", ""),
    ):
        ids[name] = add_lane(
            draft, journey.id, kind, title=name.title(), subtitle=f"About {name}", persona=persona
        ).id
    for name, step, lane in (
        ("orders", "buy1", "actions"),
        ("pays", "buy1", "actions"),
        ("writes", "ask", "actions"),
        ("shop", "buy1", "adas"),
        ("mail", "ask", "adas"),
        ("label", "send", "adas"),
        ("too late", "send", "pains"),
    ):
        ids[name] = add_card(draft, ids[step], ids[lane], name.capitalize()).id
    curve = add_curve(draft, journey.id, ada)
    ids["at shop"] = set_emotion(draft, curve.id, ids["shop"], 0.5).id
    ids["free"] = add_point(draft, curve.id, ids["send"], 0.5, -0.5).id
    ids["handoff"] = link_cards(draft, ids["shop"], ids["mail"]).id
    ids["note"] = add_note(draft, journey.id, "Ask the shop", 1200.0, 500.0).id
    document = draft.finish()
    return SmallMap(document, lay_out(document, journey.id, today=TODAY), ids)


def mirrored(small: SmallMap) -> SmallMap:
    """Return the same map, right to left."""
    draft = Draft(small.document)
    draft.change(draft.get(Journey, small["journey"]), direction="rtl")
    document = draft.finish()
    return replace(small, document=document, layout=lay_out(document, small["journey"], today=TODAY))
