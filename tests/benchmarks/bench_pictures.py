"""Benchmark of pictures: import, painting and saving, compared with the unavoidable part of each.

    python3 main.py test tests/benchmarks/bench_pictures.py -s

prints the processor time in milliseconds (the minimum of some runs), and the same as a multiple of the
baseline. No time makes it fail.
"""

import hashlib
import io
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from journey_editor.backends import qt_images
from journey_editor.backends.qt_images import paint_image
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.draft import Draft
from journey_editor.interchange.pictures import LONGEST_KEPT, import_picture
from journey_editor.model.records import Card
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import proven_bytes
from tests.benchmarks.generated import generated_map
from tests.pictures import encoded, photo

PHOTOS = 40
SEEN = 240


def best(work: Callable[[], object], runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def say(what: str, figure: float, yardstick: float, of: str) -> None:
    print(f"\n{what:<40} {figure:8.1f} ms {figure / yardstick:8.2f} × {of} ({yardstick:.1f} ms)", end="")


def test_a_photo_of_12_megapixels_is_imported() -> None:
    data = encoded(photo(4000, 3000), "JPEG", quality=85)

    def plainly() -> None:
        image = Image.open(io.BytesIO(data))
        image.thumbnail((LONGEST_KEPT, LONGEST_KEPT))
        image.save(io.BytesIO(), "JPEG", quality=88)

    say("imported", best(lambda: import_picture(data)), best(plainly), "decoded, scaled, encoded")


def test_forty_photos_are_painted_and_saved() -> None:
    pictures = {}
    draft = Draft(generated_map(100))
    cards = draft.select(Card)
    for number in range(PHOTOS):
        image = encoded(photo(2000, 1500, seed=number), "JPEG", quality=88)
        key = hashlib.sha256(image).hexdigest()
        pictures[key] = image
        new = add_picture(
            draft, sha256=key, media_type="image/jpeg", size=len(image), width=2000, height=1500
        )
        show_picture(draft, cards[number].id, new.id)
    document = draft.finish()
    sheet = QImage(SEEN * 8, SEEN * 5, QImage.Format.Format_RGB32)

    def paint() -> None:
        with QPainter(sheet) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for number, (key, data) in enumerate(pictures.items()):
                rect = QRectF(number % 8 * SEEN, number // 8 * SEEN, SEEN, SEEN * 0.75)
                paint_image(painter, rect, key, data)

    def paint_anew() -> None:
        qt_images._images.kept.clear()
        qt_images._images.taken = 0
        paint()

    def plainly() -> None:
        with QPainter(sheet) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for number, data in enumerate(pictures.values()):
                image = QImage.fromData(data, "JPEG")  # type: ignore[call-overload]
                painter.drawImage(QRectF(number % 8 * SEEN, number // 8 * SEEN, SEEN, SEEN * 0.75), image)

    decoded = best(plainly)
    say("40 photos, painted for the first time", best(paint_anew), decoded, "decoding them completely")
    say("40 photos, painted again", best(paint), decoded, "decoding them completely")
    print(f"\n{'kept in memory':<40} {qt_images._images.taken / 1e6:8.1f} MB of {PHOTOS * 12}", end="")
    file = proven_bytes(document, pictures)
    hashed = best(lambda: [hashlib.sha256(data).digest() for data in pictures.values()])
    say("saved and verified", best(lambda: proven_bytes(document, pictures)), hashed, "hashing them")
    say("opened and checked", best(lambda: validate(file, Path())), hashed, "hashing them")
    print(f"\n{'file size':<40} {len(file) / 1e6:8.1f} MB", end="")
