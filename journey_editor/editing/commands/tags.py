"""Commands on tags, which the journeys of a project share, and on the tags of cards."""

from collections.abc import Sequence

from journey_editor.editing.commands.card_relations import mark_related, set_related
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.text import clean_text, in_one_line
from journey_editor.model.document import Queries
from journey_editor.model.kinds import TAG_COLORS
from journey_editor.model.records import CardTag, Tag, ViewItem


def tag_named(document: Queries, name: str) -> Tag | None:
    """Return the tag with a name, in upper or lower case, or None."""
    wanted = _folded(name)
    return next((each for each in document.tags() if _folded(each.name) == wanted), None)


def free_color(document: Queries) -> int:
    """Return the first colour that the fewest tags have."""
    taken = [each.color for each in document.tags()]
    return min(range(TAG_COLORS), key=taken.count)


def add_tag(draft: Draft, name: str, color: int | None = None) -> Tag:
    """Return the tag with this name. If there is none, it is added, by default with a free colour."""
    found = tag_named(draft, name)
    if found is not None:
        return found
    color = free_color(draft) if color is None else color
    order = place_before(draft, draft.tags(), None)
    return draft.add(Tag, name=_cleaned(name), color=color, order=order)


def rename_tag(draft: Draft, tag_id: str, name: str) -> Tag:
    """Rename a tag. If another tag has the name, its cards and views get that one, which is returned."""
    tag = draft.get(Tag, tag_id)
    other = tag_named(draft, name)
    if other is None or other.id == tag_id or not _folded(name):
        return draft.change(tag, name=_cleaned(name))
    for on_card in draft.select(CardTag, tag=tag_id):
        mark_tag(draft, on_card.card, other.id, marked=True)
    for item in draft.select(ViewItem, tag=tag_id):
        if all(each.tag != other.id for each in draft.items_of(item.view)):
            draft.change(item, tag=other.id)
    draft.remove(tag_id)
    return other


def move_tag(draft: Draft, tag_id: str, before: str | None) -> None:
    """Move a tag before another one or to the end. Cards show their tags in this order."""
    tag = draft.get(Tag, tag_id)
    draft.change(tag, order=place_before(draft, draft.tags(), before, moving=tag))


def set_card_tags(draft: Draft, card_id: str, tag_ids: Sequence[str]) -> None:
    """Set the tags of a card."""
    set_related(draft, CardTag, card_id, tag_ids)


def mark_tag(draft: Draft, card_id: str, tag_id: str, *, marked: bool) -> None:
    """Set whether a card has a tag, without changing its other tags."""
    mark_related(draft, CardTag, card_id, tag_id, marked=marked)


def _cleaned(name: str) -> str:
    """Return a name without blanks at its ends, and without several in a row."""
    return in_one_line(clean_text(name, limit=len(name), lines=False))


def _folded(name: str) -> str:
    return _cleaned(name).casefold()
