"""Tolerant reader for one task line of a journey."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import field

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.interchange.mermaid.ecmascript import WHITESPACE
from journey_editor.interchange.mermaid.feelings import FEELING_BEGINNINGS, FEELINGS
from journey_editor.interchange.mermaid.persona_guess import names_an_actor
from journey_editor.interchange.mermaid.scores import Score, read_score, read_score_with_remark

_COLON = re.compile(r":(?!//)")
_TIME = re.compile(r"(?<![0-9:])([0-2]?[0-9]):([0-5][0-9])(?![0-9]|:[0-9])")
_TIME_COLON = "\ue00f"
_ARROWS = re.compile(r"[ \t]*(?:-{1,2}>|=>|→|⇒|➔|➜|–>|—>)[ \t]*")
_OTHER_SIGNS = re.compile(r"[ \t]*\|[ \t]*|[ \t]+[-–—][ \t]+|\t+")
_BETWEEN_ACTORS = re.compile("[,，、،]")
_NUMBERED = re.compile(r"\D{0,12}[0-9]{1,3}")
_ANOTHER_SCORE = re.compile(r"(?P<actors>.*[^,，、، \t])[ \t]*[,，、،][ \t]*(?P<score>[0-9]+(?:[.,][0-9]+)?)")
_IN_BRACKETS = re.compile(r"(?P<name>[^()（）]+?)[ \t]*[(（](?P<remark>[^()（）]+)[)）]")
_SENTENCE_ENDS = ".!?…。！？"
_QUOTES = '"“”„«»「」『』'
_MOST_WORDS = 5
_MOST_LETTERS = 48
_MOST_LETTERS_WITHOUT_BLANKS = 20


@dataclass(slots=True)
class TaskLine:
    """Task as meant. `score` is None if none was found; `repairs` describes what was read differently."""

    name: str
    score: Score | None = None
    actors: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)


def has_score(line: str) -> bool:
    """Return whether `line` has a score after a colon."""
    return _score_index(_pieces(line)) is not None


@dataclass(frozen=True, slots=True)
class Actors:
    """Actors that the well-formed lines of a journey name.

    If `are_all`, most lines have feelings in the place of actors, and only these `names` are actors.
    """

    names: frozenset[str] = frozenset()
    are_all: bool = False

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Actors":
        """Return the actors of the lines that Mermaid reads as meant."""
        found = [name for line in lines for name in _plain_actors(line)]
        feelings = sum(_is_feeling(name) for name in found)
        if feelings >= 2 and 2 * feelings >= len(found):
            return cls(frozenset(name for name in found if names_an_actor(name)), are_all=True)
        return cls(frozenset(name for name in found if not _is_remark(name, cls())))

    def contain(self, text: str) -> bool:
        """Return whether all names in `text` are known actors."""
        names = [name.strip(WHITESPACE) for name in _BETWEEN_ACTORS.split(text)]
        return all(name in self.names for name in names)


def _plain_actors(line: str) -> list[str]:
    pieces = _pieces(line)
    if len(pieces) != 3 or (score := read_score(pieces[1])) is None or not score.is_plain:
        return []
    names = (name.strip(WHITESPACE) for name in _BETWEEN_ACTORS.split(pieces[2]))
    return [name for name in names if name]


def read_task(line: str, known: Actors) -> TaskLine:
    """Return the task in `line`, which must not contain `;`; `known` are the actors of other lines."""
    pieces, repairs = _divided(line)
    index = _score_index(pieces)
    if index is None:
        return _without_score(pieces, repairs, known)
    task = TaskLine(pieces[0], repairs=repairs)
    score = read_score(pieces[index]) or read_score_with_remark(pieces[index])
    task.score = score
    if score is not None and not score.is_plain:
        task.repairs.append(tr("the score {score}").format(score=pieces[index]))
        if score.remark:
            task.remarks.append(score.remark)
    rest = pieces[index + 1 :]
    if index > 1:
        rest = _placed_before(task, pieces[1:index], rest, known)
    rest = _without_other_scores(task, rest)
    if rest:
        _take_actors(task, rest[0], known)
        if behind := ": ".join(piece for piece in rest[1:] if piece):
            task.remarks.append(behind)
            task.repairs.append(tr("the remark “{remark}”").format(remark=behind))
    if not task.name:
        task.name = "…"
        task.repairs.append(tr("a task without a name"))
    return task


def _pieces(line: str, *, keep_times: bool = True) -> list[str]:
    if keep_times:
        line = _TIME.sub(rf"\1{_TIME_COLON}\2", line)
    return [piece.replace(_TIME_COLON, ":").strip(WHITESPACE) for piece in _COLON.split(line)]


def _score_index(pieces: Sequence[str]) -> int | None:
    """Return the index of the score: the first part after the name that is one, or None."""
    for index in range(1, len(pieces)):
        if read_score(pieces[index]) is not None:
            return index
    if len(pieces) > 1 and read_score_with_remark(pieces[1]) is not None:
        return 1
    return None


def _divided(line: str) -> tuple[list[str], list[str]]:
    """Split a line at the first kind of separator that results in a score. Returns the parts and repairs."""
    whole = _pieces(line, keep_times=False)
    if _score_index(pieces := _pieces(line)) is not None:
        kept = [] if pieces == whole else [tr("a time of day in “{name}”").format(name=pieces[0])]
        return pieces, kept
    if _score_index(whole) is not None:
        return whole, []
    tries = (
        (line.replace("：", ":"), tr("the task “{name}”, with full-width colons as colons")),
        (_ARROWS.sub(":", line.replace("：", ":")), tr("the task “{name}”, with arrows as colons")),
        (_OTHER_SIGNS.sub(":", line.replace("：", ":")), tr("the task “{name}”, with other signs as colons")),
    )
    for changed, what in tries:
        if changed != line and _score_index(pieces := _pieces(changed)) is not None:
            return pieces, [what.format(name=pieces[0])]
    return _pieces(line.replace("：", ":")), []


def _without_score(pieces: list[str], repairs: list[str], known: Actors) -> TaskLine:
    task = TaskLine(pieces[0], repairs=repairs)
    task.repairs.append(tr("a task without a score"))
    for index, piece in enumerate(pieces[1:], start=1):
        if known.contain(piece) or (index == 2 and (not pieces[1] or _is_feeling(pieces[1]))):
            _take_actors(task, piece, known)
        elif piece:
            task.remarks.append(piece)
    if not task.name:
        task.name = task.remarks.pop(0) if task.remarks else "…"
    return task


def _placed_before(task: TaskLine, between: list[str], rest: list[str], known: Actors) -> list[str]:
    """Handle the parts between name and score. Returns the parts after the score, actors first."""
    written = ": ".join(piece for piece in between if piece)
    has_more = any(rest)
    if not written:
        return rest
    if len(between) == 1 and known.contain(written):
        swapped = True
    elif has_more or len(between) > 1 or _NUMBERED.fullmatch(task.name):
        swapped = False
    elif _is_feeling(written):
        task.remarks.append(written)
        task.repairs.append(tr("the remark “{remark}”").format(remark=written))
        return rest
    else:
        swapped = not _is_remark(written, known)
    if swapped:
        task.repairs.append(tr("a task of {actors}, with score and actors swapped").format(actors=written))
        return [written, *rest]
    task.name = f"{task.name}: {written}"
    task.repairs.append(tr("the name “{name}”").format(name=task.name))
    return rest


def _without_other_scores(task: TaskLine, rest: list[str]) -> list[str]:
    """Merge the `rest` of a line such as `Pay: 3: Mira, 5: Jonas`, with a score per actor, into one list.

    The first score is the task's; the others become remarks.
    """
    while len(rest) > 1 and (match := _ANOTHER_SCORE.fullmatch(rest[0])):
        following = _ANOTHER_SCORE.fullmatch(rest[1]) if len(rest) > 2 else None
        remark = f"{following['actors'] if following else rest[1]}: {match['score']}"
        task.remarks.append(remark)
        task.repairs.append(tr("the remark “{remark}”").format(remark=remark))
        rest = [f"{match['actors']}, {rest[1]}", *rest[2:]]
    return rest


def _take_actors(task: TaskLine, text: str, known: Actors) -> None:
    text, _, comment = text.partition("%%")
    remarks = [comment.strip(WHITESPACE)] if comment.strip(WHITESPACE) else []
    names = [name.strip(WHITESPACE) for name in _BETWEEN_ACTORS.split(text)]
    if _BETWEEN_ACTORS.sub(",", text) != text:
        task.repairs.append(tr("the actors {names}").format(names=", ".join(filter(None, names))))
    if text.strip(WHITESPACE) and len(text) > _MOST_LETTERS and _is_sentence(text):
        names, remarks = [], [text.strip(WHITESPACE), *remarks]
    not_actors: list[str] = []
    for name in filter(None, names):
        bracket = _IN_BRACKETS.fullmatch(name)
        if bracket and (bracket["name"] in known.names or _is_feeling(bracket["remark"])):
            task.actors.append(bracket["name"])
            not_actors.append(bracket["remark"])
        elif _is_remark(name, known):
            not_actors.append(name)
        else:
            task.actors.append(name)
    remarks = [", ".join(not_actors), *remarks] if not_actors else remarks
    for remark in remarks:
        task.remarks.append(remark)
        task.repairs.append(tr("the remark “{remark}”").format(remark=remark))


def _is_sentence(text: str) -> bool:
    return text.rstrip(WHITESPACE)[-1] in _SENTENCE_ENDS or len(text.split()) > 2 * _MOST_WORDS


def _is_feeling(text: str) -> bool:
    words = text.casefold().strip(_QUOTES + _SENTENCE_ENDS + " ").split()
    joined = " ".join(words)
    return joined in FEELINGS or (0 < len(words) <= 3 and words[-1] in FEELINGS)


def _is_remark(text: str, known: Actors) -> bool:
    """Return whether `text` in the place of an actor is more likely a feeling or a remark."""
    if _is_feeling(text) or not any(char.isalpha() for char in text):
        return True
    if text in known.names or known.are_all:
        return text not in known.names
    words = text.split()
    is_long = len(words) > _MOST_WORDS or len(text) > _MOST_LETTERS
    is_one_long = len(words) == 1 and len(text) > _MOST_LETTERS_WITHOUT_BLANKS and not text.isascii()
    describes_a_feeling = len(words) > 2 and words[0].casefold() in FEELINGS
    ends_a_sentence = text[-1] in "!?！？…。" or (text[-1] == "." and len(words) > 2)
    return (
        is_long
        or is_one_long
        or ends_a_sentence
        or describes_a_feeling
        or text[0] in _QUOTES
        or words[0].casefold() in FEELING_BEGINNINGS
    )
