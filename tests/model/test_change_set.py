"""Change sets can be inverted and combined."""

import hypothesis.strategies as st
from hypothesis import given

from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Document
from journey_editor.model.records import Persona, Record

NAMES = st.sampled_from("abc")
STATES = st.dictionaries(st.sampled_from(["persona:1", "persona:2", "persona:3"]), NAMES)


def document(names: dict[str, str]) -> Document:
    return Document(Persona(id=each, name=name) for each, name in names.items())


def changes(before: Document, after: Document) -> ChangeSet:
    pairs: dict[str, tuple[Record | None, Record | None]] = {
        each: (before.find(each), after.find(each)) for each in {*before.records, *after.records}
    }
    return ChangeSet({each: pair for each, pair in pairs.items() if pair[0] != pair[1]})


@given(STATES, STATES)
def test_the_inverse_undoes_a_change_set(one: dict[str, str], two: dict[str, str]) -> None:
    first, second = document(one), document(two)
    there = changes(first, second)
    assert first.applying(there) == second
    assert second.applying(there.inverted()) == first
    assert there.inverted().inverted() == there


@given(STATES, STATES, STATES)
def test_consecutive_change_sets_can_be_combined(
    one: dict[str, str], two: dict[str, str], three: dict[str, str]
) -> None:
    first, second, third = document(one), document(two), document(three)
    joined = changes(first, second).then(changes(second, third))
    assert joined == changes(first, third), "records that end up unchanged are left out"
    assert first.applying(joined) == third
    assert bool(joined) == (first != third)


def test_a_change_set_lists_the_changed_records() -> None:
    ana = Persona(id="persona:1", name="Ana")
    made = ChangeSet({"persona:1": (None, ana)})
    assert "persona:1" in made
    assert "persona:2" not in made
    assert list(made) == [("persona:1", None, ana)]
