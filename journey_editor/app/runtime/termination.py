"""Termination by a signal, as sent at shutdown or when a terminal is closed."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class EndSignals(QObject):
    """Reports on the GUI thread that a signal asks the program to terminate.

    A second signal terminates it at once, by default handling. Signals that were ignored stay ignored
    (`nohup`).
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        self._numbers = [each for each in known if signal.getsignal(each) is not signal.SIG_IGN]
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)
        # Python runs its handlers only between bytecodes; the signal number in the socket wakes Qt up.
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in self._numbers:
            signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Restore the default handling of the signals."""
        signal.set_wakeup_fd(-1)
        self._restore()
        self._notifier.setEnabled(False)
        self._reader.close()
        self._writer.close()

    def _listen(self) -> None:
        if set(self._reader.recv(4096)) & set(self._numbers):
            self._restore()
            self.asked.emit()

    def _restore(self) -> None:
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
