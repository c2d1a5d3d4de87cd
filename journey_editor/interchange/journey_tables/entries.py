"""Entries of a cell: the items of a list, or its lines."""

import re

from journey_editor.foundation.bullets import BULLET, without_bullet
from journey_editor.foundation.text import in_one_line
from journey_editor.model.fields import NAME_LIMIT

_BETWEEN = re.compile(r"[ \t]+[•▪◦‣⁃●■◆➢➤][ \t]+")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_RULE = re.compile(r"[-–—_.·/ ]+|n/?a", re.IGNORECASE)


def entries(text: str) -> list[str]:
    """Return the entries of a cell without their bullets or numbers; none for a dash, which means nothing.

    Lines that follow an item of a list without a bullet of their own belong to it.
    """
    found: list[str] = []
    in_list = False
    lines = [line.strip() for line in _BREAK.sub("\n", text).split("\n")]
    if sum(line[:1].isdecimal() or line[:1] == "(" for line in lines) == 1 and len(lines) == 1:
        # A single number is no list, such as that of a quarter.
        return lines if lines[0] else []
    for line in lines:
        first, *others = _BETWEEN.split(line)
        if not first and not others:
            continue
        if BULLET.match(first):
            in_list = True
            found.append(without_bullet(first))
        elif in_list and found:
            found[-1] += " " + first
        else:
            found.append(first)
        found += others
    return [each for each in found if not _RULE.fullmatch(each)]


def names_in(text: str) -> list[str]:
    """Return the names in a cell: its entries, separated by commas, semicolons or slashes, too."""
    text = (
        text.replace(";", "\n")
        .replace(" / ", "\n")
        .replace(",", "\n")
        .replace("、", "\n")
        .replace("，", "\n")
    )
    return list(dict.fromkeys(name[:NAME_LIMIT] for each in entries(text) if (name := in_one_line(each))))
