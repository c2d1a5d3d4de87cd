"""Detection of the system libraries that Qt needs."""

import os
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from installer import environment, libraries, linux, loading
from installer.environment import RUN

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an environment that sees the packages of the one that runs the tests."""
    place = tmp_path / "environment"
    venv.create(place, with_pip=False)
    [packages] = [path for path in place.rglob("site-packages") if path.is_dir() and not path.is_symlink()]
    (packages / "others.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return place


def test_later_starts_know_that_qt_was_loaded(folder: Path) -> None:
    variables = dict(os.environ) | OFFSCREEN
    assert libraries.known_good(folder, variables) is None
    told: list[str] = []
    further = loading.ensure(folder, variables, told.append)
    assert libraries.known_good(folder, variables) == further
    assert told == []
    assert libraries.known_good(folder, variables | {"QT_QPA_PLATFORM": "xcb"}) is None


def test_a_removed_library_is_searched_for_again(tmp_path: Path) -> None:
    library = tmp_path / "libEGL.so.1"
    library.write_text("")
    libraries.write_note(tmp_path / "qt", OFFSCREEN, os.fsencode(library))
    assert libraries.known_good(tmp_path, OFFSCREEN) == {}
    library.unlink()
    assert libraries.known_good(tmp_path, OFFSCREEN) is None


def test_another_version_of_qt_is_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    libraries.write_note(tmp_path / "qt", OFFSCREEN, b"")
    assert libraries.known_good(tmp_path, OFFSCREEN) == {}
    newer = tmp_path / "requirements.txt"
    newer.write_text("pyside6-essentials==6.99.0")
    monkeypatch.setitem(environment.LOCKS, RUN, newer)
    assert libraries.known_good(tmp_path, OFFSCREEN) is None


def test_unpacked_libraries_come_before_those_of_the_user(tmp_path: Path) -> None:
    unpacked = tmp_path / "root" / "usr" / "lib" / "x86_64-linux-gnu"
    unpacked.mkdir(parents=True)
    path = libraries.further_variables(tmp_path, {"LD_LIBRARY_PATH": "/opt/own"})["LD_LIBRARY_PATH"]
    assert path.split(os.pathsep)[-2:] == [str(unpacked), "/opt/own"]


@pytest.mark.parametrize(
    ("variables", "way"),
    [
        ({"DISPLAY": ":0"}, "xcb"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen:fontengine=freetype"}, "offscreen"),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
    ],
)
def test_only_the_libraries_for_the_screen_are_requested(
    variables: dict[str, str], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert libraries.platform(variables) == way
    assert ("libxcb-cursor0" in linux.packages(way)) == (way == "xcb")
    assert "libegl1" in linux.packages(way)


@pytest.mark.parametrize(
    ("names", "command"),
    [
        ('ID=ubuntu\nID_LIKE="debian"\n', "sudo apt install libegl1"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "sudo dnf install mesa-libEGL"),
        ('ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', "sudo zypper install"),
        ("ID=arch\n", "sudo pacman -S"),
        ("ID=void\n", "packages for EGL"),
        ("", "packages for EGL"),
    ],
)
def test_users_of_other_systems_learn_what_to_install(names: str, command: str, tmp_path: Path) -> None:
    release = tmp_path / "os-release"
    release.write_text(names)
    said = linux.advice("libEGL.so.1: cannot open shared object file", "offscreen", release)
    assert "libEGL.so.1" in said
    assert command in said
