"""Journeys that Mermaid rejects or misreads are read as meant. No text is lost; repairs are reported."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.interchange.mermaid.parser import MermaidError, MermaidJourney, MermaidTask, parse
from journey_editor.interchange.mermaid.repair import Repaired, repair
from journey_editor.interchange.mermaid.writer import write

Row = tuple[str, float | None, list[str], list[str]]


def _rows(repaired: Repaired) -> list[Row]:
    """Return name, score, actors and remarks of each task."""
    return [
        (task.name, None if math.isnan(task.score) else task.score, task.actors, task.remarks)
        for task in repaired.journey.tasks
    ]


# Description, text, the tasks that were meant, and the lines of the repairs.
MEANT: list[tuple[str, str, Sequence[Row], list[int]]] = [
    (
        "score and actor swapped",
        "journey\nPay: Sofie: 4\nCall: Max, Sofie: 2",
        [("Pay", 4, ["Sofie"], []), ("Call", 2, ["Max", "Sofie"], [])],
        [2, 3],
    ),
    (
        "one swapped among others that are right",
        "journey\nA: 3: Sofie\nB: Sofie: 2: was slow",
        [("A", 3, ["Sofie"], []), ("B", 2, ["Sofie"], ["was slow"])],
        [3, 3],
    ),
    (
        "colons in the names of tasks",
        "journey\nStep 1: pay: 4: Me\nStep 2: leave: 3\nAt 10:30: 2: Me\nOpen https://a.example: 5: Me",
        [
            ("Step 1: pay", 4, ["Me"], []),
            ("Step 2: leave", 3, [], []),
            ("At 10:30", 2, ["Me"], []),
            ("Open https://a.example", 5, ["Me"], []),
        ],
        [2, 3, 4],
    ),
    (
        "remarks and feelings among the actors",
        "journey\nA: 4: Mira\nB: 2: Mira, frustrated\nC: 1: Angry because nobody answers\n"
        "D: 5: Mira (glücklich)\nE: 3: 😀\nF: 2: “Never again!”\nG: 4: Mira: only on Mondays: early",
        [
            ("A", 4, ["Mira"], []),
            ("B", 2, ["Mira"], ["frustrated"]),
            ("C", 1, [], ["Angry because nobody answers"]),
            ("D", 5, ["Mira"], ["glücklich"]),
            ("E", 3, [], ["😀"]),
            ("F", 2, [], ["“Never again!”"]),
            ("G", 4, ["Mira"], ["only on Mondays: early"]),
        ],
        [3, 4, 5, 6, 7, 8],
    ),
    (
        "arrows and other signs for colons",
        "journey\nPay -> 2 -> Me\nWait → 1 → Me\nLeave | 3 | Me",
        [("Pay", 2, ["Me"], []), ("Wait", 1, ["Me"], []), ("Leave", 3, ["Me"], [])],
        [2, 3, 4],
    ),
    (
        "semicolons in remarks, at the end of a line, between tasks, in names",
        "journey\nA: 2: Me; refused twice\nB: 3: Me;\nC: 5: Me; D: 1: You\nRead; compare: 4: Me",
        [
            ("A", 2, ["Me"], ["refused twice"]),
            ("B", 3, ["Me"], []),
            ("C", 5, ["Me"], []),
            ("D", 1, ["You"], []),
            ("Read; compare", 4, ["Me"], []),
        ],
        [2, 3, 4, 4, 5],
    ),
    (
        "scores with commas, of five, of ten, in per cent, as stars, with words behind",
        "journey\nA: 3,5: Me\nB: 4/5: Me\nC: 10/10: Me\nD: 50 %: Me\nE: ★★☆☆☆: Me\n"
        "F: 4 (good): Me\nG: 😡: Me",
        [
            ("A", 3.5, ["Me"], []),
            ("B", 4, ["Me"], []),
            ("C", 5, ["Me"], []),
            ("D", 3, ["Me"], []),
            ("E", 2, ["Me"], []),
            ("F", 4, ["Me"], ["good"]),
            ("G", 1, ["Me"], []),
        ],
        [2, 3, 4, 5, 6, 7, 8],
    ),
    (
        "scores on 1 to 10",
        "journey\nA: 1: Me\nB: 10: Me\nC: 5.5: Me\nD: 7: Me",
        [("A", 1, ["Me"], []), ("B", 5, ["Me"], []), ("C", 3, ["Me"], []), ("D", 3.67, ["Me"], [])],
        [3],
    ),
    (
        "scores on -2 to 2",
        "journey\nA: -2: Me\nB: 0: Me\nC: 2: Me",
        [("A", 1, ["Me"], []), ("B", 3, ["Me"], []), ("C", 5, ["Me"], [])],
        [2],
    ),
    (
        "full-width signs and digits",
        "journey\n価格を見る：４：田中、窓口\n聊天 ：2：小林，客服",
        [("価格を見る", 4, ["田中", "窓口"], []), ("聊天", 2, ["小林", "客服"], [])],
        [2, 2, 2, 3, 3],
    ),
    (
        "Arabic commas and digits",
        "journey\nالاتصال: ٤: ليلى، الموظف",
        [("الاتصال", 4, ["ليلى", "الموظف"], [])],
        [2, 2],
    ),
    (
        "no score, no actors, remarks in lines of their own",
        "journey\nLook around\nPay: 3\n  - the queue was long\nWait: bored: Me",
        [
            ("Look around", None, [], []),
            ("Pay", 3, [], ["the queue was long"]),
            ("Wait", None, ["Me"], ["bored"]),
        ],
        [2, 4, 5],
    ),
    (
        "numbers with #, and a comment behind the actors",
        "journey\nChild#1 asks: 3: Child#1\nB: 2: Me %% ask her again",
        [("Child#1 asks", 3, ["Child#1"], []), ("B", 2, ["Me"], ["ask her again"])],
        [2, 3],
    ),
    (
        "feelings where the actors belong, in most lines",
        "journey\nSee it: 5: Visitor\nTry it: 4: Engaged\nAsk: 3: Considering\n"
        "Wait: 2: Frustrated\nPay: 4: High intent",
        [
            ("See it", 5, ["Visitor"], []),
            ("Try it", 4, [], ["Engaged"]),
            ("Ask", 3, [], ["Considering"]),
            ("Wait", 2, [], ["Frustrated"]),
            ("Pay", 4, [], ["High intent"]),
        ],
        [3, 4, 5, 6],
    ),
    (
        "a score for each actor",
        "journey\nPay: 3: Mira, 5: Jonas\nGo: 4: Mira, 2: Jonas, 1: Aya",
        [
            ("Pay", 3, ["Mira", "Jonas"], ["Jonas: 5"]),
            ("Go", 4, ["Mira", "Jonas", "Aya"], ["Jonas: 2", "Aya: 1"]),
        ],
        [2, 3, 3],
    ),
    (
        "names that begin with a keyword",
        "journey\nJourney home: 3: Me\nTitle page: 4: Me\nSection chief: 2: Me",
        [("Journey home", 3, ["Me"], []), ("Title page", 4, ["Me"], []), ("Section chief", 2, ["Me"], [])],
        [2, 3, 4],
    ),
]


@pytest.mark.parametrize(
    ("text", "rows", "lines"), [case[1:] for case in MEANT], ids=[case[0] for case in MEANT]
)
def test_the_intended_tasks_are_read_and_repairs_are_reported(
    text: str, rows: Sequence[Row], lines: list[int]
) -> None:
    repaired = repair(text)
    assert _rows(repaired) == list(rows)
    assert [each.line for each in repaired.repairs] == lines
    assert all(str(each.line) in each.sentence for each in repaired.repairs)


@pytest.mark.parametrize("text", [case[1] for case in MEANT], ids=[case[0] for case in MEANT])
def test_mermaid_reads_the_intended_tasks_from_the_repaired_text(text: str) -> None:
    repaired = repair(text)
    again = parse(repaired.text)
    assert [(task.name, task.actors) for task in again.tasks] == [
        (task.name, task.actors) for task in repaired.journey.tasks
    ]
    assert again.sections == repaired.journey.sections
    assert repair(repaired.text).journey.tasks[0].name == repaired.journey.tasks[0].name


def test_section_names_with_colons_and_comments_are_repaired() -> None:
    repaired = repair(
        "journey\nsection Day 1: home\nA: 3: Me\nsection Day 2 %% not sure\nsection: Day 3;\nB: 2: Me"
    )
    assert repaired.journey.sections == ["Day 1: home", "Day 2", "Day 3"]
    assert [task.section for task in repaired.journey.tasks] == ["Day 1: home", "Day 3"]
    assert [each.line for each in repaired.repairs] == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title Trip\nsection A\nPay: 3: Me", 1),
        ("Journey\ntitle Trip\nsection A\nPay: 3: Me", 1),
        ("---\ntitle: Trip: long\n---\njourney\nsection A\nPay: 3: Me", 2),
        ("journey\ntitle: Trip\nsection A\nPay: 3: Me", 2),
        ("---\n  title: Trip\n  ---\n  journey\nsection A\nPay: 3: Me", 2),
        ("journey\ntitle Trip\naccDescr {\n no end\nsection A\nPay: 3: Me", 3),
    ],
)
def test_errors_around_the_tasks_are_repaired(text: str, line: int) -> None:
    repaired = repair(text)
    assert repaired.journey.title.startswith("Trip")
    assert repaired.journey.sections == ["A"]
    assert _rows(repaired) == [("Pay", 3, ["Me"], [])]
    assert repaired.repairs[0].line == line


@pytest.mark.parametrize(
    "text", ["", "hello world", "flowchart LR\nA --> B", "journey\n;", "gantt\nsection A\nB: 3"]
)
def test_a_text_without_a_journey_is_refused(text: str) -> None:
    with pytest.raises(MermaidError):
        repair(text)


@pytest.mark.parametrize(
    "text",
    [
        "journey\n  title Ein Tag\n  section Früh\n    Tee kochen: 5: Ich, Katze\n    Gehen: 2: Ich\n",
        "%%{init: {'theme': 'base'}}%%\njourney\ntitle 50 % off & more\nAsk (twice): 3.5: Desk\nWait: 0: A",
        "journey\nA<br/>B: 3\n%% a comment\nC: 1: Service Team Berlin, Dr. Weiß\nD: 2: Me # mine",
        "journey title X\nsection Q#38;A\nA: 3: Me,\n",
        "journey Get up: 3: Me\nGo: 2: Me",
        "journey\nRating#58; 4: 3: Mira\n支付；退款: 3: Mira#44; the elder, Bo\n",
    ],
)
def test_valid_journeys_need_no_repairs(text: str) -> None:
    assert repair(text) == Repaired(parse(text), [])


def test_a_title_with_an_angle_bracket_is_kept_as_written() -> None:
    assert parse("journey\ntitle a < b & c").title == "a &lt; b &amp; c"
    assert repair("journey\ntitle a < b & c").journey.title == "a < b & c"
    assert parse("journey\ntitle Hello <Name>!").title == "Hello !"
    assert repair("journey\ntitle Hello <Name>!").journey.title == "Hello <Name>!"


_NAMES = (
    st.lists(
        st.sampled_from(
            [
                *"#:;,%{}<>\"'= &/-",
                "->",
                " 4 ",
                ": 4: ",
                "10:30",
                " | ",
                "；",
                "：",
                "journey",
                "title",
                "Pay",
            ]
        ),
        min_size=1,
        max_size=6,
    )
    .map(lambda pieces: "".join(pieces).strip())
    .filter(bool)
)
_ACTORS = st.lists(st.sampled_from(["Mira", "Front desk", "客服"]), min_size=1, max_size=2, unique=True)


@given(st.lists(st.tuples(_NAMES, st.integers(1, 5), _ACTORS), min_size=1, max_size=3))
def test_exported_journeys_are_read_without_repairs(
    rows: list[tuple[str, int, list[str]]],
) -> None:
    tasks = [MermaidTask("S", name, float(score), actors, 0) for name, score, actors in rows]
    repaired = repair(write(MermaidJourney("T", sections=["S"], tasks=tasks)))
    assert repaired.repairs == []
    assert _rows(repaired) == [(name, score, actors, []) for name, score, actors in rows]


_LINES = st.lists(
    st.lists(
        st.sampled_from([*":;,#%{}->|4 \t（：、", "Me", "Pay", "title ", "section ", "%%", "3", "10"]),
        max_size=9,
    ),
    max_size=6,
).map(lambda lines: "journey\n" + "\n".join("".join(line) for line in lines))


@given(_LINES)
def test_any_text_is_repaired_into_valid_mermaid_or_refused(text: str) -> None:
    try:
        repaired = repair(text)
    except MermaidError:
        return
    assert len(parse(repaired.text).tasks) == len(repaired.journey.tasks)


@pytest.mark.parametrize(
    "piece", ["a:", "3:", "->", "|", "; ", "1:30", "(", "4/", " - ", "：", "★", "#", "title "]
)
def test_malicious_texts_are_repaired_quickly(piece: str) -> None:
    text = "journey\n" + (piece * (1_900 // len(piece)) + "\n") * 60
    try:
        repair(text)
    except MermaidError as refusal:
        assert refusal.line >= 1
