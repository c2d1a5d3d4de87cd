"""Paper sizes, in points (1/72 inch)."""

MM = 72 / 25.4
"""Length of a millimetre in points."""

SIZES: dict[str, tuple[float, float]] = {
    "a5": (148 * MM, 210 * MM),
    "a4": (210 * MM, 297 * MM),
    "a3": (297 * MM, 420 * MM),
    "a2": (420 * MM, 594 * MM),
    "a1": (594 * MM, 841 * MM),
    "a0": (841 * MM, 1189 * MM),
    "letter": (612.0, 792.0),
    "legal": (612.0, 1008.0),
    "tabloid": (792.0, 1224.0),
}
"""Width and height of each paper in portrait orientation (ISO 216; ANSI A, B and US Legal)."""

LONGEST_SIDE = 14_400.0
"""Maximum length of a PDF page's side (ISO 32000-1, annex C)."""


def paper_size(paper: str, orientation: str) -> tuple[float, float]:
    """Return width and height of a paper, `portrait` or `landscape`. Raises `KeyError` for an unknown one."""
    width, height = SIZES[paper]
    return (height, width) if orientation == "landscape" else (width, height)
