"""Tables in a Markdown text: its tables, and headings with lists, of which each heading is a row."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import field

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.journey_tables.grid import Grid, grid_of_cells
from journey_editor.interchange.journey_tables.vocabulary import role_of

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_CELL = re.compile(r"((?:\\.|[^|\\])*)(?:\||\Z)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]+(.*)")
_LABEL = re.compile(
    r"(?:[-*+][ \t]+)?(?:\*\*|__)([^*_]{1,60}?):?(?:\*\*|__)[ \t]*:?[ \t]*(.*)"
    r"|([^|.!?:*]{1,40}):[ \t]*"
)
_NUMBERING = re.compile(
    r"(?:(?:stage|phase|step|schritt|étape|etapa|fase|paso|passo|этап|шаг)[ \t]*)?"
    r"\d{1,3}(?:\.\d{1,3})*[.:)–—-]?[ \t]+",
    re.IGNORECASE,
)
_STAGE_WORD = re.compile(r"(?:stage|phase|step)[ \t]*:[ \t]*", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\(<?([^)\s>]*)>?(?:[ \t]+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|\*|~~|(?<!\w)__|(?<!\w)_)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_EMOJI = re.compile("[\u2300-\u27bf\U0001f300-\U0001faff]\ufe0f?")
_FENCE = re.compile(r"[ \t]*(```+|~~~+)")
_QUOTE_COLUMN, _EMOTION_COLUMN = "Quote", "Emotion"
_JOINED = ", "
_MOST_LINES = 50_000


@dataclass(slots=True)
class _Section:
    """Heading with what is below it, up to the next one: tables, and texts by their labels."""

    level: int
    title: str
    tables: list[list[list[str]]] = field(default_factory=list)
    parts: dict[str, list[str]] = field(default_factory=dict)


def grids_of_markdown(text: str) -> list[Grid]:
    """Return the tables of a Markdown text, with the heading above each as its name.

    Tables of the same form below several headings are one: their headings are its first column.
    """
    sections = _sections(text.splitlines()[:_MOST_LINES])
    grids = [*_merged_tables(sections), *_by_keys(sections), *_by_lists(sections)]
    joined = {grid.name for grid in grids}
    for section in sections:
        for rows in section.tables:
            if not any(
                f"{_JOINED}{section.title}{_JOINED}" in f"{_JOINED}{name}{_JOINED}" for name in joined
            ):
                grids.append(_grid(rows, section.title))  # noqa: PERF401 - easier to read than two loops
    return [grid for grid in grids if len(grid.rows) > 1 and grid.width > 1]


def title_of_markdown(text: str) -> str:
    """Return the first heading of the highest level, without its signs."""
    found = [match for line in text.splitlines()[:_MOST_LINES] if (match := _HEADING.fullmatch(line.strip()))]
    return plain(min(found, key=lambda each: len(each[1]))[2]) if found else ""


def plain(text: str) -> str:
    """Return the text of a cell without signs of emphasis; a link is followed by its address."""

    def of_link(found: re.Match[str]) -> str:
        return found[1] if not found[2] or found[2].startswith("#") else f"{found[1]} ({found[2]})"

    text = _LINK.sub(of_link, text)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"<br[ \t]*/?>", "\n", text, flags=re.IGNORECASE).replace("`", "")
    return re.sub(r"\\([\\`*_{}\[\]()#+\-.!|~>])", r"\1", text).strip()


def _sections(lines: Sequence[str]) -> list[_Section]:
    found = [_Section(0, "")]
    label, fence = "", ""
    index = 0
    while index < len(lines):
        raise_if_cancelled()
        line = lines[index]
        index += 1
        if opening := _FENCE.match(line):
            mark = opening[1]
            fence = "" if fence and mark.startswith(fence) else fence or mark
            continue
        if fence:
            continue
        section = found[-1]
        if heading := _HEADING.fullmatch(line.strip()):
            found.append(_Section(len(heading[1]), plain(heading[2])))
            label = ""
        elif "|" in line and index < len(lines) and _DELIMITERS.fullmatch(lines[index].strip()):
            rows = [_cells(line)]
            index += 1
            while index < len(lines) and "|" in lines[index]:
                rows.append(_cells(lines[index]))
                index += 1
            section.tables.append(rows)
        else:
            label = _read_line(section, line, label)
    return found


def _read_line(section: _Section, line: str, label: str) -> str:
    """Add a line to the part of a section that its label names; return the label of the next line."""
    stripped = line.strip()
    if not stripped or re.fullmatch(r"[-*_=]{3,}", stripped):
        return label
    if stripped.startswith(">"):
        words = plain(stripped.lstrip("> "))
        if signs := _EMOJI.findall(words):
            section.parts.setdefault(_EMOTION_COLUMN, []).append("".join(signs))
            words = _EMOJI.sub("", words).strip()
        if words:
            section.parts.setdefault(_QUOTE_COLUMN, []).append(words)
        return label
    if named := _LABEL.fullmatch(stripped):
        label = plain(named[1] or named[3])
        if named[2] and named[2].strip():
            section.parts.setdefault(label, []).append(plain(named[2]))
            return "" if stripped[0] in "-+" or stripped.startswith("* ") else label
        return label
    if item := _ITEM.fullmatch(line):
        section.parts.setdefault(label, []).append("• " + plain(item[1]))
    else:
        section.parts.setdefault(label, []).append(plain(stripped))
    return label


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return [plain(found[1]) for found in _CELL.finditer(line) if found.start() < len(line) or not line]


def _grid(rows: Sequence[Sequence[str]], name: str) -> Grid:
    cells = {(down, across): text for down, row in enumerate(rows) for across, text in enumerate(row)}
    return grid_of_cells(cells, name=name)


def _named(section: _Section) -> str:
    """Return the heading of a section as the name of a stage, without its number."""
    return _STAGE_WORD.sub("", _NUMBERING.sub("", section.title, count=1)).strip() or section.title


def _merged_tables(sections: Sequence[_Section]) -> list[Grid]:
    """Return tables with the same headings below several headings of the text as one."""
    same: dict[tuple[str, ...], list[tuple[_Section, list[list[str]]]]] = {}
    for section in sections:
        for rows in section.tables:
            if len(rows[0]) > 2:
                same.setdefault(tuple(rows[0]), []).append((section, rows))
    return [
        _grid(
            [["Stage", *header], *([_named(section), *row] for section, rows in tables for row in rows[1:])],
            _JOINED.join(section.title for section, _ in tables),
        )
        for header, tables in same.items()
        if len(tables) > 1 and any(header)
    ]


def _by_keys(sections: Sequence[_Section]) -> list[Grid]:
    """Return tables whose rows have the same names below several headings as one, with a row for each column.

    They have a key and a value, or the steps of a stage as columns.
    """
    records: list[tuple[_Section, dict[str, str]]] = []
    for section in sections:
        for rows in section.tables:
            width = min(map(len, rows))
            is_of_steps = role_of(rows[0][0]) in ("step", "stage")
            if width < 2 or not (width == 2 or is_of_steps):
                continue
            for column in range(1, width):
                record = {row[0]: row[column] for row in rows[1:] if row[0]}
                named = is_of_steps and rows[0][column] != _named(section)
                records.append((section, ({"Step": rows[0][column]} if named else {}) | record))
    return _of_records(records)


def _by_lists(sections: Sequence[_Section]) -> list[Grid]:
    """Return headings with lists as a table with a row for each of them.

    Labels, or headings of the next level, say what the lists are.
    """
    labelled: list[tuple[_Section, dict[str, str]]] = []
    nested: list[tuple[_Section, dict[str, str]]] = []
    above: _Section | None = None
    for section in sections:
        parts = {key: "\n".join(lines) for key, lines in section.parts.items()}
        if above is not None and section.level == above.level + 1 and set(parts) == {""}:
            if not nested or nested[-1][0] is not above:
                nested.append((above, {}))
            nested[-1][1][_named(section)] = parts[""]
        else:
            above = section
        named = {key: text for key, text in parts.items() if key}
        if named and section.level:
            labelled.append((section, named | ({"Description": parts[""]} if "" in parts else {})))
    return [*_of_records(labelled), *_of_records(nested)]


def _of_records(records: Sequence[tuple[_Section, dict[str, str]]]) -> list[Grid]:
    """Return sections as rows of a table, if they share their keys; others are left out."""
    counts = Counter(key for _, each in records for key in each)
    shared = {key for key, count in counts.items() if count > 1 and 2 * count >= max(counts.values())}
    fitting = [(section, each) for section, each in records if len(shared.intersection(each)) > 1]
    levels = Counter(section.level for section, _ in fitting)
    # Above them, a legend may use the same labels.
    fitting = [
        (section, each) for section, each in fitting if section.level == max(levels, key=levels.__getitem__)
    ]
    if len(fitting) < 2:
        return []
    keys = list(dict.fromkeys(key for _, each in fitting for key in each))
    keys.sort(key=lambda key: key != "Step")
    rows = [["Stage", *keys], *([_named(one), *(each.get(key, "") for key in keys)] for one, each in fitting)]
    return [_grid(rows, _JOINED.join(dict.fromkeys(section.title for section, _ in fitting)))]
