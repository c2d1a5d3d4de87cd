"""Edits and files that violate a rule are refused with a message that says why."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from journey_editor.editing.commands import cards, curves, journeys, lanes, personas, stages
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.foundation.identity import counting_ids
from journey_editor.model import rules
from journey_editor.model.document import Document
from journey_editor.model.records import (
    Card,
    CardPersona,
    CardTag,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    LaneGroup,
    Link,
    Note,
    Persona,
    Project,
    Stage,
    Step,
    Tag,
    View,
    ViewItem,
)
from journey_editor.model.rules import RuleError, check_document


@pytest.fixture
def editor() -> Editor:
    """Return two journeys, each with two stages, a persona, its lane, an emotion lane, cards and a curve."""
    editor = Editor(Document(), new_id=counting_ids())
    with editor.edit("Begin") as draft:
        journeys.new_project(draft)
        for title, name in (("Today", "Ana"), ("Tomorrow", "Ben")):
            journey = journeys.add_journey(draft, title=title).id
            first, _ = (stages.add_stage(draft, journey, name=each) for each in "AB")
            step = draft.steps_of(first.id)[0].id
            persona = personas.add_persona(draft, journey, name=name).id
            lane = lanes.add_lane(draft, journey, "action", persona=persona).id
            lanes.add_lane(draft, journey, "emotion")
            one = cards.add_card(draft, step, lane, "One").id
            two = cards.add_card(draft, step, lane, "Two").id
            cards.set_card_personas(draft, one, [persona])
            cards.link_cards(draft, one, two)
            curve = curves.add_curve(draft, journey, persona).id
            curves.set_emotion(draft, curve, one, 0.5)
            curves.add_point(draft, curve, step, 0.5, 0.5)
    check_document(editor.document)
    return editor


# In the first journey: stages, steps, cards 1 and 2, lane 1 of Ana, emotion lane 2. In the second: 3 and 4.
def _view(draft: Draft, journey: str = "journey:1") -> str:
    return draft.add(View, journey=journey).id


REFUSED: dict[str, tuple[str, Callable[[Draft], object]]] = {
    "a card in a lane of another journey": (
        "one journey and a lane of another",
        lambda draft: draft.change(draft.get(Card, "card:1"), lane="lane:3"),
    ),
    "a card in a step of another journey": (
        "one journey and a lane of another",
        lambda draft: draft.change(draft.get(Card, "card:1"), step="step:3"),
    ),
    "a card in an emotion lane": (
        "An emotion lane contains curves, not cards",
        lambda draft: draft.change(draft.get(Card, "card:2"), lane="lane:2"),
    ),
    "a card with its personas, point and links in another journey": (
        "of its own journey|in the same journey as the curve|connect different journeys",
        lambda draft: cards.move_cards(draft, ["card:1"], "step:3", "lane:3"),
    ),
    "a lane full of cards as an emotion lane": (
        "cannot become an emotion lane",
        lambda draft: draft.change(draft.get(Lane, "lane:1"), kind="emotion"),
    ),
    "a lane full of cards as a line": (
        "cannot become a line. Move the",
        lambda draft: draft.change(draft.get(Lane, "lane:1"), kind="visibility_line"),
    ),
    "a lane of a persona of another journey": (
        "A lane can only belong to a persona of its own journey",
        lambda draft: draft.change(draft.get(Lane, "lane:1"), persona="persona:2"),
    ),
    "a lane that changes its journey": (
        "A lane cannot be moved to another journey",
        lambda draft: draft.change(draft.get(Lane, "lane:2"), journey="journey:2"),
    ),
    "a stage that changes its journey": (
        "A stage cannot be moved to another journey",
        lambda draft: draft.change(draft.get(Stage, "stage:2"), journey="journey:2"),
    ),
    "a stage without a step": (
        "A stage must have at least one step",
        lambda draft: draft.remove("step:2"),
    ),
    "a stage whose only step was moved to another": (
        "A stage must have at least one step",
        lambda draft: draft.change(draft.get(Step, "step:2"), stage="stage:1"),
    ),
    "a new stage without a step": (
        "A stage must have at least one step",
        lambda draft: draft.add(Stage, journey="journey:1"),
    ),
    "a step with its cards in another journey": (
        "one journey and a lane of another|must have at least one step",
        lambda draft: draft.change(draft.get(Step, "step:1"), stage="stage:3"),
    ),
    "a card about a persona of another journey": (
        "only be about personas of its own journey",
        lambda draft: draft.add(CardPersona, card="card:1", persona="persona:2"),
    ),
    "a persona twice on a card": (
        "This persona is already on the card",
        lambda draft: draft.add(CardPersona, card="card:1", persona="persona:1"),
    ),
    "a card that spans steps of two journeys": (
        "cannot span steps of different journeys",
        lambda draft: draft.change(draft.get(Card, "card:1"), last_step="step:3"),
    ),
    "a card that spans lanes of two journeys": (
        "cannot span lanes of different journeys",
        lambda draft: draft.change(draft.get(Card, "card:1"), last_lane="lane:3"),
    ),
    "a lane in a group of another journey": (
        "only be in a group of its own journey",
        lambda draft: draft.change(
            draft.get(Lane, "lane:1"), group=draft.add(LaneGroup, journey="journey:2").id
        ),
    ),
    "a tag twice on a card": (
        "This tag is already on the card",
        lambda draft: [draft.add(CardTag, card="card:1", tag=tag) for tag in [draft.add(Tag).id] * 2],
    ),
    "a view that hides a lane of another journey": (
        "only have lanes and personas of its own journey",
        lambda draft: draft.add(ViewItem, view=_view(draft), lane="lane:3", hidden=True),
    ),
    "a view that filters by a persona of another journey": (
        "only have lanes and personas of its own journey",
        lambda draft: draft.add(ViewItem, view=_view(draft), persona="persona:2"),
    ),
    "an item of a view without a subject": (
        "Each item of a view",
        lambda draft: draft.add(ViewItem, view=_view(draft)),
    ),
    "an item of a view with two subjects": (
        "Each item of a view",
        lambda draft: draft.add(ViewItem, view=_view(draft), persona="persona:1", card_kind="action"),
    ),
    "an item of a view that filters by a lane": (
        "Each item of a view",
        lambda draft: draft.add(ViewItem, view=_view(draft), lane="lane:1"),
    ),
    "a persona that a view hides": (
        "still has lanes, cards, a curve or a view|own journey",
        lambda draft: [
            draft.add(ViewItem, view=_view(draft, "journey:2"), persona="persona:2", hidden=True),
            *map(draft.remove, [each.id for each in draft.select(JourneyPersona, persona="persona:2")]),
        ],
    ),
    "a persona twice in a journey": (
        "This persona is already in the journey",
        lambda draft: personas.add_existing_persona(draft, "journey:1", "persona:1"),
    ),
    "a persona who leaves lanes behind": (
        "still has lanes, cards, a curve or a view of this persona",
        lambda draft: draft.remove("journey_persona:1"),
    ),
    "a persona whose place another takes": (
        "still has lanes, cards, a curve or a view|own journey",
        lambda draft: draft.change(draft.get(JourneyPersona, "journey_persona:1"), persona="persona:2"),
    ),
    "a curve of a persona of another journey": (
        "A curve can only belong to a persona of its own journey",
        lambda draft: curves.add_curve(draft, "journey:1", "persona:2"),
    ),
    "a point without a place": (
        "either to a card or to a step",
        lambda draft: draft.add(EmotionPoint, curve="curve:1"),
    ),
    "a point in two places": (
        "either to a card or to a step",
        lambda draft: draft.add(EmotionPoint, curve="curve:1", card="card:2", step="step:1"),
    ),
    "a point in another journey": (
        "in the same journey as the curve",
        lambda draft: curves.add_point(draft, "curve:1", "step:3", 0.5, 0.0),
    ),
    "two points of a curve at a card": (
        "already has a point at this card",
        lambda draft: draft.add(EmotionPoint, curve="curve:1", card="card:1"),
    ),
    "a link from a card to itself": (
        "two different cards",
        lambda draft: cards.link_cards(draft, "card:1", "card:1"),
    ),
    "a link from a card to a stage": (
        "from a card to a card, or from a stage to a stage",
        lambda draft: draft.add(Link, source="card:1", target_stage="stage:2"),
    ),
    "a link between cards and stages": (
        "from a card to a card, or from a stage to a stage",
        lambda draft: draft.change(draft.get(Link, "link:1"), source_stage="stage:1", target_stage="stage:2"),
    ),
    "a link that leads nowhere": (
        "from a card to a card, or from a stage to a stage",
        lambda draft: draft.add(Link, source="card:1"),
    ),
    "a link to a stage of another journey": (
        "connect different journeys",
        lambda draft: cards.link_cards(draft, "stage:1", "stage:3"),
    ),
    "a card that leads to its own journey": (
        "cannot lead to its own journey",
        lambda draft: draft.change(draft.get(Card, "card:1"), detail="journey:1"),
    ),
    "a link into another journey": (
        "connect different journeys",
        lambda draft: cards.link_cards(draft, "card:1", "card:3"),
    ),
    "the same link twice": (
        "already a link of this kind",
        lambda draft: cards.link_cards(draft, "card:1", "card:2"),
    ),
    "a second project": (
        "exactly one project",
        lambda draft: draft.add(Project),
    ),
    "no project": (
        "exactly one project",
        lambda draft: draft.remove("project:1"),
    ),
    "no journey": (
        "have at least one journey",
        lambda draft: [draft.remove("journey:1"), draft.remove("journey:2")],
    ),
    "a reference to a removed record": (
        "belongs to a lane that is not in the project",
        lambda draft: draft.change(draft.get(Card, "card:1"), lane="lane:99"),
    ),
    "a reference to a record of another kind": (
        "field “lane” cannot have this value",
        lambda draft: draft.change(draft.get(Card, "card:1"), lane="step:1"),
    ),
    "a number beyond its range": (
        "field “importance” cannot have this value",
        lambda draft: draft.change(draft.get(Card, "card:1"), importance=6),
    ),
    "a kind that does not exist": (
        "emotion point’s field “source” cannot have this value",
        lambda draft: draft.change(draft.get(EmotionPoint, "emotion_point:1"), source="guessed"),
    ),
    "an id of another kind": (
        "is not the id of a note",
        lambda draft: draft.insert(Note(id="card:99", journey="journey:1")),
    ),
    "a record in the place of one of another kind": (
        "is not the id of a note",
        lambda draft: draft.insert(Note(id="lane:1", journey="journey:1")),
    ),
    "a text from elsewhere that is not clean": (
        "field “text” cannot have this value",
        lambda draft: draft.insert(Note(id="note:1", journey="journey:1", text="a\u202eb")),
    ),
}


@pytest.mark.parametrize(("sentence", "act"), REFUSED.values(), ids=REFUSED.keys())
def test_the_edit_is_refused_and_nothing_changes(
    editor: Editor, sentence: str, act: Callable[[Draft], object]
) -> None:
    before = editor.document
    with pytest.raises(RuleError, match=sentence) as raised, editor.edit("Edit") as draft:
        act(draft)
    assert editor.document is before
    assert raised.value.sentence.endswith(".")


IN_FILES = {what: act for what, (sentence, act) in REFUSED.items() if "cannot be moved" not in sentence}


@pytest.mark.parametrize("act", IN_FILES.values(), ids=IN_FILES.keys())
def test_a_file_with_the_same_violation_is_refused(editor: Editor, act: Callable[[Draft], object]) -> None:
    draft = editor.draft()
    act(draft)
    with pytest.raises(RuleError):
        check_document(draft.frozen())


ALLOWED: dict[str, Callable[[Draft], object]] = {
    "a lane of a persona becomes everyone's": lambda draft: draft.change(
        draft.get(Lane, "lane:1"), persona=""
    ),
    "an only step is swapped with another": lambda draft: [
        draft.change(draft.get(Step, "step:1"), stage="stage:2"),
        draft.change(draft.get(Step, "step:2"), stage="stage:1"),
    ],
    "a persona is removed and added again in one edit": lambda draft: [
        draft.remove("journey_persona:1"),
        draft.add(JourneyPersona, journey="journey:1", persona="persona:1"),
    ],
    "a link of another kind, and one back": lambda draft: [
        cards.link_cards(draft, "card:1", "card:2", "escalation"),
        cards.link_cards(draft, "card:2", "card:1"),
        cards.link_cards(draft, "stage:2", "stage:1", "loop"),
        draft.add(Link, source="card:1", target="card:2", kind="own", name="Data"),
        draft.add(Link, source="card:1", target="card:2", kind="own", name="Money"),
    ],
    "a second curve of a persona": lambda draft: curves.add_curve(draft, "journey:1", "persona:1"),
    "a persona is removed with everything of theirs": lambda draft: draft.remove("persona:1"),
    "an empty step moves to another journey": lambda draft: [
        stages.add_step(draft, "stage:2"),
        draft.change(draft.get(Step, "step:2"), stage="stage:4"),
    ],
    "a journey is removed": lambda draft: draft.remove("journey:1"),
}


@pytest.mark.parametrize("act", ALLOWED.values(), ids=ALLOWED.keys())
def test_other_edits_are_allowed(editor: Editor, act: Callable[[Draft], object]) -> None:
    with editor.edit("Edit") as draft:
        act(draft)
    check_document(editor.document)


def test_a_persona_is_removed_with_its_lanes_cards_and_curves(editor: Editor) -> None:
    with editor.edit("Delete persona") as draft:
        draft.remove("persona:1")
    assert not editor.document.persona_lane("journey:1", "persona:1")
    assert not editor.document.cards_of("journey:1")
    assert not editor.document.curves_of("journey:1")
    assert {each.persona for each in editor.document.select(CardPersona)} == {"persona:2"}
    assert len(editor.document.select(Curve)) == 1


def test_a_file_with_invalid_values_is_refused(editor: Editor) -> None:
    card = editor.document.get(Card, "card:1")
    for broken in (
        replace(card, text=None),
        replace(card, text=3),
        replace(card, importance=True),
        replace(card, order=""),
        replace(card, lane=""),
    ):
        with pytest.raises(RuleError, match="cannot have this value"):
            check_document(Document([*editor.document, broken]))


def test_an_empty_document_is_not_a_valid_project() -> None:
    with pytest.raises(RuleError, match="exactly one project"):
        check_document(Document())
    with pytest.raises(RuleError, match="at least one journey"):
        check_document(Document([Project(id="project:1")]))
    check_document(Document([Project(id="project:1"), Journey(id="journey:1"), Persona(id="persona:1")]))


def test_a_project_has_a_maximum_number_of_records(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_RECORDS", len(editor.document) + 2)
    with editor.edit("Add cards") as draft:
        cards.add_card(draft, "step:1", "lane:1", "Three")
        cards.add_card(draft, "step:1", "lane:1", "Four")
    before = editor.document
    with pytest.raises(RuleError, match="so nothing was changed"), editor.edit("Add card") as draft:
        cards.add_card(draft, "step:1", "lane:1", "Five")
    assert editor.document is before


def test_a_journey_has_a_maximum_number_of_steps_and_lanes(
    editor: Editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_COLUMNS", 3)
    journey = editor.document.journeys()[1].id
    with editor.edit("Add") as draft:
        stages.add_stage(draft, journey)
        lanes.add_lane(draft, journey, "text")
    for act in (
        lambda draft: stages.add_stage(draft, journey),
        lambda draft: stages.add_step(draft, draft.stages_of(journey)[0].id),
        lambda draft: lanes.add_lane(draft, journey, "text"),
    ):
        with pytest.raises(RuleError, match="3 steps, 3 lanes"), editor.edit("Add") as draft:
            act(draft)
    monkeypatch.setattr(rules, "MOST_CELLS", 8)
    with pytest.raises(RuleError, match="8 cells"):
        check_document(editor.document)
    with editor.edit("Delete") as draft:
        draft.remove("card:1")


def test_links_are_removed_with_their_cards(editor: Editor) -> None:
    with editor.edit("Delete card") as draft:
        draft.remove("card:2")
    assert [link.source for link in editor.document.select(Link)] == ["card:3"]
