"""The way into the program: the command ``journey-editor``, ``python -m journey_editor``, and ``main.py``."""

import sys


def run() -> int:
    """Run the program with the words on the command line; answer the exit status.

    Ctrl+C ends it without a word, whatever it is at, until it is about something that has to be put right.
    """
    try:
        # The part of `signal` that Python has loaded already.
        import _signal  # type: ignore[import-not-found]

        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        if sys.platform != "win32":
            # `main.py` holds it back until here.
            _signal.pthread_sigmask(_signal.SIG_UNBLOCK, [_signal.SIGINT])
        from journey_editor.app.command_line.main import main
    except KeyboardInterrupt:
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(run())
