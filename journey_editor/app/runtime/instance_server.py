"""Server of the first instance, to which later instances pass their files, and its client.

They communicate through a local socket of the user (a named pipe on Windows), never over a network.
"""

import getpass
import hashlib
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from journey_editor.foundation.folders import user_data, user_sockets

_CONNECTION_TIMEOUT = 300
_ANSWER_TIMEOUT = 3000
"""Milliseconds. If the first process hangs, the second one must start nonetheless."""
_LONGEST_MESSAGE = 1_000_000
_TAKEN = b"taken\n"


def send_files(files: Sequence[Path]) -> bool | None:
    """Ask the running process to open files, or to show its window if there are none; True if it accepts.

    None if its server does not listen: it may be starting.
    """
    socket = QLocalSocket()
    socket.connectToServer(_name())
    if not socket.waitForConnected(_CONNECTION_TIMEOUT):
        return None
    socket.write(json.dumps([str(file) for file in files]).encode("ascii") + b"\n")
    socket.flush()
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_ANSWER_TIMEOUT):
        answer += socket.readAll().data()
    socket.disconnectFromServer()
    return answer == _TAKEN


class InstanceServer(QObject):
    """Server for later instances. It listens as long as the object exists."""

    asked = Signal(list)
    """Emitted with the files (`Path`) to open; an empty list asks to show the program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        if not self._server.listen(_name()):
            # Remove the socket of a process that crashed; it did not answer.
            QLocalServer.removeServer(_name())
            self._server.listen(_name())

    def close(self) -> None:
        """Stop listening."""
        self._server.close()

    def _accept(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST_MESSAGE:
                socket.abort()
            return
        files = _files(bytes(socket.readLine().data()))
        if files is None:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.asked.emit(files)


def _files(message: bytes) -> list[Path] | None:
    """Return the files in a message, or None if it is invalid."""
    try:
        names = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) and "\0" not in name for name in names):
        return None
    return [Path(name) for name in names]


def _name() -> str:
    """Return a name that all processes of the user share, and no other user has."""
    home = os.fsencode(user_data())
    if sys.platform == "win32":
        # Named pipes share one namespace.
        return "journey-editor-" + hashlib.sha256(getpass.getuser().encode() + home).hexdigest()[:20]
    # In the shared temporary folder, other users could create a socket with that name.
    return str(user_sockets() / hashlib.sha256(home).hexdigest()[:20])
