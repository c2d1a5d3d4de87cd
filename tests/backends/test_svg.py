"""The SVG: it looks like the PNG, has labels for screen readers, and refers to no other files."""

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import groupby, pairwise
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont
from PIL import Image

from journey_editor.backends.svg import write_svg
from journey_editor.drawing.primitives import Group, Hyperlink, Page, Picture, Rect, Stroke, TextRun
from journey_editor.drawing.text import draw_line
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.geometry import Box
from journey_editor.text.bidi import levels, starts_right_to_left
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.shaping import shape, shape_paragraph
from journey_editor.text.text_style import Face, TextStyle
from tests.backends.sample import (
    PICTURES,
    drawing_of,
    faint_drawing,
    hyphenated,
    png_of,
    sample_drawing,
    sheet,
    svg_of,
    text,
)
from tests.fakes import Token
from tests.fonts_of_a_computer import FOLDER, book_with
from tests.raster import Difference, difference, svg_page

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Measured: 0.0001, 0.02, 0.02. Inkscape, librsvg and Chromium have similar results.
MOST_WRONG_PIXELS = 0.0005
MOST_IN_A_TILE = 0.05
MOST_TINT = 0.04


def compared(page: Page) -> Difference:
    screen = png_of(page).convert("RGB")
    return difference(screen, svg_page(svg_of(page), screen.size))


def agree(found: Difference) -> bool:
    return found.share < MOST_WRONG_PIXELS and found.worst < MOST_IN_A_TILE and found.tint < MOST_TINT


def parsed(page: Page, **details: bool) -> ET.Element:
    return ET.fromstring(svg_of(page, **details))


def labels(root: ET.Element) -> list[str]:
    return [said for each in root.iter() if (said := each.get("aria-label")) is not None]


# Appearance


def test_faint_cards_look_like_those_of_the_png() -> None:
    found = compared(sheet(faint_drawing()))
    assert agree(found), found


def test_the_svg_looks_like_the_png() -> None:
    found = compared(sheet(sample_drawing()))
    assert agree(found), found


@pytest.mark.parametrize("left_out", range(7))
def test_a_missing_group_is_detected(left_out: int) -> None:
    whole = sample_drawing()
    groups = tuple(group for at, group in enumerate(whole.groups) if at != left_out)
    screen = png_of(sheet(whole)).convert("RGB")
    assert not agree(difference(screen, svg_page(svg_of(sheet(replace(whole, groups=groups))), screen.size)))


def test_a_map_scaled_to_a_paper_size_has_the_same_position_as_in_the_png() -> None:
    page = Page(sample_drawing(), 595, 420, scale=0.9, x=32, y=84.5)
    found = compared(page)
    assert agree(found), found
    root = parsed(page)
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("595pt", "420pt", "0 0 595 420")


def test_paper_is_transparent_only_on_request() -> None:
    dark = sheet(replace(drawing_of(*text(10, 40, "Room")), background="#102030"))
    assert svg_page(svg_of(dark), (200, 100)).getpixel((1, 1)) == (0x10, 0x20, 0x30)
    assert svg_page(svg_of(dark, transparent=True), (200, 100)).getpixel((1, 1)) == (255, 255, 255)


def test_the_edge_of_a_flat_box_is_drawn_as_a_line() -> None:
    page = sheet(drawing_of(Rect(20, 50, 100, 0, 4, None, Stroke("#C02020", 6))))
    assert agree(compared(page))


def test_real_text_has_the_same_position_as_the_outlines() -> None:
    page = sheet(drawing_of(*text(20, 60, "HHHHHH", "bold", 30)))
    outlined = png_of(page).convert("L").point(lambda value: 255 * (value < 128))
    words = (
        svg_page(svg_of(page, real_text=True), outlined.size).convert("L").point(lambda v: 255 * (v < 128))
    )
    for side, other in zip(outlined.getbbox(), words.getbbox(), strict=True):  # type: ignore[arg-type]
        # As far as another font of the same size permits.
        assert abs(side - other) < 70


# Labels and metadata


def test_the_file_has_metadata() -> None:
    root = parsed(sheet(sample_drawing()))
    assert root.findtext(f"{SVG}title") == "Eine Reise – Ω (1)"
    assert root.findtext(f"{SVG}desc") == "Awareness → support"
    assert root.get("lang") == root.get(LANGUAGE) == "de"
    assert "Zoë Ångström" in "".join(root.find(f"{SVG}metadata").itertext())  # type: ignore[union-attr]


def test_groups_have_ids_roles_and_labels() -> None:
    root = parsed(sheet(sample_drawing()))
    groups = {each.get("id"): each for each in root.iter(f"{SVG}g") if each.get("id")}
    assert list(groups) == [
        "texts",
        "lines",
        "boxes",
        "outer",
        "inner",
        "icons",
        "pictures",
        "moved",
        "divided",
    ]
    assert (groups["boxes"].get("class"), groups["boxes"].get("role")) == ("card", "group")
    assert groups["boxes"].get("aria-label") == "Boxes"


def test_every_id_is_unique_and_a_valid_xml_name() -> None:
    owners = ("card:1", "card-1", "card:1", "7", "", "ü/1", "_0", "card-1-2")
    groups = tuple(Group(owner, "card", 0, 0, text(9, 9, "a b")) for owner in owners)
    root = parsed(sheet(replace(drawing_of(), groups=groups)))
    ids = [found for each in root.iter() if (found := each.get("id")) is not None]
    assert len(ids) == len(set(ids)) == len(owners) + 2
    assert all(each.isascii() and not each[0].isdigit() and ":" not in each for each in ids)
    used = {each.get(LINK, "")[1:] for each in root.iter(f"{SVG}use")}
    assert used <= set(ids)


def test_the_lines_of_a_card_form_one_label_with_divided_words_joined() -> None:
    lines = (*text(10, 20, "Sees the toy in a"), *text(10, 38, "friend’s video"))
    assert labels(parsed(sheet(drawing_of(*lines)))) == ["Sees the toy in a friend’s video"]
    divided = hyphenated(10, 20, "Kundenzufriedenheit", 6)
    assert labels(parsed(sheet(drawing_of(*divided)))) == ["Kundenzufriedenheit"]
    words = [
        "".join(each.itertext())
        for each in parsed(sheet(drawing_of(*divided)), real_text=True).iter(f"{SVG}text")
    ]
    assert words == ["Kunden\u2010", "zufriedenheit"]


@pytest.mark.parametrize(
    "words", ["(שלום) עולם!", "מרחבא abc 12 (בעולם).", "Calls שלום עולם (again)", "مرحبا بالعالم"]
)
def test_labels_with_both_directions_are_in_reading_order(words: str) -> None:
    assert labels(parsed(sheet(drawing_of(*text(10, 20, words))))) == [words]


def test_text_in_another_colour_has_a_label_of_its_own() -> None:
    two = (*text(10, 20, "Title", "bold"), *text(10, 38, "what it is", color="#5B6675"))
    assert labels(parsed(sheet(drawing_of(*two)))) == ["Title", "what it is"]


def test_text_can_be_edited_on_request() -> None:
    root = parsed(sheet(sample_drawing()), real_text=True)
    written = [each.text for each in root.iter(f"{SVG}text")]
    assert "Notices the need · “Four stars, but what?”" in written
    bold = next(each for each in root.iter(f"{SVG}text") if each.text == "in")
    assert bold.get("font-weight") == "700"
    assert bold.get("font-family", "").startswith("'Journey Sans', Inter, ")
    assert b'aria-label="AVATAR' not in svg_of(sheet(sample_drawing()), real_text=True)


@pytest.mark.parametrize(("face", "weight"), [("regular", "400"), ("semibold", "700"), ("bold", "700")])
def test_a_script_with_one_weight_is_requested_in_bold_if_it_is_drawn_thicker(
    face: Face, weight: str
) -> None:
    (written,) = parsed(sheet(drawing_of(*text(10, 30, "ཐུམ་པོ", face))), real_text=True).iter(f"{SVG}text")
    assert written.get("font-weight") == weight
    assert written.get("font-family", "").startswith("'Journey Sans Tibetan', ")


@pytest.mark.parametrize("real_text", [False, True])
@pytest.mark.parametrize(
    "words", ["a <b> & \"c\" ]]> 'd'", "x\x00\x07\x1by", "a\ud800b\udfffc", "\ufffe\uffff", "<!--", "&#0;"]
)
def test_the_file_is_valid_xml_with_any_text(words: str, real_text: bool) -> None:
    odd = Group(words, words, 0, 0, text(10, 20, words), words)
    drawing = replace(drawing_of(), groups=(odd,), title=words, author=words, subject=words, language=words)
    root = parsed(sheet(drawing), real_text=real_text)
    kept = words.translate(dict.fromkeys((0, 7, 0x1B, 0xFFFE, 0xFFFF)))
    kept = kept.replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert (root.findtext(f"{SVG}title") or "") == kept


# File


def elements_that_refer(root: ET.Element) -> Iterator[str]:
    for each in root.iter():
        for name, value in each.attrib.items():
            if name.endswith("href") or "url(" in value:
                yield value.removeprefix("url(")


def test_the_file_has_no_external_references_and_no_scripts() -> None:
    for real_text in (False, True):
        root = parsed(sheet(sample_drawing()), real_text=real_text)
        assert all(each.startswith(("#", "data:image/")) for each in elements_that_refer(root))
        kinds = {each.tag.removeprefix(SVG) for each in root.iter() if each.tag.startswith(SVG)}
        allowed = {"svg", "title", "desc", "metadata", "defs", "g", "path", "rect", "use", "image", "mask"}
        assert kinds <= allowed | ({"text", "tspan", "style"} if real_text else set())
        style = root.findtext(f"{SVG}style") or ""
        assert style.count("url(") == style.count("url(data:font/woff;base64,")
        assert "@import" not in style
        assert not [name for each in root.iter() for name in each.attrib if name.lower().startswith("on")]


def test_links_lie_over_the_drawing_and_are_text_whatever_they_contain() -> None:
    url = "https://example.com/?a=1&b='2'"
    link = Hyperlink(url, 'Report "A" <1>\n&\u202e', Box(10, 20, 24, 30))
    root = parsed(sheet(replace(drawing_of(), links=(link,))))
    (anchor,) = root.iter(f"{SVG}a")
    assert (anchor.get(LINK), anchor.get("aria-label")) == (url, 'Report "A" <1> &\u202e')
    (area,) = anchor.iter(f"{SVG}rect")
    place = [area.get(name) for name in ("x", "y", "width", "height", "fill")]
    assert place == ["10", "20", "24", "30", "none"]


def test_a_picture_is_embedded_once_and_upright() -> None:
    root = parsed(sheet(sample_drawing()))
    # Two of the six cannot be read.
    files = [each.get(LINK, "") for each in root.iter(f"{SVG}image")]
    assert len(files) == 4
    data = base64.b64decode(files[0].partition(",")[2])
    assert sha256(data).hexdigest() in PICTURES
    turned = Image.open(io.BytesIO(base64.b64decode(files[3].partition(",")[2])))
    assert turned.getexif().get(0x0112, 1) == 1
    name = next(iter(PICTURES))
    twice = sheet(drawing_of(Picture(0, 0, 30, 30, name), Picture(40, 0, 60, 30, name)))
    assert svg_of(twice).count(b"data:image/") == 1
    assert agree(compared(twice))


def test_glyphs_are_stored_once_to_keep_the_file_small() -> None:
    once = len(svg_of(sheet(drawing_of(*text(10, 20, "Asks for the number")))))
    many = drawing_of(*(run for line in range(200) for run in text(10, 20 + line, "Asks for the number")))
    assert len(svg_of(sheet(many))) < once + 200 * 800


def test_the_same_map_gives_the_same_bytes() -> None:
    assert svg_of(sheet(sample_drawing())) == svg_of(sheet(sample_drawing()))


def test_progress_increases_and_can_cancel_the_output() -> None:
    page = sheet(replace(drawing_of(), groups=drawing_of(*text(0, 10, "x")).groups * 1000))
    told: list[float] = []
    write_svg(page, io.BytesIO(), pictures={}, progress=told.append)
    assert len(told) > 5
    assert all(0 <= before < after <= 1 for before, after in pairwise(told))
    stream, half = io.BytesIO(), told[: len(told) // 2]
    told.clear()
    with pytest.raises(CancelledError), cancellable(lambda: told != half):
        write_svg(page, stream, pictures=PICTURES, progress=told.append)
    assert told == half
    assert stream.getvalue() == b""


def test_the_output_can_be_cancelled_between_pictures() -> None:
    page = sheet(replace(sample_drawing(), groups=sample_drawing().groups[4:5]))
    with pytest.raises(CancelledError), cancellable(Token(4)):
        write_svg(page, io.BytesIO(), pictures=PICTURES)


def test_east_asian_brackets_are_as_wide_as_on_the_map() -> None:
    # By default browsers move “：「” closer together, and the text after them would be shifted.
    root = parsed(sheet(drawing_of(*text(10, 20, "x"))), real_text=True)
    assert "text-spacing-trim:space-all" in (root.findtext(f"{SVG}style") or "")


def test_emoji_remain_outlines_in_editable_text() -> None:
    page = sheet(drawing_of(*text(10, 20, "fine 👍🏽 ok")))
    root = parsed(page, real_text=True)
    assert [each.text for each in root.iter(f"{SVG}text")] == ["fine ", " ok"]
    assert "👍🏽" in [each.get("aria-label") for each in root.iter()]


# Searchable text


def texts(page: Page) -> list[str]:
    """Return the contents of the text elements, without the controls that isolate right-to-left text."""
    found = ["".join(each.itertext()) for each in parsed(page, real_text=True).iter(f"{SVG}text")]
    return [each.translate(dict.fromkeys((0x2067, 0x2069, 0x200E))) for each in found]


def fonts(page: Page) -> dict[tuple[str, str, str], TTFont]:
    """Return the fonts in the file, by family, weight and style."""
    rules = re.findall(
        r"@font-face\{font-family:'([^']+)';font-weight:(\d+);font-style:(\w+);"
        r"src:url\(data:font/woff;base64,([A-Za-z0-9+/=]+)\)\}",
        parsed(page, real_text=True).findtext(f"{SVG}style") or "",
    )
    return {tuple(names): TTFont(io.BytesIO(base64.b64decode(data))) for *names, data in rules}  # type: ignore[misc]


@pytest.mark.parametrize(
    "words",
    [
        "ত: “২৫ মিনিট” – iPhone, e̩rù!",
        "مسئلہ: «۲۵» – ہے؟",
        "ޓްރެކިންގ: 25",
        "48-113 שלום: ״א״",
        "Mae Llŷr yn aros",
    ],
)
def test_a_line_has_one_text_per_direction_with_any_fonts(words: str) -> None:
    said = texts(sheet(drawing_of(*text(10, 20, words))))
    assert "".join(said) == words
    turns = [
        direction for direction, _ in groupby(levels(words, starts_right_to_left(words)), lambda n: n % 2)
    ]
    assert len(said) <= len(turns)


@pytest.mark.parametrize("words", ["آرڈر ۴۸-۱۱۳ (info@post.in)", "פנייה אל iPhone 15 Pro Max (בעולם)"])
def test_a_line_with_mostly_foreign_letters_is_labelled_in_its_own_order(words: str) -> None:
    assert labels(parsed(sheet(drawing_of(*text(10, 20, words))))) == [words]
    assert "".join(texts(sheet(drawing_of(*text(10, 20, words))))) == words


def test_a_line_that_begins_with_numbers_follows_the_line_before_it() -> None:
    whole = "ތ (Viber)/އޯޑަރު 48-113 ގެ ސަފްހާ"
    paragraph = shape_paragraph(whole, TextStyle("regular", 13, 18), default_book(), "dv")
    at = whole.index("48")
    lines = [(20, paragraph.cut(0, at)[0]), (38, paragraph.cut(at, len(whole))[0])]
    runs = [TextRun(10 + left, y, run, "#000000") for y, line in lines for left, run in line]
    assert labels(parsed(sheet(drawing_of(*runs)))) == [whole]


@pytest.mark.parametrize("words", ["49.95 די מאס · As-is", "Goal: جمعے ۱۸:۰۰ · As-is"])
def test_on_a_right_to_left_map_a_line_is_labelled_from_the_right(words: str) -> None:
    paragraph = shape_paragraph(words, TextStyle("regular", 13, 18), default_book(), "he")
    runs = [TextRun(10 + left, 20, run, "#000000") for left, run in paragraph.cut(0, len(words))[0]]
    page = sheet(replace(drawing_of(*runs, width=400), language="he"))
    assert labels(parsed(page)) == [words]
    assert "".join(texts(page)) == words


def test_the_file_contains_the_letters_of_each_requested_font() -> None:
    lines = (
        *text(10, 20, "Größe -> ফোন", "bold"),
        *text(10, 40, "Sa̱ꞌan “ok”", "italic"),
        *text(10, 60, "ཐུམ་པོ", "bold"),
    )
    page = sheet(drawing_of(*lines))
    found = fonts(page)
    written = {
        ("Journey Sans", "700", "normal"): "Größe ->",
        ("Journey Sans Bengali", "700", "normal"): "ফোন",
        ("Journey Sans", "400", "italic"): "San “ok”",
        ("Journey Sans Extended", "400", "normal"): "a\u0331ꞌ",
        ("Journey Sans Tibetan", "400", "normal"): "ཐུམ་པོ",
    }
    assert found.keys() == written.keys()
    for name, letters in written.items():
        held = set(map(chr, found[name].getBestCmap()))
        # Also the letters that they consist of, or that they become in right-to-left text.
        assert held >= set(letters) and len(held) <= len(letters) + 3
    features = {
        record.FeatureTag
        for record in found["Journey Sans", "700", "normal"]["GSUB"].table.FeatureList.FeatureRecord
    }
    assert not features & {"calt", "liga"}, "-> does not become an arrow"
    asked = [each.get("font-family", "") for each in parsed(page, real_text=True).iter()]
    assert {family for family, _, _ in found} == {each.split("'")[1] for each in asked if each}


@pytest.mark.parametrize(
    "words",
    [
        "Größe, Ễ Ợ, ĩ ñ", "s̩o̍͘ĩ̟t̪", "ដំណើរគាំទ្រ កញ្ចប់", "ক্ষত্রিয় কোথায় কৌশল", "ޓްރެކިންގ ސަފްހާ", "น้ำ ปั๊ม",
        "سپورٹ کا سفر لله", "བསྒྲུབས་", "ගෝලීය ශ්‍රී", "ᬧᬓᬾᬢ᭄ ᬓ᭄ᬱᬢ᭄ᬭᬶᬬ", "നിൎദേശങ്ങൾ ക്രോ",
    ],
)  # fmt: skip
def test_a_subset_font_looks_the_same_as_on_the_map(words: str) -> None:
    (item,) = text(10, 20, words)
    page = sheet(drawing_of(item))
    (font,) = fonts(page).values()
    stream = io.BytesIO()
    font.flavor = None
    font.save(stream)
    alone = replace(item.run.face, key="alone", path=Path("alone.ttf"))
    alone.__dict__["shaper"] = hb.Font(hb.Face(stream.getvalue()))
    book = FontBook({"regular": (alone,)})
    (_, found), *others = shape(words, TextStyle("regular", 13, 18), book).runs
    assert not others
    assert found.steps == item.run.steps
    assert found.places == item.run.places
    shapes = [[run.face.shaper.get_glyph_extents(glyph) for glyph in run.glyphs] for run in (found, item.run)]
    assert shapes[0] == shapes[1]


def test_letters_without_an_italic_are_upright_among_italic_ones() -> None:
    root = parsed(sheet(drawing_of(*text(10, 20, "“ফোন”", "italic"))), real_text=True)
    (bengali,) = root.iter(f"{SVG}tspan")
    assert bengali.get("font-style") == "normal"


def test_an_installed_font_is_not_embedded() -> None:
    line = shape("客户 ok", TextStyle("regular", 13, 18), book_with(FOLDER), "zh-Hans")
    page = sheet(
        drawing_of(*(item for item in draw_line(line, 10, 20, "#000000") if isinstance(item, TextRun)))
    )
    assert texts(page) == ["客户 ok"]
    assert {family for family, _, _ in fonts(page)} == {"Journey Sans"}
