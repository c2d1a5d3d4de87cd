"""Transcripts of interviews and chats: text, WebVTT, SubRip and Word, split into what each speaker says.

WebVTT after the W3C's recommendation candidate, SubRip as players write it; a Word document is read as its
paragraphs, with inserted text and the cells of tables, without deleted text.
"""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text, in_one_line
from journey_editor.foundation.translation import tr

MOST_UTTERANCES = 5_000
"""Maximum number of utterances of a transcript."""
_LARGEST_XML = 20_000_000
"""Maximum size of the text of a Word document, in bytes."""
_LONGEST_SPEAKER = 40
_MOST_WORDS_OF_SPEAKER = 5
_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_CUE = re.compile(rf"^\s*({_TIME})\s*-->\s*{_TIME}.*$")
_VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[^>]*>", re.IGNORECASE)
_MARKS = "\u200e\u200f"
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
_HALF = r"(?:\s?[ap]\.?m\.?)?"
_STAMP = re.compile(
    rf"^[\s{_MARKS}]*[\[(]?(?:{_DATE},?\s+)?({_TIME}){_HALF}[\])]?\s*[-–—]?\s*", re.IGNORECASE
)
_SPEAKER = re.compile(
    r"^\s*(?:([^:：<>\n]{1,60}?)\s*(?:[\[(]\d[^\])]*[\])])?\s*:\s+|([^:：<>\n]{1,12})：\s*)(?=\S)"
)
"""Name before a colon. Chinese and Japanese have a wide one without a blank, and short names."""
_HEAD = re.compile(rf"^\s*([^:\n]{{1,60}}?)\s+[\[(]?({_TIME})[\])]?\s*$")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What a speaker says without a pause; `seconds` is the time from the beginning, or None."""

    speaker: str
    text: str
    seconds: float | None = None


def utterances_in(text: str) -> list[Utterance]:
    """Return the utterances of a transcript as text, WebVTT or SubRip.

    A line such as “Ana: …”, with or without a date and a time, begins what Ana says; other lines go on.
    Consecutive utterances of one speaker in subtitles are one. Raises `UserError` if it is too long.
    """
    text = clean_text(text.removeprefix("\ufeff"), limit=len(text))
    cues = text.startswith("WEBVTT") or any(_CUE.match(line) for line in text.splitlines())
    found = list(_of_cues(text) if cues else _of_lines(text))
    if len(found) > MOST_UTTERANCES:
        raise UserError(
            tr(
                "This transcript has {count} utterances, but {most} can be read at once. Nothing was "
                "changed. Split it into parts."
            ).format(count=len(found), most=MOST_UTTERANCES)
        )
    return found


def text_of_word_document(data: bytes) -> str:
    """Return the paragraphs of a Word document, one per line. Raises `UserError` if it is none."""
    refusal = UserError(
        tr("This is not a Word document that can be read. Save it as .docx or text, and try again.")
    )
    try:
        with ZipFile(BytesIO(data)) as archive:
            info = archive.getinfo("word/document.xml")
            if info.file_size > _LARGEST_XML:
                raise UserError(tr("The text of this Word document is larger than 20 MB."))
            with archive.open(info) as stream:
                # The size in the directory may be a lie.
                xml = stream.read(_LARGEST_XML + 1)
    except (BadZipFile, KeyError, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
        raise refusal from error
    if len(xml) > _LARGEST_XML:
        raise UserError(tr("The text of this Word document is larger than 20 MB."))
    try:
        return _paragraphs(xml)
    except expat.ExpatError as error:
        raise refusal from error


def _paragraphs(xml: bytes) -> str:
    """Return the paragraphs of the main part of a Word document."""
    lines: list[str] = []
    line: list[str] = []
    inside: list[str] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        tag = name.rpartition(":")[2]
        inside.append(tag)
        if tag in ("br", "cr", "tab"):
            line.append("\n" if tag != "tab" else "\t")

    def end(name: str) -> None:
        inside.pop()
        if name.rpartition(":")[2] == "p":
            lines.append("".join(line))
            line.clear()

    def characters(words: str) -> None:
        # Deleted text is in `delText`, which is not `t`.
        if inside[-1:] == ["t"]:
            line.append(words)

    def refuse(*_: object) -> None:
        raise expat.ExpatError("entities are not read")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = refuse
    parser.Parse(xml, True)
    return "\n".join(lines)


def _of_cues(text: str) -> Iterator[Utterance]:
    """Yield the utterances of subtitles: consecutive cues of one speaker are one."""
    speaker, seconds = "", None
    said: list[str] = []
    last = ""
    waiting = False
    for line in text.splitlines():
        raise_if_cancelled()
        cue = _CUE.match(line)
        if cue is not None:
            start, waiting = _seconds(cue[1]), True
            if not said:
                seconds = start
            continue
        if not line.strip():
            waiting = False
        if not waiting:
            # Numbers, identifiers, notes and the header are outside of the cues.
            continue
        voice = _VOICE.search(line)
        plain = unescape(_TAG.sub("", line))
        words = in_one_line(clean_text(plain, limit=len(plain))).lstrip("-– ").strip()
        name, words = (voice[1].strip(), words) if voice else _named(words)
        if name and name != last:
            if said:
                yield Utterance(speaker, " ".join(said), seconds)
            speaker = last = name
            said, seconds = [], start
        if words:
            said.append(words)
        if not last and said and words.endswith((".", "!", "?", "…", "。")):
            # Without speakers, a sentence is an utterance.
            yield Utterance("", " ".join(said), seconds)
            said = []
    if said:
        yield Utterance(speaker, " ".join(said), seconds)


def _of_lines(text: str) -> Iterator[Utterance]:
    """Yield the utterances of a text with a speaker in front of each, or else its paragraphs."""
    speaker, seconds = "", None
    said: list[str] = []
    lines = text.splitlines()
    speakers = any(_named(_without_stamp(line)[0])[0] or _HEAD.match(line) for line in lines)
    for line in lines:
        raise_if_cancelled()
        words, stamp = _without_stamp(line)
        head = _HEAD.match(line)
        name, rest = (head[1], "") if head else _named(words)
        begins = bool(name) if speakers else not line.strip()
        if begins or (stamp is not None and not speakers):
            if said:
                yield Utterance(speaker, "\n".join(said), seconds)
            said, speaker = [], name
            seconds = _seconds(head[2]) if head else stamp
            words = rest
        if words.strip():
            said.append(in_one_line(words).lstrip(_MARKS))
    if said:
        yield Utterance(speaker, "\n".join(said), seconds)


def _named(line: str) -> tuple[str, str]:
    """Return the speaker at the beginning of a line and the rest; an empty name if there is none."""
    found = _SPEAKER.match(line)
    if found is None:
        return "", line
    name = in_one_line(found[1] or found[2])
    short = len(name) <= _LONGEST_SPEAKER and len(name.split()) <= _MOST_WORDS_OF_SPEAKER
    # “Note that: …” would be a sentence, but so short a beginning is rarely one.
    return (name, line[found.end() :]) if short and not name[:1].isdigit() else ("", line)


def _without_stamp(line: str) -> tuple[str, float | None]:
    found = _STAMP.match(line)
    return (line[found.end() :], _seconds(found[1])) if found else (line, None)


def _seconds(time: str) -> float:
    """Return a time such as 1:02:03.5 in seconds."""
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return total
