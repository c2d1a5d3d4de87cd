"""The process of the program, as the desktop sees it."""

import subprocess
import sys


def test_docks_know_which_program_the_windows_belong_to() -> None:
    code = (
        "from journey_editor.app.program.application import qt_application;"
        "program = qt_application(); print(program.arguments()[0], program.desktopFileName())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["journey-editor", "journey-editor"]
