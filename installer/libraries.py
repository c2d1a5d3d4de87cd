"""System libraries for Qt: the files that it loaded last time, and the location of our own copies.

A home for them holds a note for each platform of Qt and, in `root`, copies that were unpacked because the
system lacked them. ``loading`` writes both; a start only checks that the noted files exist.
"""

import os
import sys
import zlib
from pathlib import Path

from installer import environment


def platform(variables: dict[str, str]) -> str:
    """Return the platform of Qt: `offscreen`, `xcb` (X11), `wayland`, or the one that the user chose."""
    asked = variables.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if asked or not sys.platform.startswith("linux"):
        return asked or "native"
    return "xcb" if variables.get("DISPLAY") else "wayland"


def homes(folder: Path) -> list[Path]:
    """Return the folders for notes and copies: in the environment and, if it is read-only, the user's own."""
    return [folder / "qt", environment.own_folder() / "qt"]


def known_good(folder: Path, variables: dict[str, str]) -> dict[str, str] | None:
    """Return the additional variables with which Qt was loaded before, or None if that is not known."""
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
    """Write the paths of the files that Qt loaded, one per line."""
    home.mkdir(parents=True, exist_ok=True)
    _note(home, variables).write_bytes(_lock().encode() + b"\n" + loaded)


def further_variables(home: Path, variables: dict[str, str]) -> dict[str, str]:
    """Return the environment variables that make the copies in a home available; empty without copies."""
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
    """Return a checksum of the lock file, which changes with each version of Qt."""
    return f"{zlib.crc32(environment.LOCKS[environment.RUN].read_bytes()):08x}"
