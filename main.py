"""Start of Journey Editor: ``python3 main.py [FILE]``; ``python3 main.py test`` runs its tests.

``python3 main.py attack [NAME ...] [--trials N]`` simulates crashes and faulty disks, and reports lost work;
``python3 main.py bench [NAME ...] [--json]`` measures the program and compares it with baselines.

Everything that the program needs is installed into a private folder first. Up to its message, this file only
uses syntax that Python 2.7 and later understand, so that an old Python can show the message.
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

        # Nothing is begun yet that would have to be put right: Ctrl+C ends the process without a word.
        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        # A Python that is told to trust no folder (-P, -I, PYTHONSAFEPATH) leaves out the script's own.
        folder = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - `pathlib` takes a while to load
        if sys.path[:1] != [folder]:
            sys.path.insert(0, folder)
        from installer.bootstrap import start

        status = start(sys.argv[1:])
    except KeyboardInterrupt:
        # It came before that.
        status = 1
    sys.exit(status)
