"""Installation of the system libraries for Qt on Linux: with apt, or by advice to the user."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from installer.packages import has_no_room
from installer.problems import DiskFullError

# Names in Debian. Newer releases know them too.
_PACKAGES = {
    "offscreen": "libegl1 libgl1 libglib2.0-0 libfontconfig1 libfreetype6 libxkbcommon0 libdbus-1-3 libx11-6",
    "xcb": "libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render0"
    " libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-util1 libxcb-xfixes0 libxcb-xkb1"
    " libx11-xcb1 libxkbcommon-x11-0",
    "wayland": "libwayland-client0 libwayland-cursor0 libwayland-egl1",
}

_RELEASE = Path("/etc/os-release")

# Commands for other systems, by their ID in this file.
_COMMANDS = {
    "debian": "sudo apt install {packages}",
    "fedora": "sudo dnf install mesa-libEGL mesa-libGL libX11 libxkbcommon-x11 fontconfig dbus-libs glib2"
    " xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
    "suse": "sudo zypper install libEGL1 libGL1 libX11-6 libxkbcommon-x11-0 fontconfig libdbus-1-3 glib2"
    " libxcb-cursor0 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-icccm4",
    "arch": "sudo pacman -S libglvnd libx11 libxkbcommon-x11 fontconfig dbus glib2"
    " xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm",
}


@dataclass(frozen=True, slots=True)
class Attempt:
    """One way to get libraries, with a description for the user. A failure does no harm."""

    what: str
    run: Callable[[], None]


def packages(way: str) -> list[str]:
    """Return the Debian packages that a platform of Qt needs: `offscreen`, `xcb` or `wayland`."""
    names = _PACKAGES["offscreen"].split()
    return names if way == "offscreen" else names + _PACKAGES.get(way, "").split()


def attempts(home: Path, way: str) -> Iterator[Attempt]:
    """Yield the ways that are possible on this system, in order."""
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return
    wanted = packages(way)
    if os.geteuid() == 0:
        yield Attempt("Installing the system libraries that Qt needs", lambda: _install(wanted))
    yield Attempt("Unpacking the system libraries that Qt needs", lambda: _unpack(wanted, home))


def advice(missing: str, way: str, release: Path = _RELEASE) -> str:
    """Return the message about libraries that the user has to install."""
    problem = f"Qt, which draws the windows, needs a system library that is missing ({missing})"
    for name in _system_names(release):
        if name in _COMMANDS:
            command = _COMMANDS[name].format(packages=" ".join(packages(way)))
            return f"{problem}. It could not be installed from here. Run this, then start again: {command}"
    return (
        f"{problem}. Install your system's packages for EGL, OpenGL, X11, xkbcommon, fontconfig, D-Bus, GLib "
        "and the xcb utilities (cursor, image, keysyms, renderutil, wm), then start again."
    )


def _system_names(release: Path) -> list[str]:
    """Return the IDs of this Linux and of those it is derived from, such as `ubuntu`, `debian`."""
    try:
        lines = release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    facts = dict(line.split("=", 1) for line in lines if "=" in line)
    return f"{facts.get('ID', '')} {facts.get('ID_LIKE', '')}".replace('"', "").split()


def _install(wanted: list[str]) -> None:
    """Install packages into the system, after an update of the package lists if they are missing or old."""
    install = ["install", "--yes", "--no-install-recommends", *wanted]
    if _apt(install) is None:
        _apt(["update"])
        _apt(install)


def _unpack(wanted: list[str], home: Path) -> None:
    """Download packages, with their dependencies that are not installed, and unpack them into `home`.

    Raises `DiskFullError` if there is not enough room.
    """
    work = home / "apt"
    debs = work / "debs"
    lists = work / "lists"
    try:
        for folder in (debs, lists / "partial"):
            folder.mkdir(parents=True, exist_ok=True)
        private = ["-o", "Debug::NoLocking=1", "-o", f"Dir::Cache={work / 'cache'}"]
        fetched = _fetch(wanted, debs, private)
        if not fetched:
            # The system's package lists are missing or old, and only root can update them.
            private += ["-o", f"Dir::State::lists={lists}"]
            _apt([*private, "update"])
            fetched = _fetch(wanted, debs, private)
        unpacked = [_unpack_one(deb, home / "root") for deb in sorted(debs.glob("*.deb"))]
        if has_no_room(home) and not (fetched and all(unpacked)):
            shutil.rmtree(home / "root", ignore_errors=True)
            raise DiskFullError
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _unpack_one(deb: Path, root: Path) -> bool:
    """Unpack a package and return whether that succeeded."""
    command = ["dpkg-deb", "-x", str(deb), str(root)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _fetch(wanted: list[str], debs: Path, options: list[str]) -> bool:
    """Download the packages that an installation would add. Returns whether that was possible."""
    simulated = _apt([*options, "--simulate", "--no-install-recommends", "install", *wanted])
    needed = [line.split()[1] for line in (simulated or "").splitlines() if line.startswith("Inst ")]
    return bool(needed) and _apt([*options, "download", *needed], debs) is not None


def _apt(words: list[str], folder: Path | None = None) -> str | None:
    """Run apt-get. Returns its output, or None if it failed."""
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["apt-get", "-q", *words],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return done.stdout.decode(errors="replace") if done.returncode == 0 else None
