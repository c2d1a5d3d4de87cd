"""Whether others may work in a folder: from another computer, or as another user of this one."""

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
    """Whether a folder lies on a network or is another user's, or others may write into it.

    One that cannot be looked at counts as one's own.
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
    """Whether this user may write a file, or put files into a folder, as far as the system says so."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def kind_of_mount(folder: Path, mounts: str) -> str:
    """The type of the file system in which a folder (without links) lies, by the text of `mountinfo`.

    It is empty for the root: that is the computer's own, whatever it is made of.
    """
    kind, longest = "", -1
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), fields[4]))
        # Of several at one place the last one covers the others.
        if len(point.parts) >= longest and folder.is_relative_to(point):
            kind, longest = after.split(" ")[0], len(point.parts)
    return kind if longest > 1 else ""


def _is_others_too(folder: Path) -> bool:
    if sys.platform == "win32":
        # Who may do what there is said in lists that only the system can read well.
        return False
    status = folder.stat()
    if status.st_uid != os.geteuid():
        return may_write(folder)
    if status.st_mode & stat.S_ISVTX:
        # Others may add to it, and leave what is not theirs.
        return False
    if status.st_mode & stat.S_IWOTH:
        return True
    # With an access list these are the rights of whoever is named there.
    return bool(status.st_mode & stat.S_IWGRP) and (_has_list(folder) or not _is_own_group(status.st_gid))


def _has_list(folder: Path) -> bool:
    return sys.platform == "linux" and "system.posix_acl_access" in os.listxattr(folder)


def _is_own_group(group: int) -> bool:
    """Whether a group has the name of this user, who is then alone in it as a rule."""
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
