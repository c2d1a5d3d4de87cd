"""Numbers, colours and texts as a PDF spells them."""

from functools import lru_cache


def number(value: float) -> str:
    """A length to a thousandth, as short as can be."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(value: float) -> str:
    """A factor, to nine places."""
    return f"{value:.9f}".rstrip("0").rstrip(".")


@lru_cache(maxsize=256)
def color(name: str) -> str:
    """`#RRGGBB` as three shares of red, green and blue."""
    return " ".join(number(int(name[at : at + 2], 16) / 255) for at in (1, 3, 5))


def utf16(text: str) -> str:
    """A text in hexadecimal UTF-16, without a byte order mark. A lone surrogate becomes U+FFFD."""
    return text.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace").encode("utf-16-be").hex()
