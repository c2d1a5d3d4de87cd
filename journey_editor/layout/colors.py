"""Contrast of colours, and mixtures of two. Colours are written as `#RRGGBB`."""

BLACK, WHITE = "#000000", "#FFFFFF"
_STEPS = 8
"""Number of bisection steps for a mixture: 1/256 is the smallest difference of a channel."""


def luminance(color: str) -> float:
    """Return the relative luminance as defined by WCAG 2.2, 0 to 1."""
    parts = [part / 255 for part in _parts(color)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as defined by WCAG 2.2, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(color: str, other: str, share: float) -> str:
    """Return a mixture that has this share of the other colour, 0 to 1."""
    pairs = zip(_parts(color), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02X}" for one, two in pairs)


def readable(color: str, ground: str, least: float) -> str:
    """Return the colour, or the most similar one of its hue that has at least this contrast to a ground.

    It is mixed with black on a light ground and with white on a dark one. If even these have less contrast,
    they are returned.
    """
    if contrast(color, ground) >= least:
        return color
    other = more_contrast(ground)
    low, high = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (low + high) / 2
        enough = contrast(mixed(color, other, middle), ground) >= least
        low, high = (low, middle) if enough else (middle, high)
    return mixed(color, other, high)


def more_contrast(ground: str) -> str:
    """Return black or white, whichever has more contrast to a ground."""
    return max(WHITE, BLACK, key=lambda color: contrast(color, ground))


def _parts(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
