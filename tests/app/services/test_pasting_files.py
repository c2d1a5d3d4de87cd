"""Files that were copied in a file manager are pasted like dropped files; their URLs are not text."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.channel import ChannelDialog
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card, CardReference
from journey_editor.storage.project.project_file import read_project
from tests.app.dialog_driver import opened
from tests.app.driver import choose, find, select, settle
from tests.app.services.test_pictures import card, picture_count
from tests.pictures import tiny_png

Copy = Callable[[Sequence[Path]], QMimeData]
CARD = "No way out of the bot"


def uris(files: Sequence[Path]) -> list[str]:
    return [
        QUrl.fromLocalFile(str(each)).toString(QUrl.ComponentFormattingOption.FullyEncoded) for each in files
    ]


def with_data(**formats: str) -> QMimeData:
    """Return data in some formats; names have `__` for a slash and `_` for a hyphen."""
    data = QMimeData()
    for name, text in formats.items():
        data.setData(name.replace("__", "/").replace("_", "-"), text.encode())
    return data


def gnome(files: Sequence[Path], do: str = "copy") -> QMimeData:
    listed = "\n".join(uris(files))
    return with_data(
        text__uri_list="\r\n".join(uris(files)) + "\r\n",
        x_special__gnome_copied_files=f"{do}\n{listed}",
        text__plain=listed,
    )


def gnome_as_text(files: Sequence[Path]) -> QMimeData:
    return with_data(text__plain="\n".join(("x-special/nautilus-clipboard", "copy", *uris(files), "")))


def mate_alone(files: Sequence[Path]) -> QMimeData:
    return with_data(
        x_special__mate_copied_files="\n".join(("copy", *uris(files))), text__plain="\n".join(map(str, files))
    )


def kde_cut(files: Sequence[Path]) -> QMimeData:
    return with_data(
        text__uri_list="\r\n".join(uris(files)),
        application__x_kde_cutselection="1",
        text__plain="\n".join(map(str, files)),
    )


def windows(files: Sequence[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    return data


def of_this_host(files: Sequence[Path]) -> QMimeData:
    return with_data(
        text__uri_list="\r\n".join(each.replace("file://", "file://localhost") for each in uris(files))
    )


def words_beside(files: Sequence[Path]) -> QMimeData:
    data = windows(files)
    data.setText("Two files and some words")
    return data


def address_of_a_browser(files: Sequence[Path]) -> QMimeData:
    return with_data(text__plain="\n".join(uris(files)))


EVERY_COPY = (
    gnome, gnome_as_text, mate_alone, kde_cut, windows, of_this_host, words_beside, address_of_a_browser
)  # fmt: skip


def copy(files: Sequence[Path], like: Copy = windows) -> QMimeData:
    """Copy files to the clipboard like a file manager."""
    made = like(files)
    QGuiApplication.clipboard().setMimeData(made)
    return made


@pytest.fixture
def kettle(tmp_path: Path) -> Path:
    """Text file that can be imported, with a name that must be escaped in a URL."""
    file = tmp_path / "kettle & tea 100%.mmd"
    file.write_text("journey\n  title A broken kettle\n  section Return\n    Sends it back: 2: Sofie\n")
    return file


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    file = tmp_path / "Foto ä.png"
    file.write_bytes(tiny_png(120, 80))
    return file


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """File that cannot be imported."""
    file = tmp_path / "notes.docx"
    file.write_bytes(b"PK")
    return file


def drop(window: MainWindow, data: QMimeData) -> None:
    """Drop data onto the window."""
    actions, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    at = QPointF(window.rect().center())
    QApplication.sendEvent(window, QDragEnterEvent(at.toPoint(), actions, data, left, none))
    QApplication.sendEvent(window, QDropEvent(at, actions, data, left, none))
    settle()


def no_address_is_on(window: MainWindow) -> bool:
    return not any(
        "file:" in each.text or "kettle &" in each.text for each in window.session.document.select(Card)
    )


def test_a_text_is_imported(sample: MainWindow, kettle: Path) -> None:
    before = sample.session.journey.title
    for like in EVERY_COPY:
        copy([kettle], like)
        choose(sample, "edit.paste")
        assert sample.session.journey.title == "A broken kettle", like
        assert "was imported into this project" in sample.notice_bar.text, like
        assert no_address_is_on(sample), like
        assert kettle.is_file(), "also where it was cut"
        choose(sample, "edit.undo")
        sample.notice_bar.show_notice("")
        assert sample.session.journey.title == before


def test_a_picture_is_pasted_onto_the_card(sample: MainWindow, photo: Path) -> None:
    for like in EVERY_COPY:
        select(sample, "card", CARD)
        copy([photo], like)
        choose(sample, "edit.paste")
        assert card(sample).picture, like
        assert no_address_is_on(sample), like
        choose(sample, "edit.undo")
        assert not card(sample).picture


def test_another_project_is_opened_in_its_window(
    program: Application, sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "other.journey"
    sample.files.save_copy(other)
    qtbot.waitUntil(other.is_file)
    before = sample.session.document
    copy([other])
    choose(sample, "edit.paste")
    assert [each.session.title for each in program.windows][1:] == ["other"]
    assert sample.session.document is before
    assert read_project(other).document == before


def test_unsupported_files_are_refused_with_a_message(
    sample: MainWindow, notes: Path, tmp_path: Path
) -> None:
    before = sample.session.document
    for like in EVERY_COPY:
        for file in (notes, tmp_path, tmp_path / "gone.mmd"):
            copy([file], like)
            choose(sample, "edit.paste")
            assert f"“{file.name}”" in sample.notice_bar.text, like
            assert sample.session.document is before, like
            sample.notice_bar.show_notice("")


def test_a_refused_file_does_not_prevent_the_others(
    sample: MainWindow, notes: Path, photo: Path, kettle: Path
) -> None:
    select(sample, "card", CARD)
    copy([notes, photo.with_name("gone.mmd"), photo, kettle])
    choose(sample, "edit.paste")
    assert "“gone.mmd”" in sample.notice_bar.text
    assert "was imported" in sample.notice_bar.text
    # A card can refer to a file that cannot be imported.
    assert str(notes) in {each.address for each in sample.session.document.select(CardReference)}
    assert picture_count(sample) == 1
    assert sample.session.journey.title == "A broken kettle"


def test_a_drop_does_the_same(sample: MainWindow, notes: Path, kettle: Path) -> None:
    drop(sample, copy([notes.with_name("gone.mmd"), kettle]))
    assert "“gone.mmd”" in sample.notice_bar.text
    assert sample.session.journey.title == "A broken kettle"


def test_the_url_of_a_file_is_not_pasted_into_a_text_and_a_message_says_why(
    sample: MainWindow, kettle: Path
) -> None:
    for like in EVERY_COPY:
        if like is not words_beside:
            paste_as_text(sample, kettle, like)


def paste_as_text(sample: MainWindow, kettle: Path, like: Copy) -> None:
    """Paste a file into the text of a card, in the inspector and on the map."""
    select(sample, "card", CARD)
    before = sample.session.document
    copy([kettle], like)
    sample.notice_bar.show_notice("")
    field = sample.inspector.form.fields["text"]
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    QTest.keySequence(field, "Ctrl+V")
    settle()
    assert "Files cannot be pasted into text" in sample.notice_bar.text, like
    assert sample.session.document is before, like

    sample.notice_bar.show_notice("")
    sample.notice_bar.hide()
    sample.canvas.edit_text(find(sample, "card", CARD))
    QTest.keySequence(sample.canvas.writing.editor, "Ctrl+V")
    settle()
    assert sample.notice_bar.isVisible(), like
    assert "Files cannot be pasted into text" in sample.notice_bar.text, like
    assert sample.canvas.writing.active, like
    QTest.keyClick(sample.canvas.writing.editor, Qt.Key.Key_Return)
    settle()
    assert sample.session.document is before, like


def test_text_that_accompanies_a_file_is_pasted_into_a_text(sample: MainWindow, kettle: Path) -> None:
    sample.canvas.edit_text(find(sample, "card", CARD))
    QGuiApplication.clipboard().setMimeData(words_beside([kettle]))
    QTest.keySequence(sample.canvas.writing.editor, "Ctrl+V")
    QTest.keyClick(sample.canvas.writing.editor, Qt.Key.Key_Return)
    settle()
    assert find(sample, "card", "Two files and some words")


def test_a_channel_is_not_named_after_the_url_of_a_file(sample: MainWindow, kettle: Path) -> None:
    choose(sample, "channel.add")
    name = opened(ChannelDialog).name
    for made in (gnome, gnome_as_text, windows, address_of_a_browser):
        QGuiApplication.clipboard().setMimeData(made([kettle]))
        name.paste()
        assert name.text() == ""
    name.insert("Service desk")
    assert name.text() == "Service desk"


def test_the_url_of_a_web_page_is_text(sample: MainWindow) -> None:
    address = "https://example.org/a?b=c#d"
    for number, made in enumerate(
        (
            with_data(text__plain=address),
            with_data(text__plain=address, text__uri_list=address),
            with_data(text__uri_list=address, text__html=f'<a href="{address}">A page</a>'),
        )
    ):
        place = card(sample)
        sample.session.selection.replace((), (place.step, place.lane))
        QGuiApplication.clipboard().setMimeData(made)
        choose(sample, "edit.paste")
        there = [each.text for each in sample.session.document.select(Card)]
        assert there.count(address) == number + 1


def test_text_about_files_is_text(sample: MainWindow) -> None:
    for words in ("See file:///tmp/plan.pdf", "files: two", "copy"):
        QGuiApplication.clipboard().setMimeData(with_data(text__plain=words))
        choose(sample, "edit.paste")
        assert find(sample, "card", words)
        choose(sample, "edit.undo")


def test_files_on_a_phone_or_a_server_are_refused_with_a_message(sample: MainWindow) -> None:
    address = "smb://server/share/plan.mmd"
    before = sample.session.document
    QGuiApplication.clipboard().setMimeData(
        with_data(
            text__uri_list=address, x_special__gnome_copied_files=f"copy\n{address}", text__plain=address
        )
    )
    choose(sample, "edit.paste")
    assert "“plan.mmd” is not on this computer" in sample.notice_bar.text
    kde = with_data(
        text__uri_list=f"{address}\r\nmtp://phone/b.png",
        application__x_kde_cutselection="0",
        text__plain=address,
    )
    QGuiApplication.clipboard().setMimeData(kde)
    choose(sample, "edit.paste")
    assert "These files are not on this computer" in sample.notice_bar.text
    assert sample.session.document is before
