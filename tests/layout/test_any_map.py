"""Any map can be laid out, drawn and exported. Nothing is cut off and nothing overlaps."""

import io
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from journey_editor.backends.pdf import write_pdf
from journey_editor.drawing.pages import pages_for
from journey_editor.editing.commands.cards import add_card, link_cards, set_card_personas
from journey_editor.editing.commands.curves import add_curve, add_point, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, add_note, new_project
from journey_editor.editing.commands.lane_groups import fold_groups, group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.commands.sizes import set_widths
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.tags import set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.map_layout import lay_out
from journey_editor.model import kinds
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Lane, Tag
from tests.layout.invariants import check_all

TODAY = date(2026, 11, 22)
CREATED = datetime(2026, 11, 22, tzinfo=UTC)

WORDS = ["a", "Wort ", "Donaudampfschifffahrt", "жду ", "Ελένη", "שלום ", "سلام", "客服", "12.5 %", "ß", "ﬁ"]
SIGNS = [
    "e\u0301\u0302",
    "👩\u200d🚀",
    "👍🏽1️⃣",
    "क्षत्रिय ",
    "ความล่าช้า",
    "ကြောင့်",
    "한국어 ",
    "العُمَلاء",
    "🇩🇪",
    "\u200b",
    "\u00ad",
    "\u202e",
    "\x00",
    "\t",
    "\n",
    "  ",
    "(",
    "“",
    "…",
]
PIECES = st.sampled_from(WORDS + SIGNS)
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=30)
SHORT = st.lists(PIECES, max_size=5).map("".join)
SIZES = st.floats(1, 900)
ONE_TO_FIVE = st.none() | st.integers(1, 5)
VALUES = st.sampled_from([-1.0, -0.5, 0.0, 1.0]) | st.floats(-1, 1)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Draw a document with one journey that has any content."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name=draw(SHORT), author=draw(SHORT))
    language = draw(st.sampled_from(["en", "de", "ru", "ar", "th", "ko", "xx", ""]))
    direction = draw(st.sampled_from(kinds.DIRECTIONS))
    journey = add_journey(draft, title=draw(SHORT), language=language, direction=direction)
    draft.change(journey, scenario=draw(TEXTS), theme=draw(st.sampled_from(kinds.THEMES)))
    personas = [
        add_persona(draft, journey.id, name=draw(SHORT), role=draw(SHORT), quote=draw(TEXTS)).id
        for _ in range(draw(st.integers(0, 7)))
    ]
    steps = []
    for _ in range(draw(st.integers(0, 4))):
        stage = add_stage(draft, journey.id, name=draw(SHORT), goal=draw(SHORT))
        for _ in range(draw(st.integers(0, 2))):
            add_step(draft, stage.id, name=draw(SHORT))
        steps += [step.id for step in draft.steps_of(stage.id)]
    set_widths(draft, draw(st.dictionaries(st.sampled_from(steps), SIZES, max_size=2)) if steps else {})
    lanes = []
    for kind in draw(st.lists(st.sampled_from(kinds.LANE_KINDS), max_size=4)):
        owner = draw(st.sampled_from(["", *personas]))
        lane = add_lane(draft, journey.id, kind, title=draw(SHORT), subtitle=draw(SHORT), persona=owner)
        folded, hidden = draw(st.sampled_from([(False, False)] * 4 + [(True, False), (False, True)]))
        height = draw(st.just(0.0) | SIZES)
        lanes.append(draft.change(draft.get(Lane, lane.id), collapsed=folded, hidden=hidden, height=height))
    for persona in draw(st.lists(st.sampled_from(["", "", *personas]), max_size=2)):
        own = [lane.id for lane in lanes if lane.persona == persona]
        if grouped := draw(st.lists(st.sampled_from(own), max_size=4, unique=True)) if own else []:
            folded = draw(st.sampled_from([False, False, True]))
            fold_groups(draft, [group_lanes(draft, grouped, draw(SHORT)).id], folded=folded)
    # Not by the command, which refuses names that cannot be seen: older files may have them.
    tags = [
        draft.add(Tag, name=name, color=color).id
        for color, name in enumerate(draw(st.lists(SHORT, max_size=3)))
    ]
    channel = add_channel(draft, draw(SHORT), draw(st.sampled_from(kinds.CHANNEL_KINDS)))
    cells = [(step, lane) for lane in lanes if lane.kind in kinds.CARD_LANES for step in steps]
    cards = []
    for step, lane in draw(st.lists(st.sampled_from(cells), max_size=14)) if cells else []:
        details = {
            "channel": draw(st.sampled_from(["", channel.id])),
            "moment_of_truth": draw(st.booleans()),
            "last_step": draw(st.sampled_from(["", "", *steps])),
            "last_lane": draw(st.sampled_from(["", *(each.id for each in lanes)])),
            "severity": draw(ONE_TO_FIVE),
            "impact": draw(ONE_TO_FIVE),
            "satisfaction": draw(ONE_TO_FIVE),
            "owner": draw(SHORT),
        }
        cards.append(add_card(draft, step, lane.id, draw(TEXTS), **details).id)
        if personas:
            set_card_personas(draft, cards[-1], draw(st.lists(st.sampled_from(personas), unique=True)))
        if tags:
            set_card_tags(draft, cards[-1], draw(st.lists(st.sampled_from(tags))))
        for number in range(draw(st.sampled_from([0, 0, 1, 30]))):
            add_reference(draft, cards[-1], f"https://example.com/{number}")
    ends = st.tuples(
        st.sampled_from(cards or [""]), st.sampled_from(cards or [""]), st.sampled_from(kinds.LINK_KINDS)
    )
    for source, target, kind in draw(st.lists(ends, max_size=5, unique=True)) if cards else []:
        if source != target:
            link_cards(draft, source, target, kind)
    for owner in draw(st.lists(st.sampled_from(["", *personas]), max_size=5, unique=True)):
        curve = add_curve(draft, journey.id, owner, scale=draw(st.sampled_from(kinds.EMOTION_SCALES)))
        for card in draw(st.lists(st.sampled_from(cards), max_size=6, unique=True)) if cards else []:
            draft.change(set_emotion(draft, curve.id, card, draw(VALUES)), label=draw(SHORT))
        for step in draw(st.lists(st.sampled_from(steps), max_size=3)) if steps else []:
            point = add_point(draft, curve.id, step, draw(st.sampled_from([0.0, 0.5, 1.0])), draw(VALUES))
            draft.change(point, source=draw(st.sampled_from(kinds.EMOTION_SOURCES)), label=draw(SHORT))
    for _ in range(draw(st.integers(0, 1))):
        add_note(draft, journey.id, draw(TEXTS), draw(st.floats(-900, 3000)), draw(st.floats(-900, 3000)))
    return draft.finish()


@given(document=documents(), rows=st.integers(1, 3))
def test_any_map_is_laid_out_and_exported_completely(document: Document, rows: int) -> None:
    journey = document.journeys()[0].id
    check_all(lay_out(document, journey, today=TODAY, rows=rows))
    stream = io.BytesIO()
    write_pdf(pages_for(document, journey, today=TODAY), stream, pictures={}, created=CREATED)
    assert stream.getvalue().startswith(b"%PDF")


def test_texts_of_maximum_length_are_laid_out_completely() -> None:
    for text in (
        "w" * 20_000,
        "\u0301" * 20_000,
        "👩‍🚀" * 4_000,
        "א" * 20_000,
        "-" * 20_000,
        "\t" * 20_000,
        "ก" * 20_000,
        "क\u094d" * 10_000,
    ):
        draft = Draft(Document(), counting_ids())
        new_project(draft)
        journey = add_journey(draft, title="One long text").id
        step = draft.steps_of(add_stage(draft, journey).id)[0]
        add_card(draft, step.id, add_lane(draft, journey, "action").id, text)
        document = draft.finish()
        layout = lay_out(document, document.get(Journey, journey).id, today=TODAY)
        (card,) = layout.cards.values()
        assert "".join(line.text for line in card.body.text.lines) == text
