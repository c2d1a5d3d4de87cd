"""Check that Qt can be loaded, in its own process, and installation of missing libraries.

Windows and macOS have everything that Qt needs. A Linux without a desktop has little of it, and one with a
desktop may lack the libraries for windows.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from installer import environment, libraries, linux
from installer.problems import SetupError

# Loads the same libraries as the program, and prints those from outside the environment.
_LOAD = """
import ctypes, sys
from pathlib import Path
import PySide6
from PySide6 import QtGui, QtWidgets
plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for name in sys.argv[1:]:
    for plugin in plugins.glob(name):
        ctypes.CDLL(str(plugin))
if sys.platform.startswith("linux"):
    lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    paths = {line.split(maxsplit=5)[5] for line in lines if "/" in line and ".so" in line}
    packages = str(Path(PySide6.__file__).parent.parent)
    outside = sorted(path for path in paths if not path.startswith(packages) and Path(path).exists())
    sys.stdout.buffer.write("\\n".join(outside).encode("utf-8", "surrogateescape"))
"""

_PLUGINS = {"offscreen": ["libqoffscreen.so"], "xcb": ["libqxcb.so"], "wayland": ["libqwayland*.so"]}


def ensure(folder: Path, variables: dict[str, str], say: Callable[[str], None]) -> dict[str, str]:
    """Get the libraries that Qt lacks, and return the additional variables with which it can be loaded.

    `say` is called with a description of each step. Raises `SetupError` if Qt cannot be loaded.
    """
    homes = libraries.homes(folder)
    home = next((home for home in homes if environment.can_write(home)), homes[-1])
    way = libraries.platform(variables)
    missing = _load(folder, home, variables)
    attempts = linux.attempts(home, way) if missing and sys.platform.startswith("linux") else []
    for attempt in attempts:
        say(attempt.what)
        attempt.run()
        missing = _load(folder, home, variables)
        if not missing:
            break
    if missing and sys.platform.startswith("linux"):
        raise SetupError(linux.advice(missing, way))
    if missing:
        raise SetupError(
            f"Qt, which draws the windows, cannot be loaded on this computer: {missing}. "
            "Install the updates of your system, then start again."
        )
    return libraries.further_variables(home, variables)


def _load(folder: Path, home: Path, variables: dict[str, str]) -> str:
    """Load Qt and note the libraries that it loaded. Returns "", or the error message."""
    plugins = _PLUGINS.get(libraries.platform(variables), [])
    command = [str(environment.python(folder)), "-c", _LOAD, *plugins]
    surroundings = variables | libraries.further_variables(home, variables)
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False)
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"the attempt ended with status {done.returncode}"
    libraries.write_note(home, variables, done.stdout)
    return ""
