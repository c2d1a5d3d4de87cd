"""Imports of the window at its start."""

import subprocess
import sys

MODULES = (
    "project.autosave",
    "project.drafts",
    "journal",
    "locking.file_lock",
    "project.recent",
    "journal.recovery",
    "project.refusal",
    "project.stamp",
)


def test_modules_for_the_start_of_the_window_do_not_import_sqlalchemy() -> None:
    code = (
        "import importlib, sys\n"
        "for module in sys.argv[1:]:\n"
        "    importlib.import_module(f'journey_editor.storage.{module}')\n"
        "    if 'sqlalchemy' in sys.modules: sys.exit(module)"
    )
    found = subprocess.run([sys.executable, "-c", code, *MODULES], stderr=subprocess.PIPE, text=True)
    assert (found.returncode, found.stderr) == (0, "")
