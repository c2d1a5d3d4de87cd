"""A language's tag tells from which side it is read."""

import pytest

from journey_editor.model.languages import is_right_to_left


@pytest.mark.parametrize(
    "language", ["ar", "ar-EG", "arz", "he", "fa_IR", "ur", "az-Arab", "azb", "yi", "AR", "rhg-Rohg"]
)
def test_these_are_read_from_the_right(language: str) -> None:
    assert is_right_to_left(language)


@pytest.mark.parametrize("language", ["en", "de-AT", "", "zh-Hant", "ks-Deva", "tr", "x", "ar-Latn"])
def test_these_are_read_from_the_left(language: str) -> None:
    assert not is_right_to_left(language)
