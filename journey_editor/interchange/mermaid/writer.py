"""Writer for Mermaid journeys. Mermaid reads the same journey back."""

import re
from collections.abc import Iterator

from journey_editor.interchange.mermaid.ecmascript import WHITESPACE, WS, number_text
from journey_editor.interchange.mermaid.parser import MermaidJourney, MermaidTask

_LINE_ENDS = "\n\r"
_IN_TITLE = "#;<" + _LINE_ENDS
_IN_SECTION = "#:;" + _LINE_ENDS
_IN_TASK = "#:;" + _LINE_ENDS
_IN_ACTOR = "#:;," + _LINE_ENDS
_KEYWORD = re.compile(rf"(?ai:journey\b|(?:title|section)(?:{WS}|：|$)|acc(?:title|descr))")
# With such a word, Mermaid takes the text for another kind of diagram; the signs are those of its own masks.
_TRAPS = re.compile('C(?=4Container|4Component|4Dynamic|4Deployment)|(?<==)"|\ufb02(?=°)|¶(?=ß)')


def write(journey: MermaidJourney) -> str:
    """Return a text from which Mermaid and `parse` read `journey`. Remarks are comments above their tasks.

    Tasks are in the section of their `section_index`. An empty name of a section or task cannot be
    represented and becomes a blank.
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
    # In lines with `style` or `classDef`, Mermaid drops the last semicolon after a colon and an entity.
    return _escaped(text, _IN_TITLE + ":" if "style" in text or "classDef" in text else _IN_TITLE)


def _escaped(text: str, signs: str) -> str:
    if "%%" in text:
        signs += "%"
    text = "".join(_entity(char) if char in signs else char for char in text)
    return _TRAPS.sub(lambda match: _entity(match[0]), text)


def _edges_kept(text: str, end: bool = True) -> str:
    """Return `text` with white space at its ends as entities, so that Mermaid does not trim it."""
    if text and text[0] in WHITESPACE:
        text = _entity(text[0]) + text[1:]
    if end and text and text[-1] in WHITESPACE:
        text = text[:-1] + _entity(text[-1])
    return text


def _entity(char: str) -> str:
    return f"#{ord(char)};"
