"""Order keys for things that come between others."""

from collections.abc import Collection, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import Record

LONG_KEY = 48
"""From this length on, all siblings get new, short keys instead of one longer key."""


def place_before(
    draft: Draft, siblings: Sequence[Record], before: str | None, *, moving: Record | None = None
) -> str:
    """The order key of a place among `siblings` (in their order): before the one with that id.

    With None, or an id that is not among them, the place is the end. `moving` is what goes there, if it is
    there already: its own place is no place among the others, and where it need not move it keeps its key.
    Where the key would grow long the siblings get new keys first.
    """
    if moving is not None:
        before = standing_behind(siblings, before, [moving.id])
        siblings = [sibling for sibling in siblings if sibling.id != moving.id]
    ids = [sibling.id for sibling in siblings]
    index = ids.index(before) if before in ids else len(ids)
    keys = [_order(sibling) for sibling in siblings]
    low = keys[index - 1] if index > 0 else None
    high = keys[index] if index < len(keys) else None
    if moving is not None and (low or "") < _order(moving) and (high is None or _order(moving) < high):
        return _order(moving)
    if low is None or high is None or low < high:
        key = key_between(low, high)
        if len(key) < LONG_KEY:
            return key
    fresh = keys_between(None, None, len(keys) + 1)
    key = fresh.pop(index)
    for sibling, order in zip(siblings, fresh, strict=True):
        draft.change(sibling, order=order)
    return key


def standing_behind(siblings: Sequence[Record], before: str | None, moving: Collection[str]) -> str | None:
    """Before which of the `siblings` that stay a place before `before` is, if some are `moving`."""
    ids = [sibling.id for sibling in siblings]
    behind = ids[ids.index(before) :] if before in ids else []
    return next((each for each in behind if each not in moving), None)


def _order(record: Record) -> str:
    return str(getattr(record, "order", ""))
