"""Atomic files on Linux and macOS: links, modes, users and limits."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journey_editor.foundation.atomic_file import PRIVATE, replacing, write_file
from journey_editor.foundation.errors import UserError
from tests.ordinary_user import ordinary_user


@contextmanager
def file_size_limit(limit: int) -> Iterator[None]:
    """Limit the size of files to `limit` bytes, enforced by the kernel, like a full disk."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_a_symbolic_link_is_kept(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "map.pdf"
    link.symlink_to("real/map.pdf")
    for data in (b"one", b"two"):
        write_file(link, data)
        assert link.is_symlink()
        assert (tmp_path / "real" / "map.pdf").read_bytes() == data


def test_the_mode_of_a_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.touch()
    for mode in (0o600, 0o664):
        path.chmod(mode)
        write_file(path, b"new")
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_private_file_is_private_from_its_creation_on(tmp_path: Path) -> None:
    path = tmp_path / "recent.json"
    before = os.umask(0)
    try:
        for earlier in (None, 0o666, 0o644):
            if earlier is not None:
                path.chmod(earlier)
            with replacing(path, mode=PRIVATE) as stream:
                [temporary] = tmp_path.glob("~$*.tmp")
                assert stat.S_IMODE(temporary.stat().st_mode) == PRIVATE
                stream.write(b"new")
            assert stat.S_IMODE(path.stat().st_mode) == PRIVATE
    finally:
        os.umask(before)


def test_a_folder_without_write_permission_is_reported(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    with ordinary_user(), pytest.raises(UserError, match=r"not have permission to write “map\.pdf”"):
        write_file(tmp_path / "map.pdf", b"new")


def test_a_full_disk_is_reported_and_the_old_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"old")
    with (
        file_size_limit(50_000),
        pytest.raises(UserError, match=r"not enough space on the disk for “map\.pdf”"),
    ):
        write_file(path, b"new" * 100_000)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["map.pdf"]
