"""Imports of the window at its start."""

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
def test_modules_for_the_start_of_the_window_do_not_import_sqlalchemy(module: str) -> None:
    code = f"import sys, journey_editor.storage.{module}; print('sqlalchemy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
