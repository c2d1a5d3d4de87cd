"""Start of the program in its own environment. ``installer.bootstrap`` runs this file as a script."""

import sys
from pathlib import Path

if __name__ == "__main__":
    # The folder of a script is first on the path, except in safe-path mode. The package is in its parent.
    if not sys.flags.safe_path:
        del sys.path[0]
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    try:
        from journey_editor.__main__ import run

        status = run()
    except KeyboardInterrupt:
        # Stopped before the program began, so there is nothing to report.
        status = 1
    sys.exit(status)
