"""Runs the program inside its own environment; ``installer.bootstrap`` starts this file as a script."""

import sys
from pathlib import Path


def run() -> int:
    """Run the program with the words on the command line; answer the exit status."""
    # A script's folder comes first on the path; the package lies one above it.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    try:
        from journey_editor.app.command_line import main
    except KeyboardInterrupt:
        # Stopped before it began, so there is nothing to say.
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(run())
