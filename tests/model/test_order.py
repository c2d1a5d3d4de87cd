"""Places as keys: there is always room between two, and keys stay short."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from journey_editor.model.fields import OrderKey
from journey_editor.model.order import DIGITS, FIRST, key_between, keys_between

KEYS = st.text(DIGITS, min_size=1, max_size=8).filter(lambda key: key[-1] != "0")
NEIGHBOURS = st.tuples(st.none() | KEYS, st.none() | KEYS).filter(
    lambda pair: None in pair or pair[0] < pair[1]
)


def between(low: str | None, key: str, high: str | None) -> bool:
    return (low is None or low < key) and (high is None or key < high) and OrderKey().holds(key)


@given(NEIGHBOURS)
def test_between_two_neighbours_there_is_always_a_place(pair: tuple[str | None, str | None]) -> None:
    assert between(pair[0], key_between(*pair), pair[1])


@given(NEIGHBOURS, st.integers(0, 200))
def test_many_places_come_in_order(pair: tuple[str | None, str | None], count: int) -> None:
    keys = keys_between(*pair, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(between(pair[0], key, pair[1]) for key in keys)


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_things_put_anywhere_stand_where_they_were_put(places: list[int]) -> None:
    things: list[int] = []
    keys: list[str] = []
    for thing, place in enumerate(places):
        index = place % (len(things) + 1)
        things.insert(index, thing)
        before, after = [None, *keys][index], [*keys, None][index]
        keys.insert(index, key_between(before, after))
    assert keys == sorted(set(keys))


def test_an_only_child_stands_in_the_middle() -> None:
    assert key_between(None, None) == FIRST


def test_appending_a_thousand_times_keeps_keys_short() -> None:
    key = FIRST
    for _ in range(1000):
        key = key_between(key, None)
    assert len(key) < 40


def test_ten_thousand_places_at_once_need_few_letters() -> None:
    assert max(map(len, keys_between(None, None, 10_000))) <= 8


@pytest.mark.parametrize(("low", "high"), [("V", "V"), ("b", "a"), ("aV", "a")])
def test_neighbours_that_are_not_in_order_are_a_fault(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="does not come before"):
        key_between(low, high)
