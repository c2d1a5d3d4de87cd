"""A PDF is the same in any environment, and no code from there is run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from journey_editor.app.command_line.main import main

CHECKOUT = Path(__file__).parents[2]
MODULES = ("reportlab_mods", "reportlab_settings")


@pytest.fixture
def day(tmp_path: Path) -> Path:
    file = tmp_path / "day.mmd"
    file.write_text("journey\n  title My day\n  section Go\n    Make tea: 5: Me\n", encoding="utf-8")
    return file


@pytest.fixture
def usual(day: Path) -> bytes:
    """PDF in the usual environment."""
    assert main(["convert", str(day), str(day.with_suffix(".pdf"))]) == 0
    return day.with_suffix(".pdf").read_bytes()


def converted(day: Path, folder: Path | None = None, **variables: str) -> bytes:
    """Return the PDF from a separate process, whose current folder `folder` has been deleted."""
    target = day.with_name("again.pdf")
    go = f"import os, shutil; os.chdir({str(folder)!r}); shutil.rmtree({str(folder)!r}); " if folder else ""
    code = (
        f"{go}import sys; sys.path.insert(0, {str(CHECKOUT)!r})\n"
        "from journey_editor.app.command_line.main import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "convert", str(day), str(target)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target.read_bytes()


def test_code_in_the_home_folder_and_on_the_path_is_not_run(day: Path, usual: bytes, tmp_path: Path) -> None:
    home, library = tmp_path / "home", tmp_path / "library"
    home.mkdir()
    library.mkdir()
    ran = tmp_path / "ran"
    for place in (*(home / f".{name}" for name in MODULES), *(library / f"{name}.py" for name in MODULES)):
        place.write_text(f"open({str(ran)!r}, 'a').write({place.name!r})\n", encoding="utf-8")
    made = converted(day, HOME=str(home), PYTHONPATH=str(library))
    assert made == usual
    assert not ran.exists()


def test_a_home_that_is_not_a_folder_does_not_matter(day: Path, usual: bytes, tmp_path: Path) -> None:
    (tmp_path / "null").touch()
    assert converted(day, HOME=str(tmp_path / "null")) == usual


def test_environment_variables_for_reportlab_have_no_effect(day: Path, usual: bytes) -> None:
    assert converted(day, RL_verbose="loud", RL_pageCompression="0", RL_invariant="no") == usual


def test_a_deleted_current_folder_does_not_matter(day: Path, usual: bytes, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    assert converted(day, tmp_path / "gone") == usual
