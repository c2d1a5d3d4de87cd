"""Starts Journey Editor: ``python3 main.py [FILE]``, or its tests: ``python3 main.py test``.

``python3 main.py attack [NAME ...] [--trials N]`` kills it, breaks its disks, and tells what was lost;
``python3 main.py bench [NAME ...] [--json]`` measures it beside what cannot be faster.

Everything that the program needs is set up on the way, in a private place. Until its message, this file
keeps to words that every Python from 2.7 on understands, so that an old one can say what is wrong.
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
