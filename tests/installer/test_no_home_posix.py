"""Starts without a home folder, and without standard output and error."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import environment
from installer.progress import Progress


def test_without_a_home_folder_a_private_temporary_folder_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    # Python returns the path unchanged if the system does not know the user.
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert environment.own_folder() == tmp_path / f"journey-editor-setup-{os.getuid()}"


def test_set_up_works_without_standard_output_and_error() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from installer.bootstrap import replace_process; import os\n"
        "replace_process([sys.executable, '-c', 'import sys; sys.exit(7)'], dict(os.environ))"
    )
    words = ["/bin/sh", "-c", 'exec "$0" -c "$1" >&- 2>&-', sys.executable, code]
    assert subprocess.run(words, cwd=environment.CHECKOUT, timeout=60, check=False).returncode == 7


def test_progress_works_without_stderr(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    progress = Progress()
    progress.step(50, "half of it")
    progress.finish()
    assert capfd.readouterr() == ("", "")
