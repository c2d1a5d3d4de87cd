"""Detection of folders that other computers or users can write to."""

import contextlib
import os
import re
import stat
import sys
from pathlib import Path

_OVER_A_NETWORK = {
    "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.davfs", "fuse.davfs2",
    "fuse.glusterfs", "fuse.gvfsd-fuse", "fuse.kio-fuse", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs",
    "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2",
    "prl_fs", "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
}  # fmt: skip
_MOUNTS = Path("/proc/self/mountinfo")


def is_shared(folder: Path) -> bool:
    """Return whether a folder is on a network, belongs to another user, or is writable for others.

    A folder that cannot be examined counts as private.
    """
    with contextlib.suppress(OSError, ValueError):
        return _is_on_network(folder) or _is_others_too(folder)
    return False


def _is_on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        remote = 4
        anchor = Path(os.path.realpath(folder)).anchor
        # A drive is `X:\`; everything else that is absolute is a share.
        if not re.fullmatch(r"[A-Za-z]:\\", anchor):
            return True
        return bool(ctypes.windll.kernel32.GetDriveTypeW(anchor) == remote)
    if sys.platform == "darwin":
        import ctypes

        # `f_flags` of `struct statfs` with inodes of 64 bits.
        local, flags_at = 0x1000, 64
        status = ctypes.create_string_buffer(4096)
        library = ctypes.CDLL(None, use_errno=True)
        look = getattr(library, "statfs$INODE64", None) or library.statfs
        if look(os.fsencode(folder), status) != 0:
            return False
        return not int.from_bytes(status.raw[flags_at : flags_at + 4], sys.byteorder) & local
    return kind_of_mount(Path(os.path.realpath(folder)), _MOUNTS.read_text("utf-8", "surrogateescape")) in (
        _OVER_A_NETWORK
    )


def may_write(path: Path) -> bool:
    """Return whether the system lets this user write a file, or create files in a folder."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def kind_of_mount(folder: Path, mounts: str) -> str:
    """Return the type of the file system of a folder (without links), from the text of `mountinfo`.

    It is empty for the root file system, which always belongs to this computer.
    """
    kind, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4]))
        # The last of several mounts at one point hides the others.
        if len(point.parts) >= longest and folder.is_relative_to(point):
            kind, longest = after.split(" ")[0], len(point.parts)
    return kind if longest > 1 else ""


def _is_others_too(folder: Path) -> bool:
    if sys.platform == "win32":
        # The access lists of Windows are too complex to be evaluated here.
        return False
    status = folder.stat()
    if status.st_uid != os.geteuid():
        return may_write(folder)
    if status.st_mode & stat.S_ISVTX:
        # Others can add files, but cannot change those of this user.
        return False
    if status.st_mode & stat.S_IWOTH:
        return True
    # With an access list, these bits are the mask for named users and groups.
    return bool(status.st_mode & stat.S_IWGRP) and (_has_list(folder) or not _is_own_group(status.st_gid))


def _has_list(folder: Path) -> bool:
    return sys.platform == "linux" and "system.posix_acl_access" in os.listxattr(folder)


def _is_own_group(group: int) -> bool:
    """Return whether a group has the name of this user and no other members."""
    if sys.platform == "win32":
        return True
    import grp
    import pwd

    try:
        found = grp.getgrgid(group)
        user = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return False
    return found.gr_name == user and set(found.gr_mem) <= {user}
