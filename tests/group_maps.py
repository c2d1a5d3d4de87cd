"""Maps for tests with groups of lanes, and with cards over several of them."""

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lane_groups import fold_groups, group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document

LONG_NAME = "Unterstützungsleistungserbringung und was sonst noch dazugehört"


def lane_groups() -> Document:
    """Return groups of lanes: open and collapsed ones, of everyone and of personas, some with long names."""
    return _made("Groups of lanes")


def lane_groups_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    return _made("مجموعات المسارات", language="ar", direction="rtl")


def _made(title: str, **details: str) -> Document:
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Groups of all kinds")
    _add_groups(draft, add_journey(draft, title=title, **details).id)
    return draft.finish()


def _add_groups(draft: Draft, journey: str) -> None:
    ana, bo = (add_persona(draft, journey, name=name).id for name in ("Ana Castelo", "Bo Dahl"))
    for number in range(4):
        stage = add_stage(draft, journey, name=f"Stage {number + 1}").id
        if number == 2:
            add_step(draft, stage, name="Its second step")
    steps = [step.id for step in draft.columns_of(journey)]

    def lanes(*kinds: str, persona: str = "") -> list[str]:
        return [add_lane(draft, journey, kind, persona=persona).id for kind in kinds]

    evidence, actions = lanes("physical_evidence", "action")
    stages = lanes(
        "frontstage", "visibility_line", "backstage", "internal_interaction_line", "support_process"
    )
    measures = lanes("count", "time", "emotion")
    insights = lanes("pain_point", "opportunity")
    own = lanes("action", "thought", "feeling", persona=ana)
    others = lanes("touchpoint", "emotion", "pain_point", persona=bo)
    last = lanes("text", "storyboard")
    group_lanes(draft, stages, "Blueprint")
    group_lanes(draft, measures, LONG_NAME)
    folded = [group_lanes(draft, insights, "Insights").id]
    group_lanes(draft, own[1:], "Inside")
    folded.append(group_lanes(draft, others[:2], LONG_NAME).id)
    folded.append(group_lanes(draft, last, "").id)
    fold_groups(draft, folded, folded=True)
    cards = {}
    for index, lane in enumerate([evidence, actions, *stages[::2], *insights, *own, others[0], others[2]]):
        for column in range(index % 3, len(steps), 2):
            card = add_card(
                draft, steps[column], lane, f"Card {chr(65 + index)}{chr(97 + column)}", duration=600
            )
            cards[index, column] = card.id
    link_cards(draft, cards[1, 1], cards[2, 2])
    link_cards(draft, cards[2, 2], cards[6, 2])
    link_cards(draft, cards[2, 4], cards[5, 4])
    curve = add_curve(draft, journey, ana)
    set_emotion(draft, curve.id, cards[2, 2], 0.5)
    set_emotion(draft, curve.id, cards[6, 0], -0.5)


def tall_cards() -> Document:
    """Return cards over several lanes: alone, among others, side by side, and over several steps, too."""
    return _tall("Tall cards")


def tall_cards_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    return _tall("بطاقات عالية", language="ar", direction="rtl")


def _tall(title: str, **details: str) -> Document:
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Cards over several lanes")
    journey = add_journey(draft, title=title, **details).id
    for number in range(7):
        add_stage(draft, journey, name=f"Stage {number + 1}")
    steps = [step.id for step in draft.columns_of(journey)]
    kinds = ("frontstage", "visibility_line", "backstage", "internal_interaction_line", "support_process")
    lanes = [add_lane(draft, journey, kind).id for kind in (*kinds, "text", "emotion", "pain_point")]
    group_lanes(draft, lanes, "Blueprint")
    front, _, back, _, support, text, _, pain = lanes
    long = "One agreement for all of this, which holds until the contract ends or is cancelled."

    def card(column: int, lane: str, words: str, last: str = "", until: int = -1) -> str:
        last_step = steps[until] if until > column else ""
        return add_card(draft, steps[column], lane, words, last_lane=last, last_step=last_step).id

    alone = card(0, front, "Alone over three lanes", support)
    for lane in (front, front, back, support, text):
        card(1, lane, "Another card")
    beside = card(1, front, "Beside cards: " + long, support)
    above = card(2, back, "Above this one")
    card(2, back, "Between two others", support)
    card(2, support, "Below that one")
    card(3, front, "One of two", text)
    card(3, back, "Two of two", support)
    card(3, text, "The last lane")
    wide = card(4, back, "Over three steps and two lanes: " + long, support, 6)
    card(5, back, "In its way above")
    card(6, support, "In its way below")
    card(4, front, "Wide above", "", 5)
    card(5, text, "Ends above the chart", pain)
    blocked = card(0, text, "Over the text lane", "", 1)
    for number in range(40):
        card(6, text, f"Card {number}")
    link_cards(draft, alone, above)
    link_cards(draft, beside, wide)
    link_cards(draft, blocked, wide, "escalation")
    curve = add_curve(draft, journey)
    set_emotion(draft, curve.id, alone, 0.5)
    set_emotion(draft, curve.id, beside, -0.5)
    return draft.finish()
