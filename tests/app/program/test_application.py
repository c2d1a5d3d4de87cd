"""Identification of the program to the desktop."""

import subprocess
import sys


def test_windows_have_the_name_and_the_desktop_file_of_the_program() -> None:
    code = (
        "from journey_editor.app.program.application import qt_application;"
        "program = qt_application(); print(program.arguments()[0], program.desktopFileName())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["journey-editor", "journey-editor"]
