"""Actions that insert items into the map."""

from dataclasses import replace
from itertools import product

from journey_editor.app.session.insertion_point import focused_stage, insertion_cell
from journey_editor.app.widgets.look.icons import LINK_ICONS
from journey_editor.app.window.actions.action import Action, Handler
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.lanes import add_lane, add_lane_kind, set_lane_kind
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.visibility import show_points
from journey_editor.editing.ordering import next_sibling
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.document import Document
from journey_editor.model.lane_groups import lane_spans_of, lanes_in
from journey_editor.model.records import Card, Lane, kind_of
from journey_editor.wording.map_words import lane_name, link_name


def inserting_actions() -> tuple[Action, ...]:
    """Return the actions that insert items."""
    rows = (
        Action("card.add", tr("Card"), _add_card, ("Ctrl+Return",), enabled=_has_cell, icon="plus"),
        Action("card.fill_lane", tr("Fill the lane"), _fill_lane, ("Ctrl+L",), enabled=_has_cell),
        Action(
            "card.capture",
            tr("Capture line"),
            lambda host: host.open_capture_line(),
            ("Ctrl+J",),
            enabled=_has_cell,
            icon="keyboard",
        ),
        Action(
            "stage.add_before", tr("Stage before"), _add_stage(before_focus=True), icon="between-vertical-end"
        ),
        Action(
            "stage.add_after",
            tr("Stage after"),
            _add_stage(before_focus=False),
            ("Ctrl+Alt+Right", "Ctrl+Shift+Right"),
            icon="between-vertical-start",
        ),
        Action(
            "step.add",
            tr("Step"),
            _add_step,
            ("Ctrl+Alt+Down", "Ctrl+Shift+Return"),
            enabled=_has_stage,
            icon="columns-2",
        ),
        *(Action(f"lane.add.{kind}", lane_name(kind), _add_lane(kind)) for kind in kinds.LANE_KINDS),
        Action("edit.measures", tr("Measures…"), _show_measures, ("Ctrl+Shift+U",), icon="gauge"),
        Action("edit.contact_log", tr("Contact log…"), lambda host: host.card_dialogs.ask_contact_log()),
        Action("lane_kind.add", tr("New kind"), _add_lane("text", own=True)),
        Action("lane_kind.delete", tr("Delete kind of lane"), _delete_lane_kind, enabled=_has_own_kind),
        *_detail_actions(),
        Action(
            "link.draw",
            tr("Link from here"),
            lambda host: host.canvas.key_link.begin(),
            ("Ctrl+Alt+L",),
            enabled=_one_end,
            icon="spline",
        ),
        *(
            Action(
                f"link.add.{kind}", link_name(kind), _add_link(kind), enabled=_two_ends, icon=LINK_ICONS[kind]
            )
            for kind in kinds.LINK_KINDS
        ),
    )
    return tuple(replace(row, full=_full_name(row)) for row in rows)


def _detail_actions() -> tuple[Action, ...]:
    """Return the actions that insert what is on cards and beside them."""
    return (
        Action("persona.add", tr("Persona"), _add_persona, icon="user-plus"),
        Action(
            "emotion.add",
            tr("Emotion point"),
            lambda host: host.canvas.add_emotion_point(),
            enabled=_has_stage,
            icon="smile",
        ),
        Action("curve.add", tr("Curve"), _add_curve, icon="smile"),
        Action(
            "picture.add", tr("Picture…"), lambda host: host.pictures.ask(), enabled=_has_place, icon="image"
        ),
        Action("note.add", tr("Note"), _add_note, icon="sticky-note"),
        Action(
            "reference.add",
            tr("Reference…"),
            lambda host: host.open_field("references"),
            ("Ctrl+Shift+R",),
            enabled=_only_cards,
            icon="paperclip",
        ),
        Action(
            "channel.add", tr("Channel…"), lambda host: host.card_dialogs.ask_channel(), icon="radio-tower"
        ),
        Action("tag.add", tr("Tag…"), lambda host: host.card_dialogs.ask_tag(), icon="tag"),
    )


def _full_name(row: Action) -> str:
    if row.id == "lane_kind.delete":
        return row.text
    named = {
        "lane": tr("Insert lane: {name}"),
        "lane_kind": tr("Insert lane: {name}"),
        "link": tr("Insert link: {name}"),
    }
    group = row.id.partition(".")[0] if row.id != "link.draw" else ""
    return named.get(group, tr("Insert: {name}")).format(name=row.text)


def _has_cell(host: ActionHost) -> bool:
    return insertion_cell(host.session) is not None


def _has_place(host: ActionHost) -> bool:
    return host.pictures.place_of_selection() is not None


def _has_stage(host: ActionHost) -> bool:
    return bool(host.session.document.stages_of(host.session.journey_id))


def _only_cards(host: ActionHost) -> bool:
    """Return True if one or several cards are selected, and nothing else."""
    selection = host.session.selection
    return bool(selection.ids) and len(selection.of_kind("card")) == len(selection.ids)


def _one_end(host: ActionHost) -> bool:
    """Return True if a card or a stage is selected."""
    return kind_of(host.session.selection.single or "") in ("card", "stage")


def _two_ends(host: ActionHost) -> bool:
    """Return True if two cards are selected, or two stages."""
    ids = host.session.selection.ids
    return len(ids) == 2 and {kind_of(each) for each in ids} in ({"card"}, {"stage"})


def _show_new(host: ActionHost, record_id: str) -> None:
    """Select a new record and edit its text, which is all selected, so that typing replaces it."""
    record = host.session.document.find(record_id)
    if record is not None:
        cell = (record.step, record.lane) if isinstance(record, Card) else None
        host.session.selection.replace([record_id], cell)
        host.canvas.reveal(record_id)
        host.canvas.edit_text(record_id)


def _add_card(host: ActionHost) -> None:
    place = insertion_cell(host.session)
    if place is not None:
        (step, lane), after = place
        host.canvas.write_card(step, lane, next_sibling(host.session.document.cards_in(step, lane), after))


def _fill_lane(host: ActionHost) -> None:
    """Write a new card in the first empty cell of the focused lane. Tab goes on, also to the next lane."""
    place = insertion_cell(host.session)
    if place is not None:
        (_, lane), _ = place
        document, journey = host.session.document, host.session.journey_id
        steps = [step.id for step in document.columns_of(journey)]
        covered = _covered_cells(document, journey)
        empty = [each for each in steps if (each, lane) not in covered and not document.cards_in(each, lane)]
        host.canvas.write_card((empty or steps)[0], lane)


def _covered_cells(document: Document, journey: str) -> set[tuple[str, str]]:
    """Return the steps and lanes of the cells that cards over several of them cover."""
    wide, tall = document.spans_of(journey), lane_spans_of(document, journey)
    cards = [document.get(Card, each) for each in {*wide, *tall}]
    return {
        cell
        for card in cards
        for cell in product(wide.get(card.id, (card.step,)), tall.get(card.id, (card.lane,)))
    }


def _add_stage(*, before_focus: bool) -> Handler:
    def run(host: ActionHost) -> None:
        session = host.session
        focused = focused_stage(session)
        stages = session.document.stages_of(session.journey_id)
        before = focused if before_focus else next_sibling(stages, focused)
        new = ""
        with session.edit(tr("Add stage")) as draft:
            new = add_stage(
                draft, session.journey_id, name=tr("New stage", session.journey.language), before=before
            ).id
        _show_new(host, new)

    return run


def _add_step(host: ActionHost) -> None:
    session = host.session
    stage = focused_stage(session)
    if stage is None:
        return
    new = ""
    with session.edit(tr("Add step")) as draft:
        steps = draft.steps_of(stage)
        if len(steps) == 1 and not steps[0].name:
            # A single step without a name is not drawn, but next to another it would be an empty title.
            draft.change(steps[0], name=tr("First step", session.journey.language))
        ids = [step.id for step in steps]
        chosen = [each for each in session.selection.of_kind("step") if each in ids]
        before = next_sibling(steps, chosen[-1]) if chosen else None
        new = add_step(draft, stage, name=tr("New step", session.journey.language), before=before).id
    _show_new(host, new)


def _add_curve(host: ActionHost) -> None:
    """Add a curve for the selected persona, or that of the pen, and select it, so that the pen draws it."""
    session = host.session
    people = session.selection.of_kind("persona")
    persona = people[-1] if people else host.canvas.pen_persona()
    new = ""
    with session.edit(tr("Add curve")) as draft:
        new = add_curve(draft, session.journey_id, persona).id
        show_points(draft, session.journey_id, [new])
    if new:
        session.selection.replace([new])
        host.canvas.reveal(new)


def _add_lane(kind: str, *, own: bool = False) -> Handler:
    def run(host: ActionHost) -> None:
        session = host.session
        lanes = session.document.lanes_of(session.journey_id)
        ids = [lane.id for lane in lanes]
        chosen = [each for each in session.selection.of_kind("lane") if each in ids]
        groups = session.selection.of_kind("lane_group")
        chosen += [lanes_in(session.document, each)[-1].id for each in groups[-1:]]
        before = next_sibling(lanes, chosen[-1]) if chosen else None
        above = session.document.get(Lane, chosen[-1]) if chosen else None
        where = {"persona": above.persona, "group": above.group} if above else {}
        new = ""
        with session.edit(tr("Add lane")) as draft:
            new = add_lane(draft, session.journey_id, kind, before=before, **where).id
            if own:
                name = tr("New kind", session.journey.language)
                set_lane_kind(draft, new, add_lane_kind(draft, name).id)
        _show_new(host, new)

    return run


def _show_measures(host: ActionHost) -> None:
    host.card_dialogs.show_measures(lambda: _add_lane("metrics")(host))


def _has_own_kind(host: ActionHost) -> bool:
    return bool(_own_kinds(host))


def _own_kinds(host: ActionHost) -> set[str]:
    """Return the defined kinds of the selected lanes."""
    document = host.session.document
    return {document.get(Lane, each).own_kind for each in host.session.selection.of_kind("lane")} - {""}


def _delete_lane_kind(host: ActionHost) -> None:
    """Remove a kind of lanes that users defined. Its lanes stay, with their titles and cards."""
    with host.session.edit(tr("Delete kind of lane")) as draft:
        for each in _own_kinds(host):
            draft.remove(each)


def _add_persona(host: ActionHost) -> None:
    session = host.session
    new = ""
    with session.edit(tr("Add persona")) as draft:
        new = add_persona(draft, session.journey_id, name=tr("New persona", session.journey.language)).id
    _show_new(host, new)


def _add_note(host: ActionHost) -> None:
    host.canvas.write_note(host.place_of_new_note())


def _add_link(kind: str) -> Handler:
    def run(host: ActionHost) -> None:
        session = host.session
        source, target = session.selection.ids
        transaction = session.edit(tr("Add link"))
        with transaction as draft:
            new = link_cards(draft, source, target, kind).id
        if transaction.succeeded:
            session.selection.replace([new])

    return run
