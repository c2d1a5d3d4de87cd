"""Runs the program inside its own environment; ``installer.bootstrap`` starts this file as a script."""

import sys
from pathlib import Path


def run() -> int:
    """Run the program with the words on the command line; answer the exit status."""
    # A script's folder comes first on the path; the package lies one above it.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from journey_editor.app.command_line import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
