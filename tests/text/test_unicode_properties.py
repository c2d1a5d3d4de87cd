"""The table of characters has the properties of Unicode 17.0."""

import lzma

from journey_editor.text.unicode_tables import properties_of
from tests.text.unicode_properties import TABLE, made


def test_the_table_equals_the_output_of_its_script() -> None:
    assert lzma.decompress(TABLE.read_bytes()).decode("ascii") == made()


def test_characters_have_their_properties() -> None:
    assert properties_of(ord("a")).line_break == "AL"
    assert properties_of(ord("⁠")).line_break == "WJ"
    assert properties_of(ord("漢")).wide
    assert properties_of(0x1F600).pictographic
    assert properties_of(0x94D) == ("CM", "Mn", "Extend", "Linker", "-")
    assert properties_of(0x10FFFF).category == "Cn"
