"""Order keys for records that are inserted between others."""

from collections.abc import Collection, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import Record

LONG_KEY = 48
"""Length from which all siblings get new, short keys, so that keys do not grow further."""


def place_before(
    draft: Draft, siblings: Sequence[Record], before: str | None, *, moving: Record | None = None
) -> str:
    """Return the order key for a position among `siblings` (in order): before the one with id `before`.

    If `before` is None or not among them, the position is the end. `moving` is the record that is moved, if
    it is one of them already: it is ignored as a neighbour, and keeps its key if it need not move. If the
    key would get long, the siblings get new keys first.
    """
    if moving is not None:
        before = first_unmoved(siblings, before, [moving.id])
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


def next_sibling(siblings: Sequence[Record], record_id: str | None) -> str | None:
    """Return the id of the sibling after a record; None if it is the last one, or not one of them."""
    ids = [sibling.id for sibling in siblings]
    return next(iter(ids[ids.index(record_id) + 1 :]), None) if record_id in ids else None


def first_unmoved(siblings: Sequence[Record], before: str | None, moving: Collection[str]) -> str | None:
    """Return the id of the first sibling from `before` on that is not in `moving`, or None for the end."""
    ids = [sibling.id for sibling in siblings]
    behind = ids[ids.index(before) :] if before in ids else []
    return next((each for each in behind if each not in moving), None)


def _order(record: Record) -> str:
    return str(getattr(record, "order", ""))
