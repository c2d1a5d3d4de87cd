"""Figures from files: readings are read again when the project is opened and when a file changes."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.runtime.jobs import Job, OwnedJobs
from journey_editor.app.session.number_forms import decimal_mark, order_of_date
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.first_paint import after_first_paint
from journey_editor.editing.commands.measures import has_readings, path_of, set_readings
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import DataSource, Measure
from journey_editor.wording.measure_words import measure_name

if TYPE_CHECKING:
    from journey_editor.interchange.tables.readings import Outcome

PAUSE = 300
"""Milliseconds after a change of a file until it is read: programs often write in several steps."""
_MOST_SAID = 3

_Stamp = tuple[int, int, int] | None
_Result: TypeAlias = "Outcome | UserError"


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a data source was read last: an `error`, or the number of rows and `remarks` about them."""

    error: str = ""
    rows: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Request:
    """Data source to read, with the kind of its measure, its file, and what was known of that."""

    source: DataSource
    kind: str
    path: Path
    known: tuple[_Stamp, ...]


class FigureSources(QObject):
    """Reads the data sources of a project on other threads, and watches their files.

    An edit is made only if readings differ. While the project is read-only, nothing is read. If a file cannot
    be read, the last readings stay, and `failed` is emitted once.
    """

    changed = Signal()
    """The state of a data source has changed."""
    failed = Signal(str)
    """Emitted with a sentence about files that could not be read."""
    recovered = Signal(str)
    """Emitted with such a sentence when all files can be read again."""

    def __init__(self, session: Session, window: QWidget, jobs: OwnedJobs) -> None:
        super().__init__(session)
        self._session, self._jobs = session, jobs
        self._states: dict[str, SourceState] = {}
        self._stamps: dict[str, tuple[DataSource, str, _Stamp]] = {}
        self._reported: set[tuple[str, str]] = set()
        self._said: list[str] = []
        self._followed: tuple[object, ...] = ()
        self._job: Job | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._later = QTimer(self, singleShot=True, interval=PAUSE)
        self._later.timeout.connect(self.check)
        after_first_paint(window, self._begin)

    def state(self, measure_id: str) -> SourceState | None:
        """Return how the data source of a measure was read last, or None if it was not."""
        return next(
            (self._states.get(each.id) for each in self._sources() if each.measure == measure_id), None
        )

    def check(self) -> None:
        """Read the files that have changed since they were read."""
        self._read(self._sources(), asked=False)

    def read_now(self, measure_id: str) -> None:
        """Read the file of a measure, even if it has not changed or is on a server."""
        self._read([each for each in self._sources() if each.measure == measure_id], asked=True)

    def _begin(self) -> None:
        self._session.changed.connect(self._follow)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.applicationStateChanged.connect(self._follow_focus)
        self._follow()

    def _follow(self) -> None:
        """Watch and read the data sources if others are there now."""
        document = self._session.document
        kinds = tuple([document.get(Measure, each.measure).kind for each in self._sources()])
        found = (*self._sources(), kinds, self._session.folder, self._session.read_only)
        if found != self._followed:
            self._followed = found
            self._withdraw()
            self.check()

    def _follow_focus(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive and self._sources():
            self._later.start()

    def _sources(self) -> tuple[DataSource, ...]:
        return self._session.document.select(DataSource)

    def _watch(self) -> None:
        """Watch files and their folders: many programs replace a file by another one.

        They were read before on another thread, since the system may wait for a drive that does not answer.
        """
        wanted = set()
        for each in self._sources():
            path = path_of(each, self._session.folder)
            if path is not None:
                wanted |= {str(path), str(path.parent)}
        watcher = self._watcher
        if watcher is None:
            if not wanted:
                return
            watcher = self._watcher = QFileSystemWatcher(self)
            watcher.fileChanged.connect(self._later.start)
            watcher.directoryChanged.connect(self._later.start)
        present = {*watcher.files(), *watcher.directories()}
        if gone := sorted(present - wanted):
            watcher.removePaths(gone)
        new = sorted(wanted - present)
        # Files that are missing cannot be watched, only their folders.
        if new and len(watcher.addPaths(new)) < len(new):
            # What is watched now may have changed since it was read.
            self._later.start()

    def _read(self, sources: Iterable[DataSource], *, asked: bool) -> None:
        session = self._session
        if session.read_only:
            return
        if self._job is not None and not self._job.over:
            # What is being read may be out of date.
            self._later.start()
            return
        requests = []
        for source in sources:
            measure = session.document.get(Measure, source.measure)
            path = path_of(source, session.folder, server=asked)
            if path is not None:
                before = self._stamps.get(source.id)
                same = before is not None and before[:2] == (source, measure.kind) and not asked
                known = (before[2],) if before is not None and same else ()
                requests.append(_Request(source, measure.kind, path, known))
            elif source.id not in self._states:
                words = tr("The file is on a server. It is only read when you ask for it.")
                self._set(source, SourceState(words))
        if requests:
            order, decimal = order_of_date(), decimal_mark()
            names = tuple(dict.fromkeys(each.path.name for each in requests))
            self._job = self._jobs.start(
                lambda: _read_all(requests, order, decimal),
                self._take,
                names=names,
                on_cancel=lambda: self._take_cancel(requests),
            )

    def _take(self, found: Mapping[str, tuple[_Request, _Stamp, _Result]]) -> None:
        """Take over what was read, unless the data source is another one now."""
        from journey_editor.interchange.tables.unlocked import FileChangedError

        session = self._session
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton and found:
            # An edit would disturb what is being dragged.
            QTimer.singleShot(PAUSE, self, lambda: self._take(found))
            return
        self._watch()
        new: list[tuple[DataSource, Outcome]] = []
        failures = []
        for request, stamp, result in found.values():
            source = request.source
            measure = session.document.find(source.measure)
            if session.document.find(source.id) != source or not isinstance(measure, Measure):
                continue
            if isinstance(result, FileChangedError):
                # It is being written.
                self._later.start()
                continue
            self._stamps[source.id] = (source, request.kind, stamp)
            if isinstance(result, UserError):
                self._set(source, SourceState(result.sentence))
                if (source.id, result.sentence) not in self._reported:
                    self._reported.add((source.id, result.sentence))
                    failures.append((measure, result.sentence))
                continue
            self._reported = {each for each in self._reported if each[0] != source.id}
            self._set(source, SourceState("", result.rows, result.remarks))
            fields = [asdict(each) for each in result.readings]
            if not has_readings(session.document, source.measure, fields):
                new.append((source, result))
        if new and not session.read_only:
            self._write(new)
        if failures:
            self._said.append(failure_words(failures))
            self.failed.emit(self._said[-1])
        self._withdraw()

    def _withdraw(self) -> None:
        """Withdraw what was said about files when none of them fails any more."""
        present = {each.id for each in self._sources()}
        self._reported = {each for each in self._reported if each[0] in present}
        if not self._reported:
            said, self._said = self._said, []
            for each in said:
                self.recovered.emit(each)

    def _write(self, new: list[tuple[DataSource, "Outcome"]]) -> None:
        names = {Path(each.path).name for each, _ in new}
        name = tr("Read figures from files")
        if len(names) == 1:
            name = tr("Read figures from “{name}”").format(name=names.pop())
        with self._session.edit(name) as draft:
            for source, outcome in new:
                set_readings(draft, source.measure, [asdict(each) for each in outcome.readings])

    def _take_cancel(self, requests: list[_Request]) -> None:
        for each in requests:
            words = tr("Reading was cancelled. The last readings are kept.")
            self._set(each.source, SourceState(words))

    def _set(self, source: DataSource, state: SourceState) -> None:
        if self._states.get(source.id) != state:
            self._states[source.id] = state
            self.changed.emit()


def _read_all(
    requests: list[_Request], order: str, decimal: str
) -> dict[str, tuple[_Request, _Stamp, _Result]]:
    """Return what the data sources give whose files are others than they were known to be."""
    # Imported here, because few projects have data sources.
    from journey_editor.interchange.tables.readings import read_source

    found: dict[str, tuple[_Request, _Stamp, _Result]] = {}
    for request in requests:
        raise_if_cancelled()
        stamp = _stamp_of(request.path)
        if request.known == (stamp,):
            continue
        try:
            result: _Result = read_source(
                request.source, request.kind, request.path, order=order, decimal=decimal
            )
        except UserError as error:
            result = error
        found[request.source.id] = request, stamp, result
    return found


def _stamp_of(path: Path) -> _Stamp:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def failure_words(failures: list[tuple[Measure, str]]) -> str:
    """Return a sentence for each reason, with the measures that it is about."""
    by_reason: dict[str, list[str]] = {}
    for measure, reason in failures:
        by_reason.setdefault(reason, []).append(measure_name(measure))
    said = []
    for reason, names in list(by_reason.items())[:_MOST_SAID]:
        words = ntr(
            "{measures} keeps its last readings. {reason}",
            "{measures} keep their last readings. {reason}",
            len(names),
            measures=_listed(names),
            reason=reason,
        )
        said.append(words)
    rest = sum(len(names) for names in list(by_reason.values())[_MOST_SAID:])
    if rest:
        said.append(
            ntr("{n} more measure keeps its readings.", "{n} more measures keep their readings.", rest)
        )
    return "\n".join(said)


def _listed(names: list[str]) -> str:
    first = ", ".join(names[:_MOST_SAID])
    rest = len(names) - _MOST_SAID
    return ntr("{first} and {n} more", "{first} and {n} more", rest, first=first) if rest > 0 else first
