"""Bullets and numbers in front of the items of a list."""

import re
from collections.abc import Sequence

BULLET = re.compile(r"(?:[•▪◦‣⁃∙●○■□◆➢➤✓✔·\uf0b7\uf0a7*–—-]|\(?\d{1,3}[.)])[ \t\u00a0]+|[•▪◦‣⁃●■◆➢➤]")
"""Sign or number in front of an item of a list."""


def without_bullet(line: str) -> str:
    """Return a line without the bullet or number in front of it."""
    found = BULLET.match(line)
    return line[found.end() :].strip() if found and found.end() < len(line) else line


def are_items(lines: Sequence[str]) -> bool:
    """Return whether lines are a list: at least two, each with a bullet or number."""
    return len(lines) > 1 and all(BULLET.match(line.strip()) for line in lines)
