"""Keeping what was made, so that it is made again only for what is new."""

from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, lru_cache
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Made = TypeVar("Made")

_all: "WeakSet[Kept[Any]]" = WeakSet()
_values: "WeakSet[_lru_cache_wrapper[Any]]" = WeakSet()


def forget_all() -> None:
    """Let go of everything that is kept of one very thing: what is needed again is made from equal ones."""
    for each in tuple(_all):
        each.forget()


def forget_values() -> None:
    """Let go of what is kept for equal values too: what is needed again is made from nothing."""
    for each in tuple(_values):
        each.cache_clear()


def kept_by_value(limit: int) -> "Callable[[Callable[..., Made]], _lru_cache_wrapper[Made]]":
    """Keep what a function made of its last `limit` different arguments, until `forget_values`."""

    def around(function: "Callable[..., Made]") -> "_lru_cache_wrapper[Made]":
        keeping = lru_cache(maxsize=limit)(function)
        _values.add(keeping)
        return keeping

    return around


class Same:
    """A key that stands for one very thing, however equal others are; it keeps the thing alive."""

    __slots__ = ("thing",)

    def __init__(self, thing: object) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return type(other) is Same and other.thing is self.thing

    def __hash__(self) -> int:
        return id(self.thing)


class Kept(Generic[Made]):
    """What was made lately, by what it was made from. Any thread may ask.

    It holds what was asked for among the last `limit` that were made, and at most twice as many, so that what
    edits leave behind goes in time.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._young: dict[Hashable, Made] = {}
        self._old: dict[Hashable, Made] = {}
        self._weight = 0
        _all.add(self)

    def forget(self) -> None:
        """Let go of everything."""
        self._old, self._young, self._weight = {}, {}, 0

    def get(self, key: Hashable, make: Callable[[], Made], weight: int = 1) -> Made:
        """What is kept for `key`, else what `make` gives; `weight` is how much of the limit it takes."""
        found = self.find(key, weight)
        if found is None:
            found = make()
            self._keep(key, found, weight)
        return found

    def find(self, key: Hashable, weight: int = 1) -> Made | None:
        """What is kept for `key`, or None."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self._keep(key, found, weight)
        return found

    def make_room(self, count: int) -> None:
        """Keep no fewer than `count` for now: so many are in use at once."""
        self._limit = max(count + count // 4, self._limit * 9 // 10)

    def _keep(self, key: Hashable, made: Made, weight: int) -> None:
        self._weight += weight
        if self._weight > self._limit:
            self._old, self._young, self._weight = self._young, {}, weight
        self._young[key] = made
