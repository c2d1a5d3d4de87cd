"""Session: edits, refusals as notices, the selection after edits, and the signals of changes."""

import pytest

from journey_editor.app.session.selection import Selection
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.stages import remove_step
from journey_editor.editing.editor import Edited
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import Card
from tests.app.driver import settle
from tests.app.memory_store import session_in_memory

pytestmark = pytest.mark.usefixtures("qapp")


def sample() -> Session:
    """Return a session with the sample map, whose ids are counted."""
    return session_in_memory(project_from_template("sample", new_id=counting_ids()))


def test_an_edit_is_signalled_once_when_it_is_finished() -> None:
    session = sample()
    signalled: list[Edited] = []
    session.edited.connect(signalled.append)
    transaction = session.edit("Change card")
    with transaction as draft:
        draft.change(draft.get(Card, "card:1"), text="Pack the boxes")
    assert transaction.succeeded
    assert [(each.name, each.cause) for each in signalled] == [("Change card", "do")]
    assert session.document.get(Card, "card:1").text == "Pack the boxes"


def test_a_refused_edit_shows_a_notice_and_changes_nothing() -> None:
    session = sample()
    notices: list[str] = []
    session.notice.connect(notices.append)
    before = session.document
    by_command = session.edit("Delete")
    with by_command as draft:
        remove_step(draft, "step:1")
    by_rule = session.edit("Add link")
    with by_rule as draft:
        link_cards(draft, "card:1", "card:1")
    assert not by_command.succeeded
    assert not by_rule.succeeded
    assert session.document is before
    assert [each.endswith(".") for each in notices] == [True, True]


def test_several_changes_in_one_turn_are_signalled_together() -> None:
    session = sample()
    settle()
    changes: list[str] = []
    session.changed.connect(lambda: changes.append(session.document.get(Card, "card:1").text))
    with session.edit("Change card") as draft:
        draft.change(draft.get(Card, "card:1"), text="Pack the boxes")
    session.selection.replace(["card:1"])
    session.selection.replace(["card:2"])
    assert changes == []
    settle()
    assert changes == ["Pack the boxes"]
    session.selection.clear()
    settle()
    assert len(changes) == 2


def test_a_deleted_card_is_no_longer_selected() -> None:
    session = sample()
    session.selection.replace(["card:1", "card:2"], ("step:1", "lane:1"))
    with session.edit("Delete") as draft:
        draft.remove("card:1")
    assert session.selection.ids == ("card:2",)
    assert session.selection.cell == ("step:1", "lane:1")


def test_undo_selects_the_restored_card() -> None:
    session = sample()
    with session.edit("Delete") as draft:
        draft.remove("card:9")
    session.undo()
    assert session.selection.ids == ("card:9",)
    assert session.selection.cell == (
        session.document.get(Card, "card:9").step,
        session.document.get(Card, "card:9").lane,
    )
    session.redo()
    assert session.selection.ids == ()


def test_the_selection_signals_only_real_changes() -> None:
    selection = Selection()
    changes: list[tuple[str, ...]] = []
    selection.changed.connect(lambda: changes.append(selection.ids))
    selection.replace(["card:1"])
    selection.replace(["card:1"])
    selection.add("card:2", "card:1")
    selection.toggle("card:1")
    selection.clear()
    selection.clear()
    assert changes == [("card:1",), ("card:1", "card:2"), ("card:2",), ()]
