"""The table of characters is the one that Unicode 17.0 gives."""

import lzma

from journey_editor.layout.characters import properties_of
from tests.layout.unicode_properties import TABLE, made


def test_the_table_is_the_one_that_its_script_makes() -> None:
    assert lzma.decompress(TABLE.read_bytes()).decode("ascii") == made()


def test_each_character_has_its_properties() -> None:
    assert properties_of(ord("a")).line_break == "AL"
    assert properties_of(ord("⁠")).line_break == "WJ"
    assert properties_of(ord("漢")).wide
    assert properties_of(0x1F600).pictographic
    assert properties_of(0x94D) == ("CM", "Mn", "Extend", "Linker", "-")
    assert properties_of(0x10FFFF).category == "Cn"
