"""The words of the interface: English is built in, others come from compiled catalogues."""

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from journey_editor.foundation.translation import DOMAIN, ntr, tr, use_language


@pytest.fixture(autouse=True)
def english_again(tmp_path: Path) -> Iterator[None]:
    yield
    use_language(tmp_path / "none", [])


def catalogue(words: dict[str, str]) -> bytes:
    """A catalogue as `msgfmt` makes it: a header of seven numbers, two tables, the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items())
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for index in range(2):
        for pair in pairs:
            tables[index] += struct.pack("<II", len(pair[index]), start + len(texts))
            texts += pair[index] + b"\x00"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + tables[0] + tables[1] + texts


def test_without_a_catalogue_the_words_are_english(tmp_path: Path) -> None:
    use_language(tmp_path, ["de"])
    assert tr("Undo") == "Undo"
    assert [ntr("{n} card", "{n} cards", count) for count in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]


def test_with_one_they_are_the_persons(tmp_path: Path) -> None:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
        "Undo": "Rückgängig",
        "{n} card\x00{n} cards": "{n} Karte\x00{n} Karten",
    }
    (folder / f"{DOMAIN}.mo").write_bytes(catalogue(words))
    use_language(tmp_path, ["fr", "de"])
    assert tr("Undo") == "Rückgängig"
    assert tr("Redo") == "Redo"
    assert [ntr("{n} card", "{n} cards", count) for count in (1, 3)] == ["1 Karte", "3 Karten"]
