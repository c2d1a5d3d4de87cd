"""Random input: initial maps, texts, files, and content to paste and to drop."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage

from journey_editor.app.services.clipboard import MIME
from journey_editor.app.session.session import Session
from journey_editor.editing.clip import clip_of
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template, templates
from journey_editor.foundation.identity import counting_ids, ids_from
from journey_editor.model.document import Document
from journey_editor.model.records import Journey, Picture
from journey_editor.storage.project.project_file import write_project
from tests.benchmarks.generated import generated_map
from tests.gallery import GALLERY
from tests.languages import FURTHER, JOURNEYS, journey_in
from tests.pictures import encoded, photo, tiny_png, unkind_pictures

_SENTENCES = (
    "Calls the hotline and hears music",
    "The agent asks for the customer number, which nobody has at hand, and then for the date of birth",
    "Wartet auf die Rückmeldung der Rechtsschutzversicherungsgesellschaft",
    "متى سيصل الطرد إلى المنزل؟",
    "למה אף אחד לא עונה לטלפון",
    "かばんが届かないので、コールセンターに電話する",
    "ติดต่อศูนย์บริการลูกค้าไม่ได้ตั้งแต่เมื่อวาน",
    "कोई जवाब नहीं मिला",
    "👩‍👩‍👧‍👦 👍🏽 🇩🇪 1️⃣ 🙈",
    "e\u0301 n\u0303 Zalgo z\u0335\u0321\u0338a\u0337\u0322l\u0336g\u0335o\u0338",
    "12\u00a0€ a month, or 5\u202f%",
    "=1+1",
    '<img src="file:///etc/passwd"> <b>bold</b> &amp;',
    "https://example.org/a/very/long/address?with=many&parts=of#it",
    "\u202eevil.exe\u202c \u2066isolated\u2069",
    "x",
)
_CLIPS = ("text", "lines", "table", "html", "image", "files", "cards", "spoilt", "much", "nothing")
_TIMES = ("2:30", "90", "1:02:03", "0:99", "-1", "∞", "12345678", "10:00")


def words(dice: Random, *, lines: bool = True) -> str:
    """Return a text of one word to forty lines in some language."""
    match dice.randrange(12):
        case 0:
            return dice.choice("axÄß9?ж中") * dice.randrange(1, 4)
        case 1:
            return dice.choice(("Donaudampfschifffahrt", "W", "مرحبا", "旅", "👍")) * dice.randrange(5, 80)
        case 2:
            return dice.choice(_TIMES)
        case 3:
            return dice.choice(("", " ", "\n", "  \n\n ", "\t"))
        case 4 | 5 | 6 if lines:
            count = dice.randrange(2, 41)
            return "\n".join(_cut(dice, dice.choice(_SENTENCES)) for _ in range(count))
        case 7:
            return " ".join(dice.choice(_SENTENCES) for _ in range(dice.randrange(2, 12)))
    return dice.choice(_SENTENCES)


def too_much(dice: Random) -> str:
    """Return a text that is longer than a field accepts, or just as long."""
    return ("Far too long " * 2_000)[: dice.choice((19_999, 20_000, 20_001, 26_000))]


def _cut(dice: Random, text: str) -> str:
    return text[: dice.randrange(len(text) + 1)] if dice.random() < 0.4 else text


def first_map(dice: Random) -> tuple[str, Document, dict[str, bytes]]:
    """Choose the initial map of a trial; return its name, the map and the bytes of its pictures."""
    ways: list[tuple[str, Callable[[], Document]]] = [*GALLERY.items()]
    # Nearly empty maps reveal code that expects something to exist.
    ways += [(name, GALLERY[name]) for name in ("no_stages", "no_stages", "nothing")]
    ways += [
        (each.id, lambda each=each: project_from_template(each.id, new_id=counting_ids()))  # type: ignore[misc]
        for each in templates()
    ]
    ways += [(f"many lines {n}", lambda: _many_lines(dice)) for n in range(4)]
    ways += [("several journeys", lambda: _several(dice)), ("a language", lambda: _foreign(dice))]
    ways += [(f"{n} cards", lambda n=n: generated_map(n)) for n in (200, 1_000)]  # type: ignore[misc]
    name, make = dice.choice(ways)
    document = make()
    if dice.random() < 0.2:
        document = _changed(document, theme="dark")
    if dice.random() < 0.2:
        document = _changed(document, direction=dice.choice(("ltr", "rtl")))
    pictures = {each.sha256: each.data for each in unkind_pictures().values()}
    return name, _without_lost_pictures(document, pictures), pictures


def _foreign(dice: Random) -> Document:
    return journey_in(dice.choice([*JOURNEYS, *FURTHER]))


def _many_lines(dice: Random) -> Document:
    draft = Draft(project_from_template("support", new_id=counting_ids()), ids_from("many lines"))
    journey = draft.journeys()[0].id
    lanes = [each.id for each in draft.lanes_of(journey) if each.kind != "emotion"]
    for step in draft.columns_of(journey):
        for _ in range(dice.randrange(4)):
            add_card(draft, step.id, dice.choice(lanes), words(dice).strip() or "A card")
    return draft.finish()


def _several(dice: Random) -> Document:
    draft = Draft(GALLERY["five_personas"](), ids_from("several"))
    for other in (GALLERY["sample"](), _foreign(dice), GALLERY["no_stages"]()):
        merge_project(draft, other)
    return draft.finish()


def _changed(document: Document, **values: str) -> Document:
    draft = Draft(document)
    for journey in draft.select(Journey):
        draft.change(journey, **values)
    return draft.finish()


def _without_lost_pictures(document: Document, pictures: Mapping[str, bytes]) -> Document:
    """Return a map without the pictures whose bytes are missing, because they cannot be saved."""
    draft = Draft(document)
    for each in document.select(Picture):
        if each.sha256 not in pictures:
            draft.remove(each.id)
    return draft.finish()


def make_files(folder: Path, dice: Random) -> None:
    """Create files in a folder to open, import and drop: valid ones, damaged ones, and odd names."""
    folder.mkdir(parents=True, exist_ok=True)
    _, document, pictures = first_map(dice)
    write_project(folder / "other.journey", document, needed(document, pictures))
    whole = (folder / "other.journey").read_bytes()
    (folder / "spoilt.journey").write_bytes(whole[: len(whole) // 2])
    (folder / "odd # name (2) — ü.mmd").write_text(
        "journey\n  title My day\n  section Buy\n    Look: 4: Ada\n    Pay: 9: Ada, Shop\n", "utf-8"
    )
    (folder / "notes.md").write_text(
        "# Notes\n\n```mermaid\njourney\n section A\n  Go: 3: Me\n```\n", "utf-8"
    )
    (folder / "spoilt.json").write_text('{"journeys": [{"title": 3}]}', "utf-8")
    (folder / "photo.jpg").write_bytes(encoded(photo(320, 200, dice.randrange(99)), "JPEG"))
    (folder / "tiny.png").write_bytes(tiny_png())
    (folder / "spoilt.png").write_bytes(tiny_png(90, 90)[:60])
    (folder / "drawing.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (folder / "empty.json").touch()
    (folder / "a folder").mkdir(exist_ok=True)


def needed(document: Document, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the bytes of the pictures that a map shows."""
    return {
        sha256: pictures[sha256]
        for record in document
        if (sha256 := getattr(record, "sha256", "")) in pictures
    }


def some_files(folder: Path, dice: Random) -> list[Path]:
    """Choose one or several files of a folder, or one that does not exist."""
    there = sorted(folder.rglob("*"))[:60]
    if not there or dice.random() < 0.05:
        return [folder / "gone.journey"]
    return dice.sample(there, min(len(there), dice.choice((1, 1, 1, 2, 4))))


def clip(dice: Random, folder: Path, session: Session) -> tuple[str, QMimeData]:
    """Return content for the clipboard or a drag, as a description and the data."""
    data = QMimeData()
    name = dice.choice(
        ("text", "lines", "table", "html", "image", "files", "cards", "spoilt", "much", "none")
    )
    match name:
        case "text" | "lines":
            data.setText(words(dice, lines=name == "lines"))
        case "table":
            rows = [[words(dice, lines=False) for _ in range(dice.randrange(1, 6))] for _ in range(4)]
            data.setText("\n".join("\t".join(row) for row in rows))
        case "html":
            data.setHtml('<p>Some <b>words</b><img src="file:///etc/hostname"></p>')
            data.setText("Some words")
        case "image":
            data.setImageData(QImage.fromData(tiny_png(dice.randrange(1, 400), dice.randrange(1, 400))))
        case "files":
            data.setUrls([QUrl.fromLocalFile(str(each)) for each in some_files(folder, dice)])
        case "cards":
            document = session.document
            chosen = dice.sample(ids := [each.id for each in document], min(len(ids), 3))
            chosen_clip = clip_of(document, session.journey_id, chosen, session.pictures)
            data.setData(MIME, chosen_clip.to_json().encode())
            data.setText("Cards")
        case "spoilt":
            data.setData(MIME, dice.choice((b"", b"{}", b"[1]", b"\xff\xfe", json.dumps({"a": 1}).encode())))
            data.setText("Spoilt")
        case "much":
            data.setText(dice.choice((too_much(dice), "x\n" * 1_001, "a\tb\n" * 300)))
    return name, data
