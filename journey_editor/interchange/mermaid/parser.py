"""Parser for Mermaid's `journey` diagrams that reads them exactly as Mermaid 11 does.

`parse` is strict: it rejects what Mermaid rejects, and reads the rest the same way, including white space.
`repair`, next to it, reads the likely meaning of any text. The program needs both: a text without mistakes is
imported exactly as Mermaid reads it, and the error message for a text without a journey comes from `parse`.
"""

import re
from dataclasses import field
from typing import NoReturn

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.interchange.mermaid import ecmascript
from journey_editor.interchange.mermaid.ecmascript import WHITESPACE, WS
from journey_editor.interchange.mermaid.front_matter import FrontMatterError, title_of
from journey_editor.interchange.mermaid.sanitiser import sanitised
from journey_editor.interchange.mermaid.source import (
    LineIndex,
    Source,
    diagram_text,
    mask_entities,
    names_a_c4_diagram,
    split_front_matter,
    unmask_entities,
    without_comment_lines,
    without_directives,
)

MOST_CHARACTERS = 20_000_000
MOST_LINES = 20_000
LONGEST_LINE = 2_000


class MermaidError(UserError):
    """Text that Mermaid would not read as a journey; `line` is the line in the given text, counted from 1."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.line = line


@dataclass(frozen=True, slots=True)
class MermaidTask:
    """Line `name: score: actors`.

    `section` is the name of the section, "" before the first one. `section_index` is the index of the
    section, −1 before the first one, since names may repeat. `score` is any number, including NaN and the
    infinities: Mermaid does not check the range. `remarks` are further texts that Mermaid has no place for;
    only `repair` finds any. `line` is the line of the task in the given text, or 0 if there is none.
    """

    section: str
    name: str
    score: float
    actors: list[str]
    section_index: int = -1
    remarks: list[str] = field(default_factory=list)
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class MermaidJourney:
    """Journey as Mermaid reads it. White space at the ends of texts is kept as Mermaid keeps it."""

    title: str = ""
    acc_title: str = ""
    acc_descr: str = ""
    sections: list[str] = field(default_factory=list)
    tasks: list[MermaidTask] = field(default_factory=list)


# The order is Mermaid's: the first pattern that matches wins, even if its match is short. In the second, the
# character before `%%` is in the Basic Multilingual Plane: any other is two units in JavaScript.
_TOKEN = re.compile(
    "|".join(
        f"(?P<{kind}>{pattern})"
        for kind, pattern in (
            ("comment", r"%(?!\{)[^\n]*|[^}\U00010000-\U0010ffff]%%[^\n]*"),
            ("newline", r"\n+"),
            ("blank", f"{WS}+"),
            ("hash", r"#[^\n]*"),
            ("journey", r"(?ai:journey\b)"),
            ("title", rf"(?ai:title){WS}(?P<title_text>[^#\n;]+)"),
            ("acc_title", rf"(?ai:accTitle){WS}*+:{WS}*+(?P<acc_title_text>[^\n]*)"),
            ("acc_descr", rf"(?ai:accDescr){WS}*+:{WS}*+(?P<acc_descr_text>[^\n]*)"),
            ("acc_block", rf"(?ai:accDescr){WS}*+\{{{WS}*+(?P<acc_block_text>[^}}]*)(?P<acc_block_end>\}})?"),
            ("section", rf"(?ai:section){WS}(?P<section_text>[^#:\n;]+)"),
            ("name", r"[^#:\n;]+"),
            ("data", r":[^#\n;]+"),
        )
    )
)
_SKIPPED = frozenset({"comment", "blank", "hash"})
_TITLE_LINES = re.compile(f"\n{WS}+")


def parse(text: str, *, first_line: int = 1) -> MermaidJourney:
    """Return the journey that Mermaid 11 reads from `text`; `first_line` is the number of its first line.

    Raises `MermaidError` if Mermaid would reject it, or if it has more than 20 million characters, 20,000
    lines or 2,000 characters in a line. The time is linear in the length of the text. Raises
    `CancelledError` if the work is cancelled.
    """
    check_size(text, first_line)
    source = Source.of(text, first_line)
    head, head_line, source = split_front_matter(source)
    try:
        head_title = "" if head is None else title_of(head)
    except FrontMatterError as error:
        raise MermaidError(
            tr("Line {line}: the settings between the “---” lines are not valid YAML.").format(
                line=head_line + error.line - 1
            ),
            head_line + error.line - 1,
        ) from error
    source = without_comment_lines(without_directives(source))
    kind_text = diagram_text(without_directives(split_front_matter(source)[2]))
    if not kind_text.startswith("journey"):
        line = source.lines[0] if source.text else first_line
        raise MermaidError(
            tr("This is not a Mermaid journey: it does not begin with the word “journey”."), line
        )
    if names_a_c4_diagram(kind_text):
        raise MermaidError(
            tr("Mermaid would read this text as a C4 diagram, because it contains the name of one."),
            source.lines[0],
        )
    raise_if_cancelled()
    return _Reader(mask_entities(source), sanitised(head_title)).read()


def check_size(text: str, first_line: int = 1) -> None:
    """Raise `MermaidError` if a text exceeds the limits for a journey."""
    if len(text) > MOST_CHARACTERS:
        raise MermaidError(
            tr("This text is larger than 20 MB. A Mermaid journey can have at most 20 MB."), first_line
        )
    lines = text.splitlines() if len(text) > LONGEST_LINE else []
    if len(lines) > MOST_LINES:
        raise MermaidError(
            tr("This text has {count} lines. A Mermaid journey can have at most {most} lines.").format(
                count=len(lines), most=MOST_LINES
            ),
            first_line + MOST_LINES,
        )
    for line, content in enumerate(lines, start=first_line):
        if len(content) > LONGEST_LINE:
            raise MermaidError(
                tr("Line {line} has {count} characters. A line can have at most {most} characters.").format(
                    line=line, count=len(content), most=LONGEST_LINE
                ),
                line,
            )


class _Reader:
    """Reader of the grammar: `journey`, then titles, descriptions, sections and tasks in any order."""

    def __init__(self, source: Source, title: str) -> None:
        self._text = source.text + "\n"
        self._lines = LineIndex(source)
        self._title = title
        self._acc_title = self._acc_descr = ""
        self._sections: list[str] = []
        self._tasks: list[MermaidTask] = []
        self._at = 0

    def read(self) -> MermaidJourney:
        first = self._next()
        if first is None or first.lastgroup != "journey":
            self._refuse(tr("Line {line}: a journey begins with the word “journey”."))
        while match := self._next():
            raise_if_cancelled()
            if match.lastgroup == "name":
                self._read_task(match)
            else:
                self._read_statement(match)
        return MermaidJourney(
            unmask_entities(self._title),
            unmask_entities(self._acc_title),
            unmask_entities(self._acc_descr),
            [unmask_entities(name) for name in self._sections],
            self._tasks,
        )

    def _next(self) -> re.Match[str] | None:
        """Return the next token that is not skipped, or None at the end. Raises `MermaidError`."""
        while self._at < len(self._text):
            match = _TOKEN.match(self._text, self._at)
            if match is None:
                if self._text[self._at] == ";":
                    self._refuse(
                        tr("Line {line}: Mermaid does not allow a semicolon here. Write “#59;” instead.")
                    )
                self._refuse(tr("Line {line}: there is nothing after the colon."))
            self._at = match.end()
            if match.lastgroup not in _SKIPPED:
                return match
        return None

    def _read_statement(self, match: re.Match[str]) -> None:
        kind = match.lastgroup
        if kind in ("acc_title", "acc_descr") and not match[f"{kind}_text"]:
            # The white space after the colon extends to the end of the text.
            self._refuse(tr("Line {line}: there is nothing after the colon."), match)
        if kind == "title":
            self._title = sanitised(match["title_text"])
        elif kind == "acc_title":
            self._acc_title = sanitised(match["acc_title_text"].strip(WHITESPACE)).lstrip(WHITESPACE)
        elif kind == "acc_descr":
            self._set_description(match["acc_descr_text"])
        elif kind == "acc_block":
            if not match["acc_block_end"]:
                self._refuse(
                    tr("Line {line}: the description that begins with “{{” does not end with “}}”."), match
                )
            if match["acc_block_text"]:
                self._set_description(match["acc_block_text"])
        elif kind == "section":
            self._sections.append(match["section_text"])
        elif kind == "journey":
            self._refuse(tr("Line {line}: the word “journey” is only allowed in the first line."), match)
        elif kind == "data":
            self._refuse(tr("Line {line}: the name of the task is missing before the colon."), match)

    def _set_description(self, text: str) -> None:
        self._acc_descr = _TITLE_LINES.sub("\n", sanitised(text.strip(WHITESPACE)))

    def _read_task(self, name: re.Match[str]) -> None:
        data = self._next()
        if data is None or data.lastgroup != "data":
            self._refuse(
                tr("Line {line}: “{name}” is not followed by a colon and a score."),
                name,
                name=_shortened(name[0]),
            )
        pieces = data[0][1:].split(":")
        actors = pieces[1].split(",") if len(pieces) > 1 else []
        section = self._sections[-1] if self._sections else ""
        self._tasks.append(
            MermaidTask(
                unmask_entities(section),
                unmask_entities(name[0]),
                ecmascript.number(pieces[0]),
                [unmask_entities(actor.strip(WHITESPACE)) for actor in actors],
                len(self._sections) - 1,
                line=self._lines.line_at(name.start()),
            )
        )

    def _refuse(self, sentence: str, match: re.Match[str] | None = None, **values: str) -> NoReturn:
        line = self._lines.line_at(match.start() if match else min(self._at, len(self._text) - 1))
        raise MermaidError(sentence.format(line=line, **values), line)


def _shortened(text: str) -> str:
    text = text.strip(WHITESPACE)
    return text if len(text) <= 40 else f"{text[:39]}…"
