"""Projects with very many journeys are as fast as those with few."""

import pytest

from journey_editor.app.program.application import Application
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.model.records import Card
from tests.app.driver import settle
from tests.benchmarks.generated import generated_map
from tests.counting import calls_in


def work_of_an_edit(program: Application, journeys: int) -> int:
    """Return the number of calls that an edit of a card causes in a window with a number of journeys."""
    base = generated_map(40, stages=5, lanes=5)
    draft = Draft(base)
    for _ in range(journeys - 1):
        merge_project(draft, base)
    window = program.show_unnamed(draft.finish(), {})
    session = window.session
    card = session.document.cards_of(session.journey_id)[3].id
    session.selection.replace([card])
    settle()

    def edit(text: str) -> None:
        with session.edit("Change text") as draft:
            draft.change(draft.get(Card, card), text=text)
        settle()

    edit("Asks again")
    # Sometimes a tile is painted between two edits.
    work = min(calls_in(lambda text=text: edit(text)) for text in ("Asks twice", "Asks thrice", "Asks once"))
    window.close()
    return work


def test_an_edit_in_one_of_a_hundred_journeys_takes_little_more_work_than_in_one(
    program: Application,
) -> None:
    assert work_of_an_edit(program, 101) < 1.4 * work_of_an_edit(program, 1)


def test_a_tab_is_updated_only_if_its_journey_is_renamed(
    program: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtWidgets import QTabBar

    window = program.new_project("sample")
    session = window.session
    with session.edit("Import") as draft:
        merge_project(draft, session.document)
    settle()
    written: list[str] = []
    set_text = QTabBar.setTabText

    def set_and_note(tabs: QTabBar, index: int, text: str) -> None:
        written.append(text)
        set_text(tabs, index, text)

    monkeypatch.setattr(QTabBar, "setTabText", set_and_note)
    with session.edit("Change text") as draft:
        draft.change(draft.select(Card)[0], text="Asks again")
    settle()
    assert written == []
    with session.edit("Change title") as draft:
        draft.change(draft.journeys()[1], title="Another & one")
    settle()
    # The tab of the journey that had the same title no longer names its state.
    assert written == [session.document.journeys()[0].title, "Another && one"]
