"""Two starts at the same time, as two real processes."""

import subprocess
import sys
import threading
from pathlib import Path

from installer.environment import CHECKOUT
from installer.one_at_a_time import one_at_a_time

_HOLD = """
import sys
from pathlib import Path
from installer.one_at_a_time import one_at_a_time
with one_at_a_time(Path(sys.argv[1]), lambda: None):
    print("mine", flush=True)
    sys.stdin.read()
"""


def test_the_second_start_waits_and_continues_when_the_first_is_killed(tmp_path: Path) -> None:
    file = tmp_path / "lock"
    command = [sys.executable, "-c", _HOLD, str(file)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline().strip() == b"mine"
        waited = threading.Event()

        def waiting() -> None:
            waited.set()
            first.kill()

        with one_at_a_time(file, waiting):
            assert waited.is_set()
            assert first.wait() != 0


def test_a_lock_that_was_released_is_taken_without_waiting(tmp_path: Path) -> None:
    waits: list[str] = []
    for _ in range(2):
        with one_at_a_time(tmp_path / "lock", lambda: waits.append("waited")):
            pass
    assert waits == []
