"""The brand of a project: chosen next to the map, applied as one step, and shared as a file."""

import base64
import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.brand import BrandDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.drawing.primitives import Group, Picture
from journey_editor.layout.brand_theme import theme_named
from journey_editor.model.records import Picture as PictureRecord
from tests.app.driver import choose, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def dialog(sample: MainWindow) -> BrandDialog:
    choose(sample, "project.brand")
    found = sample.findChild(BrandDialog)
    assert found is not None
    return found


def logo_file(folder: Path) -> Path:
    path = folder / "logo.png"
    Image.new("RGBA", (360, 96), (0, 84, 60, 255)).save(path)
    return path


def test_a_bank_gives_its_maps_its_colours_and_its_logo(
    sample: MainWindow, dialog: BrandDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    session, scene = sample.session, sample.canvas.map_scene
    before = session.document
    qtbot.waitUntil(lambda: dialog.preview_is_current)
    drawn = dialog.preview.picture.cacheKey()
    accent = dialog.colors["accent"]
    type_into(accent.text, "ff7900")
    assert accent.value == "#FF7900" and accent.warning.isVisibleTo(dialog)
    assert "2.6 : 1" in accent.warning.text() and accent.text.accessibleDescription()
    accent.suggestion.click()
    assert accent.value == "#BE5A00" and not accent.suggestion.isVisibleTo(dialog)
    type_into(accent.text, "no colour")
    assert accent.value == "#BE5A00" and "#RRGGBB" in accent.warning.text()
    type_into(accent.text, "#00543C")
    type_into(dialog.colors["pain_point"].text, "navy")
    type_into(dialog.colors["thought"].text, "red")
    dialog.colors["thought"].reset.click()
    dialog.load_logo(logo_file(tmp_path))
    qtbot.waitUntil(dialog.remove_logo.isEnabled)
    dialog.fields["logo_text"].set_value("Green Bank")
    dialog.fields["imprint_text"].set_value("Internal")
    dialog.fields["dividers"].set_value(True)
    dialog.fields["column_width"].set_value(240.0)
    qtbot.waitUntil(lambda: dialog.preview_is_current and dialog.preview.picture.cacheKey() != drawn)
    assert session.document == before, "the map is changed when the brand is applied"
    dialog.apply_button.click()
    settle()
    brand = session.document.brand()
    assert brand is not None
    assert (brand.accent, brand.pain_point, brand.thought) == ("#00543C", "#000080", "")
    layout = scene.layout
    assert layout.theme == "light#accent=#00543C,pain_point=#000080"
    assert theme_named(layout.theme).stage == "#00543C"
    assert layout.footer.imprint is not None and layout.footer.imprint.lines[0].text.startswith("Internal")
    assert len(layout.dividers) == len(layout.stages) - 1
    assert layout.header.logo is not None and layout.header.logo.box.right == layout.bands[0].right
    header = scene.drawing.groups[0]
    (logo,) = [each for each in header.children if isinstance(each, Group) and each.role == "logo"]
    assert logo.label == "Green Bank" and isinstance(logo.children[-1], Picture)
    assert logo.children[-1].sha256 in session.pictures
    session.undo()
    assert session.document == before and scene.layout.theme == "light"
    session.redo()
    choose(sample, "project.brand")
    again = sample.findChildren(BrandDialog)[-1]
    assert again.design.brand.accent == "#00543C" and again.remove_logo.isEnabled()
    again.reset_all.click()
    again.apply_button.click()
    settle()
    assert session.document.brand() is None and not session.document.select(PictureRecord)


def test_a_brand_is_shared_as_a_file_and_a_bad_one_is_refused(
    sample: MainWindow, dialog: BrandDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path, message = tmp_path / "bank.brand", dialog.message
    dialog.colors["accent"].set_value("#FFFFFF")
    dialog.load_logo(logo_file(tmp_path))
    qtbot.waitUntil(dialog.remove_logo.isEnabled)
    shared = dialog.design
    dialog.save(path)
    qtbot.waitUntil(lambda: "was saved" in message.text())
    content = json.loads(path.read_text(encoding="utf-8"))
    assert (content["format"], content["version"]) == ("journey-editor-brand", 1)
    assert content["brand"] == {"accent": "#FFFFFF"}, "only what was chosen"
    dialog.reset_all.click()
    assert not dialog.remove_logo.isEnabled()
    dialog.load(path)
    qtbot.waitUntil(lambda: "was loaded" in message.text())
    assert dialog.design == shared
    assert dialog.colors["accent"].suggestion.isVisibleTo(dialog), "white on white is readable nonetheless"
    huge = BytesIO()
    Image.new("1", (12_001, 20)).save(huge, "PNG")
    for change, words in (
        ({"version": 2}, "newer version"),
        ({"format": "journey-editor"}, "not a brand"),
        ({"slogan": "x"}, "“slogan” is not part"),
        ({"brand": {"glow": True}}, "brand.glow"),
        ({"brand": {"accent": "green"}}, "brand.accent"),
        ({"brand": {"logo": "asset:7"}}, "brand.logo"),
        ({"brand": []}, "must be an object"),
        ({"logo": "no picture"}, "Base64"),
        ({"logo": base64.b64encode(huge.getvalue()).decode()}, "12,000 on a side"),
    ):
        path.write_text(json.dumps({**content, **change}), encoding="utf-8")
        dialog.load(path)
        qtbot.waitUntil(lambda words=words: words in message.text())
        assert dialog.design == shared
