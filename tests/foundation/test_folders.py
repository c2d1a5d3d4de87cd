"""Folders of the user and of the program."""

import os
import sys
from pathlib import Path

import pytest

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.resources import resources


def test_one_variable_sets_all_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "Übung mit Blank"
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(home))
    found = [folders.user_data(), folders.user_cache(), folders.user_log()]
    assert found == [home / "data", home / "cache", home / "log"]
    assert all(folder.is_dir() for folder in found)


def test_a_variable_that_names_a_file_is_refused_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "note.txt").write_text("not a folder")
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path / "note.txt"))
    with pytest.raises(UserError, match=r"note\.txt"):
        folders.user_data()


def test_without_the_variable_the_local_folder_of_the_user_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    data = folders.user_data()
    assert data.is_dir()
    if sys.platform.startswith("linux"):
        assert data == tmp_path / ".local" / "share" / "journey-editor"


def test_without_write_permission_in_the_home_a_private_temporary_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file in the place of the home folder")
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    data = folders.user_data()
    assert data.is_dir()
    assert data.is_relative_to(tmp_path)
    if hasattr(os, "getuid"):
        assert data.parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("variable", ["HOME", "XDG_DATA_HOME"])
def test_nothing_is_created_in_the_current_folder(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Possible values for a user without a home folder.
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv(variable, "somewhere")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folders.user_data()
    folders.user_documents()
    assert list((tmp_path / "here").iterdir()) == []


def test_without_a_home_folder_a_private_temporary_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object, **__: object) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    for name in ("user_data_path", "user_documents_path"):
        monkeypatch.setattr(f"platformdirs.{name}", unknown)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for folder in (folders.user_data(), folders.user_documents()):
        assert folder.is_dir()
        assert folder.is_relative_to(tmp_path)


def test_the_documents_folder_is_in_the_documents_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = folders.user_documents()
    assert documents == Path(os.environ["JOURNEY_EDITOR_HOME"], "documents")
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path / "Dokumente")
    assert folders.user_documents() == tmp_path / "Dokumente" / "Journey Editor"
    (tmp_path / "Dokumente" / "Journey Editor").rmdir()
    (tmp_path / "Dokumente" / "Journey Editor").write_text("a file with the name of the folder")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: tmp_path / "data")
    assert folders.user_documents() == tmp_path / "data" / "documents"


def test_the_resources_are_found() -> None:
    assert resources().name in ("resources", "_resources")
