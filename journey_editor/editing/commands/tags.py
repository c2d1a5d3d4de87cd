"""Commands on tags, which the journeys of a project share, and on the tags of cards."""

from collections.abc import Mapping, Sequence

from journey_editor.editing.commands.card_relations import mark_related, set_related
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import clean_text, in_one_line, is_blank
from journey_editor.foundation.translation import tr
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
    """Return the tag with this name. If there is none, it is added, by default with a free colour.

    Raises `UserError` as `tag_name`.
    """
    found = tag_named(draft, name)
    if found is not None:
        return found
    color = free_color(draft) if color is None else color
    order = place_before(draft, draft.tags(), None)
    return draft.add(Tag, name=tag_name(name), color=color, order=order)


def rename_tag(draft: Draft, tag_id: str, name: str) -> Tag:
    """Rename a tag. If another tag has the name, its cards and views get that one, which is returned."""
    return draft.get(Tag, rename_tags(draft, {tag_id: name}).get(tag_id, tag_id))


def rename_tags(draft: Draft, names: Mapping[str, str]) -> dict[str, str]:
    """Give tags, by their ids, other names. Those that then have the same name become one tag.

    Return the id of that one for each tag that is gone. Raises `UserError` as `tag_name`.
    """
    names = {tag_id: tag_name(name) for tag_id, name in names.items()}
    tags = draft.tags()
    present = {_folded(each.name): each.id for each in reversed(tags) if each.id not in names}
    merged = {}
    for tag in tags:
        if (name := names.get(tag.id)) is None:
            continue
        other = present.setdefault(_folded(name), tag.id)
        if other == tag.id:
            draft.change(tag, name=name)
        else:
            merged[tag.id] = other
            _merge(draft, tag.id, other)
    return merged


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


def tag_name(name: str) -> str:
    """Return the clean form of a name. Raises `UserError` if it has no visible character."""
    name = _cleaned(name)
    if is_blank(name):
        raise UserError(tr("A tag needs a name. Nothing was changed."))
    return name


def _merge(draft: Draft, tag_id: str, other_id: str) -> None:
    """Remove a tag. Its cards and views get another one."""
    for on_card in draft.select(CardTag, tag=tag_id):
        mark_tag(draft, on_card.card, other_id, marked=True)
    for item in draft.select(ViewItem, tag=tag_id):
        if all(each.tag != other_id for each in draft.items_of(item.view)):
            draft.change(item, tag=other_id)
    draft.remove(tag_id)
    draft.heirs[tag_id] = other_id


def _cleaned(name: str) -> str:
    """Return a name without blanks at its ends, and without several in a row."""
    return in_one_line(clean_text(name, limit=len(name), lines=False))


def _folded(name: str) -> str:
    return _cleaned(name).casefold()
