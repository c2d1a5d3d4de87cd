"""Message bar over the canvas that disappears by itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.layouts import clear_layout
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr

NoticeButton = tuple[str, Callable[[], object]]
"""Text and action of a button."""

_MARGIN = 16
_BESIDE = 72
"""Pixels of the width that margins and the button to close take."""
_UNALIGNED = Qt.AlignmentFlag(0)
_MOST_HELD = 5
"""Maximum number of messages that are shown at once after they were kept back."""


@reports_errors
class NoticeBar(QFrame):
    """Floats at the bottom of a widget, also when the widget is resized."""

    def __init__(self, over: QWidget, *, closable: bool = True) -> None:
        """Float over `over`; without `closable`, only the buttons of a message close it."""
        super().__init__(over)
        self.setObjectName("noticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Message"))
        self.over = over
        self._holding = self._stays = False
        self._shown_buttons: Sequence[NoticeButton] = ()
        self._held: list[tuple[str, Sequence[NoticeButton]]] = []
        self._label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(4)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._parts.addWidget(self._label, 1)
        self._parts.addLayout(self._buttons)
        close = QToolButton()
        close.setIcon(style.icon("x"))
        close.setToolTip(tr("Close this message"))
        close.setAccessibleName(tr("Close this message"))
        close.clicked.connect(self.hide)
        close.setVisible(closable)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.addLayout(self._parts, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """Message that is shown or was shown last."""
        return self._label.text()

    def show_notice(
        self, sentence: str, buttons: Sequence[NoticeButton] = (), *, stays: bool = True, spoken: str = ""
    ) -> None:
        """Show a message. It disappears after a reading time, or after one of its buttons is used.

        With `stays`, a message with buttons waits for the user. `spoken` is for screen readers instead.
        """
        if self._holding:
            self._held.append((sentence, buttons))
            return
        self._stays = stays and bool(buttons)
        self._label.setText(sentence)
        self._shown_buttons = buttons
        clear_layout(self._buttons)
        for text, run in buttons:
            button = self._button(text, run)
            self._buttons.addWidget(button)
            # A visible bar would show the button later, and be too low for the message until then.
            button.show()
        self._appear(spoken or sentence)

    def add_notice(self, sentence: str) -> None:
        """Show a message, below the current one if there is one."""
        if self._holding or self.isHidden():
            self.show_notice(sentence)
        else:
            self._label.setText(f"{self.text}\n{sentence}")
            self._appear(sentence)

    def withdraw(self, sentence: str) -> None:
        """Remove a message that is true no more, also one that is kept back."""
        self._held = [each for each in self._held if each[0] != sentence]
        if sentence not in self.text:
            return
        rest = "\n".join(filter(None, self.text.replace(sentence, "").split("\n")))
        self._label.setText(rest)
        if not rest:
            self.hide()
        elif not self.isHidden():
            self._place()

    def hold(self) -> None:
        """Hide the message that is shown, and keep all messages back until `release`."""
        if not self._holding:
            self._holding = True
            if not self.isHidden():
                self._held.append((self.text, self._shown_buttons))
                self.hide()

    def release(self) -> None:
        """Show the messages that were kept back, with the buttons of the last one that has any."""
        held, self._held, self._holding = self._held, [], False
        if held:
            sentences = list(dict.fromkeys(sentence for sentence, _ in held))[-_MOST_HELD:]
            buttons = next((each for _, each in reversed(held) if each), ())
            self.show_notice("\n".join(sentences), buttons)

    def _appear(self, news: str) -> None:
        announce(self, news)
        self.show()
        self.raise_()
        self._place()
        if self._stays:
            self._timer.stop()
        else:
            self._timer.start((12_000 if self._buttons.count() else 4_000) + 60 * len(self.text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hide on Esc. Other keys that the buttons leave do not act on the map below."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move to the bottom of the widget when it is resized."""
        if watched is self.over and event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, autoDefault=True)
        button.setProperty("role", "quiet")
        # Clicking must leave the keyboard focus with the map.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

        def use() -> None:
            self.hide()
            run()

        button.clicked.connect(use)
        return button

    def _place(self) -> None:
        width = min(640, self.over.width() - 2 * _MARGIN)
        # Buttons that would squeeze the sentence are below it, and below each other if the bar is narrow.
        flow = QBoxLayout.Direction
        self._buttons.setDirection(flow.LeftToRight)
        needed = self._buttons.sizeHint().width()
        below = needed > width / 2
        self._parts.setDirection(flow.TopToBottom if below else flow.LeftToRight)
        self._parts.setAlignment(self._buttons, Qt.AlignmentFlag.AlignRight if below else _UNALIGNED)
        if needed > width - _BESIDE:
            self._buttons.setDirection(flow.TopToBottom)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        self.setGeometry(
            (self.over.width() - width) // 2, self.over.height() - height - _MARGIN, width, height
        )
