"""Atomic files: a file is written completely or not at all."""

import errno
import os
from pathlib import Path

import pytest

from journey_editor.foundation import file_system
from journey_editor.foundation.atomic_file import replacing, write_file
from journey_editor.foundation.errors import UserError


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_is_created_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "Übung’s map.pdf"
    write_file(path, b"one")
    write_file(path, b"two" * 1_000_000)
    assert path.read_bytes() == b"two" * 1_000_000
    assert names(tmp_path) == [path.name]


def test_the_old_file_remains_until_the_new_one_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"old")
    with replacing(path) as stream:
        stream.write(b"half ")
        stream.flush()
        assert path.read_bytes() == b"old"
        beside = next(each for each in tmp_path.iterdir() if each != path)
        assert beside.name.startswith("~$map.pdf.")
        assert beside.suffix == ".tmp"
        stream.write(b"and whole")
    assert path.read_bytes() == b"half and whole"
    assert names(tmp_path) == ["map.pdf"]


@pytest.mark.parametrize("error", [ZeroDivisionError, KeyboardInterrupt])
def test_an_error_leaves_the_old_file_and_no_other_files(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(path) as stream:
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["map.pdf"]


class TestMessages:
    def refused(self, path: Path, sentence: str) -> None:
        before = names(path.parent) if path.parent.is_dir() else None
        with pytest.raises(UserError, match=sentence) as raised:
            write_file(path, b"new" * 100_000)
        assert path.name in raised.value.sentence
        if before is not None:
            assert names(path.parent) == before

    def test_the_folder_is_missing(self, tmp_path: Path) -> None:
        self.refused(tmp_path / "none" / "map.pdf", "folder of “map.pdf” does not exist")
        (tmp_path / "file").touch()
        self.refused(tmp_path / "file" / "map.pdf", "folder of “map.pdf” does not exist")

    def test_the_path_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "map.pdf").mkdir()
        self.refused(tmp_path / "map.pdf", "is a folder")

    def test_the_file_is_read_only(self, tmp_path: Path) -> None:
        path = tmp_path / "map.pdf"
        path.write_bytes(b"old")
        path.chmod(0o444)
        self.refused(path, "is read-only and was not changed")
        assert path.read_bytes() == b"old"

    def test_the_name_is_too_long(self, tmp_path: Path) -> None:
        self.refused(tmp_path / ("m" * 300 + ".pdf"), "Choose a shorter one")

    @pytest.mark.parametrize("call", ["sync", "replace", "write", "close"])
    def test_the_disk_fails(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
        path = tmp_path / "map.pdf"
        path.write_bytes(b"old")

        def fail(*_: object) -> None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

        monkeypatch.setattr(file_system.disk, call, fail)
        with pytest.raises(UserError, match="could not be written: Input/output error"):
            write_file(path, b"new")
        assert path.read_bytes() == b"old"
        assert names(tmp_path) == ["map.pdf"]


class TestTemporaryFilesOfAKilledProgram:
    def leftover(self, path: Path) -> Path:
        lying = path.with_name(f"~${path.name}.0badcafe.tmp")
        lying.write_bytes(b"half")
        return lying

    def test_they_are_removed_at_the_next_save_of_the_same_file(self, tmp_path: Path) -> None:
        path = tmp_path / "map.pdf"
        self.leftover(path)
        write_file(path, b"new")
        assert names(tmp_path) == ["map.pdf"]

    def test_files_of_others_are_kept(self, tmp_path: Path) -> None:
        other = self.leftover(tmp_path / "other.pdf")
        office = tmp_path / "~$map.pdf"
        backup = tmp_path / "~$map.pdf.backup01.tmp"
        office.write_bytes(b"")
        backup.write_bytes(b"")
        write_file(tmp_path / "map.pdf", b"new")
        assert names(tmp_path) == sorted([other.name, office.name, backup.name, "map.pdf"])

    def test_a_file_that_is_being_written_is_kept(self, tmp_path: Path) -> None:
        path = tmp_path / "map.pdf"
        with replacing(path) as stream:
            stream.write(b"first")
            write_file(path, b"second")
            assert path.read_bytes() == b"second"
        assert path.read_bytes() == b"first"
        assert names(tmp_path) == ["map.pdf"]


class TestDisks:
    def test_all_bytes_are_written_in_several_small_writes(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write = file_system.FileSystem.write
        monkeypatch.setattr(
            file_system.FileSystem, "write", lambda self, descriptor, data: write(self, descriptor, data[:7])
        )
        data = bytes(range(256)) * 5
        write_file(tmp_path / "map.pdf", data)
        assert (tmp_path / "map.pdf").read_bytes() == data

    def test_a_full_disk_is_reported_before_anything_is_written(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(file_system.disk, "free_bytes", lambda folder: 1000)
        monkeypatch.setattr(file_system.disk, "write", None)
        with pytest.raises(UserError, match=r"not enough space on the disk for “map\.pdf”"):
            write_file(tmp_path / "map.pdf", b"new" * 1000)
        assert names(tmp_path) == []

    def test_a_disk_that_cannot_report_free_space_is_used(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delattr(file_system.FileSystem, "free_bytes")

        def free_bytes(folder: Path) -> int:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

        monkeypatch.setattr(file_system.disk, "free_bytes", free_bytes, raising=False)
        write_file(tmp_path / "map.pdf", b"new")
        assert (tmp_path / "map.pdf").read_bytes() == b"new"

    def test_a_failed_sync_is_not_repeated_for_the_same_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []

        def sync(descriptor: int) -> None:
            asked.append(os.fstat(descriptor).st_ino)
            if len(asked) == 1:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            os.fsync(descriptor)

        monkeypatch.setattr(file_system.disk, "sync", sync)
        path = tmp_path / "map.pdf"
        with pytest.raises(UserError):
            write_file(path, b"new")
        assert len(asked) == 1
        assert names(tmp_path) == []
        write_file(path, b"new")
        assert len(asked) == 2

    def test_a_disk_without_file_modes_is_used(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "map.pdf"
        path.write_bytes(b"old")
        path.chmod(0o666)

        def set_mode(path: Path, mode: int) -> None:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(file_system.disk, "set_mode", set_mode)
        write_file(path, b"new")
        assert path.read_bytes() == b"new"
