"""Order keys for things that come between others."""

from collections.abc import Sequence

from journey_editor.editing.draft import Draft
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import Record

LONG_KEY = 48
"""From this length on, all siblings get new, short keys instead of one longer key."""


def place_before(draft: Draft, siblings: Sequence[Record], before: str | None) -> str:
    """The order key of a place among `siblings` (in their order): before the one with that id.

    With None, or an id that is not among them, the place is the end. Where the key would grow long the
    siblings get new keys first.
    """
    ids = [sibling.id for sibling in siblings]
    index = ids.index(before) if before in ids else len(ids)
    keys = [str(getattr(sibling, "order", "")) for sibling in siblings]
    low = keys[index - 1] if index > 0 else None
    high = keys[index] if index < len(keys) else None
    if low is None or high is None or low < high:
        key = key_between(low, high)
        if len(key) < LONG_KEY:
            return key
    fresh = keys_between(None, None, len(keys) + 1)
    key = fresh.pop(index)
    for sibling, order in zip(siblings, fresh, strict=True):
        draft.change(sibling, order=order)
    return key


def without(siblings: Sequence[Record], *ids: str) -> list[Record]:
    """The siblings but those with the given ids."""
    return [sibling for sibling in siblings if sibling.id not in ids]
