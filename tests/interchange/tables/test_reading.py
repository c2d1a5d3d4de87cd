"""Tables of all formats are read as a stream of rows, and what cannot be read is refused in a sentence."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.quantities import Percent
from journey_editor.interchange.tables.encodings import encoding_of
from journey_editor.interchange.tables.reading import open_table
from journey_editor.interchange.tables.unlocked import FileChangedError
from journey_editor.interchange.tables.values import Value, cell_place, column_letters
from tests.interchange.tables.workbooks import ods, xlsx, zipped


def rows_of(path: Path, sheet: str = "") -> list[list[Value]]:
    with open_table(path) as table:
        return [list(row.cells.values()) for row in table.rows(sheet)]


def written(folder: Path, data: bytes, name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "data",
    [
        b"Day;Score\n2026-03-01;1,5\n",
        b'Day,Score\r\n2026-03-01,"1,5"\r\n',
        b"Day\tScore\r2026-03-01\t1,5\r",
        b"sep=;\nDay;Score\n2026-03-01;1,5\n",
        b"\xef\xbb\xbfDay|Score\n2026-03-01|1,5\n",
        "Day;Score\n2026-03-01;1,5\n".encode("utf-16"),
        "Day;Score\n2026-03-01;1,5\n".encode("utf-16-le"),
        "Day;Score\n2026-03-01;1,5\n".encode("utf-16-be"),
    ],
)
def test_separators_and_encodings_are_found_out(tmp_path: Path, data: bytes) -> None:
    assert rows_of(written(tmp_path, data)) == [["Day", "Score"], ["2026-03-01", "1,5"]]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Zufriedenheit;Höhe;Größe;Straße;Überblick;schön;für;Äußerung"),
        ("cp1251", "Дата;Оценка;Отзыв;Хорошо и быстро;Долго ждал ответа"),
        ("utf-8", "日期;分数;意见;等待时间太长"),
    ],
)
def test_text_in_another_encoding_is_read(tmp_path: Path, encoding: str, words: str) -> None:
    data = (words + "\n").encode(encoding) * 5
    assert rows_of(written(tmp_path, data))[0] == words.split(";")


def test_a_quotation_mark_that_is_never_closed_swallows_nothing(tmp_path: Path) -> None:
    lines = ["a,b", 'x,"never closed', *(f"r{each},{each}" for each in range(5))]
    path = written(tmp_path, "\n".join(lines).encode())
    with open_table(path) as table:
        found = [list(row.cells.values()) for row in table.rows()]
        assert table.remarks == ["1 row has a quotation mark that is never closed; it is read as text."]
    assert found == [["a", "b"], ["x", '"never closed'], *([f"r{each}", str(each)] for each in range(5))]
    many = "\n".join([*lines, *(f"r{each},{each}" for each in range(3_000))])
    assert len(rows_of(written(tmp_path, many.encode()))) == 3_007


def test_a_million_rows_are_a_stream_that_can_be_cancelled(tmp_path: Path) -> None:
    path = written(tmp_path, b"day,score\n" + b"2026-03-01,5\n" * 1_000_000)
    asked = 0

    def wanted() -> bool:
        nonlocal asked
        asked += 1
        return asked < 50

    with pytest.raises(CancelledError), cancellable(wanted), open_table(path) as table:
        for row in table.rows():
            assert row.number < 60
    with open_table(path) as table:
        assert next(table.rows()).cells == {0: "day", 1: "score"}


def test_a_file_that_another_program_replaces_meanwhile_is_no_mixture(tmp_path: Path) -> None:
    path = written(tmp_path, b"a,b\n" + b"1,2\n" * 1_000_000)
    with pytest.raises(FileChangedError, match="was changed while it was read"), open_table(path) as table:
        for row in table.rows():
            if row.number == 1_000:
                written(tmp_path, b"c,d\n", "new.csv").replace(path)


def test_cells_of_excel_have_the_values_that_it_shows(tmp_path: Path) -> None:
    path = xlsx(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r>'
        '</is></c></row><row r="3"><c r="A3" s="1"><v>46082</v></c><c r="C3" s="2"><v>0.85</v></c>'
        '<c r="D3" s="3"><v>0.0625</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" s="4"><v>1.5</v></c>'
        '<c r="G3"><f>SUM(A1)</f></c><c r="H3" t="e"><v>#N/A</v></c><c r="I3" t="str"><f>x</f><v>done</v></c>'
        '<c r="J3" s="5"><v>46082.75</v></c></row>',
        shared=("Day_x0041_",),
        formats=("dd.mm.yyyy", "0.0%", "[h]:mm:ss", "#,##0.00 [$EUR]", "[$-407]d. mmm yyyy hh:mm"),
    )
    with open_table(path) as table:
        first, second = table.rows()
        assert [tuple(each) for each in table.sheets] == [("Data", False), ("More", True)]
        assert len(table.remarks) == 1 and table.remarks[0].startswith("1 formula has no stored result.")
    assert dict(first.cells) == {0: "DayA", 1: "ab"}
    day = datetime.fromisoformat("2026-03-01")
    assert (second.number, dict(second.cells)) == (
        3,
        {
            0: day,
            2: 85.0,
            3: timedelta(hours=1, minutes=30),
            4: True,
            5: 1.5,
            7: "#N/A",
            8: "done",
            9: day + timedelta(hours=18),
        },
    )
    assert isinstance(second.cells[2], Percent)
    assert rows_of(path, "More") == [[7.0]]


def test_dates_count_from_1900_or_from_1904(tmp_path: Path) -> None:
    cells = '<row><c s="1"><v>59</v></c><c s="1"><v>61</v></c></row>'
    path = xlsx(tmp_path / "a.xlsx", cells, formats=("yyyy-mm-dd",))
    assert [f"{each:%Y-%m-%d}" for each in rows_of(path)[0]] == ["1900-02-28", "1900-03-01"]
    path = xlsx(tmp_path / "b.xlsx", cells, formats=("d/m/yy",), workbook='<workbookPr date1904="1"/>')
    assert [f"{each:%Y-%m-%d}" for each in rows_of(path)[0]] == ["1904-02-29", "1904-03-02"]


def test_a_merged_range_gives_its_value_to_the_rows_that_it_spans(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{n}"><c r="B{n}"><v>{n}</v></c></row>' for n in range(2, 5))
    path = xlsx(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><v>9</v></c><c r="B1"><v>1</v></c></row>' + rows,
        after='<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>',
    )
    with open_table(path) as table:
        assert [dict(row.spanned) for row in table.rows()] == [{}, {0: 9.0}, {0: 9.0}, {}]
    path = ods(
        tmp_path / "a.ods",
        '<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string">'
        '<text:p>x</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1"/>'
        "</table:table-row><table:table-row><table:covered-table-cell/>"
        '<table:table-cell office:value-type="float" office:value="2"/></table:table-row>',
    )
    with open_table(path) as table:
        assert [(dict(row.cells), dict(row.spanned)) for row in table.rows()] == [
            ({0: "x", 1: 1.0}, {}),
            ({1: 2.0}, {0: "x"}),
        ]


def test_cells_of_opendocument_have_the_values_that_it_shows(tmp_path: Path) -> None:
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    path = ods(
        tmp_path / "a.ods",
        f'<table:table-row table:number-rows-repeated="1000">{empty}</table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date"'
        ' office:date-value="2026-03-01T12:30:00"/><table:table-cell office:value-type="percentage"'
        ' office:value="0.5"/><table:table-cell office:value-type="time" office:time-value="PT01H30M00S"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="boolean"'
        ' office:boolean-value="true"/><table:table-cell office:value-type="string"><office:annotation>'
        "<text:p>remark</text:p></office:annotation><text:p>a"
        '<text:s text:c="2"/>b<text:line-break/>c</text:p>'
        f"<text:p>d</text:p></table:table-cell>{empty}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="1047574">{empty}</table:table-row>',
    )
    with open_table(path) as table:
        rows = list(table.rows())
        assert [tuple(each) for each in table.sheets] == [("Data", False), ("More", True)]
    assert [row.number for row in rows] == [1001, 1002]
    moment = datetime.fromisoformat("2026-03-01T12:30")
    assert list(rows[1].cells.values()) == [moment, 50.0, timedelta(minutes=90), True, True, "a  b\nc\nd"]


def bomb(folder: Path) -> Path:
    return xlsx(
        folder / "bomb.xlsx", '<row><c t="inlineStr"><is><t>' + "x" * 40_000_000 + "</t></is></c></row>"
    )


def entities(folder: Path) -> Path:
    declared = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return xlsx(
        folder / "entities.xlsx", '<row><c t="inlineStr"><is><t>&b;</t></is></c></row>', head=declared
    )


def with_damaged_part(folder: Path) -> Path:
    path = xlsx(
        folder / "damaged.xlsx", "".join(f'<row r="{n}"><c><v>{n}</v></c></row>' for n in range(1, 99))
    )
    data = bytearray(path.read_bytes())
    start = data.index(b"sheet1.xml") + 30
    data[start : start + 40] = b"\xff" * 40
    path.write_bytes(data)
    return path


def repeated(folder: Path) -> Path:
    cell = (
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
    )
    return ods(
        folder / "repeated.ods",
        f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>',
    )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (bomb, "too large"),
        (entities, "declares XML entities"),
        (repeated, "too large"),
        (with_damaged_part, "is damaged"),
        (lambda to: ods(to / "a.ods", "", manifest="<m><encryption-data/></m>"), "with a password"),
        (lambda to: written(to, bytes.fromhex("D0CF11E0A1B11AE1")), "in an old format or with a password"),
        (lambda to: written(to, b"PK\3\4 nothing"), "is damaged"),
        (lambda to: written(to, zipped({"a.txt": "a"})), "is damaged"),
        (lambda to: written(to, b"\x7fELF\0\0\2\3"), "neither text nor a spreadsheet"),
        (lambda to: to / "gone.csv", "“gone.csv” was not found."),
        (lambda to: to, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path, make: object, sentence: str) -> None:
    assert callable(make)
    with pytest.raises(UserError, match=sentence):
        rows_of(make(tmp_path))


def test_a_pipe_with_the_name_of_a_table_does_not_block(tmp_path: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.csv")
        with pytest.raises(UserError, match="cannot be read"):
            rows_of(tmp_path / "pipe.csv")


def test_names_of_cells_and_columns() -> None:
    assert [column_letters(each) for each in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
    assert (cell_place("b7"), cell_place("$AA$10"), cell_place("7B")) == ((7, 1), (10, 26), None)


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1252", "Café à la crème"), ("cp1252", "Año, búsqueda y señal"), ("cp1252", "It’s “fine”"),
        ("cp1250", "Zaplatí příliš mnoho, žádá o pomoc"), ("cp1250", "Zażółć gęślą jaźń"),
        ("cp1251", "Путь клиента: ищет билет"), ("koi8-r", "Путь клиента: ищет билет"),
        ("cp866", "Путь клиента: ищет билет"), ("cp1253", "Ταξίδι πελάτη"), ("cp1254", "Müşteri yolculuğu"),
        ("cp1255", "מסע הלקוח: חיפוש"), ("cp1256", "رحلة العميل"), ("gb18030", "客户旅程，搜索商品"),
        ("big5", "顧客旅程：搜尋商品"), ("shift_jis", "顧客の旅：検索する"), ("euc-kr", "단계, 행동, 문제점"),
        ("utf-16-le", "A\nПуть клиента"),
    ],
)  # fmt: skip
def test_old_encodings_are_recognised_by_their_letters(encoding: str, words: str) -> None:
    data = words.encode(encoding)
    assert data.decode(encoding_of([data])) == words
