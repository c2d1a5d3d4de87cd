"""The editor: one door, one history, and everybody is told once and in order."""

import pytest

from journey_editor.editing.commands.journeys import add_journey, add_note, new_project
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Note, Stage

JOURNEY = "journey:1"


@pytest.fixture
def editor() -> Editor:
    editor = Editor(Document(), new_id=counting_ids())
    with editor.edit("Begin") as draft:
        new_project(draft, name="Support")
        add_journey(draft, title="Today")
    return editor


def titles(editor: Editor) -> list[str]:
    return [journey.title for journey in editor.document.journeys()]


def retitle(editor: Editor, title: str, **extends: tuple[str, ...]) -> None:
    with editor.edit("Retitle", **extends) as draft:
        draft.change(draft.get(Journey, JOURNEY), title=title)


def test_undo_and_redo_are_named_after_what_they_would_do(editor: Editor) -> None:
    retitle(editor, "Tomorrow")
    assert (editor.undo_name, editor.redo_name) == ("Retitle", None)
    editor.undo()
    assert titles(editor) == ["Today"]
    assert (editor.undo_name, editor.redo_name) == ("Begin", "Retitle")
    editor.redo()
    assert titles(editor) == ["Tomorrow"]


def test_with_nothing_to_undo_or_redo_nothing_happens(editor: Editor) -> None:
    assert editor.redo() is None
    editor.undo()
    assert editor.undo() is None
    assert len(editor.document) == 0


def test_an_edit_that_changes_nothing_leaves_no_step_and_tells_nobody(editor: Editor) -> None:
    told: list[Edited] = []
    editor.listen(told.append)
    retitle(editor, "Today")
    with editor.edit("Add and take away") as draft:
        draft.remove(add_note(draft, JOURNEY, "", 0, 0).id)
    assert editor.undo_name == "Begin"
    assert told == []


def test_typing_on_is_one_step_but_what_comes_after_an_undo_is_another(editor: Editor) -> None:
    for title in ("T", "To", "Tom"):
        retitle(editor, title, extends=("title", JOURNEY))
    editor.undo()
    assert titles(editor) == ["Today"]
    editor.redo()
    retitle(editor, "Else")
    editor.undo()
    retitle(editor, "Tomorrow", extends=("title", JOURNEY))
    editor.undo()
    assert titles(editor) == ["Tom"]


def test_typing_back_to_how_it_was_leaves_no_step(editor: Editor) -> None:
    retitle(editor, "T", extends=("title", JOURNEY))
    retitle(editor, "Today", extends=("title", JOURNEY))
    assert editor.undo_name == "Begin"


def test_a_new_edit_ends_what_could_be_redone(editor: Editor) -> None:
    retitle(editor, "Tomorrow")
    editor.undo()
    retitle(editor, "Next year")
    assert editor.redo_name is None


def test_a_refused_edit_changes_nothing_and_the_next_one_works(editor: Editor) -> None:
    before = editor.document
    with pytest.raises(UserError, match="at least one journey"), editor.edit("Delete journey") as draft:
        draft.remove(JOURNEY)
    assert editor.document is before
    retitle(editor, "Tomorrow")
    assert titles(editor) == ["Tomorrow"]


def test_an_error_of_the_program_inside_an_edit_rolls_it_back(editor: Editor) -> None:
    before = editor.document
    with pytest.raises(ZeroDivisionError), editor.edit("Add stage") as draft:
        add_stage(draft, JOURNEY)
        raise ZeroDivisionError
    assert editor.document is before
    assert editor.undo_name == "Begin"
    retitle(editor, "Tomorrow")


def test_neither_an_edit_nor_an_undo_fits_into_an_edit(editor: Editor) -> None:
    for inner in (lambda: retitle(editor, "Inner"), editor.undo, editor.redo):
        with pytest.raises(RuntimeError, match="inside another"), editor.edit("Outer"):
            inner()
    assert titles(editor) == ["Today"]


def test_a_listener_that_edits_in_its_turn_does_not_mix_up_the_order_for_the_others(editor: Editor) -> None:
    first: list[str] = []
    second: list[str] = []

    def answer(edited: Edited) -> None:
        first.append(edited.name)
        if edited.name == "Retitle":
            with editor.edit("Note it") as draft:
                add_note(draft, JOURNEY, "A new title", 0, 0)

    editor.listen(answer)
    editor.listen(lambda edited: second.append(edited.name))
    retitle(editor, "Tomorrow")
    assert first == second == ["Retitle", "Note it"]
    assert len(editor.document.select(Note)) == 1


def test_an_error_of_one_listener_keeps_nothing_from_the_others(editor: Editor) -> None:
    told: list[str] = []

    def broken(edited: Edited) -> None:
        raise ZeroDivisionError

    stop = editor.listen(broken)
    editor.listen(lambda edited: told.append(edited.name))
    with pytest.raises(ZeroDivisionError):
        retitle(editor, "Tomorrow")
    stop()
    editor.undo()
    assert told == ["Retitle", "Retitle"]


def test_the_journal_hears_of_an_edit_before_anybody_else() -> None:
    heard: list[str] = []
    editor = Editor(Document(), journal=lambda edited: heard.append(f"journal: {edited.cause}"))
    editor.listen(lambda edited: heard.append(f"canvas: {edited.cause}"))
    with editor.edit("Begin") as draft:
        new_project(draft)
        add_journey(draft, title="Today")
    editor.undo()
    assert heard == ["journal: do", "canvas: do", "journal: undo", "canvas: undo"]


def test_a_draft_that_was_kept_cannot_reach_the_document_any_more(editor: Editor) -> None:
    with editor.edit("Add stage") as draft:
        stage = add_stage(draft, JOURNEY, name="Awareness")
    before = editor.document
    draft.take_in(stage.__class__(id=stage.id, journey=JOURNEY, name="Written behind its back"))
    assert editor.document.get(Stage, stage.id).name == "Awareness"
    assert [each.name for each in before.stages_of(JOURNEY)] == ["Awareness"]


def test_a_draft_that_is_dropped_leaves_no_trace(editor: Editor) -> None:
    before = editor.document
    draft = editor.draft()
    add_stage(draft, JOURNEY)
    assert draft.frozen().stages_of(JOURNEY)
    assert editor.document is before
    assert not before.stages_of(JOURNEY)


def test_a_record_that_was_read_earlier_does_not_bring_back_what_has_changed_since(editor: Editor) -> None:
    with editor.edit("Rewrite") as draft:
        early = draft.get(Journey, JOURNEY)
        draft.change(early, goal="Be online")
        draft.change(early, title="Tomorrow")
    assert editor.document.get(Journey, JOURNEY).goal == "Be online"


def test_who_is_told_of_an_edit_learns_what_it_is_to_the_history(editor: Editor) -> None:
    told: list[Edited] = []
    editor.listen(told.append)
    for title in ("T", "To", "Today"):
        retitle(editor, title, extends=("title", JOURNEY))
    retitle(editor, "Tomorrow", extends=("title", JOURNEY))
    assert [each.step for each in told] == ["new", "joined", "cancelled", "new"]
