"""The bridge between a project's file, which is written off the interface's thread, and the window."""

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from journey_editor.foundation.errors import UserError
from journey_editor.model.document import Document
from journey_editor.storage.autosave import ProjectKeeper, SaveState, SaveStatus
from journey_editor.storage.stamp import Stamp

Then = Callable[[SaveStatus], None]
Otherwise = Callable[[str], None]

_TROUBLES = (SaveState.FAILED, SaveState.CHANGED_OUTSIDE, SaveState.GONE)

_PATIENCE = 20.0
"""So many seconds a window that closes waits for its last save."""
_LAST_PATIENCE = 2.0
"""And so many for one of which the person has said that it need not be."""


class Keeping(QObject):
    """Where a project is kept, and how far its saving is.

    One such object lives as long as the project is open: the keeper's thread speaks to the window only
    through its signals.
    """

    state_changed = Signal()
    """`status` is another."""
    troubled = Signal(object)
    """The file could not be saved, or is not ours any more; with the `SaveStatus`."""
    refused = Signal(str)
    """Something could not be done, and nothing is lost by it: the sentence."""
    _changed_elsewhere = Signal()
    _finished = Signal(object, object)

    def __init__(
        self, document: Document, assets: Mapping[str, bytes], path: Path, stamp: Stamp | None
    ) -> None:
        super().__init__()
        self.assets = dict(assets)
        self._last_state, self._last_remark = SaveState.SAVED, ""
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

    def set_automatic(self, yes: bool) -> None:
        """Let it save by itself, or only when somebody asks."""
        self._keeper.automatic = yes

    def save_now(self, then: Then, *, overwrite: bool = False) -> None:
        """Save without waiting; `then` is told when it is done, `troubled` tells when it cannot be."""
        self._follow(self._keeper.save_now(overwrite=overwrite), then, self._tell_trouble)

    def save_as(self, path: Path, then: Then, otherwise: Otherwise) -> None:
        """Save to another place and go on there; `otherwise` is told why it cannot be."""
        self._follow(self._keeper.save_as(path), then, otherwise)

    def save_copy(self, path: Path, then: Then, otherwise: Otherwise) -> None:
        """Save beside and stay; `otherwise` is told why it cannot be."""
        self._follow(self._keeper.save_copy(path), then, otherwise)

    def finish(self) -> "Future[SaveStatus]":
        """Save what is not saved yet; what comes back is done when that is over."""
        return self._keeper.finish()

    def close(self, *, save: bool = True) -> None:
        """End; what is not saved yet is saved unless `save` is false."""
        self._keeper.close(save=save, timeout=_PATIENCE if save else _LAST_PATIENCE)

    def _follow(self, future: "Future[SaveStatus]", then: Then, otherwise: Otherwise) -> None:
        future.add_done_callback(lambda done: self._finished.emit(done, (then, otherwise)))

    def _finish(self, future: "Future[SaveStatus]", ways: tuple[Then, Otherwise]) -> None:
        then, otherwise = ways
        try:
            status = future.result()
        except UserError as error:
            otherwise(error.sentence)
        else:
            then(status)

    def _tell_trouble(self, _sentence: str) -> None:
        self.troubled.emit(self.status)

    def _tell(self) -> None:
        status = self.status
        state = status.state
        if state is not self._last_state and state in _TROUBLES:
            self.troubled.emit(status)
        if status.remark and status.remark != self._last_remark:
            self.refused.emit(status.remark)
        if state is not SaveState.SAVING:
            self._last_remark = status.remark
        if state is not SaveState.SAVING:
            self._last_state = state
        self.state_changed.emit()
