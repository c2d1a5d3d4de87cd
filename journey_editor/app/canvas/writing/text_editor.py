"""Text editor that is laid over the map, in the map's own font, while a text is edited."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from journey_editor.app.canvas.picture.map_font import map_font
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.text_direction import set_text_direction
from journey_editor.app.widgets.text_input import (
    begin_line,
    brings_files,
    brings_only_files,
    delete_cluster,
    files_refusal,
    keep_composed,
    keep_composed_at_key,
    pasted_text,
    take_emphasis_key,
    text_in,
    with_text,
)
from journey_editor.editing.tables import table_in
from journey_editor.foundation.errors import UserError
from journey_editor.layout.queries.editable_fields import Editable
from journey_editor.text.ruler import default_ruler, ruler_for

_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}
_SLACKS = (3, 2, 1, 0, 5, 8, -8, -16, -32)
"""Pixels by which the editor may be wider than its text area to get the same line breaks as the map.

Qt measures lines slightly differently and does not avoid a single word on the last line. The editor uses the
first value that gives the map's line breaks, or the first of all if there is none.
"""
_LONG = 1000
"""Characters of the longest text for which the values of `_SLACKS` are tried."""


@reports_errors
class TextEditor(QTextEdit):
    """Plain-text editor. (A `QPlainTextEdit` cannot set its line height.)"""

    done = Signal(str)
    """Editing ended with `enter`, `tab`, `backtab`, `escape`, or `left` (the focus left the editor)."""

    refused = Signal(str)
    """Reason why something cannot be pasted."""

    def __init__(self, parent: QWidget, takes: Callable[[str], bool]) -> None:
        """Create a hidden editor; `takes` returns True if the field can hold a text. Pastes are all or
        nothing.
        """
        super().__init__(parent)
        self._view = parent
        self._takes = takes
        self.take_key: Callable[[QKeyEvent], bool] = lambda _: False
        """Callable that gets keys first, and returns True if it has handled one."""
        self.take_table: Callable[[QMimeData], bool] = lambda _: False
        """Callable that gets a table pasted into an empty text, and returns True if it has handled it."""
        self._one_line = False
        self._rich = False
        self._language = ""
        self._ghost = ""
        self._font = QFont()
        self._ruler = default_ruler()
        self._asked: tuple[object, ...] = ()
        self._answered = _SLACKS[0]
        self.textChanged.connect(self._turn)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(0)
        self.setViewportMargins(0, 0, 0, 0)
        self.setObjectName("map_text_editor")
        self.hide()

    @property
    def text(self) -> str:
        """Text as it is typed."""
        return text_in(self.document())

    def begin(self, text: str, ink: str, ghost: str = "", *, rich: bool = False) -> None:
        """Show a text, all selected, in a colour. `ghost` is the placeholder text.

        If it is `rich`, keys make parts of it bold and italic.
        """
        self._rich = rich
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, QColor(ink))
        self.setPalette(palette)
        # The window's style sheet adds borders and padding to input fields; the editor must not get them.
        # The map under it does not draw the text, and its frame may be closer than the edge of the editor.
        self.setStyleSheet(
            f"#map_text_editor {{ border: none; padding: 0; background: transparent; color: {ink}; }}"
        )
        self._ghost = ghost
        self.setPlainText(text)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def place_over(self, place: Editable, room: QRectF, zoom: float, language: str, font: str) -> None:
        """Use the font of a map text and cover its area in the viewport, growing with the text.

        `font` is the font family of the map, or empty for that of the program.
        """
        self._ruler = ruler_for(font)
        self._one_line = not place.lines
        self._language = language
        self._turn()
        self._font = map_font(place.style, zoom, self.logicalDpiY(), self._ruler.book)
        self.setFont(self._font)
        self._set_blocks(place.style.line_height * zoom, _ALIGNMENTS[place.align])
        slack = self._slack(place, round(room.width()))
        left = round(room.x()) - (0 if place.align == "left" else slack)
        width = round(room.width()) + (2 * slack if place.align == "center" else slack)
        self._set_width(width)
        height = max(round(room.height()), round(self.document().size().height()))
        # Qt positions the letters differently in a line of fixed height.
        first = self.document().begin().layout().lineAt(0)
        baseline = room.y() + self._ruler.baseline(place.style) * zoom
        top = round(baseline) - round(first.y() + first.ascent())
        self.setGeometry(left, top, max(width, 8), height)

    def _turn(self) -> None:
        """Set the same text direction as on the map."""
        set_text_direction(self.document(), self._language)

    @property
    def ghost(self) -> str:
        """Placeholder text that is shown while the editor is empty, or an empty text."""
        composed = self.document().begin().layout().preeditAreaText()
        return self._ghost if self.document().isEmpty() and not composed else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, or the placeholder text in the same font, shortened to one line."""
        super().paintEvent(event)
        ghost, line = self.ghost, self.document().begin().layout().lineAt(0)
        if not ghost or not line.isValid():
            return
        with QPainter(self.viewport()) as painter:
            # The style sheet of the window has another font, which Qt would use for its own placeholder.
            painter.setFont(self._font)
            color = self.palette().color(QPalette.ColorRole.Text)
            color.setAlphaF(0.55)
            painter.setPen(color)
            metrics = painter.fontMetrics()
            width = self.viewport().width()
            words = metrics.elidedText(ghost, Qt.TextElideMode.ElideRight, width)
            room = QRectF(0, line.y() + line.ascent() - metrics.ascent(), width, metrics.height())
            side = self.document().begin().blockFormat().alignment() | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(room, int(side) | int(Qt.TextFlag.TextDontClip), words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End editing with Enter, Tab or Esc; insert a line break with Shift+Enter."""
        keep_composed_at_key(self, event)
        if self.take_key(event) or (self._rich and take_emphasis_key(self, event)):
            return
        key, shifted = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shifted and not self._one_line:
                begin_line(self.textCursor())
                self.ensureCursorVisible()
            else:
                self.done.emit("enter")
        elif key == Qt.Key.Key_Tab:
            self.done.emit("tab")
        elif key == Qt.Key.Key_Backtab:
            self.done.emit("backtab")
        elif key == Qt.Key.Key_Escape:
            self.done.emit("escape")
        elif not delete_cluster(self.textCursor(), event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End editing when the focus moves within the window, but not for a menu or another window."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            keep_composed(self)
        elif event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.done.emit("left")

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Forward the wheel to the view, so that it moves the map and not the text."""
        moved = QWheelEvent(
            self.mapTo(self._view, event.position()),
            event.globalPosition(),
            event.pixelDelta(),
            event.angleDelta(),
            event.buttons(),
            event.modifiers(),
            event.phase(),
            event.inverted(),
        )
        self._view.wheelEvent(moved)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Reject dropped files, because the window handles them."""
        return not brings_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, without characters that a field cannot keep."""
        if brings_only_files(source):
            self.refused.emit(files_refusal())
            return
        if not self.text.strip() and _is_table(source) and self.take_table(source):
            return
        text = pasted_text(source, lines=not self._one_line)
        if text and self._takes(with_text(self.textCursor(), text)):
            self.insertPlainText(text)

    def _slack(self, place: Editable, width: int) -> int:
        """Return the extra width in pixels that gives the editor the map's line breaks."""
        text = self.text
        if len(text) > _LONG:
            return _SLACKS[0]
        asked = (text, place.style, place.align, place.box.width, width, self._language, self._ruler)
        if asked != self._asked:
            self._asked, self._answered = asked, self._found_slack(text, place, width)
        return self._answered

    def _found_slack(self, text: str, place: Editable, width: int) -> int:
        lines = self._ruler.lines(text, place.style, place.box.width, self._language)
        # Qt counts UTF-16 code units.
        wanted = [len(text[: line.start].encode("utf-16-le", "surrogatepass")) // 2 for line in lines]
        for slack in _SLACKS:
            self._set_width(width + (2 * slack if place.align == "center" else slack))
            if self._line_starts() == wanted:
                return slack
        return _SLACKS[0]

    def _line_starts(self) -> list[int]:
        """Return the start of each line in UTF-16 code units."""
        self.document().size()
        starts, block = [], self.document().begin()
        while block.isValid():
            layout = block.layout()
            starts += [block.position() + layout.lineAt(at).textStart() for at in range(layout.lineCount())]
            block = block.next()
        return starts

    def _set_width(self, width: int) -> None:
        # Qt would lay the text out again even if the width is the same.
        if self.document().textWidth() != width:
            self.document().setTextWidth(width)

    def _set_blocks(self, height: float, side: Qt.AlignmentFlag) -> None:
        """Set the line height and alignment of all lines; text typed later inherits them."""
        side |= Qt.AlignmentFlag.AlignAbsolute
        block = self.document().begin()
        while block.isValid():
            found = block.blockFormat()
            if found.lineHeight() != height or found.alignment() != side:
                break
            block = block.next()
        else:
            return
        wanted = QTextBlockFormat()
        wanted.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        wanted.setAlignment(side)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.joinPreviousEditBlock()
        cursor.mergeBlockFormat(wanted)
        cursor.endEditBlock()


def _is_table(source: QMimeData) -> bool:
    """Return True for a table, even for one that is too large for a map."""
    try:
        return table_in(source.text(), source.html() if source.hasHtml() else "") is not None
    except UserError:
        return True
