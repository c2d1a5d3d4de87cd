"""Files that would run if they were opened."""

from pathlib import Path

import pytest

from journey_editor.foundation.programs import has_name_of_program, is_program


@pytest.mark.parametrize(
    "name",
    ["a.exe", "a.EXE", "a.pdf.exe", "a.exe.", "a.bat  ", "a.lnk", "a.ps1", "A.app", "a.command", "a.desktop"],
)
def test_names_of_programs_of_any_system_are_known(name: str) -> None:
    assert has_name_of_program(name)


@pytest.mark.parametrize("name", ["a.pdf", "exe", "a.exe.pdf", "a.docx", "a", "", ".", "a.html"])
def test_other_names_are_no_programs(name: str) -> None:
    assert not has_name_of_program(name)


def test_windows_would_look_for_a_program_with_the_name_of_a_file_without_a_suffix(tmp_path: Path) -> None:
    for name in ("readme", "a.txt"):
        (tmp_path / name).write_text("x")
    assert is_program(tmp_path / "readme", windows=True) and not is_program(tmp_path / "a.txt", windows=True)
    assert not is_program(tmp_path, windows=True)
    (tmp_path / "A.app").mkdir()
    assert is_program(tmp_path / "A.app") and not is_program(tmp_path / "gone")
