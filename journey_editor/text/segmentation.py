"""Text segmentation: line breaks (UAX #14) and grapheme clusters (UAX #29)."""

import re
from collections.abc import Sequence

from journey_editor.model.languages import han_form
from journey_editor.text.grapheme_clusters import cluster_ends
from journey_editor.text.line_break_rules import break_places
from journey_editor.text.unspaced_scripts import unspaced_breaks


def line_breaks(text: str, language: str = "") -> list[int]:
    """Return the places where a line may end, in order; the last one is the end of the text.

    `text` has no line ends. Korean words stay whole.
    """
    found = break_places(text, korean=han_form(language) == "ko")
    within = unspaced_breaks(text)
    return sorted({*found, *within}) if within else found


# Characters that are always a cluster of their own: no marks, joiners, emoji or single jamo, which may belong
# to the character before or after them. Not compiled yet: few maps need it, and each start would wait for it.
_WHOLES = (
    "[ -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\u05d0-\u05ea\u0620-\u064a]*"
)


def grapheme_boundaries(text: str) -> Sequence[int]:
    """Return the start of each grapheme cluster, from 0, and the end of the text."""
    if (text.isascii() and text.isprintable()) or re.fullmatch(_WHOLES, text):
        return range(len(text) + 1)
    return [0, *cluster_ends(text)]
