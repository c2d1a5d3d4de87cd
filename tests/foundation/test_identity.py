"""Ids and times: random ids and the current time by default, predictable ones for tests."""

from journey_editor.foundation.identity import counting_ids, ids_from, local_time, now, random_id
from journey_editor.model.fields import is_id


def test_random_ids_contain_their_kind_and_are_unique() -> None:
    made = {random_id("card") for _ in range(1000)}
    assert len(made) == 1000
    assert all(is_id(each, "card") for each in made)


def test_counting_ids_are_the_same_in_each_run() -> None:
    new_id = counting_ids()
    assert [new_id("card"), new_id("lane"), new_id("card")] == ["card:1", "lane:1", "card:2"]


def test_ids_from_a_text_are_unique_and_the_same_in_each_run() -> None:
    def three(text: str) -> list[str]:
        new_id = ids_from(text)
        return [new_id("card"), new_id("card"), new_id("lane")]

    assert three("one text") == three("one text")
    assert len({*three("one text"), *three("another text")}) == 6
    assert all(is_id(each, "card") for each in three("\ud800")[:2])


def test_the_time_has_a_time_zone() -> None:
    assert now().tzinfo is not None


def test_a_time_out_of_range_becomes_the_nearest_valid_one() -> None:
    assert local_time(86_400.0 * 366).year == 1971
    assert local_time(-1e18) == local_time(0.0)
    assert local_time(4e11) == local_time(1e300) == local_time(float("inf"))
    assert local_time(float("nan")) == local_time(0.0)
