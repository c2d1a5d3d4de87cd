"""Entry point after ``main.py``: installs what is missing, then runs the program."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from installer import environment, libraries
from installer.problems import SetupError

_RUN = Path(__file__).with_name("run.py")
_TOOLS = {
    "test": "tests",
    "attack": "tests.attacks",
    "bench": "tests.benchmarks",
    "gallery": "tests.gallery_pages",
}


def start(arguments: list[str]) -> int:
    """Run the program with these arguments, and return the exit status.

    If the first argument is `test`, `attack`, `bench` or `gallery`, run the tests, attacks or benchmarks, or
    draw the gallery instead.
    """
    if os.environ.get("HOME") == "":
        # An empty one would mean the root of the disk. Without one, Python asks the system.
        del os.environ["HOME"]
    testing = arguments[:1] in ([word] for word in _TOOLS)
    purpose = environment.TEST if testing else environment.RUN
    try:
        variables = program_variables(os.environ, testing)
        folder = environment.find(purpose)
        extra = libraries.known_good(folder, variables) if folder else None
        if folder is None or extra is None:
            from installer.set_up import set_up

            with _stoppable():
                folder, extra = set_up(purpose, variables)
        python = str(environment.python(folder))
        if testing:
            word, *rest = arguments
            if word == "gallery":
                # Its file is relative to the current folder.
                rest = [str(Path(each).absolute()) for each in rest]
            command = [python, "-m", _TOOLS[word], *rest]
            os.chdir(environment.CHECKOUT)
        else:
            command = [python, str(_RUN), *arguments]
            _block_ctrl_c()
        return replace_process(command, variables | extra)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Journey Editor cannot be started: {error}. Nothing was lost. Try again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Cancelled. The next start continues from here.", file=sys.stderr)
        return 1


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl+C raise `KeyboardInterrupt` in the block; a second one ends the process at once."""

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        # Python prints an error raised in a destructor and continues, so end the process for that, too.
        sys.unraisablehook = lambda _: signal.raise_signal(number)
        raise KeyboardInterrupt

    # A signal that is ignored (in a background command of a script) stays ignored.
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _block_ctrl_c() -> None:
    """Block Ctrl+C until `run.py` can handle it: a starting Python would print a traceback."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])


def program_variables(given: Mapping[str, str], testing: bool) -> dict[str, str]:
    """Return the environment variables for the program, based on those of this process."""
    variables = {name: value for name, value in given.items() if name not in environment.MISLEADING}
    if testing or not has_screen(variables):
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not environment.can_write(environment.CHECKOUT):
        # Otherwise the sources would be compiled again at each start.
        variables.setdefault("PYTHONPYCACHEPREFIX", str(environment.own_folder() / "compiled"))
    return variables


def has_screen(variables: dict[str, str]) -> bool:
    """Return True if windows can be shown. Windows and macOS always have a screen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def replace_process(command: list[str], variables: dict[str, str]) -> int:
    """Replace this process by a command. On Windows, which cannot do that, run it and wait for its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if sys.platform == "win32":
        import subprocess

        # Ctrl+C also reaches the program, which handles it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with subprocess.Popen(command, env=variables) as program:
            return program.wait()
    return os.execve(command[0], command, variables)
