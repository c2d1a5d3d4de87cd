"""Permissions of a file that replaces another one: they stay the same.

Owner, group and mode are copied, on Linux also access lists and the user's attributes. Windows does this
itself when it replaces a file.
"""

import contextlib
import os
import stat
import struct
import sys
from collections.abc import Mapping
from dataclasses import field
from functools import reduce
from operator import and_
from pathlib import Path

from journey_editor.foundation import file_system
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr

_ACCESS_LIST = "system.posix_acl_access"
_HEAD, _ENTRY = struct.Struct("<I"), struct.Struct("<HHI")
_VERSION = 2
_OWNER, _USER, _GROUP, _NAMED_GROUP, _MASK, _OTHERS = 1, 2, 4, 8, 16, 32
_NOBODY_NAMED = 0xFFFFFFFF
_READ_AND_WRITE = 6

AccessList = dict[tuple[int, int], int]
"""Permissions of owner, group, others, and named users and groups, by kind and number of each."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Owner, group, mode and extended attributes of a file."""

    owner: int
    group: int
    mode: int
    attributes: Mapping[str, bytes] = field(default_factory=dict)


def rights_of(path: Path, status: os.stat_result) -> Rights:
    """Return the rights of a file with this `status`."""
    attributes: Mapping[str, bytes] = {}
    with contextlib.suppress(OSError):
        attributes = file_system.disk.attributes(path)
    return Rights(status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode) & 0o777, attributes)


def take_over(descriptor: int, rights: Rights) -> bool:
    """Give a new, private file the rights of an old one. Return whether all users keep their rights.

    At no time does a user have more rights for the new file than for the old one.
    """
    disk = file_system.disk
    if sys.platform == "win32":
        return True
    try:
        disk.set_owner(descriptor, rights.owner, rights.group)
    except OSError:
        # Only an administrator can change the owner; members of a group can set the group.
        with contextlib.suppress(OSError):
            disk.set_owner(descriptor, -1, rights.group)
    for name, value in rights.attributes.items():
        if name != _ACCESS_LIST:
            with contextlib.suppress(OSError):
                disk.set_attribute(descriptor, name, value)
    status = disk.status_of_open(descriptor)
    wanted = _with_everybody(_list_of(rights), rights, status.st_uid, status.st_gid)
    try:
        if len(wanted) > 3:
            disk.set_attribute(descriptor, _ACCESS_LIST, _packed(wanted))
            return True
        # The default access list of the folder.
        with contextlib.suppress(OSError):
            disk.set_attribute(descriptor, _ACCESS_LIST, None)
        disk.set_mode(descriptor, _mode_of(wanted))
    except OSError:
        # USB sticks and shares often fail here. Saving is more important than the rights.
        with contextlib.suppress(OSError):
            disk.set_mode(descriptor, _mode_of(wanted))
        now = stat.S_IMODE(disk.status_of_open(descriptor).st_mode)
        return len(wanted) == 3 and not rights.mode & ~now
    return True


def locked_out(file: str, rights: Rights) -> str:
    """Return a sentence for the case that users may have lost access to a file."""
    return tr(
        "“{file}” was written, but the disk did not keep its permissions: {owner} or the group {group} may "
        "no longer have access. Give them access to the file, or save a copy in a folder that they share "
        "with you."
    ).format(file=file, owner=_name_of_user(rights.owner), group=_name_of_group(rights.group))


def _list_of(rights: Rights) -> AccessList:
    """Return the access list of a file with its mask applied, derived from the mode if there is none."""
    packed = rights.attributes.get(_ACCESS_LIST, b"")
    try:
        found = {(kind, who): may for kind, may, who in _ENTRY.iter_unpack(packed[_HEAD.size :])}
    except struct.error:
        found = {}
    mask = found.pop((_MASK, _NOBODY_NAMED), 7)
    for kind, who in found:
        if kind in (_USER, _GROUP, _NAMED_GROUP):
            found[kind, who] &= mask
    shifts = {_OWNER: 6, _GROUP: 3, _OTHERS: 0}
    return {(kind, _NOBODY_NAMED): rights.mode >> by & 7 for kind, by in shifts.items()} | found


def _with_everybody(found: AccessList, old: Rights, owner: int, group: int) -> AccessList:
    """Return the access list that keeps all rights after a change of the owner or group."""
    own, shared, others = ((kind, _NOBODY_NAMED) for kind in (_OWNER, _GROUP, _OTHERS))
    wanted = dict(found)
    if group != old.group:
        if wanted[shared] != wanted[others]:
            wanted[_NAMED_GROUP, old.group] = wanted[shared]
        wanted[shared] &= wanted[others]
    if owner != old.owner:
        left = wanted[shared]
        if not _is_member(old.owner, group):
            # The old owner is one of the others, or a member of a group that is unknown here.
            left = reduce(and_, (may for (kind, _), may in wanted.items() if kind not in (_OWNER, _USER)))
        if wanted[own] & _READ_AND_WRITE & ~left:
            wanted[_USER, old.owner] = wanted[own]
    return wanted


def _packed(wanted: AccessList) -> bytes:
    mask = 0
    for (kind, _), may in wanted.items():
        mask |= may if kind in (_USER, _GROUP, _NAMED_GROUP) else 0
    entries = sorted((wanted | {(_MASK, _NOBODY_NAMED): mask}).items())
    return _HEAD.pack(_VERSION) + b"".join(_ENTRY.pack(kind, may, who) for (kind, who), may in entries)


def _mode_of(wanted: AccessList) -> int:
    """Return a mode that gives no user more rights than the access list, which cannot be set."""
    own, shared, others = (wanted[kind, _NOBODY_NAMED] for kind in (_OWNER, _GROUP, _OTHERS))
    for (kind, _), may in wanted.items():
        # Without the list, named users and groups belong to the others.
        others &= may if kind in (_USER, _NAMED_GROUP) else 7
    return own << 6 | shared << 3 | others


def _is_member(user: int, group: int) -> bool:
    if sys.platform == "win32":
        return False
    import grp
    import pwd

    try:
        person = pwd.getpwuid(user)
        return person.pw_gid == group or person.pw_name in grp.getgrgid(group).gr_mem
    except KeyError:
        return False


def _name_of_user(number: int) -> str:
    if sys.platform != "win32":
        import pwd

        with contextlib.suppress(KeyError):
            return pwd.getpwuid(number).pw_name
    return str(number)


def _name_of_group(number: int) -> str:
    if sys.platform != "win32":
        import grp

        with contextlib.suppress(KeyError):
            return grp.getgrgid(number).gr_name
    return str(number)
