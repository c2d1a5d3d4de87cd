"""Repair of Mermaid journeys that Mermaid rejects or misreads.

`repair` keeps all text: a part that has no place in a task becomes a remark on it. For each line that it
reads differently from Mermaid, it reports the original text and how it was read.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.interchange.mermaid.ecmascript import WHITESPACE, WS, number_text
from journey_editor.interchange.mermaid.feelings import OTHER_DIAGRAMS
from journey_editor.interchange.mermaid.front_matter import FrontMatterError, title_of
from journey_editor.interchange.mermaid.parser import (
    MermaidError,
    MermaidJourney,
    MermaidTask,
    check_size,
    parse,
)
from journey_editor.interchange.mermaid.scores import (
    HIGHEST,
    ONE_TO_FIVE,
    Scale,
    Score,
    guess_scale,
    scale_of_top,
)
from journey_editor.interchange.mermaid.source import (
    Source,
    mask_entities,
    split_front_matter,
    unguard,
    unmask_entities,
    unmask_guarded,
    without_comment_lines,
    without_directives,
)
from journey_editor.interchange.mermaid.task_line import (
    Actors,
    TaskLine,
    has_score,
    read_task,
)
from journey_editor.interchange.mermaid.writer import write

_FIRST_WORD = re.compile(r"(?ai:user[ -]?)?(?ai:journey)(?ai:[ -]?(?:map|diagram))?(?P<rest>.*)")
_KEYWORD = re.compile(
    rf"(?P<word>(?ai:title|section|accTitle|accDescr))"
    rf"(?:{WS}*(?P<sign>[:：]|(?<=[rR]){WS}*\{{)|{WS}+|$)(?P<rest>.*)"
)
_BEGINS_WITH_KEYWORD = re.compile(rf"(?ai:journey\b|(?:title|section){WS})")
_FIRST_LETTERS = re.compile(r"[a-zA-Z0-9]+")
_SEMICOLON = re.compile("[;；]")
_COMMENT = re.compile(rf"(?:^|{WS})(?:%%(?!\{{)|#(?={WS}|$)).*")
_BULLET = re.compile(rf"[-*•–]{WS}+")
_FENCE = re.compile("(?:`{3,}|~{3,}).*|-{3,}")


@dataclass(frozen=True, slots=True)
class Repair:
    """Original text of a line, and how it was read."""

    line: int
    found: str
    read_as: str

    @property
    def sentence(self) -> str:
        """The repair as a sentence for the user."""
        return tr("Line {line}: “{found}” was read as {read_as}.").format(
            line=self.line, found=self.found, read_as=self.read_as
        )


@dataclass(frozen=True, slots=True)
class Repaired:
    """Repaired journey, with remarks on its tasks, and the repairs.

    The score of a task is NaN if none was found. Scores are on the scale from 1 to 5.
    """

    journey: MermaidJourney
    repairs: list[Repair]

    @property
    def text(self) -> str:
        """The journey as text for Mermaid, with remarks as comments and `NaN` as a missing score."""
        return write(self.journey)


def repair(text: str, *, first_line: int = 1) -> Repaired:
    """Return the journey that is meant by `text`; `first_line` is the number of its first line.

    The time is linear in the length of the text. Without repairs, the result is that of `parse`, except for
    texts with `<`, which stay as written. Raises `MermaidError` if the text contains no journey or is too
    large, and `CancelledError`.
    """
    check_size(text, first_line)
    try:
        read: MermaidJourney | None = parse(text, first_line=first_line)
    except MermaidError as error:
        read, refusal = None, error
    repaired = _RepairingReader(text, first_line).repaired()
    if read is not None and not repaired.repairs:
        return Repaired(_as_written(read, repaired.journey), [])
    if read is None and (not repaired.journey.tasks or not repaired.repairs):
        raise refusal
    return repaired


def is_another_diagram(text: str) -> bool:
    """Return whether `text` is another kind of Mermaid diagram, by its first word."""
    source = without_directives(split_front_matter(Source.of(text))[2])
    first = without_comment_lines(source).text.partition("\n")[0]
    return _begins_another_diagram(first.strip(WHITESPACE))


def _begins_another_diagram(line: str) -> bool:
    word = _FIRST_LETTERS.match(line)
    return word is not None and word[0].lower() in OTHER_DIAGRAMS and not has_score(line)


def _as_written(read: MermaidJourney, written: MermaidJourney) -> MermaidJourney:
    """Return the journey as read, but with texts that contain `<` as they were written, not as HTML."""
    return replace(
        read,
        title=written.title if "<" in written.title else read.title,
        acc_title=written.acc_title if "<" in written.acc_title else read.acc_title,
        acc_descr=written.acc_descr if "<" in written.acc_descr else read.acc_descr,
    )


@dataclass(slots=True)
class _Found:
    """Task whose score is not converted yet, since the scale is unknown."""

    line: int
    section_index: int
    task: TaskLine


@dataclass(slots=True)
class _RepairingReader:
    """Line-by-line reader that accepts common deviations from the grammar."""

    given: str
    first_line: int
    title: str = ""
    acc_title: str = ""
    acc_descr: str = ""
    sections: list[str] = field(default_factory=list)
    found: list[_Found] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    known: Actors = field(default_factory=Actors)
    indent: int = 0

    def repaired(self) -> Repaired:
        lines = list(self._lines())
        self.known = Actors.of(unmask_guarded(self._asked(line)) for _, line in lines)
        lines = self._without_first_word(lines)
        at = 0
        while at < len(lines):
            raise_if_cancelled()
            at = self._take(lines, at)
        scale = self._scale()
        tasks = [self._finished(found, scale) for found in self.found]
        journey = MermaidJourney(self.title, self.acc_title, self.acc_descr, self.sections, tasks)
        return Repaired(journey, sorted(self.repairs, key=lambda repair: repair.line))

    def _asked(self, line: str) -> str:
        raise_if_cancelled()
        return line

    def _lines(self) -> Iterator[tuple[int, str]]:
        """Yield the relevant lines with their numbers in the given text and with entities masked."""
        head, head_line, source = split_front_matter(Source.of(self.given, self.first_line))
        if head is not None:
            self._take_head(head, head_line)
        source = mask_entities(without_comment_lines(without_directives(source)))
        for number, line in zip(source.lines, source.text.split("\n"), strict=True):
            stripped = line.strip(WHITESPACE)
            raise_if_cancelled()
            if stripped and stripped[0] not in "%#" and not _FENCE.fullmatch(stripped):
                yield number, line.rstrip(WHITESPACE)

    def _take_head(self, head: str, line: int) -> None:
        try:
            self.title = title_of(head)
        except FrontMatterError as error:
            match = re.search(r"^[ \t]*title[ \t]*:(.*)", head, re.MULTILINE)
            self.title = match[1].strip(" \t\"'") if match else ""
            number = line + error.line - 1
            found = head.split("\n")[min(error.line - 1, head.count("\n"))].strip()
            self._note(number, found, tr("settings that are not valid YAML; only their title was used"))

    def _note(self, line: int, found: str, read_as: str) -> None:
        found = unmask_entities(found.strip(WHITESPACE))
        self.repairs.append(Repair(line, found if len(found) <= 80 else f"{found[:79]}…", read_as))

    def _without_first_word(self, lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
        """Return the lines without `journey`. Notes a repair if it is missing or written differently."""
        if not lines:
            return []
        number, first = lines[0][0], lines[0][1].strip(WHITESPACE)
        if _begins_another_diagram(first):
            return []
        index, match = _first_word(lines)
        if match is None:
            if not any(has_score(line) for _, line in lines):
                return []
            self._note(number, first, tr("the beginning of a journey; the line “journey” is missing"))
            return lines
        if index > 0:
            self._note(*lines[index], tr("the line “journey”, although it is not the first line"))
            return [*lines[:index], *lines[index + 1 :]]
        rest = match["rest"].lstrip(WHITESPACE + ":：;{")
        if not first.startswith("journey") or (rest and match["rest"][0] not in WHITESPACE + "%#"):
            self._note(number, first, tr("the line “journey”"))
        return [(number, rest), *lines[1:]] if _without_comment(rest) else lines[1:]

    def _take(self, lines: list[tuple[int, str]], at: int) -> int:
        """Read the statement that begins in line `at` and return the index of the line after it."""
        number, line = lines[at]
        stripped = line.strip(WHITESPACE)
        keyword = _KEYWORD.fullmatch(stripped)
        if keyword is None or _is_task_after_all(keyword, stripped):
            self._take_tasks(number, line)
            return at + 1
        rest = keyword["rest"].strip(WHITESPACE)
        if (keyword["sign"] or "").endswith("{"):
            return self._take_block(lines, at, rest)
        if not rest and at + 1 < len(lines):
            at += 1
            rest = lines[at][1].strip(WHITESPACE)
        self._take_keyword(number, stripped, keyword["word"].lower(), keyword["sign"], rest)
        return at + 1

    def _take_block(self, lines: list[tuple[int, str]], at: int, rest: str) -> int:
        """Read a description in braces, up to the closing one or the next keyword."""
        begin, texts = at, [rest]
        while "}" not in texts[-1] and at + 1 < len(lines):
            following = lines[at + 1][1].strip(WHITESPACE)
            if _KEYWORD.fullmatch(following) or has_score(following):
                break
            at += 1
            texts.append(following)
        whole = "\n".join(texts)
        if "}" not in whole:
            self._note(lines[begin][0], lines[begin][1], tr("a description that ends before the next line"))
        self.acc_descr = unmask_entities(whole.partition("}")[0].strip(WHITESPACE))
        return at + 1

    def _take_keyword(self, number: int, line: str, word: str, sign: str | None, rest: str) -> None:
        if word in ("acctitle", "accdescr"):
            if sign is None:
                self._note(number, line, tr("the text for screen readers"))
            if word == "acctitle":
                self.acc_title = unmask_entities(rest)
            else:
                self.acc_descr = unmask_entities(rest)
            return
        name = _without_comment(rest).rstrip(";；")
        is_cut = "%%" in rest[len(name) :]
        rest = rest[: len(name) + 1]
        if sign or is_cut or any(char in rest for char in "#;") or (word == "section" and ":" in name):
            what = tr("the title “{name}”") if word == "title" else tr("the section “{name}”")
            self._note(number, line, what.format(name=unmask_entities(name)))
        if word == "title":
            self.title = unmask_entities(name)
        else:
            self.sections.append(unmask_entities(name))

    def _take_tasks(self, number: int, line: str) -> None:
        """Read a line with a task, with several separated by semicolons, or with a remark on the last one."""
        stripped = line.strip(WHITESPACE)
        indent = len(line) - len(line.lstrip(WHITESPACE))
        is_below = _BULLET.match(stripped) is not None or indent > self.indent
        if self.found and is_below and not has_score(stripped) and ":" not in stripped:
            remark = unmask_entities(_BULLET.sub("", stripped, count=1))
            self.found[-1].task.remarks.append(remark)
            self._note(number, stripped, tr("a remark on “{name}”").format(name=self.found[-1].task.name))
            return
        self.indent = indent
        for part, remarks in _between_semicolons(stripped):
            task = self._task(part)
            if ((";" in stripped or part != stripped) and not remarks) or _BEGINS_WITH_KEYWORD.match(part):
                task.repairs.append(tr("the task “{name}”").format(name=task.name))
            for remark in map(unmask_guarded, remarks):
                if self.known.contain(remark):
                    task.actors.append(remark)
                else:
                    task.remarks.append(remark)
                    task.repairs.append(tr("the remark “{remark}”").format(remark=remark))
            for what in task.repairs:
                self._note(number, stripped, unguard(what))
            self.found.append(_Found(number, len(self.sections) - 1, _unguarded(task)))

    def _task(self, part: str) -> TaskLine:
        cut = _COMMENT.search(part)
        line = unmask_guarded(part if cut is None or "%%" in cut[0] else part[: cut.start()])
        task = read_task(line, self.known)
        if "#" in part and cut is None:
            task.repairs.append(tr("a task that contains “#”"))
        return task

    def _scale(self) -> Scale:
        scores = [(found.line, found.task.score) for found in self.found]
        values = [score.value for _, score in scores if score is not None and score.top is None]
        scale = guess_scale(values) if values else ONE_TO_FIVE
        if scale != ONE_TO_FIVE:
            line, score = next(
                (line, score) for line, score in scores if score and not 1 <= score.value <= HIGHEST
            )
            ends = {"low": number_text(scale.low), "high": number_text(scale.high)}
            self._note(
                line,
                number_text(score.value),
                tr("a score on a scale from {low} to {high}, like all scores of this journey").format(**ends),
            )
        return scale

    def _finished(self, found: _Found, scale: Scale) -> MermaidTask:
        task = found.task
        section = self.sections[found.section_index] if found.section_index >= 0 else ""
        return MermaidTask(
            section,
            task.name,
            _value(task.score, scale),
            task.actors,
            found.section_index,
            task.remarks,
            found.line,
        )


def _unguarded(task: TaskLine) -> TaskLine:
    return replace(
        task,
        name=unguard(task.name),
        actors=[unguard(actor) for actor in task.actors],
        remarks=[unguard(remark) for remark in task.remarks],
    )


def _value(score: Score | None, scale: Scale) -> float:
    if score is None:
        return math.nan
    if score.top is not None:
        scale = scale_of_top(score.top)
    return score.value if scale == ONE_TO_FIVE else scale.to_five(score.value)


def _first_word(lines: Sequence[tuple[int, str]]) -> tuple[int, re.Match[str] | None]:
    """Return index and match of the line `journey`: the first line, or one of the next few without a rest."""
    for index, (_, line) in enumerate(lines[:10]):
        stripped = line.strip(WHITESPACE)
        match = _FIRST_WORD.fullmatch(stripped)
        if match is not None and (
            not match["rest"] or (index == 0 and (stripped.startswith("journey") or not has_score(stripped)))
        ):
            return index, match
    return 0, None


def _without_comment(text: str) -> str:
    return _COMMENT.sub("", text, count=1).strip(WHITESPACE)


def _is_task_after_all(keyword: re.Match[str], line: str) -> bool:
    """Return whether a line that begins with a keyword, as in “Title page: 4: Me”, is a task nevertheless."""
    word = keyword["word"]
    is_written_as_keyword = word[0].islower()
    return not is_written_as_keyword and keyword["sign"] is None and has_score(line)


def _between_semicolons(line: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the tasks between semicolons, each with the remarks after it.

    A part without a score belongs to the next part that has one; after the last score it is a remark.
    """
    parts = [part.strip(WHITESPACE) for part in _SEMICOLON.split(line)]
    scored = [index for index, part in enumerate(parts) if has_score(part)]
    if not scored:
        if name := "; ".join(part for part in parts if part):
            yield name, []
        return
    if ";" not in line and scored == [len(parts) - 1]:
        # Full-width semicolons have no meaning in Mermaid; here they are part of the name.
        yield line, []
        return
    begin = 0
    for index in scored:
        remarks = [part for part in parts[index + 1 :] if part] if index == scored[-1] else []
        yield "; ".join(part for part in parts[begin : index + 1] if part), remarks
        begin = index + 1
