"""An open project: one way to change it, refusals as sentences, and a selection that keeps up."""

from journey_editor.app.session.selection import Selection
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import link_cards
from journey_editor.editing.commands.stages import remove_step
from journey_editor.editing.editor import Edited
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import Card
from tests.app.memory_store import session_in_memory


def sample() -> Session:
    """The sample with ids that are counted."""
    return session_in_memory(project_from_template("sample", new_id=counting_ids()))


def test_an_edit_is_told_once_when_it_is_done() -> None:
    session = sample()
    told: list[Edited] = []
    session.edited.connect(told.append)
    transaction = session.edit("Change card")
    with transaction as draft:
        draft.change(draft.get(Card, "card:1"), text="Pack the boxes")
    assert transaction.succeeded
    assert [(each.name, each.cause) for each in told] == [("Change card", "do")]
    assert session.document.get(Card, "card:1").text == "Pack the boxes"


def test_a_refusal_is_a_sentence_and_changes_nothing() -> None:
    session = sample()
    said: list[str] = []
    session.notice.connect(said.append)
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
    assert [each.endswith(".") for each in said] == [True, True]


def test_what_vanishes_leaves_the_selection() -> None:
    session = sample()
    session.selection.replace(["card:1", "card:2"], ("step:1", "lane:1"))
    with session.edit("Delete") as draft:
        draft.remove("card:1")
    assert session.selection.ids == ("card:2",)
    assert session.selection.cell == ("step:1", "lane:1")


def test_undo_selects_what_it_brought_back() -> None:
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


def test_the_selection_tells_of_changes_only() -> None:
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
