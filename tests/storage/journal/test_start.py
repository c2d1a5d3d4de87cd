"""What the window needs at its start must not make it wait."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "project.autosave",
        "project.drafts",
        "journal",
        "locking.file_lock",
        "project.recent",
        "journal.recovery",
        "project.refusal",
        "project.stamp",
    ],
)
def test_what_the_window_needs_at_its_start_does_not_import_sqlalchemy(module: str) -> None:
    code = f"import sys, journey_editor.storage.{module}; print('sqlalchemy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
