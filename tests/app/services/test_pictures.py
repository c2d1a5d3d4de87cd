"""Pictures are added from dialogs, a file manager and the clipboard, and removed again."""

import base64
import hashlib
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.command_line.main import main
from journey_editor.app.panels.picture_field import PictureField
from journey_editor.app.program import job_display
from journey_editor.app.program.application import Application
from journey_editor.app.services.clipboard import MIME
from journey_editor.app.services.pictures import PicturePlace
from journey_editor.app.widgets.waiting_bar import WaitingBar
from journey_editor.app.window.main_window import MainWindow
from journey_editor.backends import qt_images
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.interchange import pictures
from journey_editor.interchange.pictures import import_picture
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import Card, Persona, Picture, Step
from journey_editor.storage.project.project_file import read_project, to_bytes
from tests.app.driver import choose, find, menu_text, select, settle
from tests.groups import every_group
from tests.pictures import encoded, photo, tiny_png

CARD = "No way out of the bot"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Screenshot file."""
    path = tmp_path / "Screenshot.png"
    path.write_bytes(tiny_png(120, 80))
    return path


def card(window: MainWindow, words: str = CARD) -> Card:
    return window.session.document.get(Card, find(window, "card", words))


def picture_count(window: MainWindow) -> int:
    return len(window.session.document.select(Picture))


def chosen_in_dialog(monkeypatch: pytest.MonkeyPatch, *files: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(each) for each in files], ""))


def drop(window: MainWindow, at: QPoint, *files: Path, let_go: bool = True) -> None:
    """Drag files to a position of the window, and drop them there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(at, *how))
    QApplication.sendEvent(window, QDragMoveEvent(at, *how))
    if let_go:
        QApplication.sendEvent(window, QDropEvent(QPointF(at), *how))
        settle()


def place_of(window: MainWindow, x: float, y: float) -> QPoint:
    """Convert a position on the map to one in the window."""
    canvas = window.canvas
    canvas.fit()
    settle()
    return canvas.viewport().mapTo(window, canvas.mapFromScene(QPointF(x, y)))


def middle_of(window: MainWindow, record_id: str) -> QPoint:
    return place_of(window, *boxes_of(window.canvas.map_scene.layout, record_id)[0].center)


def copy_elsewhere(image: QImage | None = None, files: tuple[Path, ...] = (), text: str = "") -> None:
    data = QMimeData()
    if image is not None:
        data.setImageData(image)
    if files:
        data.setUrls([QUrl.fromLocalFile(str(each)) for each in files])
    if text:
        data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)


def test_a_chosen_picture_is_added_to_the_selected_card_and_can_be_undone(
    sample: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    select(sample, "card", CARD)
    lower = boxes_of(sample.canvas.map_scene.layout, card(sample).id)[0].height
    chosen_in_dialog(monkeypatch, file)
    choose(sample, "picture.add")
    picture = sample.session.document.get(Picture, card(sample).picture)
    assert (picture.width, picture.height, picture.media_type) == (120, 80, "image/png")
    assert len(sample.session.pictures[picture.sha256]) == picture.size
    assert boxes_of(sample.canvas.map_scene.layout, card(sample).id)[0].height > lower + 60
    assert menu_text(sample, "edit.undo") == "Undo Add picture"
    choose(sample, "edit.undo")
    assert (card(sample).picture, picture_count(sample)) == ("", 0)
    choose(sample, "edit.redo")
    assert card(sample).picture == picture.id


def test_without_a_card_selected_pictures_become_new_cards_as_one_step(
    sample: MainWindow, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "Photo.jpg"
    other.write_bytes(encoded(photo(60, 40), "JPEG"))
    place = card(sample)
    sample.session.selection.replace((), (place.step, place.lane))
    before = len(sample.session.document.cards_in(place.step, place.lane))
    chosen_in_dialog(monkeypatch, file, other)
    choose(sample, "picture.add")
    cards = sample.session.document.cards_in(place.step, place.lane)
    assert len(cards) == before + 2
    assert [each.text for each in cards[-2:]] == ["", ""]
    assert list(sample.session.selection.ids) == [each.id for each in cards[-2:]]
    assert menu_text(sample, "edit.undo") == "Undo Add 2 pictures"
    choose(sample, "edit.undo")
    assert picture_count(sample) == 0


def test_several_pictures_are_shown_as_files_while_they_are_read(
    program: Application, sample: MainWindow, file: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = threading.Event()

    def slowly(*arguments: Any, **options: Any) -> object:
        reading.wait(30)
        return import_picture(*arguments, **options)

    monkeypatch.setattr(pictures, "import_picture", slowly)
    monkeypatch.setattr(job_display, "DELAY", 0.0)
    program.jobs.patience = 0.0
    place, before = card(sample), len(sample.session.document.select(Card))
    sample.pictures.add([file, file], PicturePlace(cell=(place.step, place.lane)))
    qtbot.waitUntil(lambda: any(each.isVisible() for each in sample.findChildren(WaitingBar)))
    assert [each.text for each in sample.findChildren(WaitingBar)] == ["Opening 2 files…"]
    reading.set()
    qtbot.waitUntil(lambda: len(sample.session.document.select(Card)) == before + 2)


def test_a_picture_used_twice_is_stored_once_and_removed_with_the_last_card(
    sample: MainWindow, file: Path
) -> None:
    ids = select(sample, "card", CARD)
    sample.pictures.add([file])
    sample.pictures.add([file], sample.pictures.place_of_selection())
    choose(sample, "edit.duplicate")
    assert picture_count(sample) == 1
    choose(sample, "edit.delete")
    assert picture_count(sample) == 1
    select(sample, "card", CARD)
    choose(sample, "picture.remove")
    assert (picture_count(sample), card(sample).id) == (0, ids[0])
    assert menu_text(sample, "edit.undo") == "Undo Remove picture"


def test_a_stage_is_duplicated_with_the_pictures_of_its_cards(sample: MainWindow, file: Path) -> None:
    select(sample, "card", "Leaflet")
    sample.pictures.add([file])
    stage = sample.session.document.get(Step, card(sample, "Leaflet").step).stage
    sample.session.selection.replace([stage])
    choose(sample, "edit.duplicate")
    found = [each.picture for each in sample.session.document.select(Card) if "Leaflet" in each.text]
    assert len(found) == 2
    assert len({*found}) == 1
    assert found[0]


def test_a_picture_dropped_onto_a_card_is_added_to_it_and_onto_a_cell_creates_a_card(
    sample: MainWindow, file: Path
) -> None:
    drop(sample, middle_of(sample, card(sample).id), file)
    assert card(sample).picture
    layout = sample.canvas.map_scene.layout
    cell = next(each for each in layout.cells if not each.cards)
    drop(sample, place_of(sample, *cell.box.center), file)
    [new] = sample.session.document.cards_in(cell.step, cell.lane)
    assert new.picture == card(sample).picture
    assert sample.session.selection.single == new.id


def test_the_target_of_a_drop_is_marked_and_outside_the_map_there_is_none(
    sample: MainWindow, file: Path
) -> None:
    at = middle_of(sample, card(sample).id)
    drop(sample, at, file, let_go=False)
    box = boxes_of(sample.canvas.map_scene.layout, card(sample).id)[0]
    marked = sample.canvas.overlay.marked()
    assert marked is not None
    assert marked.contains(QPointF(*box.center))
    drop(sample, QPoint(5, 5), file)
    assert sample.canvas.overlay.marked() is None
    assert picture_count(sample) == 0
    assert "card, a cell or a persona" in sample.notice_bar.text


def test_a_picture_dropped_onto_the_inspector_is_added_to_the_record_in_it(
    sample: MainWindow, file: Path
) -> None:
    select(sample, "card", CARD)
    panel = sample.inspector
    drop(sample, panel.mapTo(sample, panel.rect().center()), file)
    assert card(sample).picture
    sample.session.selection.clear()
    settle()
    drop(sample, panel.mapTo(sample, panel.rect().center()), file)
    assert "card, a cell or a persona" in sample.notice_bar.text


def test_a_portrait_is_shown_wherever_the_persona_is_named(sample: MainWindow, tmp_path: Path) -> None:
    face = tmp_path / "Face.jpg"
    face.write_bytes(encoded(photo(300, 200), "JPEG"))
    persona = sample.session.document.personas_of(sample.session.journey_id)[0]
    drop(sample, middle_of(sample, persona.id), face, face, face)
    assert "A persona has one portrait. 2 more pictures were not added." in sample.notice_bar.text
    picture = sample.session.document.get(Picture, sample.session.document.get(Persona, persona.id).portrait)
    assert (picture.width, picture.height, picture.media_type) == (200, 200, "image/png")
    layout = sample.canvas.map_scene.layout
    shown = [layout.header.personas[0].badge]
    shown += [lane.badge for lane in layout.persona_lanes if lane.persona == persona.id]
    assert {each.portrait.sha256 for each in shown if each.portrait} == {picture.sha256}
    assert menu_text(sample, "edit.undo") == "Undo Add portrait"


def test_the_inspector_shows_the_picture_and_lets_it_be_chosen_described_and_removed(
    sample: MainWindow, file: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    select(sample, "card", CARD)
    field = sample.inspector.form.fields["picture"]
    assert isinstance(field, PictureField)
    assert not field.remove.isEnabled()
    chosen_in_dialog(monkeypatch, file)
    field.choose.click()
    settle()
    field = sample.inspector.form.fields["picture"]
    assert isinstance(field, PictureField)
    assert field.well.picture == card(sample).picture != ""
    words = sample.inspector.form.fields["picture_text"]
    assert isinstance(words, QWidget)
    words.setFocus()
    qtbot.keyClicks(words, "The bot says sorry")
    settle()
    assert card(sample).picture_text == "The bot says sorry"
    groups = every_group(sample.canvas.map_scene.drawing)
    assert "The bot says sorry" in next(each.label for each in groups if each.owner == card(sample).id)
    field.remove.click()
    settle()
    assert (card(sample).picture, card(sample).picture_text) == ("", "")
    assert "picture_text" not in sample.inspector.form.fields


def test_a_copied_picture_is_pasted_onto_the_selected_card(sample: MainWindow, file: Path) -> None:
    image = QImage(3000, 1500, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    select(sample, "card", CARD)
    copy_elsewhere(image)
    choose(sample, "edit.paste")
    picture = sample.session.document.get(Picture, card(sample).picture)
    assert (picture.width, picture.height) == (2000, 1000)
    copy_elsewhere(files=(file,))
    choose(sample, "edit.paste")
    assert sample.session.document.get(Picture, card(sample).picture).width == 120
    assert menu_text(sample, "edit.undo") == "Undo Change picture"
    assert picture_count(sample) == 1


def test_an_encoded_picture_on_the_clipboard_is_decoded_in_the_background(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMimeData, "imageData", lambda _: pytest.fail("decoded on the window's own thread"))
    exif = Image.Exif()
    exif[0x010F] = "A secret camera"
    for kind in ("png", "jpeg", "webp", "gif", "bmp"):
        options = {"exif": exif} if kind in ("png", "jpeg", "webp") else {}
        data = QMimeData()
        data.setData(f"image/{kind}", encoded(photo(2400, 60), kind.upper(), **options))
        QGuiApplication.clipboard().setMimeData(data)
        select(sample, "card", CARD)
        choose(sample, "edit.paste")
        picture = sample.session.document.get(Picture, card(sample).picture)
        assert (picture.width, picture.height) == (2000, 50)
        assert b"secret" not in sample.session.pictures[picture.sha256]
        choose(sample, "edit.undo")
    QGuiApplication.clipboard().clear()


def test_text_with_a_picture_of_itself_is_pasted_as_text(sample: MainWindow) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    place = card(sample)
    sample.session.selection.replace((), (place.step, place.lane))
    copy_elsewhere(image, text="From a table")
    choose(sample, "edit.paste")
    assert card(sample, "From a table").picture == ""
    assert picture_count(sample) == 0


def test_a_card_pasted_into_another_window_keeps_its_picture(
    program: Application, sample: MainWindow, file: Path, tmp_path: Path
) -> None:
    select(sample, "card", CARD)
    sample.pictures.add([file])
    choose(sample, "edit.copy")
    other = program.new_project("blank")
    cell = next(each for each in other.canvas.map_scene.layout.cells)
    other.session.selection.replace((), (cell.step, cell.lane))
    choose(other, "edit.paste")
    picture = other.session.document.get(Picture, card(other).picture)
    assert other.session.pictures[picture.sha256] == sample.session.pictures[picture.sha256]
    target = tmp_path / "other.journey"
    other.files.save_as(target)
    from journey_editor.storage.project.project_file import read_project

    other.session.store.finish().result(20)
    assert set(read_project(target).pictures) == {picture.sha256}


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("Logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "PNG, JPEG, GIF, WEBP, BMP"),
        ("Half.jpg", encoded(photo(200, 200), "JPEG")[:3000], "damaged"),
        ("Huge.png", bytes(25_000_001), "25 MB"),
        ("Poster.bmp", encoded(Image.new("1", (12_001, 10)), "BMP"), "12,000"),
    ],
)
def test_unsuitable_pictures_are_refused_with_a_message(
    sample: MainWindow, tmp_path: Path, name: str, data: bytes, sentence: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    before = sample.session.document
    drop(sample, middle_of(sample, card(sample).id), path)
    assert sentence in sample.notice_bar.text
    assert sample.session.document is before


def test_a_refused_picture_does_not_prevent_the_others(
    sample: MainWindow, file: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "Bad.png"
    bad.write_bytes(b"no picture")
    place = card(sample)
    count = len(sample.session.document.cards_in(place.step, place.lane))
    sample.session.selection.replace((), (place.step, place.lane))
    sample.pictures.add([bad, file])
    settle()
    assert len(sample.session.document.cards_in(place.step, place.lane)) == count + 1
    assert "“Bad.png”" in sample.notice_bar.text


def test_a_picture_for_a_card_deleted_in_the_meantime_is_reported(sample: MainWindow, file: Path) -> None:
    [gone] = select(sample, "card", CARD)
    place = sample.pictures.place_of_selection()
    choose(sample, "edit.delete")
    sample.pictures.add([file], place)
    settle()
    assert gone not in sample.session.document
    assert "deleted in the meantime" in sample.notice_bar.text
    assert picture_count(sample) == 0


def test_bytes_that_neither_the_map_nor_undo_needs_are_dropped_when_saving(
    sample: MainWindow, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    select(sample, "card", CARD)
    sample.pictures.add([file])
    choose(sample, "edit.undo")
    assert len(sample.session.pictures) == 1
    sample.files.save_as(tmp_path / "map.journey")
    store = sample.session.store
    qtbot.waitUntil(lambda: not store.unsaved)
    assert len(sample.session.pictures) == 1, "redo still needs it"
    choose(sample, "stage.add_after")
    sample.files.save()
    qtbot.waitUntil(lambda: len(sample.session.pictures) == 0)


def test_pictures_are_decoded_before_the_window_paints_them(
    program: Application, file: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[bool] = []
    decode = qt_images._decoded

    def watched(data: bytes, step: int) -> QImage:
        decoded.append(threading.current_thread() is threading.main_thread())
        return decode(data, step)

    window = program.new_project("sample")
    other = tmp_path / "Photo.jpg"
    other.write_bytes(encoded(photo(1600, 1200), "JPEG"))
    monkeypatch.setattr(qt_images, "_decoded", watched)
    select(window, "card", CARD)
    window.pictures.add([file])
    window.pictures.add([other], window.pictures.place_of_selection())
    window.grab()
    window.files.save_as(tmp_path / "map.journey")
    qtbot.waitUntil(lambda: window.session.title == "map")
    window.close()
    qt_images._images.kept.clear()
    qt_images._images.taken = 0
    qt_images._decoded_ahead.clear()
    again = program.open(tmp_path / "map.journey")
    assert again is not None
    again.grab()
    assert len(decoded) >= 3
    assert not any(decoded), "the window waited for a picture"


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Project into which another program has put an unchanged photo of a camera and two huge drawings."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "A secret camera"
    theirs = (
        encoded(photo(800, 600), "JPEG", exif=exif, comment=b"A secret place"),
        encoded(Image.new("L", (6_300, 6_300))),
        encoded(Image.new("L", (12_000, 30))),
    )
    pictures = {hashlib.sha256(each).hexdigest(): each for each in theirs}
    draft = Draft(project_from_template("sample"))
    for at, (key, data) in enumerate(pictures.items()):
        kind = "image/jpeg" if data.startswith(b"\xff\xd8") else "image/png"
        new = add_picture(draft, sha256=key, media_type=kind, size=len(data), width=800, height=600)
        show_picture(draft, draft.select(Card)[at].id, new.id)
    file = tmp_path / "theirs.journey"
    file.write_bytes(to_bytes(draft.finish(), pictures))
    return file


def test_pictures_written_by_another_program_are_encoded_again_before_they_are_shown(
    program: Application, foreign: Path
) -> None:
    before = foreign.read_bytes()
    assert program.open(foreign) is None
    start = program.start_window
    assert start is not None
    settle()
    [open_readable] = [
        each for each in start.notice_bar.findChildren(QPushButton) if each.text() == "Open the readable part"
    ]
    open_readable.click()
    settle()
    (window,) = program.windows
    assert "3 pictures were not made by this program" in window.notice_bar.text
    shown = sorted((each.width, each.height) for each in window.session.document.select(Picture))
    assert shown == [(800, 600), (2000, 5), (2000, 2000)]
    assert b"secret" in before
    assert b"secret" not in b"".join(window.session.pictures.values())
    assert foreign.read_bytes() == before


def test_the_repair_command_encodes_them_again_too(
    foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.journey"
    assert main(["repair", str(foreign), "-o", str(again)]) == 0
    assert "3 pictures were not made by this program" in capsys.readouterr().out
    assert b"secret" not in b"".join(read_project(again).pictures.values())
    assert main(["check", str(again)]) == 0


def test_a_copied_card_with_a_foreign_picture_is_pasted_without_it(
    program: Application, sample: MainWindow, file: Path
) -> None:
    select(sample, "card", CARD)
    sample.pictures.add([file])
    choose(sample, "edit.copy")
    data = QGuiApplication.clipboard().mimeData().data(MIME).data().decode()
    [(key, value)] = json.loads(data)["pictures"].items()
    theirs = encoded(photo(90, 60), "JPEG", comment=b"A secret place")
    other_key = hashlib.sha256(theirs).hexdigest()
    clip = QMimeData()
    changed = data.replace(key, other_key).replace(value, base64.b64encode(theirs).decode())
    clip.setData(MIME, changed.encode())
    QGuiApplication.clipboard().setMimeData(clip)
    other = program.new_project("blank")
    cell = next(each for each in other.canvas.map_scene.layout.cells)
    other.session.selection.replace((), (cell.step, cell.lane))
    choose(other, "edit.paste")
    assert card(other).picture == ""
    assert picture_count(other) == 0
    QGuiApplication.clipboard().clear()
