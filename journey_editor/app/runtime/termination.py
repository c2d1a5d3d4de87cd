"""The end that is not asked for in a window: by a signal, as a shutdown or a closed terminal sends it."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")


class EndSignals(QObject):
    """Says on the interface's thread that the system wants the program to end.

    A second signal ends it at once, as it would without this; signals that were ignored stay so (`nohup`).
    """

    asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._heard, self._rung = socket.socketpair()
        for end in (self._heard, self._rung):
            end.setblocking(False)
        known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        self._numbers = [each for each in known if signal.getsignal(each) is not signal.SIG_IGN]
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._listen)
        # Python's own handlers run only when Python does; what wakes Qt up is the number in the socket.
        signal.set_wakeup_fd(self._rung.fileno(), warn_on_full_buffer=False)
        for number in self._numbers:
            signal.signal(number, lambda *_: None)

    def close(self) -> None:
        """Leave the signals to the system again."""
        signal.set_wakeup_fd(-1)
        self._let_be()
        self._notifier.setEnabled(False)
        self._heard.close()
        self._rung.close()

    def _listen(self) -> None:
        if set(self._heard.recv(4096)) & set(self._numbers):
            self._let_be()
            self.asked.emit()

    def _let_be(self) -> None:
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
