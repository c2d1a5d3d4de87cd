"""Merging, splitting and duplicating stages and steps with their content."""

import pytest

from journey_editor.editing.commands.evidence import add_evidence, place_evidence
from journey_editor.editing.commands.journeys import add_channel
from journey_editor.editing.commands.stages import (
    add_step,
    duplicate_step,
    merge_stages,
    merge_steps,
    split_stage,
)
from journey_editor.editing.commands.support import offer_support
from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.model.records import Card, EmotionPoint, EvidencePlace, Stage, Step, SupportOffer
from tests.layout.small_map import SmallMap, small_map


@pytest.fixture
def small() -> SmallMap:
    return small_map()


def texts(draft: Draft, step: str) -> list[str]:
    return [card.text for lane in draft.lanes_of("journey:1") for card in draft.cards_in(step, lane.id)]


def stages(draft: Draft) -> list[tuple[str, list[str]]]:
    return [
        (stage.name, [step.name for step in draft.steps_of(stage.id)])
        for stage in draft.stages_of("journey:1")
    ]


def test_merged_stages_keep_all_steps_and_cards(small: SmallMap) -> None:
    draft = Draft(small.document)
    merge_stages(draft, [small["return"], small["buy"]])
    assert stages(draft) == [("Buy / Return", ["Buy", "Asking", "Sending"])]
    document = draft.finish()
    assert len(document.select(Card)) == len(small.document.select(Card))


def test_merged_stages_keep_their_goals(small: SmallMap) -> None:
    draft = Draft(small.document)
    draft.change(draft.get(Stage, small["buy"]), goal="A pair that fits")
    draft.change(draft.get(Stage, small["return"]), goal="Money back")
    assert merge_stages(draft, [small["buy"]]).goal == "A pair that fits / Money back"


def test_merged_stages_keep_the_support_that_is_offered_and_their_evidence(small: SmallMap) -> None:
    draft = Draft(small.document)
    buy, back = small["buy"], small["return"]
    phone, chat = (add_channel(draft, name).id for name in ("Phone", "Chat"))
    kept = draft.change(offer_support(draft, buy, phone), hours="24/7").id
    draft.change(offer_support(draft, back, phone), hours="Mondays")
    moved = offer_support(draft, back, chat).id
    place_evidence(draft, add_evidence(draft, "Nobody answers").id, [buy, back])
    place_evidence(draft, (said := add_evidence(draft, "No label in the box").id), [back])
    merge_stages(draft, [buy])
    document = draft.finish()
    assert {each.id for each in document.select(SupportOffer)} == {kept, moved}
    assert {each.stage for each in document.select(SupportOffer)} == {buy}
    places = document.select(EvidencePlace)
    assert len(places) == 2 and said in {each.evidence for each in places if each.stage == buy}


def test_a_single_stage_is_merged_with_the_next_one(small: SmallMap) -> None:
    draft = Draft(small.document)
    merge_stages(draft, [small["buy"]])
    assert len(stages(draft)) == 1
    with pytest.raises(UserError, match="No stage follows this one"):
        merge_stages(Draft(small.document), [small["return"]])
    with pytest.raises(UserError, match="No step follows this one in its stage"):
        merge_steps(Draft(small.document), [small["send"]])
    with pytest.raises(UserError, match="Select columns that follow each other"):
        merge_steps(Draft(small.document), [small["buy1"], small["send"]])


@pytest.mark.parametrize(
    ("what", "sentence"),
    [("name", "names of these stages"), ("goal", "goals of these stages"), ("step", "names of these steps")],
)
def test_names_that_are_too_long_together_are_refused_with_what_to_do(
    small: SmallMap, what: str, sentence: str
) -> None:
    draft = Draft(small.document)
    ids = [small["ask"], small["send"]] if what == "step" else [small["buy"], small["return"]]
    for index, each in enumerate(ids):
        record = draft.get(Step if what == "step" else Stage, each)
        draft.change(record, **{"name" if what == "step" else what: f"{index} {'very ' * 60}long"})
    if what == "name":
        add_step(draft, small["buy"])
        add_step(draft, small["return"])
    with pytest.raises(UserError, match=rf"{sentence} are too long .* 615 characters.* Shorten some"):
        (merge_steps if what == "step" else merge_stages)(draft, ids)


def test_a_name_or_goal_that_both_stages_have_stays_single(small: SmallMap) -> None:
    draft = Draft(small.document)
    for stage in (small["buy"], small["return"]):
        draft.change(draft.get(Stage, stage), name="Shop", goal="A pair that fits")
    merged = merge_stages(draft, [small["buy"], small["return"]])
    assert (merged.name, merged.goal) == ("Shop", "A pair that fits")


def test_a_stage_is_split_before_a_step_and_merged_again(small: SmallMap) -> None:
    draft = Draft(small.document)
    new = split_stage(draft, small["send"])
    assert stages(draft) == [("Buy", [""]), ("Return", ["Asking"]), ("Sending", [""])]
    assert texts(draft, small["send"]) == ["Label", "Too late"]
    merge_stages(draft, [small["return"], new.id])
    assert stages(draft) == [("Buy", [""]), ("Return", ["Asking", "Sending"])]


def test_a_stage_cannot_be_split_before_its_first_step(small: SmallMap) -> None:
    with pytest.raises(UserError, match="cannot be the first"):
        split_stage(Draft(small.document), small["ask"])


def test_merged_steps_share_the_column(small: SmallMap) -> None:
    draft = Draft(small.document)
    merged = merge_steps(draft, [small["ask"], small["send"]])
    assert merged.name == "Asking / Sending"
    assert texts(draft, merged.id) == ["Writes", "Mail", "Label", "Too late"]
    (point,) = draft.select(EmotionPoint, step=merged.id)
    assert point.at == 0.75
    draft.finish()


def test_a_duplicated_step_has_the_same_cards_personas_and_points(small: SmallMap) -> None:
    draft = Draft(small.document)
    copy = duplicate_step(draft, small["send"])
    assert stages(draft)[1] == ("Return", ["Asking", "Sending", "Sending"])
    assert texts(draft, copy.id) == texts(draft, small["send"])
    (point,) = draft.select(EmotionPoint, step=copy.id)
    assert (point.value, point.at) == (-0.5, 0.5)
    shop = duplicate_step(draft, small["buy1"])
    (card,) = draft.cards_in(shop.id, small["adas"])
    assert draft.select(EmotionPoint, card=card.id)[0].value == 0.5
    draft.finish()
