"""Command that replaces texts that were found."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from journey_editor.editing.commands.tags import rename_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.search import Hit, shortened, text_of
from journey_editor.foundation.emphasis import emphasis, escaped
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Tag

_EMPTY = re.compile(r"(?<![*_])(?:\*{2}|\*{4}|\*{6}|__)(?![*_])")
"""Marks of emphasis around nothing."""


def replace_hits(draft: Draft, hits: Iterable[Hit], replacement: str) -> None:
    """Replace the text of hits, which are in order.

    Tags that get the same name become one tag. Raises `UserError` if a field cannot hold the result, or a tag
    would have no name.
    """
    names = {}
    for (journey, record_id, field), found in groupby(hits, key=lambda hit: hit[:3]):
        record = draft.find(record_id)
        if record is None:
            continue
        text = text_of(draft, journey, record, field)
        marked = str(getattr(record, field)) if field == "text" else text
        new = _replaced(marked, [hit[3:] for hit in found], replacement)
        if isinstance(record, Tag) and is_blank(new):
            raise UserError(
                tr(
                    "The tag “{name}” would have no name, so nothing was replaced. Use another replacement, "
                    "or delete the tag first."
                ).format(name=shortened(text))
            )
        try:
            draft.change(record, **{field: new})
        except UserError as error:
            raise UserError(
                tr(
                    "The text “{text}” would be too long for its field, so nothing was replaced. "
                    "Use a shorter replacement, or shorten this text first."
                ).format(text=shortened(text))
            ) from error
        if isinstance(record, Tag):
            names[record_id] = new
    rename_tags(draft, names)


def _replaced(marked: str, spans: Sequence[tuple[int, int]], replacement: str) -> str:
    """Return a text with a replacement for spans of what it shows.

    Marks of emphasis stay around the rest. If words would be shown otherwise, the text loses its emphasis.
    """
    read = emphasis(marked)
    shown = _spliced(read.text, spans, [replacement] * len(spans))
    if read.is_plain:
        return shown
    places = [(read.source(start), read.source(end - 1) + 1) for start, end in spans]
    inside = ["".join(marked[at] for at in read.removed if start < at < end) for start, end in places]
    kept = _spliced(marked, places, [replacement + marks for marks in inside])
    without = _spliced(marked, places, [replacement] * len(spans))
    tries = (kept, without, _EMPTY.sub("", kept), _EMPTY.sub("", without))
    return next((each for each in tries if emphasis(each).text == shown), escaped(shown))


def _spliced(text: str, spans: Sequence[tuple[int, int]], others: Sequence[str]) -> str:
    """Return a text with other words in the place of its spans, which are in order."""
    parts = []
    at = 0
    for (start, end), words in zip(spans, others, strict=True):
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])
