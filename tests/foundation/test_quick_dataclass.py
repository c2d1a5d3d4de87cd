"""Tests of dataclasses that are quick to make: they behave like those of `dataclasses`."""

import dataclasses
from dataclasses import field

import pytest

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(slots=True)
class Place:
    x: int
    y: int = 2
    names: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Place):
    name: str
    hint: str = field(default="", compare=False)


@dataclass()
class Written:
    size: int

    def __init__(self, text: str) -> None:
        self.size = len(text)


class Further(Place):
    __slots__ = ()


def test_fields_are_set_by_position_by_name_or_by_default() -> None:
    for _ in range(2):
        # The first instance compiles the method.
        place = Place(1)
        assert (place.x, place.y, place.names) == (1, 2, [])
        assert place.names is not Place(1).names
        named = Named(3, names=["a"], name="b", hint="c")
        assert dataclasses.asdict(named) == {"x": 3, "y": 2, "names": ["a"], "name": "b", "hint": "c"}
        assert dataclasses.replace(named, x=4, hint="") == Named(4, names=["a"], name="b", hint="d")
    assert Further(5).x == 5
    assert Written("abc").size == 3
    assert repr(place) == "Place(x=1, y=2, names=[])"


def test_wrong_arguments_are_refused() -> None:
    for _ in range(2):
        with pytest.raises(TypeError):
            Place()  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            Named(1, 2, [], "name by position")  # type: ignore[misc]
        with pytest.raises(TypeError):
            Place(1, z=2)  # type: ignore[call-arg]
