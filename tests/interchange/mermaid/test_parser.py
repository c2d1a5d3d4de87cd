"""Mermaid journeys are read exactly as Mermaid 11.17.2 reads them."""

import json
import math
from pathlib import Path

import pytest

from journey_editor.interchange.mermaid.parser import MermaidError, MermaidJourney, parse

# Our own texts, with the results of Mermaid 11.17.2; null if it rejected the text. Scores that are not finite
# are the strings `NaN`, `Infinity` and `-Infinity`; entities are recorded as a browser shows them.
READINGS = json.loads(
    (Path(__file__).parents[2] / "data" / "mermaid" / "readings.json").read_text(encoding="utf-8"),
    parse_int=float,
)


def _plain(score: float) -> float | str:
    if math.isnan(score):
        return "NaN"
    return score if math.isfinite(score) else "Infinity" if score > 0 else "-Infinity"


def _as_recorded(journey: MermaidJourney) -> dict[str, object]:
    return {
        "title": journey.title,
        "acc_title": journey.acc_title,
        "acc_descr": journey.acc_descr,
        "sections": journey.sections,
        "tasks": [
            {
                "section": task.section,
                "name": task.name,
                "score": _plain(task.score),
                "actors": task.actors,
            }
            for task in journey.tasks
        ],
    }


@pytest.mark.parametrize("group", sorted({reading["group"] for reading in READINGS}))
def test_recorded_texts_are_read_or_refused_as_by_mermaid(group: str) -> None:
    for reading in (each for each in READINGS if each["group"] == group):
        try:
            ours = _as_recorded(parse(reading["text"]))
        except MermaidError:
            ours = None
        assert ours == reading["reads"], reading["text"]


def test_angle_brackets_in_attributes_are_written_as_entities() -> None:
    title = parse('journey\ntitle <span title="a > b & c">x</span>\nA: 1: X').title
    assert title == '<span title="a &gt; b &amp; c">x</span>'


def test_sections_with_the_same_name_stay_separate() -> None:
    journey = parse("journey\nA: 1: X\nsection Wait\nB: 2: X\nsection Wait\nC: 3: X")
    assert journey.sections == ["Wait", "Wait"]
    assert [(task.name, task.section, task.section_index) for task in journey.tasks] == [
        ("A", "", -1),
        ("B", "Wait", 0),
        ("C", "Wait", 1),
    ]


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("journey\n\nsection Day 1: home\n", 3, "colon"),
        ("journey\r\n%% a remark\r\n\r\n  Pay: 3: Mira; refused", 4, "semicolon"),
        ("---\ntitle: T\n---\n\n%%{init: {}}%%\njourney\n  Pay", 7, "Pay"),
        ("---\ntitle: [a\n---\njourney", 3, "YAML"),
        ("journey\nA: 3: B\njourney home: 2: B", 3, "journey"),
        ("%% only a remark\n\nflowchart LR\nA-->B", 3, "journey"),
        ("journey\naccDescr {\n never closed", 2, "}"),
        ("", 1, "journey"),
    ],
)
def test_errors_have_the_line_of_the_original_text(text: str, line: int, word: str) -> None:
    with pytest.raises(MermaidError) as refusal:
        parse(text)
    assert refusal.value.line == line
    assert word in str(refusal.value)
    assert str(refusal.value).endswith(".")


def test_texts_that_are_too_large_are_refused_with_a_message() -> None:
    for text in ("journey\nA: 3: " + "x" * 2_001, "journey\n" + "A: 3: B\n" * 20_001, "x" * 20_000_001):
        with pytest.raises(MermaidError, match="at most"):
            parse(text)


@pytest.mark.parametrize(
    "line",
    ["%%{", "---", '<a ="', "\n" * 60, " " * 60, "accDescr   ", "title style:#", "%%", "{", "<b", "#x"],
)
def test_malicious_texts_are_read_or_refused_quickly(line: str) -> None:
    # With over half a million characters, a quadratic pattern would take minutes.
    text = "journey\n" + (line * (1_900 // len(line)) + "\n") * 300
    for each in (text, "---\n" + text, text.replace("journey\n", "")):
        try:
            parse(each)
        except MermaidError as refusal:
            assert refusal.line >= 1
