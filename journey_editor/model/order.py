"""Order keys: positions among siblings as text, so that moving a record changes that record only.

A key is a fraction between 0 and 1 in base 62 (`0-9A-Za-z`, which is also their ASCII order) without a
trailing zero, as in "Implementing fractional indexing" (D. Greenspan, Observable, 2020).
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
FIRST = "V"
"""Key of an only child: the middle of the range."""

_BASE = len(DIGITS)


def key_between(before: str | None, after: str | None) -> str:
    """Return a key after `before` and before `after`. None means the beginning or the end.

    Raises `ValueError` if the two are not in order.
    """
    low = before or ""
    if after is not None and low >= after:
        raise ValueError(f"{low!r} does not come before {after!r}")
    return _between(low, after)


def keys_between(before: str | None, after: str | None, count: int) -> list[str]:
    """Return `count` keys in order between two keys, spread about evenly."""
    if count <= 0:
        return []
    middle = count // 2
    key = key_between(before, after)
    return [*keys_between(before, key, middle), key, *keys_between(key, after, count - middle - 1)]


def _between(low: str, high: str | None) -> str:
    shared = 0
    if high is not None:
        while (low[shared] if shared < len(low) else "0") == high[shared]:
            shared += 1
    if shared and high is not None:
        return high[:shared] + _between(low[shared:], high[shared:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high is not None else _BASE
    if high is None and low and first < _BASE - 1:
        # A small step at the end keeps the keys short when items are appended repeatedly.
        return DIGITS[first + 1]
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _between(low[1:], None)
