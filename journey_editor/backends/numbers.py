"""Number formatting for PDF and SVG."""

from functools import lru_cache


@lru_cache(maxsize=8192)
def number(value: float) -> str:
    """Return a length with up to three decimal places, as short as possible."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def exact(value: float) -> str:
    """Return a factor with up to nine decimal places."""
    return f"{value:.9f}".rstrip("0").rstrip(".")
