"""Proposed file names are valid on Windows, macOS and Linux for any title."""

from pathlib import Path

import pytest

from journey_editor.conversion.file_names import free_name_beside, safe_name
from journey_editor.foundation.atomic_file import write_file


@pytest.mark.parametrize(
    "title",
    ["CON", "nul", "com1", "COM¹", "LPT²", "lpt³.v2", "CONIN$", "conout$", "con .x", "aux.", "CLOCK$ .a.b"],
)
def test_a_device_name_of_windows_gets_an_underscore(title: str) -> None:
    assert safe_name(title).startswith("_")
    assert safe_name(title).rstrip(". ")[1:].lower() == title.rstrip(". ").lower()


@pytest.mark.parametrize("title", ["Console", "COM10", "com", "Aux armes", "x.con", "CONIN", "LPT¹²"])
def test_names_similar_to_a_device_name_are_unchanged(title: str) -> None:
    assert safe_name(title) == title


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c: <d>?", "a b c d"),
        ("  Plan . . ", "Plan"),
        ("..\\..\\etc", "etc"),
        (".hidden", "hidden"),
        # This would be the lock file of “Plan”.
        ("~$Plan", "Plan"),
        ("~$ ~$.Plan", "Plan"),
        ("gnp.\u202egpj", "gnp.gpj"),
        ("gnp\u200fgpj", "gnp gpj"),
        ("one\ntwo\tthree\x00\x9f", "one two three"),
        ("\u200b\u200d", "Journey"),
        ("...", "Journey"),
        ("Größe 1½ – “q”", "Größe 1½ – “q”"),
        ("נסיעה", "נסיעה"),
    ],
)
def test_invalid_and_invisible_characters_are_removed(title: str, name: str) -> None:
    assert safe_name(title) == name


@pytest.mark.parametrize("sign", ["😀", "👨‍👩‍👧‍👦", "🇩🇪", "क्षि", "e\u0301", "漢", "x"])
def test_a_long_title_is_cut_between_characters_to_a_valid_length(sign: str, tmp_path: Path) -> None:
    name = safe_name(sign * 80)
    assert name == sign * (len(name) // len(sign))
    assert len(name) + len(sign) > 80 or len((name + sign).encode()) > 200
    file = tmp_path / f"{name}.markdown"
    write_file(file, b"saved")
    for _ in range(3):
        file = free_name_beside(file)
        write_file(file, b"saved too")
    # The name of the lock file of a colleague is valid too.
    file.with_name(f"~${file.name}").touch()


def test_no_character_is_cut_in_half() -> None:
    assert safe_name("x" * 79 + "👩‍🚀") == "x" * 79
    assert safe_name("x" * 78 + "🇩🇪") == "x" * 78 + "🇩🇪"
    assert safe_name("x" * 79 + ". " + "y") == "x" * 79


def test_a_name_of_maximum_length_is_shortened_for_a_number(tmp_path: Path) -> None:
    full = tmp_path / ("é" * 123 + ".journey")
    full.touch()
    second = free_name_beside(full)
    second.touch()
    assert second.name.endswith("é (2).journey")
    assert free_name_beside(full).name.endswith("é (3).journey")
