"""The system's libraries that Qt stands on: which files it loaded last time, and where our own copies lie.

A home for them holds a note for each way to show windows, and below `root` the copies that were unpacked
because the system lacked them. ``loading`` writes both; a start only looks whether the noted files exist.
"""

import os
import sys
import zlib
from pathlib import Path

from installer import environment


def platform(variables: dict[str, str]) -> str:
    """How Qt will show windows: `offscreen`, `xcb` (X11), `wayland`, or what the person asked for."""
    asked = variables.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked or not sys.platform.startswith("linux"):
        return asked or "native"
    return "xcb" if variables.get("DISPLAY") else "wayland"


def homes(folder: Path) -> list[Path]:
    """Where notes and copies may be: in the environment, or in the person's folder if it is another's."""
    return [folder / "qt", environment.own_folder() / "qt"]


def known_good(folder: Path, variables: dict[str, str]) -> dict[str, str] | None:
    """The further variables with which Qt was loaded before, or None if that has to be found out."""
    for home in homes(folder):
        try:
            noted = _note(home, variables).read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            continue
        lock, *paths = noted.splitlines()
        if lock == _lock() and all(Path(path).exists() for path in paths):
            return further_variables(home, variables)
    return None


def write_note(home: Path, variables: dict[str, str], loaded: bytes) -> None:
    """Note the files that Qt loaded, one a line."""
    home.mkdir(parents=True, exist_ok=True)
    _note(home, variables).write_bytes(_lock().encode() + b"\n" + loaded)


def further_variables(home: Path, variables: dict[str, str]) -> dict[str, str]:
    """What makes our own copies in a home be found; nothing where there are none."""
    root = home / "root"
    if not root.is_dir():
        return {}
    tops = [root / "usr" / "lib", root / "lib"]
    places = [str(place) for top in tops for place in (top, *top.glob("*-linux-gnu*")) if place.is_dir()]
    given = variables.get("LD_LIBRARY_PATH")
    found = {"LD_LIBRARY_PATH": os.pathsep.join([*places, given] if given else places)}
    if not Path("/usr/share/X11/xkb").is_dir():
        found["XKB_CONFIG_ROOT"] = str(root / "usr" / "share" / "X11" / "xkb")
    if not Path("/etc/fonts/fonts.conf").is_file():
        found["FONTCONFIG_PATH"] = str(root / "etc" / "fonts")
    return found


def _note(home: Path, variables: dict[str, str]) -> Path:
    return home / f"loaded-{platform(variables)}.txt"


def _lock() -> str:
    """What tells one version of the lock file, and so of Qt, from the next."""
    return f"{zlib.crc32(environment.LOCKS[environment.RUN].read_bytes()):08x}"
