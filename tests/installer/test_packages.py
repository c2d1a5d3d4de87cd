"""Messages about failures of pip, and the contents of the lock files."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from installer.environment import CHECKOUT, LOCKS, RUN, TEST
from installer.packages import reason

_NO_NETWORK = [
    "Collecting pillow==13.0.0",
    "WARNING: Retrying (Retry(total=0, connect=None)) after connection broken by 'NewConnectionError('<pip."
    "_vendor.urllib3.connection.HTTPSConnection object>: Failed to establish a new connection: [Errno -3] "
    "Temporary failure in name resolution')': /simple/pillow/",
    "ERROR: Could not find a version that satisfies the requirement pillow==13.0.0 (from versions: none)",
    "ERROR: No matching distribution found for pillow==13.0.0",
]


def test_without_a_network_the_message_names_the_missing_package() -> None:
    said = reason(_NO_NETWORK)
    assert "pillow" in said
    assert "network" in said


def test_the_message_says_that_the_system_has_no_prebuilt_package() -> None:
    said = reason([line for line in _NO_NETWORK if "Retrying" not in line])
    assert "no prebuilt package of pillow" in said
    assert "network" not in said


def test_other_errors_are_reported_in_the_words_of_pip() -> None:
    assert "the moon is in the way" in reason(["Collecting x", "ERROR: the moon is in the way"])


def pins(purpose: str) -> dict[str, list[Requirement]]:
    """Return the pins in a lock file by package; one that differs between systems has several."""
    found: dict[str, list[Requirement]] = {}
    for line in re.findall(r"^[a-z].*?(?= \\$)", LOCKS[purpose].read_text(encoding="utf-8"), re.MULTILINE):
        pin = Requirement(line)
        found.setdefault(pin.name, []).append(pin)
    return found


def test_the_lock_files_satisfy_the_dependencies_of_the_project() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = {
        RUN: project["project"]["dependencies"],
        TEST: project["project"]["dependencies"] + project["dependency-groups"]["test"],
    }
    for purpose, asked in locked.items():
        held = pins(purpose)
        for wanted in map(Requirement, asked):
            versions = [str(pin.specifier).removeprefix("==") for pin in held[wanted.name.lower()]]
            assert versions
            assert all(wanted.specifier.contains(version) for version in versions), wanted


def test_the_tests_use_the_same_packages_as_the_program() -> None:
    running, testing = pins(RUN), pins(TEST)
    assert {name: testing.get(name) for name in running} == running


@pytest.mark.parametrize(
    ("system", "machine", "version", "expected"),
    [
        ("linux", "x86_64", "3.11", "6.11.3"),
        ("linux", "aarch64", "3.11", "6.8.0.2"),
        ("darwin", "arm64", "3.13", "6.11.3"),
        ("win32", "AMD64", "3.14", "6.11.3"),
    ],
)
def test_each_system_gets_one_version_of_qt(system: str, machine: str, version: str, expected: str) -> None:
    surroundings = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": version,
        "python_full_version": f"{version}.2",
    }
    for name in ("pyside6-essentials", "shiboken6"):
        chosen = [
            str(pin.specifier)
            for pin in pins(RUN)[name]
            if pin.marker is None or pin.marker.evaluate(surroundings)
        ]
        assert chosen == [f"=={expected}"]


def test_every_package_is_locked_with_its_hash() -> None:
    for lock in LOCKS.values():
        entries = re.split(r"\n(?=[a-z])", lock.read_text(encoding="utf-8"))
        assert all("--hash=sha256:" in entry for entry in entries)
