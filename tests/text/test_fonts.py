"""The fonts of the maps have the letters that people write, and can be embedded in all outputs."""

import pytest
from fontTools.ttLib import TTFont

from journey_editor.text.font_face import FontFace
from journey_editor.text.fonts import (
    EXTENDED,
    LIGHTER_SCRIPTS,
    SCRIPTS,
    SCRIPTS_OF_ONE_WEIGHT,
    default_book,
)
from journey_editor.text.shaping import shape
from journey_editor.text.text_style import Face, TextStyle
from tests.fonts_of_a_computer import FOLDER, book_with

BOOK = default_book()
FACES = sorted({face for chain in BOOK.chains.values() for face in chain}, key=lambda face: face.key)
# Scripts without pairs of letters that need kerning.
WITHOUT_PAIRS = {
    "batak", "buginese", "canadianaboriginal", "kayahli", "limbu", "lisu", "meeteimayek", "mongolian",
    "olchiki", "oriya", "sundanese", "sylotinagri", "taile", "taitham", "vai",
}  # fmt: skip
STYLES = ("regular", "italic", "semibold", "bold")


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.key)
def test_every_face_is_a_static_true_type_font_with_its_marks(face: FontFace) -> None:
    with TTFont(face.path, lazy=True) as font:
        assert face.is_plain is not (face.thickened or face.slanted) and "glyf" in font and "fvar" not in font
        assert font["name"].getDebugName(1).startswith("Journey Sans")
        assert "Open Font License" in font["name"].getDebugName(13)
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        assert features & {"mark", "abvm", "kern", "mkmk"}
        assert features & {"kern", "dist"} or face.key.split("-")[1] in WITHOUT_PAIRS
    assert len(face.data) < 700_000


def test_all_fonts_together_stay_small() -> None:
    folder = FACES[0].path.parent
    assert sum(file.stat().st_size for file in folder.iterdir()) < 9_600_000


def test_each_script_has_its_own_weights() -> None:
    own = ["sans-bold", "sans-italic", "sans-regular", "sans-semibold"]
    scripts = [
        f"sans-{script.lower()}-{weight}"
        for scripts, weights in (
            (SCRIPTS, ("bold", "regular", "semibold")),
            (LIGHTER_SCRIPTS + SCRIPTS_OF_ONE_WEIGHT, ("bold", "regular")),
            ((EXTENDED,), ("bold", "italic", "regular", "semibold")),
        )
        for script in scripts
        for weight in weights
    ]
    assert [face.key for face in FACES] == sorted(own + scripts)
    assert len({face.data for face in FACES}) == len(FACES) - len(SCRIPTS_OF_ONE_WEIGHT) - 2


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("العميلة تشكو من التأخّر، «لم يَصِل الطلب»؟ ٣ أيام", "arabic"),
        ("مشتری از تأخیر گله می\u200cکند؛ ۱۲ روز، پیگیری گزارش چه شد؟", "arabic"),
        ("گاہک تاخیر کی شکایت کرتا ہے۔ ٹوٹا ہوا ڈبہ، بڑی ںے", "arabic"),
        ("הלקוחה מתלוננת על האיחור – ״שלושה ימים״, ל־12 בבוקר, שָׁלוֹם", "hebrew"),
        ("ग्राहक देरी की शिकायत करता है। प्रश्न, क्ष त्र ज्ञ श्र, ड़ ढ़, १२३", "devanagari"),
        ("ลูกค้าร้องเรียนเรื่องความล่าช้า ๑๒๓ ฿ น้ำ ผู้ ปั๊ม ฯ ๆ", "thai"),
        ("গ্রাহক বিলম্বের অভিযোগ করে। ১২৩ ৳", "bengali"),
        ("ગ્રાહક વિલંબની ફરિયાદ કરે છે ૧૨", "gujarati"),
        ("ਗਾਹਕ ਦੇਰੀ ਦੀ ਸ਼ਿਕਾਇਤ ਕਰਦਾ ਹੈ", "gurmukhi"),
        ("ಗ್ರಾಹಕರು ವಿಳಂಬದ ಬಗ್ಗೆ ದೂರು ನೀಡುತ್ತಾರೆ", "kannada"),
        ("ഉപഭോക്താവ് കാലതാമസത്തെക്കുറിച്ച് പരാതിപ്പെടുന്നു", "malayalam"),
        ("පාරිභෝගිකයා ප්‍රමාදය ගැන පැමිණිලි කරයි", "sinhala"),
        ("வாடிக்கையாளர் தாமதம் பற்றி புகார் செய்கிறார்", "tamil"),
        ("కస్టమర్ ఆలస్యం గురించి ఫిర్యాదు చేస్తాడు", "telugu"),
        ("Հաճախորդը բողոքում է ուշացումից և", "armenian"),
        ("ደንበኛው ስለ መዘግየት ቅሬታ ያቀርባል", "ethiopic"),
        ("მომხმარებელი უჩივის დაგვიანებას", "georgian"),
        ("អតិថិជនត្អូញត្អែរ អំពីការពន្យារពេល", "khmer"),
        ("ລູກຄ້າຮ້ອງທຸກ ກ່ຽວກັບຄວາມຊັກຊ້າ", "lao"),
        ("ဝယ်ယူသူသည် နှောင့်နှေးမှုအကြောင်း တိုင်ကြားသည်", "myanmar"),
        ("ଅର୍ଡରର ସ୍ଥିତି କେହି ଜାଣନ୍ତି ନାହିଁ ୪୮", "oriya"),
        ("އައިޝަތު އެއް ހަފްތާ ވަންދެން", "thaana"),
        ("ܫܠܡܐ ܥܠܝܟ ܥܒ̈ܕܐ", "syriac"),
        ("და̈ჲ ა́", "georgian"),
        ("𞤔𞤢𞤲𞤺𞤮𞤤 𞤱𞤢𞤤𞥆𞤢𞤲𞤣𞤫 𞥒𞥐", "adlam"),
        ("ᎠᎵᏍᏕᎸᏙᏗ ᎧᏁᏌᎢ ꭰꮅ", "cherokee"),
        ("ᐃᑲᔪᖅᑕᐅᓂᖅ ᐴᖅᓯᒪᔪᖅ", "canadianaboriginal"),
        ("ᱥᱩᱢᱤᱛᱨᱟ ᱢᱤᱫ ᱒᱐᱑᱙᱾", "olchiki"),
        ("ꯃꯅꯤꯄꯨꯔꯤ ꯂꯣꯟ ꯱꯲", "meeteimayek"),
        ("ꦲꦏ꧀ꦱꦫ ꦗꦮ ꧇꧑꧒꧇", "javanese"),
        ("བསོད་ནམས་སྐྱིད་ ཀྱིས་ ༢༠༡༩", "tibetan"),
        ("ᠳᠡᠮᠵᠢᠯᠭᠡ ᠶᠢᠨ ᠠᠶᠠᠯᠠᠯ᠃", "mongolian"),
        ("ߘߍ߬ߡߍ߲߬ ߕߊ߯ߡߊ ߂߀߁߉", "nko"),
        ("ⴰⵎⵓⴷⴷⵓ ⵏ ⵜⴰⵡⵉⵙⵉ", "tifinagh"),
        ("ᬧᬓᬾᬢ᭄ ᬦᭀᬭ ᬭᬯᬸᬄ᭞ ᭒᭐᭑᭙", "balinese"),
        ("ᯅᯖᯂ᯲ ᯂᯂᯎ᯲ ᯎ᯲", "batak"),
        ("ᨅᨔ ᨕᨘᨁᨗ ᨆᨊᨛ", "buginese"),
        ("𑄌𑄋𑄴𑄟𑄳𑄦 𑄇𑄧𑄙 𑄷𑄸", "chakma"),
        ("ꨌꩌ ꨣꨬꨳ ꩁ ꩑꩒", "cham"),
        ("𐴌𐴗𐴥𐴝𐴙𐴚 𐴒𐴙𐴝 𐴰𐴱", "hanifirohingya"),
        ("ꤊꤢꤛꤢ꤭ ꤜꤟꤤ꤬ ꤑꤢ ꤁꤂", "kayahli"),
        ("ᰛᰩᰵ ᰛᰧᰵ ᱁᱂", "lepcha"),
        ("ᤕᤠᤰᤌᤢᤱ ᤐᤠᤴ ᥇᥈", "limbu"),
        ("ꓡꓲ-ꓢꓴ ꓐꓯꓹ ꓸ", "lisu"),
        ("𖼀𖽡 𖼞𖽑𖾐 𖼷", "miao"),
        ("ᦅᧄ ᦺᦑ ᦟᦹᧉ ᧑᧒", "newtailue"),
        ("𐓷𐓘𐓻𐓘𐓻𐓟 𐒰͘ 𐓏", "osage"),
        ("ꢱꣃꢬꢵꢰ꣄ꢜ꣄ꢬ ꣑꣒", "saurashtra"),
        ("ᮕᮊᮨᮒ᮪ ᮒᮤᮓᮊ᮪ ᮲᮰", "sundanese"),
        ("ꠍꠤꠟꠐꠤ ꠘꠣꠉꠞꠤ ꠆", "sylotinagri"),
        ("ᥖᥭᥰ ᥖᥬᥳ ᥑᥨᥒᥰ", "taile"),
        ("ᨠᩣ᩠ᨶᨩ᩠ᩅ᩠ᨿ ᨡᩬᨦ ᪁᪂", "taitham"),
        ("ꪼꪕ ꪒꪾ ꪀꪺꪙ ꫛ", "taiviet"),
        ("ꕙꔤ ꗏ ꘠꘡", "vai"),
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_words_of_these_scripts_and_their_spaces_are_set_in_their_font(
    words: str, script: str, style: Face
) -> None:
    assert BOOK.missing([words]) == ()
    (first, *others) = [run for _, run in shape(words, TextStyle(style, 13, 18), BOOK).runs]
    runs = [run for run in (first, *others) if script in run.face.key]
    weight = "regular" if style == "italic" else style
    if weight == "semibold" and script not in map(str.lower, SCRIPTS):
        weight = "bold"
    assert {run.face.key for run in runs} == {f"sans-{script}-{weight}"}
    assert any(" " in run.text for run in runs)
    assert all(glyph for run in (first, *others) for glyph in run.glyphs)


def test_letters_of_all_scripts_match_like_those_of_one_typeface() -> None:
    """Small letters have about the same height, and ascenders and descenders fit a line of a card."""
    by_script = {"arabic": "ه", "hebrew": "ם", "devanagari": "क", "thai": "ก"}
    latin = _reach("x")[1]
    by_script |= {"bengali": "ক", "tamil": "க", "georgian": "ა", "armenian": "ա", "khmer": "ក", "lao": "ກ"}
    by_script |= {"oriya": "ପ", "adlam": "𞤶", "tibetan": "ར", "cherokee": "ꮅ"}
    for letter in by_script.values():
        assert 0.8 * latin < _reach(letter)[1] < 1.2 * latin
    for letters in ("ผู้", "ปั๊", "ฏู", "रू", "कौं", "أ", "ج", "שָׁ", "ץ"):
        low, high = _reach(letters)
        assert high < 1.1 and low > -0.45, letters


def _reach(letters: str) -> tuple[float, float]:
    """Return the extent of the ink below and above the baseline, as a share of the em; below is negative."""
    ((_, run),) = shape(letters, TextStyle("regular", 1, 1.4), BOOK).runs
    tops, feet = [], []
    for glyph, y in zip(run.glyphs, run.ys, strict=True):
        extents = run.face.shaper.get_glyph_extents(glyph)
        tops.append(extents.y_bearing / run.face.units_per_em - y)
        feet.append((extents.y_bearing + extents.height) / run.face.units_per_em - y)
    return min(feet), max(tops)


@pytest.mark.parametrize(
    "words",
    [
        "Sees the toy in a friend's video – “Emil would love that.”",
        "Größe, Übergang, weiß; ærlig, ødelagt, å; naïve, garçon, œuvre; señor, ¿qué?, mañana",
        "Żółć, gęślą jaźń; příliš žluťoučký kůň; Őrült; İstanbul, ışık, ğ, ş; ț, ș, ă; ķ, ļ, ž; Ĝ ŭ; þð; ħ",
        "Tiếng Việt: nghĩa, được, khuyến mãi, thưởng thức, Ặ Ễ Ộ Ữ Ỵ",
        "Ο πελάτης τηλεφωνεί ξανά· άΐΰώ ΆΈΉΊΌΎΏ",
        "Покупатель ждёт; Їжак, ґанок, є; ўсё; Ђ љ њ ћ џ; Ѓ ќ; қазақша: әғқңөұүһі",
        "12 € · £ 3.50 · ¥ · ₹ · ₽ · ₺ · ₴ · ¢ · ½ × 2 ÷ 3 ± 1 − 1 % ‰ ° § … • → ← ↑ ↓ ™ © ® ✓ ★",
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_the_languages_of_europe_and_vietnamese_can_be_written(words: str, style: Face) -> None:
    own = [face for face in BOOK.chains[style] if face.key.count("-") == 1]
    assert [char for char in words if not any(face.covers(char) for face in own)] == []


def test_the_metrics_are_those_of_the_typeface() -> None:
    face = default_book().face("regular")
    assert face.units_per_em == 2048
    assert face.cap_height == pytest.approx(0.7275, abs=1e-3)
    assert 0.9 < face.ascent < 1.0
    assert 0.2 < face.descent < 0.3


def test_characters_without_a_glyph_are_reported_once_in_order() -> None:
    book = default_book()
    assert book.missing(["Größe 10 € “да”\t\n"]) == ()
    assert book.missing(["客 a 服 客"]) == ("客", "服")
    # Joiners and variation selectors are not drawn, so they are not missing.
    assert book.missing(["a\u200db\ufe0f\u00ad"]) == ()


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("ক᳚", "\u1cda"),
        ("ক্ষ᳚", "\u1cda"),
        ("ب̐ and ক᳚", "\u0310\u1cda"),
        ("a\u0951 क\u0951", "\u0951"),
    ],
)
def test_a_mark_that_no_font_has_with_its_letter_is_reported(words: str, marks: str) -> None:
    """Each mark exists in some font, but the message must name the character that is drawn as a box."""
    assert all(BOOK.face_for(mark, "regular", "en") for mark in marks)
    assert BOOK.missing([words]) == tuple(marks)
    runs = [run for _, run in shape(words, TextStyle("regular", 13, 18), BOOK).runs]
    assert sum(run.glyphs.count(0) for run in runs) == len(marks)


@pytest.mark.parametrize(
    "words",
    [
        "Аԥсуа ҟны; Ԓыгъоравэтԓьэн ԯ ԑ; Ӓ ӓ ҧ",
        "chi̍t o̍k ta̍k; s̩é e̩ni ò̩; Sa̱ꞌan ka̱ꞌa̱n Ꞌa; ä̤ ɛ̈ ŋ̈",
        "ˈsəpɔːt ɕ ʑ ɽ ᵻ; ẽ̞ t̪ʰ ɹ̝ a̯ k̚ t͡s; ϟ ϡ ϛ; ꙋ ꙗ гд҃ь",
    ],
)
@pytest.mark.parametrize("style", STYLES)
def test_rarely_used_letters_have_a_font_and_match_the_others(words: str, style: Face) -> None:
    assert BOOK.missing([words]) == ()
    runs = [run for _, run in shape(words, TextStyle(style, 13, 18), BOOK).runs]
    assert all(glyph for run in runs for glyph in run.glyphs)
    own = {face.key for face in BOOK.chains[style] if face.key.count("-") == 1}
    assert {run.face.key for run in runs} - own == {BOOK.chains[style][1 + (style == "italic")].key}
    assert {run.face.slanted for run in runs if "extended" in run.face.key} == {style == "italic"}


@pytest.mark.parametrize("letters", ["o\u0358", "ō\u0358", "k\u0313", "q\u0313", "г\u0483"])
def test_a_mark_is_placed_on_its_letter_and_not_on_the_next(letters: str) -> None:
    ((_, alone),) = shape(letters, TextStyle("regular", 1, 1.4), BOOK).runs
    mark = alone.face.shaper.get_glyph_extents(alone.glyphs[-1])
    units = alone.face.units_per_em
    assert alone.xs[-1] + (mark.x_bearing + mark.width / 2) / units < alone.width


def test_chinese_punctuation_is_set_in_the_chinese_font() -> None:
    """The Mongolian font has them too, in a different style."""
    book = book_with(FOLDER)
    faces = {book.face_for(char, "regular", "zh-Hans") for char in "客，。"}
    assert len(faces) == 1
    assert "mongolian" not in faces.pop().key  # type: ignore[union-attr]
    assert "mongolian" in book.face_for("《", "regular", "mn-Mong").key  # type: ignore[union-attr]
    assert "mongolian" in BOOK.face_for("《", "regular", "bo").key  # type: ignore[union-attr]
