"""Translation into the languages of the interface and of maps, with catalogues."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journey_editor.foundation import catalogues
from journey_editor.foundation.catalogues import catalogue_of, read_catalogue
from journey_editor.foundation.translation import ntr, tr, use_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use_language("en")


@contextmanager
def catalogue_of_xx(folder: Path, written: bytes | None) -> Iterator[None]:
    """Use a single catalogue, or an unreadable one for None, with empty caches while the block runs."""
    file = folder / "languages" / "xx" / "LC_MESSAGES" / "journey_editor.po"
    file.parent.mkdir(parents=True)
    if written is None:
        file.mkdir()
    else:
        file.write_bytes(written)
    kept = (catalogues.catalogue_of, catalogues.catalogue_tags, catalogues._read)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(catalogues, "resources", lambda: folder)
            for each in kept:
                each.cache_clear()
            yield
    finally:
        for each in kept:
            each.cache_clear()


CATALOGUE = r"""
# What a translator wrote.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2;\n"

#. A command.
msgid "Undo"
msgstr "Отменить"
msgid "{n} card"
msgid_plural "{n} cards"
msgstr[0] "{n} карточка"
msgstr[1] "{n} карточки"
msgstr[2] "{n} карточек"

msgctxt "menu"
msgid "Say \"hello\"\n"
msgstr "Скажи "
"\"привет\"\n"

#, fuzzy
msgid "Redo"
msgstr "Поди туда"

msgid "Not yet"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Ушло"
"""


def test_a_catalogue_is_read() -> None:
    russian = read_catalogue(CATALOGUE)
    assert russian.one("Undo") == "Отменить"
    assert russian.words['menu\x04Say "hello"\n'] == ('Скажи "привет"\n',)
    assert [russian.counted("{n} card", "{n} cards", n) for n in (1, 3, 5, 21)] == [
        "{n} карточка", "{n} карточки", "{n} карточек", "{n} карточка",
    ]  # fmt: skip


def test_fuzzy_and_missing_translations_stay_english() -> None:
    russian = read_catalogue(CATALOGUE)
    assert [russian.one(text) for text in ("Redo", "Not yet", "Gone")] == ["Redo", "Not yet", "Gone"]


@pytest.mark.parametrize("line", ['msgid "no end', "words of nobody", '"before all"'])
def test_an_invalid_line_raises_an_error(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        read_catalogue(line)


def test_translations_with_wrong_placeholders_stay_english() -> None:
    spoilt = read_catalogue(
        """
msgid "severity {n}"
msgstr "Schwere {nn}"
msgid "effort {n}"
msgstr "Aufwand {n"
msgid "impact {n}"
msgstr "Wirkung {n:d}"
msgid "importance {n}"
msgstr "Wichtigkeit {n}"
"""
    )
    assert spoilt.words == {"importance {n}": ("Wichtigkeit {n}",)}


@pytest.mark.parametrize(
    "written",
    [
        b'msgid "often"\nmsgstr "oft',
        b'msgstr "oft"',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n %;"',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n % 0;"',
        b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n - 1;"',
        b"msgid \xff",
        None,
    ],
)
def test_the_map_stays_english_with_an_invalid_catalogue(
    written: bytes | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with catalogue_of_xx(tmp_path, written):
        assert (tr("often", "xx-YY"), ntr("{n} day", "{n} days", 3, "xx")) == ("often", "3 days")
    assert "The texts in xx stay English" in caplog.text


def test_a_byte_order_mark_at_the_start_of_a_catalogue_is_ignored(tmp_path: Path) -> None:
    with catalogue_of_xx(tmp_path, b'\xef\xbb\xbfmsgid "often"\r\nmsgstr "oft"\r\n'):
        assert tr("often", "xx") == "oft"


def test_texts_are_english_without_a_catalogue() -> None:
    use_language("tlh")
    assert tr("Undo") == "Undo"
    assert [ntr("{n} card", "{n} cards", count) for count in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def test_the_interface_and_a_map_can_have_different_languages() -> None:
    use_language("de")
    assert (tr("often"), tr("often", "en-GB"), tr("often", "fr")) == ("oft", "often", "souvent")
    assert ntr("{n} day", "{n} days", 3, "pl") == "3 dni"
    assert tr("often", "tlh") == "oft", (
        "there is no catalogue for Klingon, so the language of the interface is used"
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("de-AT", "de"), ("pt-BR", "pt-BR"), ("pt-Latn-BR", "pt-BR"), ("pt_AO", "pt"),
        ("nn", "nb"), ("no", "nb"), ("iw", "he"),
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"),
        ("zh-Hans-TW", "zh-Hans"), ("yue", "zh-Hant"), ("sr-Latn-RS", "sr-Latn"),
        ("sr-Cyrl", "sr"), ("ja-Jpan", "ja"),
    ],
)  # fmt: skip
def test_a_tag_finds_the_nearest_catalogue(asked: str, found: str) -> None:
    assert catalogue_of(asked) is not None
    assert catalogue_of(asked) == catalogue_of(found)


@pytest.mark.parametrize("tag", ["hi-Latn", "zh-Latn", "pa-Arab", "de-Cyrl", "", "-", "../de", "x" * 35])
def test_another_script_or_an_invalid_tag_has_no_catalogue(tag: str) -> None:
    assert catalogue_of(tag) is None
