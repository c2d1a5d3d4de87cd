"""Memos: caches of computed values."""

from collections.abc import Callable, Hashable
from functools import _lru_cache_wrapper, lru_cache, partial
from types import MethodType
from typing import Any, Generic, TypeVar
from weakref import WeakSet

Made = TypeVar("Made")

_all: "WeakSet[Memo[Any]]" = WeakSet()
_values: "WeakSet[_lru_cache_wrapper[Any]]" = WeakSet()


def forget_all() -> None:
    """Clear all `Memo` objects. The memoised functions stay filled."""
    for each in tuple(_all):
        each.forget()


def forget_values() -> None:
    """Clear all memoised functions."""
    for each in tuple(_values):
        each.cache_clear()


def memoised(limit: int) -> "Callable[[Callable[..., Made]], _lru_cache_wrapper[Made]]":
    """Return a decorator that memoises a function for its last `limit` different arguments."""

    def around(function: "Callable[..., Made]") -> "_lru_cache_wrapper[Made]":
        keeping = lru_cache(maxsize=limit)(function)
        _values.add(keeping)
        return keeping

    return around


Same = partial(MethodType, id)
"""Function that returns a key, which compares an object by identity and keeps it alive.

It is a bound method, because Python compares methods by the identity of their objects, and without calling
any code. The object is its `__self__`.
"""


class Memo(Generic[Made]):
    """Memo of recently used values by key. Any thread may use it.

    It keeps the values that were used since the last `limit` new ones, at most twice that number, so that old
    values go in time.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._young: dict[Hashable, Made] = {}
        self._old: dict[Hashable, Made] = {}
        self._weight = 0
        _all.add(self)

    def forget(self) -> None:
        """Clear the memo."""
        self._old, self._young, self._weight = {}, {}, 0

    def get(self, key: Hashable, make: Callable[[], Made], weight: int = 1) -> Made:
        """Return the value for `key`, made by `make` if missing. `weight` is its share of the limit."""
        found = self._young.get(key)
        if found is None:
            found = self.find(key, weight)
            if found is None:
                found = make()
                self._keep(key, found, weight)
        return found

    def find(self, key: Hashable, weight: int = 1) -> Made | None:
        """Return the value for `key`, or None."""
        found = self._young.get(key)
        if found is None:
            found = self._old.get(key)
            if found is not None:
                self._keep(key, found, weight)
        return found

    def make_room(self, count: int) -> None:
        """Raise the limit for `count` values that are in use at the same time."""
        self._limit = max(count + count // 4, self._limit * 9 // 10)

    def _keep(self, key: Hashable, made: Made, weight: int) -> None:
        self._weight += weight
        if self._weight > self._limit:
            self._old, self._young, self._weight = self._young, {}, weight
        self._young[key] = made
