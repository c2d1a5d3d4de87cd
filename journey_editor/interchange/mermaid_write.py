"""A journey written so that Mermaid reads back the same."""

import re
from collections.abc import Iterator

from journey_editor.interchange.ecmascript import WHITESPACE, WS, number_text
from journey_editor.interchange.mermaid import MermaidJourney, MermaidTask

_LINE_ENDS = "\n\r"
_IN_TITLE = "#;<" + _LINE_ENDS
_IN_SECTION = "#:;" + _LINE_ENDS
_IN_TASK = "#:;" + _LINE_ENDS
_IN_ACTOR = "#:;," + _LINE_ENDS
_KEYWORD = re.compile(rf"(?ai:journey\b|(?:title|section)(?:{WS}|：|$)|acc(?:title|descr))")
# Mermaid takes a text with such a word for another kind of diagram, and these signs for its own masks.
_TRAPS = re.compile('C(?=4Container|4Component|4Dynamic|4Deployment)|(?<==)"|\ufb02(?=°)|¶(?=ß)')


def write(journey: MermaidJourney) -> str:
    """A text from which Mermaid, and `parse`, read `journey`; remarks stand above their tasks as comments.

    Two things cannot be written and become a blank: a section or a task with an empty name. Tasks stand in
    the section that their `section_index` says.
    """
    lines = ["journey"]
    if journey.title:
        lines.append(f"    title {_free_text(journey.title)}")
    if journey.acc_title:
        lines.append(f"    accTitle: {_edges_kept(_free_text(journey.acc_title))}")
    if journey.acc_descr:
        lines.append(f"    accDescr: {_edges_kept(_free_text(journey.acc_descr))}")
    lines += _tasks(journey, -1)
    for index, name in enumerate(journey.sections):
        lines.append(f"    section {_escaped(name, _IN_SECTION) or ' '}")
        lines += _tasks(journey, index)
    return "\n".join(lines) + "\n"


def _tasks(journey: MermaidJourney, section_index: int) -> Iterator[str]:
    for task in journey.tasks:
        if task.section_index == section_index:
            yield from (f"      %% {_comment(remark)}" for remark in task.remarks)
            yield f"      {_name(task.name)}: {number_text(task.score)}{_actors(task)}"


def _comment(remark: str) -> str:
    return " ".join(remark.split()).replace("%%", "%")


def _actors(task: MermaidTask) -> str:
    if not task.actors:
        return ""
    return ": " + ", ".join(_edges_kept(_escaped(actor, _IN_ACTOR)) for actor in task.actors)


def _name(name: str) -> str:
    written = _edges_kept(_escaped(name, _IN_TASK), end=False) or _entity(" ")
    if written[0] == "%" or _KEYWORD.match(written):
        written = _entity(written[0]) + written[1:]
    return written


def _free_text(text: str) -> str:
    # Behind `style` or `classDef`, Mermaid drops the last semicolon of a line with a colon and an entity.
    return _escaped(text, _IN_TITLE + ":" if "style" in text or "classDef" in text else _IN_TITLE)


def _escaped(text: str, signs: str) -> str:
    if "%%" in text:
        signs += "%"
    text = "".join(_entity(char) if char in signs else char for char in text)
    return _TRAPS.sub(lambda match: _entity(match[0]), text)


def _edges_kept(text: str, end: bool = True) -> str:
    """`text` with white space at its edges as entities, so that Mermaid does not trim it."""
    if text and text[0] in WHITESPACE:
        text = _entity(text[0]) + text[1:]
    if end and text and text[-1] in WHITESPACE:
        text = text[:-1] + _entity(text[-1])
    return text


def _entity(char: str) -> str:
    return f"#{ord(char)};"
