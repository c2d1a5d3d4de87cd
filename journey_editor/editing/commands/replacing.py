"""Command that replaces texts that were found."""

from collections.abc import Iterable
from itertools import groupby

from journey_editor.editing.commands.tags import rename_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.search import Hit, shortened, text_of
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Tag


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
        parts = []
        at = 0
        for hit in found:
            parts += [text[at : hit.start], replacement]
            at = hit.end
        parts.append(text[at:])
        new = "".join(parts)
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
