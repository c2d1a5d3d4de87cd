"""Runs the program inside its own environment; ``installer.bootstrap`` starts this file as a script."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # A script's folder is first on the path, unless Python trusts none; the package lies in the one above it.
    if not sys.flags.safe_path:
        del sys.path[0]
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    try:
        from journey_editor.__main__ import run

        status = run()
    except KeyboardInterrupt:
        # Stopped before it began, so there is nothing to say.
        status = 1
    sys.exit(status)
