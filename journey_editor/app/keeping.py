"""The bridge between a project's file, which is written off the interface's thread, and the window."""

import contextlib
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from journey_editor.foundation.errors import UserError
from journey_editor.model.document import Document
from journey_editor.storage.autosave import ProjectKeeper, SaveState, SaveStatus
from journey_editor.storage.stamp import Stamp

Then = Callable[[SaveStatus], None]

_PATIENCE = 20.0
"""So many seconds a window that closes waits for its last save."""


class Keeping(QObject):
    """Where a project is kept, and how far its saving is.

    One such object lives as long as the project is open: the keeper's thread speaks to the window only
    through its signals.
    """

    state_changed = Signal()
    """`status` is another."""
    troubled = Signal(object)
    """The file could not be saved, or was changed by something else; with the `SaveStatus`."""
    refused = Signal(str)
    """What was asked for could not be done: the sentence."""
    _changed_elsewhere = Signal()
    _finished = Signal(object, object)

    def __init__(
        self, document: Document, assets: Mapping[str, bytes], path: Path, stamp: Stamp | None
    ) -> None:
        super().__init__()
        self.assets = dict(assets)
        self._last_state = SaveState.SAVED
        self._changed_elsewhere.connect(self._tell)
        self._finished.connect(self._finish)
        self._keeper = ProjectKeeper(
            document, self.assets, path, stamp, on_change=self._changed_elsewhere.emit
        )

    @property
    def status(self) -> SaveStatus:
        """How the file stands."""
        return self._keeper.status

    @property
    def path(self) -> Path:
        """The project's file."""
        return self._keeper.path

    @property
    def has_name(self) -> bool:
        """Whether the person chose where the file is."""
        return self._keeper.has_name

    @property
    def unsaved(self) -> bool:
        """Whether there are edits that are not in the file."""
        return self._keeper.unsaved

    def touch(self, document: Document) -> None:
        """Take the document after an edit; it is saved when the hand rests."""
        self._keeper.touch(document, self.assets)

    def save_now(self, then: Then, *, overwrite: bool = False) -> None:
        """Save without waiting; `then` is told when it is done, `refused` when it cannot be."""
        self._follow(self._keeper.save_now(overwrite=overwrite), then)

    def save_as(self, path: Path, then: Then) -> None:
        """Save to another place and go on there."""
        self._follow(self._keeper.save_as(path), then)

    def save_copy(self, path: Path, then: Then) -> None:
        """Save beside and stay."""
        self._follow(self._keeper.save_copy(path), then)

    def flush(self) -> SaveStatus:
        """Save what is not saved yet, and wait for it, but not for ever: `unsaved` tells how it went."""
        with contextlib.suppress(TimeoutError):
            self._keeper.flush(timeout=_PATIENCE)
        return self.status

    def close(self, *, save: bool = True) -> None:
        """End; what is not saved yet is saved unless `save` is false."""
        self._keeper.close(save=save)

    def _follow(self, future: "Future[SaveStatus]", then: Then) -> None:
        future.add_done_callback(lambda done: self._finished.emit(done, then))

    def _finish(self, future: "Future[SaveStatus]", then: Then) -> None:
        try:
            status = future.result()
        except UserError as error:
            self.refused.emit(error.sentence)
        else:
            then(status)

    def _tell(self) -> None:
        state = self.status.state
        if state is not self._last_state and state in (SaveState.FAILED, SaveState.CHANGED_OUTSIDE):
            self.troubled.emit(self.status)
        if state is not SaveState.SAVING:
            self._last_state = state
        self.state_changed.emit()
