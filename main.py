"""Start of Journey Editor.

``python3 main.py [FILE]`` starts the program.
``python3 main.py test`` runs its tests.
``python3 main.py attack [NAME ...] [--trials N]`` simulates crashes and faulty disks, and reports lost work.
``python3 main.py bench [NAME ...] [--json]`` measures the program and compares it with baselines.
``python3 main.py gallery OUT.pdf`` draws every kind, state and extreme of a map, each on a page.

The first start installs the required packages into a private folder. Up to the version check, this file only
uses syntax of Python 2.7, so that an old Python can show the message.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Journey Editor needs Python 3.11 or newer, and this is Python %d.%d. Nothing was changed. "
        "Install a newer one from python.org or with your system's packages, then start main.py with it."
        % sys.version_info[:2]
    )

if __name__ == "__main__":
    try:
        import _signal  # type: ignore[import-not-found]
        import os

        # Nothing needs to be cleaned up yet, so Ctrl+C ends the process at once, without a traceback.
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        # With -P, -I or PYTHONSAFEPATH, Python does not add the folder of the script to the path.
        folder = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - `pathlib` takes a while to load
        if sys.path[:1] != [folder]:
            sys.path.insert(0, folder)
        from installer.bootstrap import start

        status = start(sys.argv[1:])
    except KeyboardInterrupt:
        # Ctrl+C was pressed before that.
        status = 1
    sys.exit(status)
