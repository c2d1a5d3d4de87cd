"""Edits, undo history, and notification of listeners."""

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


def test_undo_and_redo_have_the_names_of_their_steps(editor: Editor) -> None:
    retitle(editor, "Tomorrow")
    assert (editor.undo_name, editor.redo_name) == ("Retitle", None)
    editor.undo()
    assert titles(editor) == ["Today"]
    assert (editor.undo_name, editor.redo_name) == ("Begin", "Retitle")
    editor.redo()
    assert titles(editor) == ["Tomorrow"]


def test_without_steps_undo_and_redo_do_nothing(editor: Editor) -> None:
    assert editor.redo() is None
    editor.undo()
    assert editor.undo() is None
    assert len(editor.document) == 0


def test_an_edit_without_changes_is_not_a_step_and_notifies_no_listener(editor: Editor) -> None:
    told: list[Edited] = []
    editor.listen(told.append)
    retitle(editor, "Today")
    with editor.edit("Add and take away") as draft:
        draft.remove(add_note(draft, JOURNEY, "", 0, 0).id)
    assert editor.undo_name == "Begin"
    assert told == []


def test_continuous_typing_is_one_step_until_an_undo(editor: Editor) -> None:
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


def test_typing_the_original_text_again_removes_the_step(editor: Editor) -> None:
    retitle(editor, "T", extends=("title", JOURNEY))
    retitle(editor, "Today", extends=("title", JOURNEY))
    assert editor.undo_name == "Begin"


def test_nothing_can_be_redone_after_a_new_edit(editor: Editor) -> None:
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


def test_an_exception_inside_an_edit_rolls_it_back(editor: Editor) -> None:
    before = editor.document
    with pytest.raises(ZeroDivisionError), editor.edit("Add stage") as draft:
        add_stage(draft, JOURNEY)
        raise ZeroDivisionError
    assert editor.document is before
    assert editor.undo_name == "Begin"
    retitle(editor, "Tomorrow")


def test_edits_undo_and_redo_are_refused_inside_an_edit(editor: Editor) -> None:
    for inner in (lambda: retitle(editor, "Inner"), editor.undo, editor.redo):
        with pytest.raises(RuntimeError, match="inside another"), editor.edit("Outer"):
            inner()
    assert titles(editor) == ["Today"]


def test_all_listeners_get_edits_in_order_even_if_one_makes_an_edit(editor: Editor) -> None:
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


def test_all_listeners_are_called_even_if_one_raises(editor: Editor) -> None:
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


def test_the_journal_gets_an_edit_before_the_listeners() -> None:
    heard: list[str] = []
    editor = Editor(Document(), journal=lambda edited: heard.append(f"journal: {edited.cause}"))
    editor.listen(lambda edited: heard.append(f"canvas: {edited.cause}"))
    with editor.edit("Begin") as draft:
        new_project(draft)
        add_journey(draft, title="Today")
    editor.undo()
    assert heard == ["journal: do", "canvas: do", "journal: undo", "canvas: undo"]


def test_a_draft_cannot_change_the_document_after_the_edit(editor: Editor) -> None:
    with editor.edit("Add stage") as draft:
        stage = add_stage(draft, JOURNEY, name="Awareness")
    before = editor.document
    draft.insert(stage.__class__(id=stage.id, journey=JOURNEY, name="Written behind its back"))
    assert editor.document.get(Stage, stage.id).name == "Awareness"
    assert [each.name for each in before.stages_of(JOURNEY)] == ["Awareness"]


def test_a_discarded_draft_does_not_change_the_document(editor: Editor) -> None:
    before = editor.document
    draft = editor.draft()
    add_stage(draft, JOURNEY)
    assert draft.frozen().stages_of(JOURNEY)
    assert editor.document is before
    assert not before.stages_of(JOURNEY)


def test_a_change_of_an_outdated_record_keeps_later_changes(editor: Editor) -> None:
    with editor.edit("Rewrite") as draft:
        early = draft.get(Journey, JOURNEY)
        draft.change(early, goal="Be online")
        draft.change(early, title="Tomorrow")
    assert editor.document.get(Journey, JOURNEY).goal == "Be online"


def test_listeners_learn_the_effect_of_an_edit_on_the_history(editor: Editor) -> None:
    told: list[Edited] = []
    editor.listen(told.append)
    for title in ("T", "To", "Today"):
        retitle(editor, title, extends=("title", JOURNEY))
    retitle(editor, "Tomorrow", extends=("title", JOURNEY))
    assert [each.step for each in told] == ["new", "joined", "cancelled", "new"]
