"""Starts of somebody who has no home folder, and of a process without outputs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import environment
from installer.progress import Progress


def test_without_a_home_folder_there_is_a_private_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("JOURNEY_EDITOR_HOME")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    # What Python answers for a user whom the system's list does not know.
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert environment.own_folder() == tmp_path / f"journey-editor-setup-{os.getuid()}"


def test_a_process_without_outputs_can_be_set_up_and_started() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); from installer.bootstrap import hand_over; import os\n"
        "hand_over([sys.executable, '-c', 'import sys; sys.exit(7)'], dict(os.environ))"
    )
    words = ["/bin/sh", "-c", 'exec "$0" -c "$1" >&- 2>&-', sys.executable, code]
    assert subprocess.run(words, cwd=environment.CHECKOUT, timeout=60, check=False).returncode == 7


def test_progress_that_nobody_can_see_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    progress = Progress()
    progress.step(50, "half of it")
    progress.finish()
