"""Creation of the environment, and installation of the locked packages with the pip that Python includes."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from installer import environment
from installer.problems import DiskFullError, SetupError

_FULL = re.compile(r"No space left on device|Disk quota exceeded|WinError 112|Errno 28\b")
_LEAST_ROOM = 16_000_000
"""Bytes without which not even pip can be unpacked."""

_UNREACHABLE = re.compile(
    r"Connection|Temporary failure|Name or service not known|getaddrinfo|Network is unreachable|timed out|"
    r"ProxyError|SSLError|Max retries"
)

_NOT_FOUND = re.compile(
    r"^ERROR: (?:Could not find a version that satisfies the requirement|No matching distribution found for)"
    r" ([\w.-]+)",
    re.MULTILINE,
)


def check_python() -> None:
    """Raise `SetupError` if this Python cannot create environments: some systems package venv separately."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise SetupError(
            "This Python has no venv module, which Journey Editor needs. Nothing was installed. "
            f"Add it (on Debian and Ubuntu: sudo apt install python{version}-venv), then start again."
        )


def make_environment(folder: Path) -> None:
    """Create an environment that contains only pip.

    Raises `SetupError` if that fails, `DiskFullError` if there is not enough room.
    """
    command = [str(environment.base_python()), "-m", "venv", str(folder)]
    done = subprocess.run(command, env=_variables(), capture_output=True, check=False)
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace").strip().splitlines()
        if _FULL.search("\n".join(said)) or has_no_room(folder):
            raise DiskFullError
        raise SetupError(
            f"Python could not create an environment in {folder}: {said[-1] if said else 'no reason given'}. "
            "Solve this problem, then start again."
        )


def has_no_room(folder: Path) -> bool:
    """Report whether the disk of a folder is full, for a program that failed and doesn't say why."""
    return shutil.disk_usage(folder).free < _LEAST_ROOM


def install(folder: Path, purpose: str, say: Callable[[float, str], None]) -> None:
    """Install the packages of the lock file for a purpose.

    `say` is called with the share done, 0 to 1, and the next step. Only prebuilt packages with the hashes of
    the lock file are installed. Raises `SetupError` with the reason if that fails, `DiskFullError` if there
    is not enough room.
    """
    lock = environment.LOCKS[purpose]
    pip_install = [str(environment.python(folder)), "-m", "pip", "install"]
    careful = ["--require-hashes", "--only-binary", ":all:", "--no-deps"]
    quiet = ["--no-input", "--progress-bar", "off", "--retries", "2"]
    command = [*pip_install, *careful, *quiet, "--requirement", str(lock)]
    total = len(re.findall(r"^[a-z]", lock.read_text(encoding="utf-8"), re.MULTILINE))
    said: list[str] = []
    collected = 0
    name = ""
    say(0, "Requesting the packages")
    # pip inherits the lock between starts, so it stays held until pip ends.
    with subprocess.Popen(
        command, env=_variables(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, close_fds=False
    ) as pip:
        assert pip.stdout is not None
        for raw in pip.stdout:
            line = raw.decode(errors="replace").strip()
            said.append(line)
            if line.startswith("Collecting "):
                collected += 1
                name = line.split()[1].partition("==")[0]
                say(0.8 * min(collected / total, 1), f"Getting {name}")
            elif line.startswith("Downloading ") and " MB" in line:
                say(0.8 * min(collected / total, 1), f"Getting {name} {line[line.rfind('(') :]}")
            elif line.startswith("Installing collected packages"):
                say(0.8, "Unpacking the packages")
    if pip.returncode:
        if _FULL.search("\n".join(said)):
            raise DiskFullError
        log = folder / "pip.log"
        log.write_text("\n".join(said), encoding="utf-8")
        raise SetupError(f"{reason(said)} The full output of pip is in {log}.")


def reason(said: list[str]) -> str:
    """Return the message for the user about an error, from the lines that pip printed."""
    text = "\n".join(said)
    named = _NOT_FOUND.search(text)
    what = f"its packages (the first was {named[1]})" if named else "its packages"
    if "DO NOT MATCH THE HASHES" in text:
        return (
            "A package is not the one that this version was tested with, so it was not installed. "
            "Try again later, or from another network."
        )
    if _UNREACHABLE.search(text):
        return (
            f"Journey Editor could not download {what}, because the network cannot be reached. Connect this "
            "computer to the internet, then start again. The connection is needed only this once."
        )
    if named:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return (
            f"There is no prebuilt package of {named[1]} for this system with Python {version}. Start "
            "main.py with Python 3.11 to 3.14 for x86-64, or for arm64 on Linux and macOS."
        )
    errors = [line for line in said if line.startswith("ERROR: ")]
    because = errors[-1].removeprefix("ERROR: ") if errors else "it gave no reason"
    return f"Python's installer pip could not install {what}: {because}. Solve the problem, then start again."


def _variables() -> dict[str, str]:
    """Return this process's variables without those that redirect Python."""
    variables = {name: value for name, value in os.environ.items() if name not in environment.MISLEADING}
    return variables | {
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_ROOT_USER_ACTION": "ignore",
        "PYTHONUNBUFFERED": "1",
    }
