"""Tests as an unprivileged user."""

# Imported first, because an unprivileged user may not be able to read the files of this Python.
import encodings.ascii  # noqa: F401
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

if sys.platform != "win32":
    import grp  # noqa: F401
    import pwd  # noqa: F401

NOBODY = 65534


@contextmanager
def ordinary_user(user: int = NOBODY, groups: Sequence[int] | None = None) -> Iterator[None]:
    """Run the block as an unprivileged user, in `groups` alone if given, if the tests run as root."""
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
