"""Colours and texts as a PDF spells them."""

from functools import lru_cache

from journey_editor.backends.numbers import number


@lru_cache(maxsize=256)
def color(name: str) -> str:
    """`#RRGGBB` as three shares of red, green and blue."""
    return " ".join(number(int(name[at : at + 2], 16) / 255) for at in (1, 3, 5))


def utf16(text: str) -> str:
    """A text in hexadecimal UTF-16, without a byte order mark. A lone surrogate becomes U+FFFD."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace").encode("utf-16-be").hex()
