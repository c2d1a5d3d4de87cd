"""Values that the field types accept, at their limits."""

import math

import pytest

from journey_editor.model.fields import (
    Choice,
    Day,
    Flag,
    OrderKey,
    Origin,
    Real,
    Ref,
    Several,
    Spec,
    Text,
    Whole,
    is_id,
)

CASES: list[tuple[Spec, list[object], list[object]]] = [
    (Text(limit=3), ["", "abc", "a\nb"], ["abcd", "a\r", "\u202e", None, 3, b"abc"]),
    (Text(limit=3, lines=False), ["", "abc"], ["a\nb", "a\tb"]),
    (Choice(("", "phone")), ["", "phone"], ["Phone", None, 0]),
    (Several(("a", "b", "c")), ["", "b", "a c"], ["c a", "a a", "a  c", " a", "d", "abc", None]),
    (Whole(1, 5), [None, 1, 5], [0, 6, 2.0, True, "3"]),
    (Whole(1, 5, optional=False), [1, 5], [None]),
    (Real(-1.0, 1.0, optional=True), [None, 0.5], [1.5, 1, "0"]),
    (Real(-1.0, 1.0), [-1.0, 0.0, -0.0, 1.0], [1.0000001, math.nan, math.inf, -math.inf, 1, True, None, "0"]),
    (Flag(), [True, False], [0, 1, None, "true"]),
    (Ref("lane"), ["lane:1", "lane:8f-3a"], ["", "card:1", "lane:", "lane", "lane:a b", "lane:é", None, 3]),
    (Ref("lane", optional=True), ["", "lane:1"], [None, "card:1", "lane:" + "1" * 300]),
    (Day(), ["", "2026-02-28", "0001-01-01"], ["2026-02-29", "2026-2-1", "20260201", "28.2.2026", "x", None]),
    (Origin("card"), ["", "card:7a-b"], ["card:", "lane:7", "card:é", None]),
    (OrderKey(), ["V", "a0V", "z" * 200], ["", "a0", "a b", "é", "a" * 201, None, 3]),
]


@pytest.mark.parametrize(("spec", "fitting", "others"), CASES, ids=lambda case: type(case).__name__)
def test_a_field_type_accepts_only_its_values(
    spec: Spec, fitting: list[object], others: list[object]
) -> None:
    assert [value for value in fitting if not spec.holds(value)] == []
    assert [value for value in others if spec.holds(value)] == []


def test_an_id_consists_of_a_kind_and_a_few_characters() -> None:
    assert is_id("card:8f3a-0", "card")
    assert not any(
        is_id(each, "card") for each in ("card:", "lane:1", "card:../x", "card:" + "1" * 65, "card")
    )
