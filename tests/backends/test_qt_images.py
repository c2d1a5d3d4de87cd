"""Pictures are painted at the resolution that is visible, and memory does not grow with their number."""

from hashlib import sha256

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from journey_editor.backends import qt_images
from journey_editor.backends.qt_images import image_of
from journey_editor.backends.qt_painter import play, prepare
from journey_editor.drawing.outlines import rect_commands
from journey_editor.drawing.primitives import Group, Path, Picture
from tests.pictures import encoded, photo, tiny_png

LARGE = encoded(photo(1600, 1200), "JPEG", quality=90)


def key(data: bytes) -> str:
    return sha256(data).hexdigest()


def painted(picture: Picture, pictures: dict[str, bytes], scale: float = 1.0) -> QImage:
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    with QPainter(image) as painter:
        painter.scale(scale, scale)
        play(prepare((picture,), pictures), painter)
    return image


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    qt_images._images.kept.clear()
    qt_images._images.taken = 0


@pytest.mark.parametrize(("wanted", "found"), [(20, 64), (65, 128), (512, 512), (600, 1024), (1025, 1600)])
def test_a_picture_is_decoded_at_about_the_size_shown(wanted: int, found: int) -> None:
    assert image_of(key(LARGE), LARGE, wanted).width() == found


def test_a_small_picture_is_never_enlarged() -> None:
    small = tiny_png(90, 60)
    assert image_of(key(small), small, 64).width() == 64
    assert image_of(key(small), small, 500).width() == 90


def test_the_zoom_determines_the_decoded_size() -> None:
    picture = Picture(0, 0, 50, 40, key(LARGE))
    painted(picture, {key(LARGE): LARGE})
    assert [step for _, step in qt_images._images.kept] == [512, 64]
    painted(picture, {key(LARGE): LARGE}, scale=3)
    assert [step for _, step in qt_images._images.kept][-1] == 256


def test_pictures_not_shown_for_long_are_dropped_from_the_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_images, "_ROOM", 2_000_000)
    files = [encoded(photo(700, 500, seed), "JPEG") for seed in range(6)]
    for data in files:
        assert not image_of(key(data), data, 512).isNull()
    images = qt_images._images
    assert images.taken == sum(each.sizeInBytes() for each in images.kept.values()) <= 2_000_000
    assert list(images.kept) == [(key(data), 512) for data in files[-2:]]


def test_a_missing_picture_is_shown_as_soon_as_it_is_available() -> None:
    data = tiny_png(40, 30, "#2060A0")
    children = (Group("card:1", "card", 0, 0, (Picture(10, 10, 40, 30, key(data)),)),)
    image = QImage(100, 100, QImage.Format.Format_RGB32)

    def middle(pictures: dict[str, bytes]) -> str:
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            play(prepare(children, pictures), painter)
        return image.pixelColor(14, 14).name()

    assert middle({}) == "#f2f4f6"
    assert middle({key(data): data}) == "#2060a0"


def test_only_png_and_jpeg_files_are_decoded() -> None:
    """A project file from others may contain anything, with any size when decoded."""
    film = encoded(photo(40, 30).quantize(16), "GIF")
    image = painted(Picture(10, 10, 100, 80, key(film)), {key(film): film})
    assert image.pixelColor(14, 14).name() == "#f2f4f6"


def test_an_unreadable_picture_is_shown_as_a_grey_frame() -> None:
    broken = LARGE[:300]
    image = painted(Picture(10, 10, 100, 80, key(broken)), {key(broken): broken})
    assert image.pixelColor(14, 14).name() == "#f2f4f6"
    with QPainter(image) as painter:
        assert not qt_images.paint_image(painter, QRectF(0, 0, 5, 5), key(b"<svg/>"), b"<svg/>")


def test_a_cropped_picture_looks_the_same_whatever_was_painted_before() -> None:
    clip = Path(rect_commands(2, 2, 1), x=4, y=4, scale=12)
    picture = Picture(0, 0, 40, 32, key(LARGE), clip=clip)
    alone = painted(picture, {key(LARGE): LARGE}, scale=3)
    qt_images._images.kept.clear()
    painted(picture, {key(LARGE): LARGE})
    assert painted(picture, {key(LARGE): LARGE}, scale=3) == alone
