"""Memos: results are reused, and dropped when they are not used."""

import gc
from weakref import ref

from journey_editor.foundation.memo import Memo, Same, forget_all, forget_values, memoised


class Thing:
    """Result of an expensive computation."""


def test_a_result_is_computed_once() -> None:
    kept: Memo[Thing] = Memo(4)
    assert kept.get("a", Thing) is kept.get("a", Thing)
    assert kept.get("a", Thing) is not kept.get("b", Thing)


def test_results_that_are_not_used_are_dropped() -> None:
    kept: Memo[Thing] = Memo(4)
    used, unused = kept.get("used", Thing), ref(kept.get("unused", Thing))
    for number in range(20):
        kept.get(number, Thing)
        kept.get("used", Thing)
    assert kept.get("used", Thing) is used
    assert unused() is None


def test_equal_objects_can_be_distinguished_by_identity() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)


def test_results_by_value_are_kept_longer_than_results_by_object() -> None:
    @memoised(4)
    def made(_value: tuple[int, ...]) -> Thing:
        return Thing()

    kept: Memo[Thing] = Memo(4)
    of_thing, of_value = ref(kept.get(Same([1]), Thing)), ref(made((1, 2)))
    forget_all()
    assert of_thing() is None
    assert made((1, 2)) is of_value()
    forget_values()
    gc.collect()
    assert of_value() is None
