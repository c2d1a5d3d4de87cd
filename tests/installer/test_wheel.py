"""Contents of the wheel, and access to its resources once it is installed."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

from installer.environment import CHECKOUT

_ASK = "from journey_editor.foundation.resources import resources; print(resources())"


def test_the_wheel_contains_the_resources_and_the_entry_point(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=CHECKOUT, capture_output=True, check=True)
    [wheel] = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(installed)

    [ways_in] = installed.glob("*.dist-info/entry_points.txt")
    assert "journey-editor = journey_editor.__main__:run" in ways_in.read_text(encoding="utf-8")

    surroundings = os.environ | {"PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    asked = subprocess.run(
        [sys.executable, "-c", _ASK],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = Path(asked.stdout.strip())
    assert found.is_relative_to(installed)
    kept = {file.relative_to(CHECKOUT / "resources") for file in (CHECKOUT / "resources").rglob("*.*")}
    assert kept == {file.relative_to(found) for file in found.rglob("*.*")}
