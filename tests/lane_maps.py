"""Maps for tests with lines across them, and with lanes that are computed from cards."""

from collections.abc import Callable

from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane, add_lane_kind, choose_channels, set_lane_kind
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane, Step
from tests.pictures import unkind_pictures

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


TIMES: tuple[dict[str, int], ...] = (
    {"duration": 300, "duration_target": 240},
    {"duration": 90},
    {"duration": 1200, "wait": 1800, "wait_target": 600},
    {"wait_target": 900},
)
"""Times of the touchpoints of a step, in seconds."""


def blueprint() -> Document:
    """Return a service blueprint with a line of each kind, one of them among the lanes of a persona."""
    return _made("Returning a toaster", _add_blueprint)


def blueprint_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    return _made("إرجاع محمصة", _add_blueprint, language="ar", direction="rtl")


def summaries() -> Document:
    """Return bars of counts and the paths of two personas through a matrix of channels."""
    return _made("Paths through channels", _add_summaries)


def summaries_from_the_right() -> Document:
    """Return the same in an Arabic journey, from right to left."""
    return _made("القنوات", _add_summaries, language="ar", direction="rtl")


def with_policies(document: Document) -> tuple[Document, str, str]:
    """Return a document with a lane of the defined kind “Policies”, with the ids of the lane and the kind."""
    draft = Draft(document)
    journey = draft.journeys()[0].id
    lane = add_lane(draft, journey, "text").id
    add_card(draft, draft.columns_of(journey)[0].id, lane, "14 days to return it")
    kind = draft.change(add_lane_kind(draft, "Policies"), icon="lock", color=4).id
    set_lane_kind(draft, lane, kind)
    return draft.finish(), lane, kind


def policies() -> Document:
    """Return a blueprint with a lane of a kind that its user defined."""
    return with_policies(blueprint())[0]


def storyboard() -> Document:
    """Return a storyboard with pictures of all proportions, with and without captions, and plain cards."""
    return _made("A story in pictures", _add_storyboard)


def _add_storyboard(draft: Draft, journey: str) -> None:
    lane = add_lane(draft, journey, "storyboard").id
    for number, picture in enumerate(list(unkind_pictures().values())[:6]):
        stage = add_stage(draft, journey, name=f"Scene {number + 1}").id
        step = draft.steps_of(stage)[0].id
        caption = "" if number == 1 else "Ada waits for the parcel, and nobody rings the bell" * (number != 2)
        card = add_card(draft, step, lane, caption, kind="touchpoint" if number == 3 else "text")
        made = add_picture(
            draft,
            sha256=picture.sha256,
            media_type=picture.media_type,
            size=len(picture.data),
            width=picture.width,
            height=picture.height,
        )
        show_picture(draft, card.id, made.id)
    add_card(draft, step, lane, "Without a picture")


def _made(title: str, fill: Callable[[Draft, str], object], **details: str) -> Document:
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Lanes of all kinds")
    fill(draft, add_journey(draft, title=title, **details).id)
    return draft.finish()


def offered_channels() -> Document:
    """Return a matrix of chosen channels, of which nobody uses one, below that of all used ones."""
    return _made("Channels that we offer", _add_offered)


def _add_offered(draft: Draft, journey: str) -> None:
    _add_summaries(draft, journey)
    matrix = add_lane(draft, journey, "channel", title="What we offer", subtitle="Nobody uses the app").id
    used = [each.id for each in draft.channels()][:2]
    choose_channels(draft, matrix, [*used, add_channel(draft, "App", "app").id])


def _add_summaries(draft: Draft, journey: str) -> dict[str, str]:
    """Add lanes that are computed from touchpoints and pain points, and return the lanes' ids by kind."""
    ada, bo = (add_persona(draft, journey, name=name).id for name in ("Ada Brook", "Bo Dahl"))
    stages = [add_stage(draft, journey, name=name).id for name in ("Search", "Buy", "Use", "Leave")]
    steps = [draft.steps_of(stage)[0].id for stage in stages]
    lanes = {}
    for kind in ("touchpoint", "pain_point", "count", "channel", "time"):
        lanes[kind] = add_lane(draft, journey, kind).id
    draft.change(draft.get(Lane, lanes["count"]), counted="pain_point")
    site, shop, phone = (
        add_channel(draft, name, kind).id
        for name, kind in (
            ("Website", "website"),
            ("Shop in the old town", "in_person"),
            ("", "phone"),
        )
    )
    for step, channel, people in (
        (0, site, (ada, bo)),
        (0, site, (ada,)),
        (1, site, (ada,)),
        (1, shop, (bo,)),
        (2, phone, (ada,)),
        (3, shop, ()),
    ):
        card = add_card(draft, steps[step], lanes["touchpoint"], "Meets us", channel=channel)
        set_card_personas(draft, card.id, people)
        draft.change(draft.get(Card, card.id), **TIMES[step])
    add_card(draft, steps[1], lanes["touchpoint"], "Pays")
    wide = add_card(draft, steps[1], lanes["pain_point"], "Waits")
    draft.change(wide, last_step=steps[2])
    add_card(draft, steps[2], lanes["pain_point"], "Nobody answers")
    return lanes


def _add_blueprint(draft: Draft, journey: str) -> dict[str, str]:
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
