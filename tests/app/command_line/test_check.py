"""Commands `check` and `repair` with damaged and intact files."""

from pathlib import Path

import pytest

from journey_editor.app.command_line.main import main
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.storage.project.project_file import read_project, write_project
from journey_editor.storage.project.refusal import FileRefusedError


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    file = tmp_path / "Eigene Übung.journey"
    write_project(file, project_from_template("sample", new_id=counting_ids()), {})
    return file


@pytest.fixture
def damaged(sound: Path) -> Path:
    """The sample with a missing card."""
    data = sound.read_bytes()
    at = data.index(b"card:17step")
    sound.write_bytes(data[: at - 26] + bytes(60) + data[at + 34 :])
    with pytest.raises(FileRefusedError):
        read_project(sound)
    return sound


def test_an_intact_file_is_reported_as_intact(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(sound)]) == 0
    assert capsys.readouterr().out == "“Eigene Übung.journey” is intact.\n"


def test_a_json_is_checked_too(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = sound.with_name("map.json")
    assert main(["convert", str(sound), str(text)]) == 0
    assert main(["check", str(text)]) == 0
    assert capsys.readouterr().out == "“map.json” is intact.\n"
    text.write_text(text.read_text(encoding="utf-8").replace('"touchpoint"', '"NaN"', 1), encoding="utf-8")
    assert main(["check", str(text)]) == 1
    assert "records.lane[" in capsys.readouterr().err


def test_the_losses_of_a_damaged_file_are_listed(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = damaged.read_bytes()
    assert main(["check", str(damaged)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "“Eigene Übung.journey” is damaged."
    assert said[1].startswith("- Lost: 1 card")
    assert said[-1].startswith("To save its readable parts, run: repair ")
    assert damaged.read_bytes() == before


def test_the_readable_parts_are_saved_to_another_file(
    damaged: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = damaged.read_bytes()
    out = damaged.with_name("repaired.journey")
    assert main(["repair", str(damaged), "-o", str(out)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The readable parts of “Eigene Übung.journey” were saved to “repaired.journey”."
    assert said[1].startswith("- Lost: 1 card")
    assert read_project(out).document.find("card:17") is None
    assert read_project(out).document.find("card:16") is not None
    assert damaged.read_bytes() == before
    assert main(["check", str(out)]) == 0


def test_repairing_an_intact_file_copies_it_and_says_so(
    sound: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sound.with_name("copy.journey")
    assert main(["repair", str(sound), "-o", str(out)]) == 0
    assert "“Eigene Übung.journey” is intact. “copy.journey” is a copy of it." in capsys.readouterr().out
    assert read_project(out).document == read_project(sound).document


def test_the_damaged_file_is_never_overwritten(damaged: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = damaged.read_bytes()
    for words in (["-o", str(damaged)], ["-o", str(damaged.with_suffix(".pdf"))], []):
        assert main(["repair", str(damaged), *words]) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert damaged.read_bytes() == before
    assert [each.name for each in damaged.parent.iterdir()] == [damaged.name]


@pytest.mark.parametrize(
    "content", [None, b"", b"%PDF-1.7" + bytes(4000), b"SQLite format 3\x00" + bytes(8000)]
)
@pytest.mark.parametrize("command", ["check", "repair"])
def test_a_file_that_is_not_a_project_is_refused_with_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, content: bytes | None
) -> None:
    file = tmp_path / "letter.journey"
    if content is not None:
        file.write_bytes(content)
    words = ["-o", str(tmp_path / "out.journey")] if command == "repair" else []
    assert main([command, str(file), *words]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert "letter.journey" in said.err
    assert not (tmp_path / "out.journey").exists()
