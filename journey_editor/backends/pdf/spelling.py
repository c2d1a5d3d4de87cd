"""Colours and texts in PDF syntax."""

from functools import lru_cache

from journey_editor.backends.numbers import number


@lru_cache(maxsize=256)
def color(name: str) -> str:
    """Return `#RRGGBB` as three shares of red, green and blue, 0 to 1."""
    return " ".join(number(int(name[at : at + 2], 16) / 255) for at in (1, 3, 5))


def utf16(text: str) -> str:
    """Return a text as hexadecimal UTF-16 without a byte order mark. A lone surrogate becomes U+FFFD."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace").encode("utf-16-be").hex()
