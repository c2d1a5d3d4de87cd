"""Import of Mermaid journeys: sections become stages, tasks touchpoints, and scores emotion points."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.curves import set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.mermaid.ecmascript import number_text
from journey_editor.interchange.mermaid.language_guess import guess_direction, guess_language
from journey_editor.interchange.mermaid.markdown_fences import find_fences
from journey_editor.interchange.mermaid.parser import MermaidError, MermaidJourney, MermaidTask
from journey_editor.interchange.mermaid.persona_guess import guess_persona_kind
from journey_editor.interchange.mermaid.repair import Repair, is_another_diagram, repair
from journey_editor.model.document import Document
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import Card, Curve, JourneyPersona, Persona, Stage, Step

_BREAK = re.compile(r"<br[ \t]*+/?>", re.IGNORECASE)
_JOURNEY = re.compile(r"\s*(?:---\n.*?\n---\s*)?journey[ \t]*\r?\n.*?:[ \t]*\d", re.DOTALL)
_MIDDLE = 3.0
_HALF_RANGE = 2.0


@dataclass(frozen=True, slots=True)
class MermaidImport:
    """Result of an import: the id of the new journey, the kinds of its personas, and all changes made.

    `kinds` are the kinds of the personas by actor name. They can be changed and passed to another import,
    which then uses them.
    """

    journey: str
    kinds: Mapping[str, str]
    repairs: Sequence[Repair] = ()
    remarks: Sequence[str] = ()

    def sentences(self) -> list[str]:
        """Return the sentences for the user about everything that the import did."""
        return [*self.changes(), *kinds_sentences(self.kinds)]

    def changes(self) -> list[str]:
        """Return the sentences about everything that was read differently from what is written."""
        return [*(repair.sentence for repair in self.repairs), *self.remarks]


def kinds_sentences(kinds: Mapping[str, str]) -> list[str]:
    """Return the sentences about the kinds of the actors, by their names."""
    sentences = []
    for kind, sentence in (
        ("customer", tr("Imported as customers: {names}.")),
        ("staff", tr("Imported as staff: {names}.")),
        ("system", tr("Imported as systems: {names}.")),
    ):
        if names := [name for name, each in kinds.items() if each == kind]:
            sentences.append(sentence.format(names=", ".join(names)))
    return sentences


def value_of_score(score: float) -> float:
    """Return a Mermaid score, 1 to 5, as the value of an emotion point, clamped to −1…+1."""
    return min(1.0, max(-1.0, (score - _MIDDLE) / _HALF_RANGE))


def project_from_mermaid(
    text: str,
    *,
    name: str = "",
    kinds: Mapping[str, str] | None = None,
    new_id: IdSource = random_id,
) -> tuple[Document, MermaidImport]:
    """Return a new project with the journey that is meant by `text`, and the result of the import.

    `name` (such as the name of the file) replaces a missing title. `kinds` overrides the guessed kinds of
    actors. Raises `MermaidError` if `text` contains no journey, and `CancelledError`.
    """
    repaired = repair(text)
    draft = Draft(Document(), new_id)
    title = repaired.journey.title.strip() or name
    new_project(draft, name=_one_line(title))
    done = add_mermaid_journey(draft, repaired.journey, name=name, kinds=kinds, repairs=repaired.repairs)
    return draft.finish(), done


def project_from_markdown(
    markdown: str,
    *,
    name: str = "",
    kinds: Mapping[str, str] | None = None,
    new_id: IdSource = random_id,
) -> tuple[Document, list[MermaidImport]]:
    """Return a new project with all journeys in the Mermaid blocks of a Markdown text, and the results.

    Raises `MermaidError`, with the line of the Markdown text, if there is no journey or one cannot be read,
    and `CancelledError`.
    """
    draft = Draft(Document(), new_id)
    new_project(draft, name=name)
    done = []
    for fence in find_fences(markdown):
        if is_another_diagram(fence.text):
            continue
        repaired = repair(fence.text, first_line=fence.line)
        done.append(
            add_mermaid_journey(draft, repaired.journey, name=name, kinds=kinds, repairs=repaired.repairs)
        )
    if not done:
        raise MermaidError(tr("This Markdown text contains no Mermaid journey."), 1)
    return draft.finish(), done


def has_journey(markdown: str) -> bool:
    """Return whether a Markdown text has a Mermaid block that is not another kind of diagram."""
    return any(not is_another_diagram(fence.text) for fence in find_fences(markdown))


def is_journey(text: str) -> bool:
    """Return whether a text is a Mermaid journey: its first line says so, and it has tasks with scores."""
    return _JOURNEY.match(text) is not None


def add_mermaid_journey(
    draft: Draft,
    read: MermaidJourney,
    *,
    name: str = "",
    kinds: Mapping[str, str] | None = None,
    repairs: Sequence[Repair] = (),
) -> MermaidImport:
    """Add a journey that was read, after the existing ones. Personas of the same name are shared."""
    return _Import(draft, read, name, dict(kinds or {}), repairs).done()


@dataclass(slots=True)
class _Import:
    draft: Draft
    read: MermaidJourney
    name: str
    kinds: dict[str, str]
    repairs: Sequence[Repair]
    journey: str = ""
    touchpoints: str = ""
    personas: dict[str, Persona] = field(default_factory=dict)
    curves: dict[str, str] = field(default_factory=dict)
    last_curve: str | None = None
    remarks: list[str] = field(default_factory=list)
    without_score: int = 0
    without_actor: int = 0

    def done(self) -> MermaidImport:
        self._add_journey()
        self._add_personas()
        self.touchpoints = add_lane(self.draft, self.journey, "touchpoint").id
        add_lane(self.draft, self.journey, "emotion")
        groups: list[list[MermaidTask]] = [[] for _ in range(len(self.read.sections) + 1)]
        for task in self.read.tasks:
            groups[task.section_index + 1].append(task)
        names = ["", *self.read.sections]
        first = 0 if groups[0] or len(names) == 1 else 1
        stages = list(zip(names, groups, strict=True))[first:]
        for (section, tasks), order in zip(stages, keys_between(None, None, len(stages)), strict=True):
            self._add_stage(section, tasks, order)
        self._sum_up()
        kinds = {name: persona.kind for name, persona in self.personas.items()}
        return MermaidImport(self.journey, kinds, self.repairs, self.remarks)

    def _add_journey(self) -> None:
        read = self.read
        text = " ".join([read.title, *read.sections, *(task.name for task in read.tasks)])
        title = _one_line(read.title) or self.name or tr("Journey without a title")
        journey = add_journey(
            self.draft, title=title, language=guess_language(text), direction=guess_direction(text)
        )
        scenario = [
            part for part in (read.acc_title.strip(), read.acc_descr.strip()) if part and part != title
        ]
        if scenario:
            journey = self.draft.change(journey, scenario="\n".join(scenario))
        self.journey = journey.id

    def _add_personas(self) -> None:
        shared = {persona.name: persona for persona in reversed(self.draft.select(Persona))}
        names = list(dict.fromkeys(name for task in self.read.tasks for name in _people(task)))
        guessed = {name: guess_persona_kind(name) for name in names}
        if "customer" not in guessed.values():
            # A journey needs a customer: if only staff act, they are the customers.
            guessed = {name: "customer" if kind == "staff" else kind for name, kind in guessed.items()}
        existing = self.draft.select(Persona)
        orders = keys_between(existing[-1].order if existing else None, None, len(names))
        for name, order, place in zip(names, orders, keys_between(None, None, len(names)), strict=True):
            raise_if_cancelled()
            persona = shared.get(name)
            if persona is None:
                kind = self.kinds.get(name, guessed[name])
                persona = self.draft.add(Persona, name=name, kind=kind, order=order)
            self.draft.add(JourneyPersona, journey=self.journey, persona=persona.id, order=place)
            self.personas[name] = persona

    def _add_stage(self, section: str, tasks: Sequence[MermaidTask], order: str) -> None:
        raise_if_cancelled()
        # `add_stage` and similar commands sort all siblings for each new one, which would be too slow here.
        stage = self.draft.add(Stage, journey=self.journey, name=_one_line(section), order=order)
        step = self.draft.add(Step, stage=stage.id).id
        for task, order in zip(tasks, keys_between(None, None, len(tasks)), strict=True):
            raise_if_cancelled()
            card = self.draft.add(
                Card,
                step=step,
                lane=self.touchpoints,
                kind="touchpoint",
                text=_BREAK.sub("\n", task.name).strip(),
                note="\n".join(remark.strip() for remark in task.remarks),
                order=order,
            )
            people = _people(task)
            set_card_personas(self.draft, card.id, [self.personas[name].id for name in people])
            self._set_emotions(card, task, people)

    def _set_emotions(self, card: Card, task: MermaidTask, people: Sequence[str]) -> None:
        self.without_actor += not people
        if math.isnan(task.score):
            self.without_score += 1
            return
        value = value_of_score(task.score)
        if value != (task.score - _MIDDLE) / _HALF_RANGE:
            self.remarks.append(
                tr(
                    "The score {score} of “{name}” is outside the scale of 1 to 5. It was imported as {end}."
                ).format(
                    score=number_text(task.score),
                    name=_one_line(task.name),
                    end=number_text(_MIDDLE + _HALF_RANGE * value),
                )
            )
        customers = [persona.id for name in people if (persona := self.personas[name]).kind == "customer"]
        for owner in customers or [""]:
            set_emotion(self.draft, self._curve(owner), card.id, value)

    def _curve(self, owner: str) -> str:
        """Return the id of the curve of a persona, or of everyone. It is added if there is none."""
        if owner not in self.curves:
            # Curves are ordered by first use.
            self.last_curve = key_between(self.last_curve, None)
            curve = self.draft.add(Curve, journey=self.journey, persona=owner, order=self.last_curve)
            self.curves[owner] = curve.id
        return self.curves[owner]

    def _sum_up(self) -> None:
        if self.without_score:
            self.remarks.append(
                ntr(
                    "{n} touchpoint has no score and therefore no point on a curve.",
                    "{n} touchpoints have no score and therefore no point on a curve.",
                    self.without_score,
                )
            )
        if self.without_actor:
            self.remarks.append(
                ntr(
                    "{n} touchpoint has no persona. Its point is on the curve for everyone.",
                    "{n} touchpoints have no persona. Their points are on the curve for everyone.",
                    self.without_actor,
                )
            )
        count = sum(bool(task.remarks) for task in self.read.tasks)
        if count:
            self.remarks.append(
                ntr(
                    "The remarks on {n} touchpoint were added to its note.",
                    "The remarks on {n} touchpoints were added to their notes.",
                    count,
                )
            )


def _people(task: MermaidTask) -> list[str]:
    return list(dict.fromkeys(name for actor in task.actors if (name := _one_line(actor))))


def _one_line(text: str) -> str:
    return " ".join(_BREAK.sub(" ", text).split())
