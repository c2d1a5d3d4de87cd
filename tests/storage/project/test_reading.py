"""Reading of files that are not projects: a message reports each case, and the file stays unchanged."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from journey_editor.foundation.cancellation import Token, cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.storage.project.project_file import read_project, write_project
from journey_editor.storage.project.refusal import FileRefusedError, sentences
from journey_editor.storage.project.tables import APPLICATION_ID
from journey_editor.storage.salvage.salvage import read_what_can_be_read


@pytest.mark.parametrize(
    ("reason", "make"),
    [
        ("gone", lambda path: None),
        ("folder", Path.mkdir),
        ("empty", Path.touch),
        ("not a project", lambda path: path.write_text("Dear diary")),
        ("not a project", lambda path: path.write_text("Dear diary\n" * 100)),
        ("damaged", lambda path: path.write_bytes(only_a_header())),
    ],
)
def test_a_path_without_a_project_is_reported(
    tmp_path: Path, reason: str, make: Callable[[Path], object]
) -> None:
    path = tmp_path / "map.journey"
    make(path)
    with pytest.raises(FileRefusedError) as raised:
        read_project(path)
    assert raised.value.reason == reason
    assert raised.value.sentence == sentences()[reason].format(file="“map.journey”")


def test_a_path_below_a_file_is_reported_as_missing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileRefusedError, match="was not found"):
        read_project(tmp_path / "file" / "map.journey")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "map.journey"
    with path.open("wb") as stream:
        stream.truncate(513 * 1024 * 1024)
    with pytest.raises(FileRefusedError, match="too large for a project"):
        read_project(path)


def only_a_header() -> bytes:
    """Return an empty page with the header of a project."""
    page = bytearray(4096)
    page[:16] = b"SQLite format 3\x00"
    page[60:64] = (1).to_bytes(4, "big")
    page[68:72] = APPLICATION_ID.to_bytes(4, "big")
    return bytes(page)


class TestCancellation:
    """Reading can be cancelled at any time."""

    @pytest.fixture
    def path(self, project, tmp_path: Path) -> Path:
        write_project(tmp_path / "map.journey", project.document, project.pictures)
        return tmp_path / "map.journey"

    def stopping_at(self, call: int) -> Token:
        calls = itertools.count(1)
        return lambda: next(calls) < call

    @pytest.mark.parametrize("call", range(1, 5))
    def test_reading_a_good_file_can_be_cancelled(self, path: Path, call: int) -> None:
        with pytest.raises(CancelledError), cancellable(self.stopping_at(call)):
            read_project(path)

    @pytest.mark.parametrize("call", [1, 2, 10, 50])
    def test_salvaging_a_damaged_file_can_be_cancelled(self, path: Path, call: int) -> None:
        path.write_bytes(path.read_bytes().replace(b"digest", b"digits"))
        with pytest.raises(CancelledError), cancellable(self.stopping_at(call)):
            read_what_can_be_read(path)
