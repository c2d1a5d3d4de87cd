"""Whoever runs the tests, with fewer rights."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

NOBODY = 65534


@contextmanager
def ordinary_user(user: int = NOBODY, groups: Sequence[int] | None = None) -> Iterator[None]:
    """Whoever runs the tests, as somebody who may not do everything, in `groups` alone if they are named."""
    if os.geteuid() != 0:
        yield
        return
    before = os.getegid(), os.getgroups()
    if groups is not None:
        os.setgroups(groups)
        os.setegid(user)
    os.seteuid(user)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(before[0])
        os.setgroups(before[1])
