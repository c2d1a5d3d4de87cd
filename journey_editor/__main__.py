"""Entry point of the program: for ``journey-editor``, ``python -m journey_editor`` and ``main.py``."""

import sys


def run() -> int:
    """Run the program with the arguments of the command line, and return the exit status.

    Ctrl+C ends the process without a message until the program has something to clean up.
    """
    try:
        # The part of `signal` that Python has already loaded.
        import _signal  # type: ignore[import-not-found]

        if _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
        if sys.platform != "win32":
            # `main.py` blocks it until here.
            _signal.pthread_sigmask(_signal.SIG_UNBLOCK, [_signal.SIGINT])
        from journey_editor.app.command_line.main import main
    except KeyboardInterrupt:
        return 1
    return main()


if __name__ == "__main__":
    sys.exit(run())
