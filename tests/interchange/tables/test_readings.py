"""Readings of measures from tables, recomputed by hand."""

from pathlib import Path
from typing import Any

import pytest

from journey_editor.foundation.errors import UserError
from journey_editor.interchange.tables.guess import first_rows, guessed
from journey_editor.interchange.tables.readings import FoundReading, Outcome, read_source
from journey_editor.model.records import DataSource
from tests.interchange.tables.workbooks import xlsx


def read(path: Path, kind: str = "own", **fields: Any) -> Outcome:
    source = DataSource(id="data_source:1", measure="measure:1", path=path.name, **fields)
    return read_source(source, kind, path)


def csv(folder: Path, *lines: str) -> Path:
    path = folder / "figures.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_rows_become_readings_by_month_with_the_filter(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "Some report",
        "Day;Channel;Score",
        "02.01.2026;Phone;4,5",
        "13.01.2026;Chat;1",
        "31.01.2026;phone;3,5",
        "05.02.2026;Phone;1.002,5",
    )
    fields: dict[str, Any] = {
        "heading_row": 2, "day_column": "day", "value_column": "Score", "span": "month",
        "filter_column": "Channel", "filter_value": "Phone",
    }  # fmt: skip
    outcome = read(path, **fields)
    assert outcome.readings == (FoundReading("2026-01-01", 4.0), FoundReading("2026-02-01", 1002.5))
    assert (outcome.rows, outcome.shown[0]) == (3, (3, ("02.01.2026", "4,5", "", "", "")))
    for summary, value in (("sum", 8.0), ("median", 4.0), ("last", 3.5)):
        assert read(path, **fields, summary=summary).readings[0].value == value
    assert [each.day for each in read(path, **{**fields, "span": ""}).readings] == [
        "2026-01-02",
        "2026-01-31",
        "2026-02-05",
    ]


def test_counts_are_added_up(tmp_path: Path) -> None:
    path = csv(
        tmp_path, "Week,Promoters,Detractors,All", "2026-W01,60,10,100", "2026-W02,1,1,3", "2026-W03,9,9,3"
    )
    outcome = read(
        path, "nps", day_column="Week", positive_column="Promoters", negative_column="Detractors",
        total_column="All", span="quarter",
    )  # fmt: skip
    assert outcome.readings == (
        FoundReading("2025-10-01", None, 60, 10, 100),
        FoundReading("2026-01-01", None, 1, 1, 3),
    )
    assert outcome.remarks == ("1 row without a valid value was left out: row 4 (“9”).",)


@pytest.mark.parametrize(
    ("kind", "answers", "reading"),
    [
        ("nps", "10 9 8 7 6 0 11 x", FoundReading("", None, 2, 2, 6)),
        ("csat", "5 4 3 1 1", FoundReading("", None, 2, None, 5)),
        ("ces_share", "7 5 4", FoundReading("", None, 2, None, 3)),
        ("fcr", "yes no Ja true", FoundReading("", None, 3, None, 4)),
        ("ces", "7 5 3", FoundReading("", 5.0, None, None, 3)),
        ("waiting", "30 1:30 2m", FoundReading("", 80.0, None, None, 3)),
    ],
)
def test_answers_are_counted(tmp_path: Path, kind: str, answers: str, reading: FoundReading) -> None:
    path = csv(tmp_path, "Answer", *answers.split())
    assert read(path, kind, value_column="Answer", summary="answers").readings == (reading,)


@pytest.mark.parametrize(
    ("kind", "heading", "values", "found"),
    [
        ("csat", "CSAT", ("0.85", "0.9"), (85, 90)),
        ("csat", "CSAT", ("85 %", "0,5 %"), (85, 0.5)),
        ("csat", "CSAT", ("85", "120", "-3", "40"), (85, 40)),
        ("nps", "NPS", ("-12", "40"), (-12, 40)),
        ("waiting", "Wait (min)", ("1,5", "2"), (90, 120)),
        ("waiting", "Wait", ("90s", "12:99", "1:30"), (90, 90)),
        ("own", "Value", ("1,234", "NaN", "5,678.5"), (1234, 5678.5)),
        ("own", "Value", ("1.234", "inf", "5.678,5"), (1234, 5678.5)),
    ],
)
def test_numbers_follow_the_column(
    tmp_path: Path, kind: str, heading: str, values: tuple[str, ...], found: tuple[float, ...]
) -> None:
    path = csv(tmp_path, f"{heading};x", *(f"{each};" for each in values))
    outcome = read(path, kind, value_column=heading)
    assert tuple(each.value for each in outcome.readings) == pytest.approx(found)
    assert any("left out" in each for each in outcome.remarks) == (len(found) < len(values))


def test_a_cell_of_a_workbook_is_a_reading(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        '<row r="7"><c r="B7" s="1"><v>0.85</v></c><c r="C7"><f>A1</f></c></row>',
        formats=("0%",),
    )
    assert read(path, "csat", sheet="Data", cell="B7").readings == (FoundReading("", 85.0),)
    assert read(path, sheet="More", cell="A1").readings == (FoundReading("", 7.0),)
    with pytest.raises(UserError, match="The cell C7 has no valid value"):
        read(path, cell="C7")
    with pytest.raises(UserError, match="“B” is not the address of a cell"):
        read(path, cell="B")
    with pytest.raises(UserError, match=r"“a\.xlsx” has no sheet “Old”"):
        read(path, sheet="Old", cell="B7")


def test_readings_are_in_order_and_two_measures_may_read_one_cell(tmp_path: Path) -> None:
    path = csv(tmp_path, "Day,Score", "2026-03-01,3", "2026-01-01,1", "2026-01-01,1")
    outcome = read(path, value_column="Score", day_column="Day")
    assert [(each.day, each.value) for each in outcome.readings] == [
        ("2026-01-01", 1),
        ("2026-01-01", 1),
        ("2026-03-01", 3),
    ]
    assert read(path, cell="B2").readings == (FoundReading("", 3.0),)
    assert read(path, "waiting", cell="B2").readings == (FoundReading("", 3.0),)
    with pytest.raises(UserError, match=r"“figures\.csv” was not found"):
        read(tmp_path / "vanished" / "figures.csv", cell="B2")


def test_a_result_that_is_not_possible_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = csv(tmp_path, "Share", "80%", "90%")
    with pytest.raises(UserError, match="These rows give 170, which is not possible"):
        read(path, "csat", value_column="Share", summary="sum", span="month")
    path = csv(tmp_path, "Wait", "1e30", "5")
    outcome = read(path, "waiting", value_column="Wait", summary="answers")
    assert outcome.readings == (FoundReading("", 5.0, total=1),) and "left out" in outcome.remarks[0]


def test_a_table_of_another_shape_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = csv(tmp_path, "Day,Score", "2026-01-01,5", "2026-01-01,5")
    with pytest.raises(UserError, match=r"There is no column “CSAT” in the table\."):
        read(path, value_column="CSAT")
    with pytest.raises(UserError, match="The table has no headings in row 9"):
        read(path, value_column="Score", heading_row=9)
    with pytest.raises(UserError, match=r"Most rows have no valid value\. 2 rows without"):
        read(path, value_column="Day", day_column="Score")
    with pytest.raises(UserError, match="No row of the table has a value"):
        read(path, value_column="Score", filter_column="Day", filter_value="never")
    assert read(path, value_column="Score", day_column="Day").remarks == (
        "1 reading has the same date as another one.",
    )
    assert read(path, value_column="B", day_column="A", heading_row=0).rows == 2
    for kind in ("nps", "waiting"):
        with pytest.raises(UserError, match="Choose the column with the values"):
            read(path, kind, positive_column="Score", total_column="Score")
    many = csv(tmp_path, "Score", *map(str, range(1_002)))
    with pytest.raises(UserError, match=r"more than 1000 readings\. Choose a span of time"):
        read(many, value_column="Score")


@pytest.mark.parametrize(
    ("kind", "lines", "fields"),
    [
        (
            "csat",
            ("Report of March", "Date;Agent;Rating", "1.3.2026;7;5", "2.3.2026;8;4", "3.3.2026;9;1"),
            {"heading_row": 2, "day_column": "Date", "value_column": "Rating", "summary": "answers",
             "span": "month"},
        ),
        (
            "nps",
            ("Month,Promoters,Passives,Detractors,Total", "2026-01,5,2,3,10"),
            {
                "heading_row": 1, "day_column": "Month", "positive_column": "Promoters",
                "negative_column": "Detractors", "total_column": "Total",
            },
        ),
        (
            "waiting",
            ("Day,Calls,Wait", "2026-01-01,300,1:30"),
            {"heading_row": 1, "day_column": "Day", "value_column": "Wait"},
        ),
        ("own", ("2026-01-01,4", "2026-01-02,5"), {"heading_row": 0, "day_column": "A", "value_column": "B"}),
    ],
)  # fmt: skip
def test_the_columns_are_guessed(
    tmp_path: Path, kind: str, lines: tuple[str, ...], fields: dict[str, Any]
) -> None:
    path = csv(tmp_path, *lines)
    found = first_rows(path)
    assert guessed(found.rows, kind) == fields
    assert read(path, kind, **fields).readings


def test_a_table_of_many_figures_has_other_columns_for_each_kind(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        "Month;Satisfied;Survey answers;Promoters;Detractors;Solved at first contact;Cases;First answer;"
        "Within 20 s;Calls;Transfer rate;Forecast",
        "31.05.2026;99;119;74;15;98;122;8,5 min;530;561;4;7",
    )
    rows = first_rows(path).rows
    columns = {
        kind: [name for field, name in guessed(rows, kind).items() if field.endswith("_column")][1:]
        for kind in ("csat", "nps", "fcr", "service_level", "first_answer", "transfers", "reopened")
    }
    assert columns == {
        "csat": ["Satisfied", "Survey answers"],
        "nps": ["Promoters", "Survey answers", "Detractors"],
        "fcr": ["Solved at first contact", "Cases"],
        "service_level": ["Within 20 s", "Calls"],
        "first_answer": ["First answer"],
        "transfers": ["Transfer rate"],
        "reopened": ["Satisfied"],
    }
