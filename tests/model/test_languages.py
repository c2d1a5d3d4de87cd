"""Direction and form of ideographs of a language, by its tag."""

import pytest

from journey_editor.model.languages import han_form, is_chinese, is_right_to_left


@pytest.mark.parametrize(
    "language", ["ar", "ar-EG", "arz", "he", "fa_IR", "ur", "az-Arab", "azb", "yi", "AR", "rhg-Rohg"]
)
def test_these_languages_are_written_right_to_left(language: str) -> None:
    assert is_right_to_left(language)


@pytest.mark.parametrize("language", ["en", "de-AT", "", "zh-Hant", "ks-Deva", "tr", "x", "ar-Latn"])
def test_these_languages_are_written_left_to_right(language: str) -> None:
    assert not is_right_to_left(language)


def test_konkani_is_not_korean_and_yucatec_is_not_chinese() -> None:
    assert (han_form("ko-KR"), han_form("kok"), han_form("jje")) == ("ko", "zh-hans", "ko")
    assert [is_chinese(each) for each in ("zh_TW", "yue", "HAK", "yua", "ja", "")] == [True] * 3 + [False] * 3
