"""What was made is kept for the next time, and let go of when nobody needs it."""

import gc
from weakref import ref

from journey_editor.foundation.memo import Kept, Same, forget_all, forget_values, kept_by_value


class Thing:
    """Something that was costly to make."""


def test_what_is_asked_for_again_is_made_once() -> None:
    kept: Kept[Thing] = Kept(4)
    assert kept.get("a", Thing) is kept.get("a", Thing)
    assert kept.get("a", Thing) is not kept.get("b", Thing)


def test_what_nobody_asks_for_goes_while_others_come() -> None:
    kept: Kept[Thing] = Kept(4)
    used, unused = kept.get("used", Thing), ref(kept.get("unused", Thing))
    for number in range(20):
        kept.get(number, Thing)
        kept.get("used", Thing)
    assert kept.get("used", Thing) is used
    assert unused() is None


def test_equal_things_are_told_apart_where_it_matters() -> None:
    one, other = [1], [1]
    assert Same(one) == Same(one)
    assert Same(one) != Same(other)


def test_what_was_made_of_equal_values_outlives_the_very_things() -> None:
    @kept_by_value(4)
    def made(_value: tuple[int, ...]) -> Thing:
        return Thing()

    kept: Kept[Thing] = Kept(4)
    of_thing, of_value = ref(kept.get(Same([1]), Thing)), ref(made((1, 2)))
    forget_all()
    assert of_thing() is None
    assert made((1, 2)) is of_value()
    forget_values()
    gc.collect()
    assert of_value() is None
