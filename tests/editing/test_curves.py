"""Commands on curves: copies keep the curve that a point belongs to."""

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import add_curve, curve_for, move_curve, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.selection import change_emotions
from journey_editor.editing.commands.stages import add_stage, duplicate_step
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import EmotionPoint


def test_copied_points_stay_on_a_curve_of_the_same_measure() -> None:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    here, there = (add_journey(draft, title=title).id for title in ("Here", "There"))
    lane, _ = (add_lane(draft, each, "touchpoint").id for each in (here, there))
    steps = [draft.steps_of(add_stage(draft, each).id)[0].id for each in (here, there)]
    card = add_card(draft, steps[0], lane, "Calls").id
    effort = add_curve(draft, here, measures="Effort", scale="zero_to_ten")
    draft.change(effort, unit="min", levels="a\nb\nc", style="dashed")
    emotion = curve_for(draft, here)
    assert emotion.id != effort.id and curve_for(draft, here) == emotion
    point = set_emotion(draft, effort.id, card, 0.4, source="measured")
    draft.change(point, note="Clocked", gap=True, confidence=90, label="slow")
    set_emotion(draft, emotion.id, card, -0.2)

    clip = Clip.from_json(clip_of(draft, here, [card]).to_json())
    pasted = paste_clip(draft, there, clip, (steps[1], draft.lanes_of(there)[0].id)).ids[0]
    copies = {
        draft.get(EmotionPoint, each.id).value: each for each in draft.select(EmotionPoint, card=pasted)
    }
    added = next(each for each in draft.curves_of(there) if each.measures == "Effort")
    assert (added.unit, added.levels, added.style) == ("min", "a\nb\nc", "dashed")
    copy = copies[0.4]
    assert copy.curve == added.id and copies[-0.2].curve == curve_for(draft, there).id
    assert (copy.note, copy.gap, copy.confidence, copy.label) == ("Clocked", True, 90, "slow")

    doubled = duplicate_step(draft, steps[0])
    notes = [each.note for each in draft.select(EmotionPoint) if each.card and each.curve == effort.id]
    assert notes == ["Clocked", "Clocked"] and doubled.id in {each.id for each in draft.columns_of(here)}

    # Keys change the emotion at a card, not its effort; curves can change their order.
    change_emotions(draft, here, [card], lambda _value, _curve: 1.0)
    assert {draft.get(EmotionPoint, point.id).value} == {0.4}
    move_curve(draft, effort.id, before=None)
    assert [each.id for each in draft.curves_of(here)] == [emotion.id, effort.id]
    draft.finish()
