"""Panels and dialogs of any size with any text: their layout becomes stable, and nothing is cut off."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QScrollArea, QWidget

from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.panels.text_fields import WordsField
from journey_editor.app.widgets.look.style import use_theme
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.interchange.pictures import import_picture
from journey_editor.model.records import Card, EmotionPoint, Journey, kind_of
from tests.app.driver import choose, find, settle
from tests.pictures import tiny_png

pytestmark = pytest.mark.usefixtures("kept_window")

_LINE = "The agent cannot see the chat and asks for it once more."
_WORDS = "can calls tracking it nobody since waits hotline the customer and because Monday new page again"
TEXTS = (
    "",
    "Calls",
    "Donaudampfschifffahrtsgesellschaftskapitän" * 6,
    "يتصل العميل بالدعم ثلاث مرات ولا يجيب أحد " * 8,
    "iPhone پر ٹریکنگ کا صفحہ کھولتی ہے، فون نمبر ڈھونڈتی ہے " * 5,
    "サポートに三回電話をかけても誰も出ない。" * 12,
    "\n" * 12,
    *("\n".join([_LINE] * n) for n in (2, 4, 5, 6, 8, 40)),
    *(" ".join((_WORDS.split() * 6)[:n]) for n in (24, 30, 36, 42, 48, 54, 60, 66, 96)),
)
NARROWEST, WIDEST = 180, 420
STEP = 1 if settings.get_current_profile_name() == "thorough" else 4
"""Each text is shown at every fourth width, beginning one later than the text before."""


@pytest.fixture
def inspector(sample: MainWindow, qapp: QApplication) -> Iterator[Inspector]:
    """Inspector without a window, so that it can have any width."""
    use_theme(qapp, "light")
    panel = sample.inspector
    panel.setParent(None)
    panel.show()
    settle()
    yield panel
    panel.setParent(sample)


def whole(panel: Inspector) -> None:
    """Check that the form of a panel fits its width when the layout is stable."""
    settle()
    area = panel.findChild(QScrollArea)
    assert area is not None
    assert panel.form.width() <= area.viewport().width(), f"cut off at a width of {panel.width()}"
    for label in panel.form.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width()), label.text()
    for field in panel.form.findChildren(WordsField):
        document, bar = field.document(), field.verticalScrollBar()
        lines = round(document.size().height())
        assert bar.isVisible() == (lines > 10 and bar.maximum() > 0), (panel.width(), lines)
        if not bar.isVisible():
            assert bar.maximum() == 0, f"“{field.toPlainText()}” is cut at {panel.width()}"


def test_a_card_with_any_text_is_shown_at_any_width(sample: MainWindow, inspector: Inspector) -> None:
    """The program crashed near ten lines, when a field changed its height during a resize."""
    card = find(sample, "card", "On hold for 26")
    sample.session.selection.replace([card])
    for offset, text in enumerate(TEXTS):
        with sample.session.edit("Change card") as draft:
            draft.change(draft.get(Card, card), text=text, note=text)
        for number, width in enumerate(range(NARROWEST + offset % STEP, WIDEST, STEP)):
            inspector.resize(width, 700)
            settle()
            if number % (20 // STEP) == 0:
                whole(inspector)


def test_a_card_of_many_lines_can_be_typed_to_its_end(sample: MainWindow, inspector: Inspector) -> None:
    card = find(sample, "card", "On hold for 26")
    sample.session.selection.replace([card])
    inspector.resize(191, 700)
    settle()
    field = inspector.form.fields["text"]
    assert isinstance(field, WordsField)
    field.selectAll()
    # Two words fill a line, so that there are more than ten lines.
    text = " ".join(["WWWWW"] * 26)
    for letter in text:
        QTest.keyClick(field, letter)
    settle()
    assert field.verticalScrollBar().isVisible()
    whole(inspector)
    assert sample.session.document.get(Card, card).text == text
    field.moveCursor(QTextCursor.MoveOperation.End)
    for _ in text:
        QTest.keyClick(field, Qt.Key.Key_Backspace)
    settle()
    whole(inspector)
    assert sample.session.document.get(Card, card).text == ""


def test_the_form_of_every_kind_of_record_fits_any_width(sample: MainWindow, inspector: Inspector) -> None:
    document = sample.session.document
    things = {each.kind: each.id for each in document.select(Card)}
    shown = ("stage", "step", "lane", "persona", "emotion_point", "link")
    things |= {kind_of(each.id): each.id for each in document.in_order() if kind_of(each.id) in shown}
    for chosen in ([], list(things.values())[:2], *([each] for each in things.values())):
        sample.session.selection.replace(chosen)
        for width in (*range(180, 420, 7), *range(419, 180, -13)):
            inspector.resize(width, 700)
            settle()
            whole(inspector)


def test_long_names_and_a_picture_fit_the_narrowest_panel(sample: MainWindow, inspector: Inspector) -> None:
    session = sample.session
    card = find(sample, "card", "Order with a fixed date")
    point = session.document.select(EmotionPoint)[0]
    incoming = import_picture(tiny_png())
    session.add_pictures({incoming.sha256: incoming.data})
    with session.edit("Prepare") as draft:
        for number, persona in enumerate(draft.personas_of(session.journey_id)):
            draft.change(persona, name=("Donaudampfschifffahrtsgesellschaft " * 2 + str(number)))
        picture = add_picture(
            draft,
            sha256=incoming.sha256,
            media_type=incoming.media_type,
            size=len(incoming.data),
            width=incoming.width,
            height=incoming.height,
        )
        show_picture(draft, card, picture.id)
        draft.change(draft.get(EmotionPoint, point.id), value=1.0)
        draft.change(draft.get(Journey, session.journey_id), theme="room")
    for chosen in ([card], [card, find(sample, "card", "Adviser")], [point.id], []):
        session.selection.replace(chosen)
        for width in (NARROWEST, 191, 205, 238, 300, 191):
            inspector.resize(width, 700)
            settle()
            whole(inspector)
            for line in inspector.form.findChildren(QLineEdit):
                words = line.fontMetrics().horizontalAdvance(line.text())
                assert line.text() == "" or words <= line.width() - 18, (line.text(), width)


@pytest.mark.parametrize("window_width", [1366, 1280])
def test_the_inspector_fits_a_small_screen(sample: MainWindow, window_width: int) -> None:
    sample.resize(1700, 768)
    settle()
    for words in ("Order with a fixed date", "Adviser", "On hold for 26"):
        sample.session.selection.replace([find(sample, "card", words)])
        settle()
        sample.resize(window_width, 768)
        # Each level of the form passes its new minimum on in a turn of its own.
        settle()
        whole(sample.inspector)


def test_every_dialog_can_have_any_size(sample: MainWindow) -> None:
    for action in (
        "project.export", "help.keys", "help.commands", "help.pages", "project.versions", "channel.add"
    ):  # fmt: skip
        give_any_size(sample, action)


def give_any_size(sample: MainWindow, action: str) -> None:
    """Open a dialog, resize it to many sizes, and close it."""
    before = set(QApplication.topLevelWidgets())
    choose(sample, action)
    made = [
        each
        for each in QApplication.topLevelWidgets()
        if each not in before and each.isVisible() and isinstance(each, QDialog | QWidget)
    ]
    (dialog,) = [each for each in made if each.isWindow()]
    least = dialog.minimumSizeHint()
    for width in range(least.width(), 1400, 23):
        dialog.resize(width, max(least.height(), 900 - width // 2))
        settle()
    for height in range(least.height(), 1000, 31):
        dialog.resize(least.width(), height)
        settle()
    dialog.resize(QSize(1000, 700))
    settle()
    assert dialog.isVisible()
    dialog.close()
    settle()


def test_the_window_can_have_any_size(sample: MainWindow) -> None:
    card = find(sample, "card", "On hold for 26")
    with sample.session.edit("Change card") as draft:
        draft.change(draft.get(Card, card), text=TEXTS[-1])
    sample.session.selection.replace([card])
    for width in range(720, 2200, 37):
        sample.resize(width, 480 + width % 500)
        settle()
        assert sample.top_bar.width() == sample.width() == width
