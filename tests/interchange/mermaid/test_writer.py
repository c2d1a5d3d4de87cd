"""Exported Mermaid journeys are read back unchanged."""

from hypothesis import example, given
from hypothesis import strategies as st

from journey_editor.interchange.mermaid.parser import MermaidJourney, MermaidTask, parse
from journey_editor.interchange.mermaid.writer import write

# Characters and words with a meaning in Mermaid, and ordinary ones.
_PIECES = st.sampled_from(
    [
        *"#:;,%{}<>\"'= \n\t&/-",
        *("%%", "%%{", "}%%", "journey", "title ", "section ", "accTitle", "accDescr {", "style", "classDef"),
        *("#35;", "&amp;", "<br>", '<a b="c">', "C4Container", "ﬂ°", "¶ß", "---", "\r\n", "\u3000", "\u2028"),
        *("旅", "путь", "رحلة", "यात्रा", "😀"),
    ]
)
_LETTERS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=3)
_TEXT = st.lists(_PIECES | _LETTERS, max_size=6).map("".join)
_NAME = _TEXT.filter(bool)


@st.composite
def journeys(draw: st.DrawFn) -> MermaidJourney:
    sections = draw(st.lists(_NAME, max_size=3))
    indices = sorted(draw(st.lists(st.integers(-1, len(sections) - 1), max_size=5)))
    tasks = [
        MermaidTask(
            sections[index] if index >= 0 else "",
            draw(_NAME),
            draw(st.floats(allow_nan=False) | st.integers(1, 5).map(float)),
            draw(st.lists(_TEXT, max_size=3)),
            index,
        )
        for index in indices
    ]
    return MermaidJourney(draw(_TEXT), draw(_TEXT), draw(_TEXT), sections, tasks)


@given(journeys())
@example(
    MermaidJourney("A < B; #1", "", "x\n  y", ["a: b; c#"], [MermaidTask("a: b; c#", "Title x", 3, [""], 0)])
)
@example(MermaidJourney("Lifestyle a:b#c;d", tasks=[MermaidTask("", "%% no remark", 4.5, ["a, b", " "])]))
def test_any_journey_is_read_back_unchanged(journey: MermaidJourney) -> None:
    assert parse(write(journey)) == journey


def test_remarks_are_written_as_comments() -> None:
    task = MermaidTask("", "Pay", 2.0, ["Mira"], remarks=["the card\nwas refused %%{twice}%%"])
    text = write(MermaidJourney(tasks=[task]))
    assert "%% the card was refused" in text
    assert parse(text).tasks == [MermaidTask("", "Pay", 2.0, ["Mira"])]


def test_ordinary_texts_are_written_without_entities() -> None:
    tasks = [MermaidTask("Kauf", "50 % Rabatt finden", 4.0, ["Jörg", "Laden"], 0)]
    assert write(MermaidJourney("Q&A: ein Tag", sections=["Kauf"], tasks=tasks)) == (
        "journey\n    title Q&A: ein Tag\n    section Kauf\n      50 % Rabatt finden: 4: Jörg, Laden\n"
    )
