"""Gallery of difficult maps, each the first journey of a document."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.evidence import add_evidence, place_evidence
from journey_editor.editing.commands.journeys import add_channel, add_journey, add_note, new_project
from journey_editor.editing.commands.lanes import add_lane, add_lane_kind
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.commands.sizes import set_height, set_widths
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.tags import add_tag, set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Lane, Tag
from tests.brand_maps import with_everything
from tests.figures_map import figures_from_the_right
from tests.group_maps import (
    lane_groups,
    lane_groups_from_the_right,
    tall_cards,
    tall_cards_from_the_right,
)
from tests.lane_maps import (
    blueprint,
    blueprint_from_the_right,
    offered_channels,
    policies,
    storyboard,
    summaries,
    summaries_from_the_right,
)
from tests.pictures import unkind_pictures
from tests.two_journeys import as_is_and_to_be, as_is_and_to_be_from_the_right


class Made:
    """Document that is built inside a `with` block and available afterwards."""

    draft: Draft
    journey: Journey
    document: Document


@contextmanager
def _map(title: str, **details: str) -> Iterator[Made]:
    made = Made()
    made.draft = Draft(Document(), counting_ids())
    new_project(made.draft, name="Unkind maps")
    made.journey = add_journey(made.draft, title=title, **details)
    yield made
    made.document = made.draft.finish()


def _step(draft: Draft, stage: str) -> str:
    return draft.steps_of(stage)[0].id


def sample() -> Document:
    """Return the sample of the program."""
    return project_from_template("sample", new_id=counting_ids())


def support() -> Document:
    """Return the support template, which is almost empty."""
    return project_from_template("support", new_id=counting_ids())


def nothing() -> Document:
    """Return a journey without a title, stages or lanes."""
    with _map("") as made:
        pass
    return made.document


def no_stages() -> Document:
    """Return a map with lanes but without stages."""
    with _map("Nothing to walk through") as made:
        for kind in ("action", "touchpoint", "emotion"):
            add_lane(made.draft, made.journey.id, kind)
    return made.document


def long_words() -> Document:
    """Return a map with German compounds, and a word that cannot be hyphenated."""
    title = "Wohnungsübergabeprotokollmangelbeseitigungsfristverlängerungsantrag und was daraus wurde"
    with _map(title, language="de") as made:
        draft, journey = made.draft, made.journey
        lanes = [
            add_lane(draft, journey.id, kind) for kind in ("action", "touchpoint", "thought", "pain_point")
        ]
        channel = add_channel(draft, "Mieterinnenbeschwerdeannahmetelefondienst", "phone")
        for name in ("Aufmerksamkeitserzeugung", "Kauf", "Unterstützungsleistungserbringung"):
            stage = add_stage(
                draft, journey.id, name=name, goal="Hausverwaltungsgesellschaftsvertragsprüfung"
            )
            for lane in lanes:
                details = (
                    {"channel": channel.id, "moment_of_truth": True} if lane.kind == "touchpoint" else {}
                )
                text = "Schreibt der Heizkostenabrechnungsprüfungsstelle: " + "w" * 70
                add_card(draft, _step(draft, stage.id), lane.id, text, **details)
    return made.document


def forty_cards() -> Document:
    """Return a map with forty touchpoints in one cell, each with a point on the curve."""
    with _map("Forty cards in a cell") as made:
        draft, journey = made.draft, made.journey
        stages = [add_stage(draft, journey.id, name=name) for name in ("Before", "Within", "After")]
        touchpoints = add_lane(draft, journey.id, "touchpoint")
        add_lane(draft, journey.id, "emotion")
        actions = add_lane(draft, journey.id, "action")
        curve = add_curve(draft, journey.id)
        for index in range(40):
            card = add_card(draft, _step(draft, stages[1].id), touchpoints.id, f"Touchpoint {index + 1}")
            set_emotion(draft, curve.id, card.id, ((index * 7) % 21 - 10) / 10)
        for stage in stages:
            add_card(draft, _step(draft, stage.id), actions.id, "One action")
    return made.document


def five_personas() -> Document:
    """Return five personas with a curve each, lanes for three, and twelve stages, one of them empty."""
    names = ("Ann Lee", "Bo Dahl", "Cleo van den Bosch", "Dan Ek", "Eve O’Hara")
    with _map("Five personas, twelve stages, one of them empty") as made:
        draft, journey = made.draft, made.journey
        personas = [add_persona(draft, journey.id, name=name, role="a role of some words") for name in names]
        stages = [add_stage(draft, journey.id, name=f"Stage {number}") for number in range(1, 13)]
        touchpoints = add_lane(draft, journey.id, "touchpoint")
        add_lane(draft, journey.id, "emotion")
        own = [
            add_lane(draft, journey.id, kind, persona=persona.id)
            for persona in personas[:3]
            for kind in ("action", "thought")
        ]
        curves = [add_curve(draft, journey.id, persona.id) for persona in personas]
        for index, stage in enumerate(stages):
            if index == 5:
                continue
            step = _step(draft, stage.id)
            card = add_card(draft, step, touchpoints.id, f"Meets us {index}")
            set_card_personas(draft, card.id, [persona.id for persona in personas])
            for number, curve in enumerate(curves):
                set_emotion(draft, curve.id, card.id, ((index * (number + 3) + number) % 9 - 4) / 4)
            for lane in own:
                add_card(draft, step, lane.id, "Does or thinks something")
    return made.document


def crowded_chart() -> Document:
    """Return three curves through the same touchpoints, with a label at every point."""
    with _map("Labels everywhere") as made:
        draft, journey = made.draft, made.journey
        personas = [
            add_persona(draft, journey.id, name=name) for name in ("Ann Lee", "Bo Dahl", "Cleo Bosch")
        ]
        touchpoints = add_lane(draft, journey.id, "touchpoint")
        add_lane(
            draft, journey.id, "emotion", title="How it feels to them, all along", subtitle="Asked in May"
        )
        curves = [add_curve(draft, journey.id, persona.id) for persona in personas]
        for index in range(6):
            stage = add_stage(draft, journey.id, name=f"Stage {index + 1}")
            card = add_card(draft, _step(draft, stage.id), touchpoints.id, f"Meets us {index}")
            for number, curve in enumerate(curves):
                point = set_emotion(draft, curve.id, card.id, ((index * (number + 3) + number) % 9 - 4) / 4)
                draft.change(point, label=f"label {number}.{index} of some length")
    return made.document


def curves_everywhere() -> Document:
    """Return a right-to-left map with several scales, sources, gaps, marks, and equal values of three."""
    with _map("Curves everywhere", direction="rtl", language="ar") as made:
        draft, journey = made.draft, made.journey
        people = [add_persona(draft, journey.id, name=name).id for name in ("Dr. Ann", "Dr. Bo", "أمينة")]
        steps = [_step(draft, add_stage(draft, journey.id, name=f"Stage {n}").id) for n in range(5)]
        add_lane(draft, journey.id, "emotion", title="How it feels to all of them")
        sources = ("assumed", "told", "observed", "measured")
        for number, persona in enumerate((*people, people[0], people[1], "")):
            curve = add_curve(draft, journey.id, persona)
            if number > 2:
                levels = "Donaudampfschifffahrtsgesellschaft\n\nb\nc\nd" if number == 3 else ""
                draft.change(curve, measures="Effort", unit="min", levels=levels, signs="numbers")
            if number in (0, 4):
                draft.change(curve, peaks=True, shaded=True, style="dash_dotted" if number else "")
            for index, step in enumerate(steps):
                value = 0.5 if number < 3 else (index - 2) / 2
                point = add_point(draft, curve.id, step, 0.5, value)
                draft.change(point, source=sources[index % 4], gap=index == 2, confidence=10 * index or None)
    return made.document


def from_the_right() -> Document:
    """Return a right-to-left map with links, a note, a free point and lanes of a persona."""
    with _map("A map from the right", language="he", direction="rtl") as made:
        draft, journey = made.draft, made.journey
        persona = add_persona(draft, journey.id, name="Sara Levi", role="a role", quote="a quote")
        lanes = [add_lane(draft, journey.id, kind) for kind in ("action", "touchpoint", "emotion")]
        theirs = add_lane(draft, journey.id, "thought", persona=persona.id)
        channel = add_channel(draft, "Phone", "phone")
        curve = add_curve(draft, journey.id, persona.id)
        cards = []
        for index, name in enumerate(("One", "Two", "Three")):
            stage = add_stage(draft, journey.id, name=name, goal="A goal")
            step = _step(draft, stage.id)
            add_card(draft, step, lanes[0].id, "hello 123")
            add_card(draft, step, theirs.id, "a thought of theirs")
            card = add_card(draft, step, lanes[1].id, "calls", channel=channel.id, moment_of_truth=True)
            set_card_personas(draft, card.id, [persona.id])
            set_emotion(draft, curve.id, card.id, index / 2 - 0.5)
            cards.append(card)
        free = add_point(draft, curve.id, step, 0.9, -0.8)
        draft.change(free, label="a free point")
        link_cards(draft, cards[0].id, cards[1].id)
        link_cards(draft, cards[0].id, cards[2].id, "escalation")
        link_cards(draft, cards[2].id, cards[1].id, "service_recovery")
        add_note(draft, journey.id, "A note that lies free on the map", 900, 120)
    return made.document


def steps_and_folds() -> Document:
    """Return named and unnamed steps, a collapsed lane, a hidden lane and a hidden persona."""
    with _map("Steps and folds") as made:
        draft, journey = made.draft, made.journey
        persona = add_persona(draft, journey.id, name="Nobody Shown")
        place = draft.select(type(draft.find("journey_persona:1")), journey=journey.id)[0]
        draft.change(place, shown=False)
        lanes = [
            add_lane(draft, journey.id, kind) for kind in ("action", "touchpoint", "backstage", "emotion")
        ]
        for number in range(3):
            stage = add_stage(draft, journey.id, name=f"Stage {number + 1}")
            for name in ("", "A step whose name is rather long for one line")[: number + 1]:
                add_step(draft, stage.id, name=name)
            for step in draft.steps_of(stage.id):
                for lane in lanes[:3]:
                    add_card(draft, step.id, lane.id, f"{lane.kind} card")
        draft.change(lanes[1], collapsed=True)
        draft.change(lanes[2], hidden=True)
        add_lane(draft, journey.id, "thought", persona=persona.id)
    return made.document


def links_everywhere() -> Document:
    """Return links of all kinds: in a cell, backwards, far away, between stacks, many to one card."""
    with _map("Links everywhere") as made:
        draft, journey = made.draft, made.journey
        steps = [_step(draft, add_stage(draft, journey.id, name=f"Stage {n + 1}").id) for n in range(5)]
        lanes = [
            add_lane(draft, journey.id, kind)
            for kind in ("action", "touchpoint", "text", "backstage", "support_process")
        ]
        cards = {}
        for row, lane in enumerate(lanes):
            for at, step in enumerate(steps):
                count = {(0, 1): 3, (2, 1): 12}.get((at, row), 1)
                for place in range(count):
                    text = f"{lane.kind} {at}.{place}" + ", at some length" * (at == row)
                    cards[at, row, place] = add_card(draft, step, lane.id, text).id
        ways = [
            ((at, row, 0), (1, 1, 0), "handoff")
            for at, row in ((0, 0), (1, 0), (3, 0), (0, 3), (4, 3), (2, 4))
        ]
        ways += [
            ((0, 1, 0), (0, 1, 1), "channel_switch"),
            ((0, 1, 0), (0, 1, 2), "escalation"),
            ((1, 1, 0), (2, 1, 9), "handoff"),
            ((2, 1, 2), (4, 1, 0), "handoff"),
            ((2, 1, 1), (2, 1, 10), "service_recovery"),
            ((4, 4, 0), (0, 0, 0), "service_recovery"),
            ((0, 0, 0), (3, 4, 0), "escalation"),
            ((3, 3, 0), (1, 3, 0), "handoff"),
            ((4, 0, 0), (4, 4, 0), "handoff"),
            ((0, 4, 0), (0, 0, 0), "handoff"),
            ((0, 2, 0), (3, 2, 0), "handoff"),
        ]
        for source, target, kind in ways:
            link_cards(draft, cards[source], cards[target], kind, "with words" if kind == "handoff" else "")
    return made.document


def pictures_everywhere() -> Document:
    """Return pictures of all proportions, with and without text, a portrait, and one without its bytes."""
    found = unkind_pictures()
    with _map("Seen with their eyes") as made:
        draft, journey = made.draft, made.journey.id
        ana = add_persona(draft, journey, name="Ana Castelo", role="sees a lot", quote="Look at this.")
        add_persona(draft, journey, name="Ben")
        lanes = [add_lane(draft, journey, kind, persona=ana.id).id for kind in ("action", "touchpoint")]
        lanes.append(add_lane(draft, journey, "thought").id)
        pictures = {
            name: add_picture(
                draft,
                sha256=each.sha256,
                media_type=each.media_type,
                size=len(each.data),
                width=each.width,
                height=each.height,
            ).id
            for name, each in found.items()
        }
        gone = add_picture(draft, sha256="1" * 64, media_type="image/png", size=9, width=320, height=200)
        show_picture(draft, ana.id, pictures.pop("portrait"))
        phone = add_channel(draft, "Phone", "phone")
        for index, (name, picture) in enumerate({**pictures, "gone": gone.id}.items()):
            step = _step(draft, add_stage(draft, journey, name=name.capitalize()).id)
            add_card(draft, step, lanes[index % 3], "What it looks like", picture=picture)
            add_card(draft, step, lanes[(index + 1) % 3], picture=picture, picture_text="A view")
            details = {"channel": phone.id, "moment_of_truth": True}
            with_head = add_card(draft, step, lanes[1], picture=picture, kind="touchpoint", **details)
            set_card_personas(draft, with_head.id, [each.id for each in draft.personas_of(journey)])
    return made.document


def chosen_sizes() -> Document:
    """Return the sample with a wide and a narrow stage, a tall lane and a tall curve."""
    draft = Draft(sample())
    journey = draft.journeys()[0]
    steps = draft.columns_of(journey.id)
    set_widths(draft, {steps[1].id: 460.0, steps[2].id: 1.0})
    for lane in draft.lanes_of(journey.id):
        if lane.kind in ("action", "emotion"):
            set_height(draft, lane.id, 300.0)
    return draft.finish()


def tags_everywhere() -> Document:
    """Return a map with ten long tags on a narrow card, all colours on each kind of card, and odd names."""
    long = "Wohnungsübergabeprotokollmangelbeseitigungsfrist"
    with _map("Tags everywhere", direction="rtl", language="ar") as made:
        draft, journey = made.draft, made.journey
        stages = [add_stage(draft, journey.id, name=name) for name in ("ضيق", "عادي", "واسع")]
        steps = [_step(draft, stage.id) for stage in stages]
        set_widths(draft, {steps[0]: 1.0, steps[2]: 300.0})
        names = (
            "Costs",
            "قانوني",
            "Needs a decision of the whole board",
            long,
            "R&D",
            "w" * 70,
            "🙂",
            "Risk",
            "Ten",
        )
        tags = [add_tag(draft, name).id for name in names]
        # Older files and JSON may have a tag without a name.
        tags.append(draft.add(Tag, color=7, order=place_before(draft, draft.tags(), None)).id)
        for kind in ("touchpoint", "thought", "pain_point", "opportunity", "action"):
            lane = add_lane(draft, journey.id, kind)
            for step in steps:
                card = add_card(draft, step, lane.id, "ينتظر", importance=3, owner="Ann Lee")
                set_card_tags(draft, card.id, tags)
            set_card_tags(draft, add_card(draft, steps[1], lane.id, "").id, tags[:2])
    return made.document


def references_everywhere() -> Document:
    """Return a map with signs of references beside every kind of last row, in narrow and wide columns."""
    with _map("References everywhere", direction="rtl", language="ar") as made:
        draft, journey = made.draft, made.journey
        stages = [add_stage(draft, journey.id, name=name) for name in ("ضيق", "عادي", "واسع")]
        steps = [_step(draft, stage.id) for stage in stages]
        set_widths(draft, {steps[0]: 1.0, steps[2]: 300.0})
        ana = add_persona(draft, journey.id, name="آنا")
        tags = [add_tag(draft, name).id for name in ("قانوني", "Needs a decision")]
        picture = add_picture(draft, sha256="00" * 32, media_type="image/png", size=1000, width=80, height=40)
        phone = add_channel(draft, "هاتف", "phone")
        shapes: tuple[tuple[str, dict[str, Any]], ...] = (
            ("ينتظر", {}),
            ("Waits for an answer that has never been promised to anybody", {"note": "Why?"}),
            ("", {"picture": picture.id, "picture_text": "A view"}),
            ("ينتظر", {"owner": "Ann Lee", "due": "May"}),
            ("", {"kind": "touchpoint", "channel": phone.id, "moment_of_truth": True}),
        )
        said = [add_evidence(draft, "ثلاث مرات").id for _ in range(3)]
        for each in said:
            place_evidence(draft, each, [stages[2].id, ana.id])
        for kind in ("touchpoint", "storyboard"):
            lane = add_lane(draft, journey.id, kind)
            for count, step in zip((1, 12, 2), steps, strict=True):
                for text, details in shapes:
                    for tagged in ((), tags):
                        card = add_card(draft, step, lane.id, text, **details)
                        set_card_tags(draft, card.id, tagged)
                        set_card_personas(draft, card.id, [ana.id] if tagged else [])
                        for number in range(count):
                            add_reference(draft, card.id, f"https://example.com/{number}", f"تقرير {number}")
                        if tagged and count > 1:
                            place_evidence(draft, said[count % 3], [card.id])
    return made.document


def emphasis_everywhere() -> Document:
    """Return a map with bold and italic texts and with lists, in two directions."""
    with _map("Words that **count**") as made:
        draft, journey = made.draft, made.journey
        lanes = [add_lane(draft, journey.id, kind).id for kind in ("action", "thought", "feeling")]
        for name in ("Asks", "Waits"):
            add_stage(draft, journey.id, name=name)
        texts = (
            "Has to say:\n- name and number of the customer who called\n- the **order** number\n- *when*",
            "un**believ**able Donaudampfschifffahrts**gesellschaftskapitänswitwe** and _so on_ \\*",
            "Not **again**, I *said* so",
            "Reads:\n**مرحبا** بكم *في* الخدمة\n- اسم العميل ورقم الطلب الطويل جدا\n- **السبب**",
        )
        columns = [step.id for step in draft.columns_of(journey.id)]
        for index, text in enumerate(texts):
            add_card(draft, columns[index % 2], lanes[index - 1 if index else 0], text)
        add_note(
            draft, journey.id, "Ask **Ben**:\n- who answers on Sundays\n- why", 30.0, 10.0, step=columns[1]
        )
    return made.document


def own_kinds_from_the_right() -> Document:
    """Return a right-to-left map with a lane of a kind of the project's own."""
    with _map("أنواع", direction="rtl", language="ar") as made:
        draft, journey = made.draft, made.journey
        kind = add_lane_kind(draft, "سياسات")
        lane = add_lane(draft, journey.id, "text")
        draft.change(lane, own_kind=kind.id, title=kind.name)
        thoughts = add_lane(draft, journey.id, "thought").id
        step = _step(draft, add_stage(draft, journey.id, name="الدعم").id)
        add_card(draft, step, lane.id, "الرد خلال يومين")
        add_card(draft, step, thoughts, "الاسم **والرقم**")
    return made.document


def spans() -> Document:
    """Return cards that span several steps and stages, some side by side, around many other cards."""
    with _map("Wide cards everywhere") as made:
        _add_spans(made)
    return made.document


def spans_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    with _map("بطاقات عريضة", language="ar", direction="rtl") as made:
        _add_spans(made)
    return made.document


def _add_spans(made: Made) -> None:
    draft, journey = made.draft, made.journey
    ana = add_persona(draft, journey.id, name="Ana Castelo").id
    for number, count in enumerate((1, 3, 2, 1, 2), start=1):
        stage = add_stage(draft, journey.id, name=f"Stage {number}", goal="A goal" * (number % 2))
        for index in range(count - 1):
            add_step(draft, stage.id, name=f"Step {number}.{index + 2}")
    steps = [step.id for step in draft.columns_of(journey.id)]
    set_widths(draft, {steps[3]: 420.0})
    kinds = ("action", "touchpoint", "emotion", "thought", "text", "backstage", "support_process")
    lanes = [add_lane(draft, journey.id, kind).id for kind in kinds]
    phone = add_channel(draft, "Phone", "phone").id
    long = "One agreement for all of this, which holds until the contract ends or is cancelled. "

    def wide(lane: int, first: int, last: int, text: str, **details: object) -> str:
        return add_card(draft, steps[first], lanes[lane], text, last_step=steps[last], **details).id

    def filled(lane: int, counts: dict[int, int]) -> list[str]:
        return [
            add_card(
                draft, steps[column], lanes[lane], f"Card {column}.{index}" + ", longer" * (index % 4)
            ).id
            for column, count in counts.items()
            for index in range(count)
        ]

    # In the middle of its cell, with cards above and below it in all its columns.
    actions = filled(0, {0: 2})
    wide(0, 0, 3, long * 2, moment_of_truth=True)
    actions += filled(0, {0: 1, 1: 3, 2: 1, 3: 1, 5: 1})
    # Overlapping ones, of which two fit next to each other.
    with_people = wide(1, 1, 4, "Help desk", channel=phone, importance=4, satisfaction=2)
    set_card_personas(draft, with_people, [ana])
    wide(1, 0, 2, long, channel=phone)
    wide(1, 3, 7, "App")
    wide(1, 5, 8, "Shop")
    touched = filled(1, {2: 1, 4: 2, 8: 1})
    wide(3, 2, 3, "In the middle of two stages: " + long)
    # Over very many cards in stacks side by side.
    wide(4, 3, 8, "Over forty cards")
    filled(4, {4: 40, 3: 9, 6: 2})
    wide(5, 0, 8, "From the first to the last step")
    wide(5, 8, 2, "Its last step is not later: stages were moved")
    draft.change(draft.get(Lane, lanes[6]), collapsed=True)
    wide(6, 1, 2, "Collapsed")
    curve = add_curve(draft, journey.id, ana)
    set_emotion(draft, curve.id, with_people, 0.5)
    for card, value in zip(touched, (-0.5, 0.2, 0.8, -0.9), strict=True):
        set_emotion(draft, curve.id, card, value)
    link_cards(draft, actions[0], with_people)
    link_cards(draft, with_people, touched[-1], "channel_switch")
    link_cards(draft, actions[-1], touched[0], "escalation")


def branded_from_the_right() -> Document:
    """Return a map from right to left with a brand that changes each part of it."""
    return with_everything(from_the_right())


GALLERY: dict[str, Callable[[], Document]] = {
    each.__name__: each
    for each in (
        sample,
        support,
        nothing,
        no_stages,
        long_words,
        forty_cards,
        five_personas,
        crowded_chart,
        curves_everywhere,
        from_the_right,
        steps_and_folds,
        links_everywhere,
        pictures_everywhere,
        chosen_sizes,
        tags_everywhere,
        references_everywhere,
        emphasis_everywhere,
        own_kinds_from_the_right,
        spans,
        spans_from_the_right,
        blueprint,
        blueprint_from_the_right,
        summaries,
        summaries_from_the_right,
        offered_channels,
        policies,
        storyboard,
        as_is_and_to_be,
        as_is_and_to_be_from_the_right,
        lane_groups,
        lane_groups_from_the_right,
        tall_cards,
        tall_cards_from_the_right,
        branded_from_the_right,
        figures_from_the_right,
    )
}
"""Every map of the gallery by name."""
