"""Files are written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from journey_editor.foundation import file_system
from journey_editor.foundation.atomic_file import replacing, write_file
from journey_editor.foundation.errors import UserError


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_new_file_and_one_over_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "Übung’s map.pdf"
    write_file(path, b"one")
    write_file(path, b"two" * 1_000_000)
    assert path.read_bytes() == b"two" * 1_000_000
    assert names(tmp_path) == [path.name]


def test_until_it_is_whole_the_old_file_stands(tmp_path: Path) -> None:
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
def test_an_error_on_the_way_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, error: type[BaseException]
) -> None:
    path = tmp_path / "map.pdf"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(path) as stream:
        stream.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["map.pdf"]


class TestSentences:
    def refused(self, path: Path, sentence: str) -> None:
        before = names(path.parent) if path.parent.is_dir() else None
        with pytest.raises(UserError, match=sentence) as raised:
            write_file(path, b"new" * 100_000)
        assert path.name in raised.value.sentence
        if before is not None:
            assert names(path.parent) == before

    def test_the_folder_is_not_there(self, tmp_path: Path) -> None:
        self.refused(tmp_path / "none" / "map.pdf", "folder of “map.pdf” is not there")
        (tmp_path / "file").touch()
        self.refused(tmp_path / "file" / "map.pdf", "folder of “map.pdf” is not there")

    def test_it_is_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "map.pdf").mkdir()
        self.refused(tmp_path / "map.pdf", "is a folder")

    def test_it_is_read_only(self, tmp_path: Path) -> None:
        path = tmp_path / "map.pdf"
        path.write_bytes(b"old")
        path.chmod(0o444)
        self.refused(path, "is read-only and was left as it is")
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
