"""The system's libraries that Qt stands on: whether they are there, and how to get those that are not.

Windows and macOS have all of them. A Linux without a desktop has few, and one with a desktop may lack those
for windows. Whether they are there is found by loading Qt in a process of its own; which files it loaded is
noted, so that later starts only look whether these files still exist.
"""

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from installer import environment
from installer.problems import SetupError

# Loads what the program will load, and prints the libraries that came from outside the environment.
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
    paths = {line.split(maxsplit=5)[5] for line in lines if line.count("/") and ".so" in line}
    outside = sorted(path for path in paths if not path.startswith(sys.prefix) and Path(path).exists())
    sys.stdout.buffer.write("\\n".join(outside).encode("utf-8", "surrogateescape"))
"""

_PLUGINS = {"offscreen": ["libqoffscreen.so"], "xcb": ["libqxcb.so"], "wayland": ["libqwayland*.so"]}


def platform(variables: dict[str, str]) -> str:
    """How Qt will show windows: `offscreen`, `xcb` (X11), `wayland`, or what the person asked for."""
    asked = variables.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked or not sys.platform.startswith("linux"):
        return asked or "native"
    return "xcb" if variables.get("DISPLAY") else "wayland"


def known_good(folder: Path, variables: dict[str, str]) -> dict[str, str] | None:
    """The variables with which Qt was loaded before, or None if that has to be found out."""
    for home in _homes(folder):
        try:
            noted = _note(home, platform(variables)).read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            continue
        lock, *paths = noted.splitlines()
        if lock == _lock() and all(Path(path).exists() for path in paths):
            return _variables(home, variables)
    return None


def ensure(folder: Path, variables: dict[str, str], say: Callable[[str], None]) -> dict[str, str]:
    """Get what Qt lacks, and answer the variables with which it can be loaded.

    `say` is told what is being done. Raises SetupError with what to install where that can't be done here.
    """
    way = platform(variables)
    home = next((home for home in _homes(folder) if environment.can_write(home)), _homes(folder)[-1])
    missing = _try(folder, home, variables)
    if missing and sys.platform.startswith("linux"):
        from installer import linux

        for attempt in linux.ways(home, way):
            say(attempt.what)
            attempt.run()
            missing = _try(folder, home, variables)
            if not missing:
                break
        else:
            raise SetupError(linux.advice(missing, way))
    if missing:
        raise SetupError(f"Qt, which draws the windows, can't be loaded on this computer: {missing}")
    return _variables(home, variables)


def _try(folder: Path, home: Path, variables: dict[str, str]) -> str:
    """Load Qt; note what was loaded, or answer what is missing."""
    way = platform(variables)
    command = [str(environment.python(folder)), "-c", _LOAD, *_PLUGINS.get(way, [])]
    done = subprocess.run(
        command, env=variables | _variables(home, variables), capture_output=True, check=False
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else f"the attempt ended with status {done.returncode}"
    home.mkdir(parents=True, exist_ok=True)
    _note(home, way).write_bytes(_lock().encode() + b"\n" + done.stdout)
    return ""


def _homes(folder: Path) -> list[Path]:
    """Where notes and libraries may be: in the environment, or in the person's folder if it is another's."""
    return [folder / "qt", environment.own_folder() / "qt"]


def _lock() -> str:
    """What tells one version of the lock file, and so of Qt, from the next."""
    return f"{zlib.crc32(environment.LOCKS[environment.RUN].read_bytes()):08x}"


def _note(home: Path, way: str) -> Path:
    return home / f"loaded-{way}.txt"


def _variables(home: Path, variables: dict[str, str]) -> dict[str, str]:
    """What makes the libraries in a home be found; nothing where there are none."""
    root = home / "root"
    if not root.is_dir():
        return {}
    places = [
        str(place)
        for top in (root / "usr" / "lib", root / "lib")
        for place in (top, *top.glob("*-linux-gnu*"))
        if place.is_dir()
    ]
    found = {"LD_LIBRARY_PATH": os.pathsep.join([*places, *filter(None, [variables.get("LD_LIBRARY_PATH")])])}
    if not Path("/usr/share/X11/xkb").is_dir():
        found["XKB_CONFIG_ROOT"] = str(root / "usr" / "share" / "X11" / "xkb")
    if not Path("/etc/fonts/fonts.conf").is_file():
        found["FONTCONFIG_PATH"] = str(root / "etc" / "fonts")
    return found
