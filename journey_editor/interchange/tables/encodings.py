"""Encoding of a text whose file does not say it."""

import codecs
import re
import unicodedata
from collections.abc import Iterable

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr

_FOREIGN_SAMPLE = 16_000
_SCORED = 8_000
"""Maximum number of bytes of which each possible encoding is tried."""
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюяё"
_LETTERS = {
    "cp1252": (
        "äöüß", "éèêàçùîœôâëïûæ", "ñáíóúü¿¡", "ãõçâêáíóúàéô", "àèéìòùù", "éëïöü", "åäöé", "æøåé",
        "áéíóúýþæöð", "àçéèíïòóúü·",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "ăâîşţșț", "čćđšž",
    ),
    "cp1251": (_RUSSIAN, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", "абвгдђежзијклљмнњопрстћуфхцчџш",
               "абвгдежзіўйклмнопрстуфхцчшыьэюяё"),
    "koi8-u": (_RUSSIAN, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    "cp866": (_RUSSIAN,),
    "cp1253": ("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",),
    "cp1254": ("çğıöşüİâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž", "äöõüšž"),
    "cp1255": ("אבגדהוזחטיכךלמםנןסעפףצץקרשת",),
    "cp1256": ("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءآأإئؤپچژگ",),
    "cp874": ("กขคฆงจฉชซญฎฏฐณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮะาำเแโใไๆ็่้๊๋์ิีึืุูัๅฯ",),
    "cp1258": ("ăâđêôơưàảãáạéèíìóòúùýñ\u0300\u0301\u0303\u0309\u0323",),
    "mac_roman": ("äöüß", "éèêàçùîœôâëïû", "ñáíóúü¿¡"),
}  # fmt: skip
"""Letters other than those of ASCII of the languages of each encoding, frequent encodings first."""
_COMMON = {
    "gb18030": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能"
               "下过子说面而方后多定行学法所得经进着等部度家里如高自理起小物现实加量都两体机当使点从业本"
               "去性好应开合还因由其前外天日事全间与关重新内数心看客户程购买搜索服务评价订单付款产品网站"
               "店痛阶段情绪机会触想",
    "big5": "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能"
            "下過子說面而方後多定行學法所得經進著等部度家裡如高自理起小物現實加量都兩體機當使點從業本"
            "去性好應開合還因由其前外天日事全間與關重新內數心看客戶程購買搜尋服務評價訂單付款產品網站"
            "店痛階段情緒機會觸想商旅並",
    "cp932": "のにはをたがでとしれさあいるなもかっまこてよくられりすそうおけんきつどーンスルトリアイラ"
             "クシレジタ入検索客様用購",
    "euc_jp": "のにはをたがでとしれさあいるなもかっまこてよくられりすそうおけんきつどーンスルトリアイラ"
              "クシレジタ入検索客様用購",
    "cp949": "이다는을의에가고하지로기사어한자리도나들인서시스아으해일대정수전그보부상장중원제국고객여"
             "정검색구매후",
}  # fmt: skip
"""Frequent characters of the languages of encodings with several bytes."""
_FREQUENT = frozenset("оеаинтсрвлкмдпуαοιετσνηυיוהלארתמחשבדקםנاليمنرةت" + "านรก")
_SIGNS = frozenset("«»„“”‚‘’–—…·•°№€£§®©™×¿¡ºª\u00a0、。，：；！？「」『』（）・〜～％")


def encoding_of(chunks: Iterable[bytes]) -> str:
    """Return the encoding of a text: from its mark, UTF-8 if it is valid, UTF-16 by zero bytes, or a guess.

    Raises `UserError` if it is no text, and `CancelledError`.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    foreign = bytearray()
    first = b""
    valid = True
    for chunk in chunks:
        raise_if_cancelled()
        if not first:
            first = chunk
            for mark, name in _BYTE_ORDER_MARKS:
                if chunk.startswith(mark):
                    return name
            if name := _without_mark(chunk[:4096]):
                return name
        try:
            if valid:
                decoder.decode(chunk)
        except UnicodeDecodeError:
            valid = False
        if not valid:
            lines = [line for line in chunk.splitlines(keepends=True) if not line.isascii()]
            foreign += b"".join(lines)[: _FOREIGN_SAMPLE - len(foreign)]
            if len(foreign) >= _FOREIGN_SAMPLE:
                break
    return "utf-8" if valid else guessed_encoding(bytes(foreign or first[:_FOREIGN_SAMPLE]))


def guessed_encoding(data: bytes) -> str:
    """Return the encoding in which a text that is not UTF-8 has the most usual letters; or the first."""
    lines = [line for line in data[:_FOREIGN_SAMPLE].splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SCORED]
    best, most = "cp1252", 0.0
    for name, languages in _LETTERS.items():
        text = sample.decode(name, "replace")
        score = max(_score(text, frozenset(letters)) for letters in languages)
        if score > most:
            best, most = name, score
    for name, common in _COMMON.items():
        # The sample may end within a character.
        text = sample.decode(name, "replace")
        score = _score_of_ideographs(text, frozenset(common))
        if score > most:
            best, most = name, score
    return best


def _without_mark(start: bytes) -> str:
    """Return the name of UTF-16 without a mark, whose letters have a zero byte in front or behind."""
    zeros = [start[half::2].count(0) for half in (0, 1)]
    if 0 not in start:
        return ""
    if 0 not in zeros:
        raise UserError(tr("This file is neither text nor a spreadsheet that can be read."))
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _score(text: str, letters: frozenset[str]) -> float:
    """Return how well the characters beyond ASCII fit those of a language."""
    score, before = 0.0, " "
    is_latin = "LATIN" in unicodedata.name(min(letters.difference(_SIGNS)), "")
    for char in text:
        if char == "\ufffd":
            score -= 8.0
        elif not char.isascii():
            small = char.lower() if char not in letters else char
            if small in letters:
                score += 1.5 if small in _FREQUENT else 1.0
                score -= 0.3 * (char != small)
                # Within a word, capitals follow capitals.
                score -= 1.5 * (char != small and before.islower())
            elif char in _SIGNS:
                score += 0.1 if not before.isalpha() or char in "’”“»…–" else -0.5
            else:
                score -= 1.0 if char.isalpha() else 2.0
        if not is_latin and char.isalpha() and before.isalpha() and char.isascii() != before.isascii():
            score -= 2.0
        before = char
    return score


def _score_of_ideographs(text: str, common: frozenset[str]) -> float:
    """Return how well the characters beyond ASCII fit a language of East Asia, each of two bytes."""
    score = 0.0
    for char in text:
        if char in common:
            score += 3.0
        elif char in _SIGNS or re.match(r"[\u3000-\u30ff\uff00-\uff60]", char):
            score += 1.0
        elif re.match(r"[\u4e00-\u9fff\uac00-\ud7a3]", char):
            score += 1.6
        elif not char.isascii():
            score -= 3.0
    # Letters of a European word with accents are pairs with a letter of ASCII, too.
    return score - 2.5 * len(re.findall(r"[a-z][\u3400-\ud7a3]|[\u3400-\ud7a3][a-z]", text))
