"""Evidence that is dragged from its list onto the map."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData

_FORMAT = "application/x-journey-editor-evidence"


def dragged_evidence(ids: Sequence[str], text: str) -> QMimeData:
    """Return evidence to drag, with its text for other programs."""
    data = QMimeData()
    data.setData(_FORMAT, "\n".join(ids).encode())
    data.setText(text)
    return data


def evidence_in(data: QMimeData) -> list[str]:
    """Return the ids of the evidence that is dragged; they may be of another project."""
    return (
        bytes(data.data(_FORMAT).data()).decode(errors="replace").split("\n")
        if data.hasFormat(_FORMAT)
        else []
    )
