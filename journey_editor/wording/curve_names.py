"""Names of curves, and the short forms in which names that begin alike stay apart."""

from collections.abc import Sequence

from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Curve, Journey, Persona
from journey_editor.wording.map_words import in_parentheses, lane_name, named, persona_name, state_name
from journey_editor.wording.measure_names import measure_kind_name


def curve_name(document: Queries, curve: Curve, language: str | None = None) -> str:
    """Return the name of a curve: its own, or what it measures with its persona if it has one.

    The emotion curve of a persona with several curves has the name of that kind, and a number if it is not
    the first.
    """
    who, what = _parts(document, curve, language)
    if not (what or curve.name or curve.measures or curve.figures) and len(curves_like(document, curve)) > 1:
        what = _emotion(document, curve, language)
    return named(who, what, language) if what else who


def names_at_curves(document: Queries, curves: Sequence[Curve], language: str | None = None) -> list[str]:
    """Return the names of the curves of a chart, with the shortest names of personas that stay apart."""
    parts = [_parts(document, curve, language) for curve in curves]
    people = list(dict.fromkeys(who for who, _ in parts))
    short = dict(zip(people, short_names(people), strict=True))
    names = []
    for curve, (who, what) in zip(curves, parts, strict=True):
        if not what and sum(other == who for other, _ in parts) > 1:
            what = _emotion(document, curve, language)
        names.append(named(short[who], what, language) if what else short[who])
    return names


def name_of_other(journey: Journey, shown: Journey, language: str | None = None) -> str:
    """Return the name of a journey whose curves are on the map of another: its state, or else its title."""
    if journey.state != shown.state:
        return state_name(journey.state, language)
    return journey.title or tr("Untitled journey", language)


def _parts(document: Queries, curve: Curve, language: str | None) -> tuple[str, str]:
    """Return the name of a curve or of its persona, and what the curve measures, with its unit."""
    what = measure_kind_name(curve.figures, language) if curve.figures else curve.measures
    if what and curve.unit and not curve.figures:
        what = in_parentheses(what, curve.unit, language)
    if curve.name:
        return curve.name, ""
    if what and not curve.persona:
        return what, ""
    return persona_name(document.get(Persona, curve.persona) if curve.persona else None, language), what


def _emotion(document: Queries, curve: Curve, language: str | None) -> str:
    """Return the name of a curve of the emotion, such as “Emotion 2” for the second one of a persona."""
    name = lane_name("emotion", language)
    alike = [
        each.id for each in curves_like(document, curve) if not (each.measures or each.figures or each.name)
    ]
    number = alike.index(curve.id) + 1 if curve.id in alike else 1
    return f"{name} {number}" if number > 1 else name


def curves_like(document: Queries, curve: Curve) -> list[Curve]:
    """Return the curves of the journey with the same persona as a curve, in order; it is one of them."""
    return [each for each in document.curves_of(curve.journey) if each.persona == curve.persona]


def short_names(names: Sequence[str]) -> list[str]:
    """Return the shortest form of each name, in whole words from its beginning, that no other one has."""
    return [_short(name, [other for other in names if other != name]) for name in names]


def _short(name: str, others: Sequence[str]) -> str:
    words = name.split()
    for count in range(1, len(words)):
        # An abbreviation such as a title says too little on its own.
        if words[count - 1].endswith("."):
            continue
        if all(other.split()[:count] != words[:count] for other in others):
            return " ".join(words[:count]).rstrip(",;:،؛、，；：")
    return name
