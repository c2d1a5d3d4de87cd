"""The PNG: its size, its metadata, and the absence of visible bands."""

import io
import threading
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image, ImageChops
from PySide6.QtGui import QImage

from journey_editor.backends import png
from journey_editor.backends.png import LARGEST_SIDE, pixel_size, render_image, write_png
from journey_editor.drawing.primitives import Page
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from tests.backends.sample import PICTURES, drawing_of, png_of, sample_drawing, sheet, text


def test_the_picture_has_the_requested_size_and_dpi() -> None:
    page = Page(sample_drawing(), 595, 420, scale=0.9)
    picture = png_of(page, dpi=150)
    assert picture.size == pixel_size(page, 150) == (1240, 875)
    assert picture.mode == "RGB"
    assert picture.info["dpi"] == pytest.approx((150, 150), abs=0.02)
    assert picture.info["srgb"] == 0


def test_the_picture_has_metadata() -> None:
    texts = png_of(sheet(sample_drawing()), dpi=36).text
    assert texts == {
        "Title": "Eine Reise – Ω (1)",
        "Author": "Zoë Ångström",
        "Description": "Awareness → support",
    }
    assert png_of(sheet(drawing_of())).text == {}


def test_paper_is_transparent_only_on_request() -> None:
    page = sheet(sample_drawing())
    opaque, clear = png_of(page, dpi=72), png_of(page, dpi=72, transparent=True)
    assert opaque.getpixel((2, 2)) == (255, 255, 255)
    assert clear.mode == "RGBA"
    assert clear.getpixel((2, 2))[3] == 0
    assert clear.getpixel((530, 28)) == (0x0B, 0x5F, 0x56, 255)
    laid_on_white = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    apart = ImageChops.difference(laid_on_white, opaque).getextrema()
    assert max(most for _, most in apart) <= 3, (
        "only half-covered edges differ, because they are rounded twice"
    )


@pytest.mark.parametrize("dpi", [72, 143, 288])
def test_bands_are_invisible(dpi: int, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(sample_drawing(), 500, 300, scale=0.8, x=10.3, y=7.7)
    whole = render_image(page, dpi / 72, pictures=PICTURES).convertToFormat(QImage.Format.Format_RGB888)
    expected = Image.frombytes(
        "RGB", (whole.width(), whole.height()), bytes(whole.constBits()), "raw", "RGB", whole.bytesPerLine()
    )
    for rows in (256, 31):
        monkeypatch.setattr(png, "_MOST_ROWS", rows)
        assert ImageChops.difference(png_of(page, dpi, compressed=True), expected).getbbox() is None


def test_a_picture_too_large_to_open_is_refused_with_a_message() -> None:
    stream = io.BytesIO()
    page = sheet(drawing_of(width=5000, height=2500))
    with pytest.raises(UserError, match=r"83333 × 41667 pixels.*at most 30000.* Choose 432 dpi or less"):
        write_png(page, stream, dpi=1200, pictures={})
    assert stream.getvalue() == b""
    assert max(pixel_size(page, 432)) <= LARGEST_SIDE


def test_a_very_long_picture_is_complete() -> None:
    words = text(1, 9, "End", "bold", 10)
    page = sheet(
        drawing_of(*(replace(run, x=run.x + 7_380) for run in words), *words, width=7_400, height=12)
    )
    picture = png_of(page, dpi=288).convert("L")
    assert picture.width == 29_600
    begin = picture.crop((0, 0, 80, 48))
    end = picture.crop((29_520, 0, 29_600, 48))
    assert begin.getextrema()[0] < 60
    assert begin.tobytes() == end.tobytes()


def test_progress_increases_and_can_cancel_the_output() -> None:
    page = sheet(sample_drawing())
    told: list[float] = []
    write_png(page, io.BytesIO(), dpi=300, pictures=PICTURES, progress=told.append)
    assert len(told) == 5
    assert all(0 <= before < after < 1 for before, after in pairwise(told))
    told.clear()
    with pytest.raises(CancelledError), cancellable(lambda: len(told) < 3):
        write_png(page, io.BytesIO(), dpi=300, pictures=PICTURES, progress=told.append)
    assert len(told) == 3
    assert [thread.name for thread in threading.enumerate() if "ThreadPool" in thread.name] == []


def test_cancelling_stops_the_compression_in_the_other_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    compressing, stopped = threading.Event(), threading.Event()
    calls: list[str] = []

    def add_rows(*_: object) -> None:
        calls.append(threading.current_thread().name)
        compressing.set()
        assert stopped.wait(60)

    monkeypatch.setattr(png, "_AT_ONCE", 1)
    monkeypatch.setattr(png, "Event", lambda: stopped)
    monkeypatch.setattr(png.PngStream, "add_rows", add_rows)
    with pytest.raises(CancelledError), cancellable(lambda: not compressing.is_set()):
        write_png(sheet(sample_drawing()), io.BytesIO(), dpi=300, pictures=PICTURES)
    assert len(calls) == 1, "the first of hundreds of rows"
    assert calls != [threading.current_thread().name]


def test_a_full_disk_is_reported_to_the_caller() -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: object) -> int:
            if self.tell() > 200:
                raise OSError(28, "No space left on device")
            return super().write(data)  # type: ignore[arg-type]

    with pytest.raises(OSError, match="No space left"):
        write_png(sheet(sample_drawing()), FullDisk(), dpi=300, pictures=PICTURES)


def test_a_worker_thread_writes_the_same_picture() -> None:
    page = sheet(sample_drawing())
    written: list[bytes] = []

    def work() -> None:
        stream = io.BytesIO()
        write_png(page, stream, dpi=100, pictures=PICTURES)
        written.append(stream.getvalue())

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    work()
    assert len(written) == 3
    assert len(set(written)) == 1
