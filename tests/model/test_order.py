"""Order keys: there is always one between two others, and they stay short."""

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
def test_there_is_always_a_key_between_two_others(pair: tuple[str | None, str | None]) -> None:
    assert between(pair[0], key_between(*pair), pair[1])


@given(NEIGHBOURS, st.integers(0, 200))
def test_several_keys_are_in_order(pair: tuple[str | None, str | None], count: int) -> None:
    keys = keys_between(*pair, count)
    assert len(keys) == count
    assert keys == sorted(set(keys))
    assert all(between(pair[0], key, pair[1]) for key in keys)


@given(st.lists(st.integers(0, 1000), max_size=60))
def test_items_inserted_anywhere_keep_their_positions(places: list[int]) -> None:
    things: list[int] = []
    keys: list[str] = []
    for thing, place in enumerate(places):
        index = place % (len(things) + 1)
        things.insert(index, thing)
        before, after = [None, *keys][index], [*keys, None][index]
        keys.insert(index, key_between(before, after))
    assert keys == sorted(set(keys))


def test_the_first_key_is_in_the_middle() -> None:
    assert key_between(None, None) == FIRST


def test_keys_stay_short_after_a_thousand_appends() -> None:
    key = FIRST
    for _ in range(1000):
        key = key_between(key, None)
    assert len(key) < 40


def test_ten_thousand_keys_at_once_are_short() -> None:
    assert max(map(len, keys_between(None, None, 10_000))) <= 8


@pytest.mark.parametrize(("low", "high"), [("V", "V"), ("b", "a"), ("aV", "a")])
def test_neighbours_in_the_wrong_order_are_refused(low: str, high: str) -> None:
    with pytest.raises(ValueError, match="does not come before"):
        key_between(low, high)
