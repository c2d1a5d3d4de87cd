"""The list of changes between two journeys: by stage, in order, in the language of the map."""

from dataclasses import replace

import pytest

from journey_editor.editing import comparison
from journey_editor.editing.change_list import change_groups
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.tags import add_tag, set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, CardReference, LaneGroup, specs
from journey_editor.wording.card_details import DETAILS, changed_details

TEXT = " liegt hier"
Row = tuple[str, str, str, str, tuple[tuple[str, str], ...]]


@pytest.fixture
def draft() -> Draft:
    """Two equal journeys, today and intended, in German."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    for state in ("as_is", "to_be"):
        journey = add_journey(draft, title="Paket", language="de")
        draft.change(journey, state=state)
        stages = [add_stage(draft, journey.id, name=name).id for name in ("Order", "Wait", "Delivery")]
        lanes = [add_lane(draft, journey.id, kind).id for kind in ("action", "touchpoint")]
        for stage in stages:
            for lane in lanes:
                text = f"Karte {len(draft.cards_of(journey.id))}{TEXT}"
                add_card(draft, draft.steps_of(stage)[0].id, lane, text)
    return draft


def cards(draft: Draft, journey: int) -> dict[str, Card]:
    """Return the cards of a journey by the beginnings of their texts."""
    return {card.text.removesuffix(TEXT): card for card in draft.cards_of(draft.journeys()[journey].id)}


def rows(draft: Draft) -> list[Row]:
    """Return each row of the list with the name of its group."""
    document = draft.finish()
    earlier, later = (each.id for each in document.journeys())
    found = change_groups(document, comparison.compare(document, earlier, later))
    return [
        (group.name, row.name, row.subject, row.place, row.pairs) for group in found for row in group.rows
    ]


def test_journeys_without_changes_have_no_list(draft: Draft) -> None:
    assert rows(draft) == []


def test_changes_are_listed_by_stage_in_the_order_of_the_map(draft: Draft) -> None:
    journey, those = draft.journeys()[1].id, cards(draft, 1)
    draft.remove(those["Karte 0"].id)
    draft.change(those["Karte 1"], text="Karte 1 liegt dort")
    draft.change(those["Karte 2"], step=draft.columns_of(journey)[2].id)
    add_card(draft, those["Karte 3"].step, those["Karte 3"].lane, "**Ganz** anders")
    add_lane(draft, journey, "backstage")
    add_stage(draft, journey, name="Danach")
    assert rows(draft) == [
        ("Paket", "Hinzugefügt", "", "", (("", "Hinter den Kulissen"),)),
        ("Order", "Entfallen", "", "Aktionen", (("Karte 0 liegt hier", ""),)),
        (
            "Order",
            "Umformuliert",
            "",
            "Kontaktpunkte",
            (("Karte 1 liegt hier", "Karte 1 liegt dort"),),
        ),
        ("Wait", "Hinzugefügt", "", "Kontaktpunkte", (("", "**Ganz** anders"),)),
        (
            "Delivery",
            "Verschoben",
            "Karte 2 liegt hier",
            "",
            (("Wait · Aktionen", "Delivery · Aktionen"),),
        ),
        ("Danach", "Hinzugefügt", "", "", (("", "Phase: Danach"),)),
    ]


def test_changed_details_are_named_before_and_after(draft: Draft) -> None:
    before, after = cards(draft, 0)["Karte 1"], cards(draft, 1)["Karte 1"]
    phone, mail = (add_channel(draft, "", kind).id for kind in ("phone", "email"))
    persona = add_persona(draft, draft.journeys()[1].id, name="Ada").id
    draft.change(before, channel=phone, satisfaction=2, wait=7_200, owner="Ida")
    draft.change(after, channel=mail, satisfaction=5, wait=600, wait_target=900, moment_of_truth=True)
    set_card_personas(draft, after.id, [persona])
    set_card_tags(draft, after.id, [add_tag(draft, "eilig").id])
    for name, address in (("Handbuch", "https://example.org/b"), ("", "https://example.org/a")):
        draft.add(CardReference, card=after.id, name=name, address=address, order=f"V{name}")
    ((stage, name, subject, place, pairs),) = rows(draft)
    assert (stage, name, subject, place) == ("Order", "Details geändert", before.text, "Kontaktpunkte")
    assert pairs == (
        ("Telefon", "E-Mail"),
        ("Zufriedenheit 2", "Zufriedenheit 5"),
        ("Wartezeit 2 h", "Wartezeit 10 min · Ziel 15 min"),
        ("Zuständig: Ida", ""),
        ("", "Moment der Wahrheit"),
        ("", "Ada"),
        ("", "eilig"),
        ("", "https://example.org/a, Handbuch"),
    )


def test_every_detail_that_can_change_has_words(draft: Draft) -> None:
    compared = [name for name in specs(Card) if name not in comparison._NO_DETAILS]
    assert sorted(name for fields in DETAILS for name in fields) == sorted(compared)
    journey = draft.journeys()[0].id
    values = {
        "kind": "action", "note": "Remark", "picture": "", "picture_text": "A door", "detail": journey,
        "channel": add_channel(draft, "Phone", "phone").id, "started_by": "customer", "owner": "Ida",
        "due": "May", "status": "done", "moment_of_truth": True, "fail_point": True,
    }  # fmt: skip
    plain = Card(id="card:x", step="step:1", lane="lane:1")
    for name in compared:
        card = replace(plain, **{name: values.get(name, 3)})
        words = [after for _, after in changed_details(draft, plain, card, "en")]
        assert not words if name == "picture" else (len(words) == 1 and words[0]), name


@pytest.mark.parametrize(
    ("journey", "name", "kind", "words"),
    [(1, "", "Hinzugefügt", ("", "Aktionen, Kontaktpunkte")), (0, "Innen", "Entfallen", ("Innen", ""))],
)
def test_groups_of_lanes_are_listed_with_the_lanes(
    draft: Draft, journey: int, name: str, kind: str, words: tuple[str, str]
) -> None:
    group = draft.add(LaneGroup, journey=draft.journeys()[journey].id, name=name)
    for lane in draft.lanes_of(group.journey):
        draft.change(lane, group=group.id)
    assert rows(draft) == [("Paket", kind, "", "", (words,))]


def test_changed_emotions_are_at_their_cards_with_their_curve(draft: Draft) -> None:
    for journey, value in ((0, -0.5), (1, 1.0)):
        curve = add_curve(draft, draft.journeys()[journey].id)
        set_emotion(draft, curve.id, cards(draft, journey)["Karte 1"].id, value)
    # A sign stays in front of its number in any direction.
    values = ("\u2068−2.5\u2069", "\u2068+5\u2069 (begeistert)")
    assert rows(draft) == [("Order", "Emotion", "Karte 1 liegt hier", "Alle", (values,))]
