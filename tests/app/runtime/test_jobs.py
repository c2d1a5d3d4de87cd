"""Jobs deliver results on the GUI thread, but not after they were cancelled or their owner was deleted."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.foundation.cancellation import is_cancelled, raise_if_cancelled
from journey_editor.foundation.errors import UserError

PATIENCE = 30.0


class Calls(list[object]):
    """The callbacks that were called, with their arguments."""

    def noting(self, name: str) -> Callable[..., None]:
        return lambda *arguments: self.append((name, *arguments))

    def start(self, jobs: OwnedJobs, work: Callable[..., object]) -> Job:
        return jobs.start(
            work,
            self.noting("success"),
            self.noting("error"),
            on_cancel=self.noting("cancel"),
            release=self.noting("release"),
        )


class Traced:
    """Records the thread on which it is deleted."""

    def __init__(self, deleted_on: list[threading.Thread]) -> None:
        self._deleted_on = deleted_on

    def __del__(self) -> None:
        self._deleted_on.append(threading.current_thread())


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[Jobs]:
    made = Jobs(qapp)
    yield made
    made.stop()
    made.deleteLater()


@pytest.fixture
def owner(qapp: QCoreApplication) -> QObject:
    return QObject(qapp)


@pytest.fixture
def calls() -> Calls:
    return Calls()


class Blocked:
    """Work that returns its result when `free` is set, and sets `begun` first."""

    def __init__(self) -> None:
        self.begun, self.free = threading.Event(), threading.Event()
        self.cancelled = False

    def __call__(self) -> str:
        self.begun.set()
        self.free.wait(PATIENCE)
        self.cancelled = is_cancelled()
        return "result"


def test_the_result_is_delivered_on_the_gui_thread(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    OwnedJobs(jobs, owner).start(
        threading.current_thread, lambda worker: threads.extend((worker, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


def test_when_the_owner_is_deleted_its_jobs_are_cancelled_without_callbacks(
    jobs: Jobs, owner: QObject, calls: Calls, qtbot: QtBot
) -> None:
    work = Blocked()
    calls.start(OwnedJobs(jobs, owner), work)
    work.begun.wait(PATIENCE)
    delete(owner)
    assert jobs.active == [] and jobs.are_ending
    work.free.set()
    qtbot.waitUntil(lambda: not jobs.are_ending)
    QCoreApplication.processEvents()
    assert work.cancelled
    assert calls == [("release", "result")]


def test_a_job_that_has_not_begun_is_cancelled_with_its_owner_too(
    jobs: Jobs, owner: QObject, calls: Calls, qtbot: QtBot
) -> None:
    owned, blocked = OwnedJobs(jobs, owner), [Blocked() for _ in range(4)]
    for each in blocked:
        calls.start(owned, each)
    delete(owner)
    for each in blocked:
        each.free.set()
    qtbot.waitUntil(lambda: not jobs.are_ending)
    assert not blocked[3].begun.is_set()
    assert calls == [("release", "result")] * 3


def test_an_owner_waits_for_its_jobs_when_it_closes(jobs: Jobs, owner: QObject, calls: Calls) -> None:
    ended: list[bool] = []

    def work() -> None:
        while not is_cancelled():
            pass
        ended.append(True)

    owned = OwnedJobs(jobs, owner)
    calls.start(owned, work)
    owned.close()
    assert ended or not jobs.are_ending


def test_a_stopped_job_that_ends_with_a_result_is_delivered(
    jobs: Jobs, owner: QObject, calls: Calls, qtbot: QtBot
) -> None:
    work = Blocked()
    job = calls.start(OwnedJobs(jobs, owner), work)
    work.begun.wait(PATIENCE)
    job.stop()
    work.free.set()
    qtbot.waitUntil(lambda: calls == [("success", "result")])
    assert work.cancelled


def test_a_stopped_job_that_gives_up_is_cancelled(
    jobs: Jobs, owner: QObject, calls: Calls, qtbot: QtBot
) -> None:
    def work() -> None:
        while True:
            raise_if_cancelled()

    calls.start(OwnedJobs(jobs, owner), work).stop()
    qtbot.waitUntil(lambda: calls == [("cancel",)])


def test_an_error_for_the_user_is_delivered(jobs: Jobs, owner: QObject, calls: Calls, qtbot: QtBot) -> None:
    error = UserError("No.")

    def work() -> None:
        raise error

    calls.start(OwnedJobs(jobs, owner), work)
    qtbot.waitUntil(lambda: calls == [("error", error)])


def test_progress_is_delivered_on_the_gui_thread(jobs: Jobs, owner: QObject, qtbot: QtBot) -> None:
    shares: list[tuple[float, threading.Thread]] = []

    def work(report: Callable[[float], object]) -> None:
        report(0.5)
        report(1.0)

    OwnedJobs(jobs, owner).start(
        work, str, on_progress=lambda share: shares.append((share, threading.current_thread()))
    )
    qtbot.waitUntil(lambda: len(shares) == 2)
    assert shares == [(0.5, threading.main_thread()), (1.0, threading.main_thread())]


def test_no_job_starts_after_the_end(jobs: Jobs, owner: QObject, calls: Calls) -> None:
    jobs.stop()
    calls.start(OwnedJobs(jobs, owner), str)
    assert calls == [("cancel",)]


@pytest.mark.parametrize("cancelled", [False, True])
def test_nothing_of_a_job_is_deleted_on_its_thread(
    jobs: Jobs, owner: QObject, cancelled: bool, qtbot: QtBot
) -> None:
    deleted_on: list[threading.Thread] = []
    jobs.patience = 0.0

    def start() -> None:
        traced = Traced(deleted_on)
        job = OwnedJobs(jobs, owner).start(
            lambda: str(traced), lambda _: str(traced), on_cancel=lambda: str(traced)
        )
        if cancelled:
            jobs.cancel(job)
        else:
            # The result is taken while the thread may still be ending.
            job.wait(PATIENCE)
            jobs.wait([job])

    for _ in range(50):
        start()
    qtbot.waitUntil(lambda: len(deleted_on) == 50)
    assert set(deleted_on) == {threading.main_thread()}
