"""Comparison of two personas of a journey: a row for each, what both share once, and what differs."""

from datetime import date

import pytest

from journey_editor.editing.change_words import comparison_text
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure, add_reading
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.spans import set_span
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.visibility import hide_personas
from journey_editor.editing.difference_words import DifferenceWords
from journey_editor.editing.draft import Draft
from journey_editor.editing.persona_comparison import PersonaComparison, compare_side_by_side
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Curve, Journey, Lane, Note

STAGES = ("Look", "Buy", "Ride")


class Story:
    """Journey of Ada, Bo and Cy, with touchpoints of all, and lanes of Ada's and of Bo's own."""

    def __init__(self) -> None:
        self.ids = counting_ids()
        self.draft = draft = Draft(Document(), self.ids)
        new_project(draft)
        self.journey = add_journey(draft, title="A bike").id
        stages = [add_stage(draft, self.journey, name=name).id for name in STAGES]
        self.steps = [draft.steps_of(stage)[0].id for stage in stages]
        self.ada, self.bo, self.cy = (
            add_persona(draft, self.journey, name=name).id for name in ("Ada", "Bo", "Cy")
        )
        self.meets = add_lane(draft, self.journey, "touchpoint").id
        self.does = {
            persona: add_lane(draft, self.journey, "action", persona=persona).id
            for persona in (self.ada, self.bo, self.cy)
        }
        self.pains = add_lane(draft, self.journey, "pain_point").id
        self.web, self.shop = (add_channel(draft, name).id for name in ("Web", "Shop"))

    def meet(self, step: int, text: str, channel: str, *personas: str) -> Card:
        """Add a touchpoint."""
        card = add_card(self.draft, self.steps[step], self.meets, text, channel=channel)
        set_card_personas(self.draft, card.id, personas)
        return card

    def compared(self, *personas: str) -> PersonaComparison:
        one, other = personas or (self.ada, self.bo)
        document = self.draft.finish()
        self.draft = Draft(document, self.ids)
        return compare_side_by_side(document, self.journey, one, other)


@pytest.fixture
def story() -> Story:
    return Story()


def rows(found: PersonaComparison) -> list[tuple[str, str, list[str]]]:
    """Return the lanes of the map: the kind, the name below the title, and the texts of the cards."""
    document = found.document
    lanes = document.lanes_of(found.journey, hidden=False)
    steps = document.columns_of(found.journey)
    return [
        (
            lane.kind,
            lane.subtitle,
            [card.text for step in steps for card in document.cards_in(step.id, lane.id)],
        )
        for lane in lanes
    ]


def said(found: PersonaComparison) -> str:
    text = comparison_text(DifferenceWords(), found.document, found)
    return text.translate({0x2068: None, 0x2069: None})


def test_each_has_a_row_and_what_both_share_is_there_once(story: Story) -> None:
    story.meet(0, "Reads reviews", story.web, story.ada)
    story.meet(0, "Asks a friend", "", story.bo)
    story.meet(1, "Pays", story.shop, story.ada, story.bo, story.cy)
    story.meet(1, "Is greeted", story.shop)
    story.meet(2, "Rides off", "", story.cy)
    for persona, text in ((story.ada, "Measures"), (story.bo, "Waits"), (story.cy, "Sleeps")):
        add_card(story.draft, story.steps[1], story.does[persona], text)
    add_card(story.draft, story.steps[1], story.pains, "No receipt")
    found = story.compared()
    assert rows(found) == [
        ("touchpoint", "Ada", ["Reads reviews"]),
        ("touchpoint", "Bo", ["Asks a friend"]),
        ("touchpoint", "Ada, Bo", ["Pays", "Is greeted"]),
        ("action", "Ada", ["Measures"]),
        ("action", "Bo", ["Waits"]),
        ("pain_point", "", ["No receipt"]),
    ]
    journey = found.document.get(Journey, story.journey)
    assert journey.title == "A bike: Ada – Bo"
    shown = found.document.personas_of(story.journey, hidden=False)
    assert [persona.name for persona in shown] == ["Ada", "Bo"]
    owners = [found.owners.get(lane.id) for lane in found.document.lanes_of(story.journey, hidden=False)]
    one, other, both = (story.ada,), (story.bo,), (story.ada, story.bo)
    assert owners == [one, other, both, one, other, None]
    assert "Cy" not in {
        each.name for card in found.document.select(Card) for each in found.document.personas_on(card.id)
    }
    # The project itself is as before, and the other order has Bo above.
    assert story.draft.get(Journey, story.journey).title == "A bike"
    assert [subtitle for _, subtitle, _ in rows(story.compared(story.bo, story.ada))[:2]] == ["Bo", "Ada"]


def test_rows_keep_the_titles_of_their_lanes_and_figures_belong_to_both(story: Story) -> None:
    for persona, title in ((story.ada, "Patient"), (story.bo, "Daughter")):
        story.draft.change(story.draft.get(Lane, story.does[persona]), title=title)
        add_card(story.draft, story.steps[1], story.does[persona], "Waits")
    add_lane(story.draft, story.journey, "metrics")
    add_reading(story.draft, add_measure(story.draft, story.journey, story.steps[1], "waiting").id, value=90)
    for pair, titles in (
        ((story.ada, story.bo), ["Patient", "Daughter"]),
        ((story.bo, story.cy), ["Daughter"]),
    ):
        found = story.compared(*pair)
        lanes = found.document.lanes_of(story.journey, hidden=False)
        assert [lane.title for lane in lanes if lane.kind == "action"][: len(titles)] == titles
        layout = lay_out(found.document, story.journey, today=date(2026, 12, 1), owners=found.owners)
        (figures,) = (each.figures for each in layout.summaries if each.figures)
        assert len(figures) == 1, "the figures of a step are not of one persona"


def test_different_channels_and_what_only_one_has_are_marked_and_listed(story: Story) -> None:
    looks = story.meet(0, "Reads reviews", story.web, story.ada)
    visits = story.meet(0, "Looks around", story.shop, story.bo)
    story.meet(1, "Pays", story.web, story.ada)
    story.meet(1, "Pays", story.web, story.bo)
    rides = story.meet(2, "Has it mended", story.shop, story.bo)
    add_card(story.draft, story.steps[1], story.does[story.ada], "Tells a friend")
    found = story.compared()
    tells = next(card for card in found.document.select(Card) if card.text == "Tells a friend")
    assert found.marks == {
        looks.id: ("channel",),
        visits.id: ("channel",),
        rides.id: ("alone",),
        tells.id: ("alone",),
    }
    assert said(found) == (
        "≠  Different channel\n\tLook\tAda: Web · Bo: Shop\n"
        "1  Only one persona\n\tBuy, Actions\tOnly Ada\n\tRide\tOnly Bo"
    )
    assert found.legend() == (("channel", "Different channel: 1"), ("alone", "Only one persona: 2"))
    assert DifferenceWords().count(found) == "3 differences"
    # A shared card in the step, and nobody is alone there.
    add_card(story.draft, story.steps[2], story.pains, "It rains")
    assert "\tRide, Touchpoints\tOnly Bo" in said(story.compared())
    story.meet(2, "Locks it", "")
    assert "Ride" not in said(story.compared())


def test_emotions_differ_by_a_level_at_the_same_card_or_on_average(story: Story) -> None:
    draft = story.draft
    both = [story.meet(0, text, "", story.ada, story.bo).id for text in ("Looks", "Tries")]
    ada = draft.change(add_curve(draft, story.journey, story.ada), scale="zero_to_ten").id
    bo, cy = (add_curve(draft, story.journey, each).id for each in (story.bo, story.cy))
    # Each feels alike at each of the cards, though both went far down.
    for card, value in zip(both, (0.5, -0.5), strict=True):
        set_emotion(draft, ada, card, value)
        set_emotion(draft, bo, card, value - 0.25)
    first = add_point(draft, ada, story.steps[1], 0.5, 0.5)
    second = add_point(draft, bo, story.steps[1], 0.2, 0.0)
    add_point(draft, ada, story.steps[2], 0.5, -0.2)
    for value in (-1.0, 0.4):
        add_point(draft, bo, story.steps[2], 0.5, value)
    add_point(draft, cy, story.steps[2], 0.5, 1.0)
    found = story.compared()
    assert found.gaps == ((first.id, second.id),)
    assert said(found) == "↕  Different emotion\n\tBuy\tAda: 7.5 · Bo: 5"
    curves = {each.id: each for each in found.document.curves_of(story.journey)}
    assert list(curves)[:2] == [ada, bo], "next to each other, so that the area is between them"
    assert curves[ada].shaded and curves[bo].scale == "zero_to_ten"
    assert story.draft.get(Curve, bo).scale == "words"


def test_cards_over_several_steps_notes_and_hidden_personas(story: Story) -> None:
    draft = story.draft
    wide = story.meet(0, "Subscribes", "", story.ada)
    set_span(draft, wide.id, story.steps[0], story.steps[2])
    story.meet(1, "Pays", story.web, story.bo)
    gone = story.meet(2, "Sells it", "", story.cy)
    kept = add_note(draft, story.journey, "Ask Ada", 0, 0, card=wide.id)
    stuck = add_note(draft, story.journey, "Too many", 0, 0, step=story.steps[1], lane=story.meets)
    lost = add_note(draft, story.journey, "Ask Cy", 0, 0, card=gone.id)
    hide_personas(draft, story.journey, [story.ada], hidden=True)
    draft.change(draft.get(Lane, story.does[story.bo]), collapsed=True)
    found = story.compared()
    assert [subtitle for _, subtitle, _ in rows(found)][:4] == ["Ada", "Bo", "Ada", "Bo"]
    assert not any(lane.collapsed for lane in found.document.lanes_of(story.journey))
    notes = {note.id: note for note in found.document.notes_of(story.journey)}
    assert set(notes) == {kept.id, stuck.id} and lost.id not in notes
    assert found.document.get(Note, stuck.id).lane in found.owners
    # Ada's card reaches into the step, so Bo is not alone there.
    assert "Only Bo" not in said(found) and said(found).count("Only Ada") == 2


def test_personas_who_do_the_same_do_not_differ(story: Story) -> None:
    story.meet(0, "Looks", story.web, story.ada, story.bo)
    found = story.compared()
    assert not found.changes and not found.marks and not found.legend()
    assert DifferenceWords().count(found) == "No differences"
