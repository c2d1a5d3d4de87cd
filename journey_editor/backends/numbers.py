"""Numbers as PDF and SVG spell them."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """A length to a thousandth, as short as can be."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(value: float) -> str:
    """A factor, to nine places."""
    return f"{value:.9f}".rstrip("0").rstrip(".")
