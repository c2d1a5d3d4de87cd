"""The way from ``main.py`` into the program: what is missing is set up, then the program takes over."""

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
_TOOLS = {"test": "tests", "attack": "tests.attacks", "bench": "tests.benchmarks"}


def start(arguments: list[str]) -> int:
    """Run the program with these words, and answer the exit status.

    If the first word is `test` its tests run, if it is `attack` the attacks on what it keeps, and if it is
    `bench` it is measured.
    """
    if os.environ.get("HOME") == "":
        # An empty one leads to the root of the disk; without any the system's list of users decides.
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
            command = [python, "-m", _TOOLS[word], *rest]
            os.chdir(environment.CHECKOUT)
        else:
            command = [python, str(_RUN), *arguments]
            _hold_ctrl_c_back()
        return hand_over(command, variables | extra)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Journey Editor can't be started: {error}. Nothing was lost; start again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. The next start goes on from here.", file=sys.stderr)
        return 1


@contextmanager
def _stoppable() -> Iterator[None]:
    """Let Ctrl+C raise `KeyboardInterrupt` meanwhile; a second one ends the process at once."""

    def stop(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        # Python prints what is raised while it lets go of something, and goes on: that ends the process too.
        sys.unraisablehook = lambda _: signal.raise_signal(number)
        raise KeyboardInterrupt

    # One that is ignored (a background command of a script) stays so.
    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _hold_ctrl_c_back() -> None:
    """Let Ctrl+C wait until `run.py` can take it: a Python that starts would print where it was."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])


def program_variables(given: Mapping[str, str], testing: bool) -> dict[str, str]:
    """The environment variables for the program, made from those of this process."""
    variables = {name: value for name, value in given.items() if name not in environment.MISLEADING}
    if testing or not has_screen(variables):
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not environment.can_write(environment.CHECKOUT):
        # Else the sources would be compiled anew at each start.
        variables.setdefault("PYTHONPYCACHEPREFIX", str(environment.own_folder() / "compiled"))
    return variables


def has_screen(variables: dict[str, str]) -> bool:
    """Whether windows can be shown. Windows and macOS always have a screen."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def hand_over(command: list[str], variables: dict[str, str]) -> int:
    """Let the command take this process's place; Windows can't do that, so there wait for its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    if sys.platform == "win32":
        import subprocess

        # Ctrl+C reaches the program too, and what comes of it is the program's to say.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        with subprocess.Popen(command, env=variables) as program:
            return program.wait()
    return os.execve(command[0], command, variables)
