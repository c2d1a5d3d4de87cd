"""Guess of a text's language and direction, by its letters and its most frequent short words."""

import unicodedata
from collections import Counter

_OF_SCRIPT = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "TIBETAN": "bo",
    "MYANMAR": "my",
    "KHMER": "km",
    "ETHIOPIC": "am",
    "THAANA": "dv",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
}
_DISTINCTIVE_LETTERS = {
    "CYRILLIC": {
        "ab": "ҟҽҩ",
        "cv": "ӗ",
        "tg": "ҷӣӯ",
        "ba": "ҙҫҡ",
        "tt": "җ",
        "uz-Cyrl": "ҳ",
        "kk": "ұғқә",
        "ky": "ң",
        "mn": "өү",
        "be": "ў",
        "uk": "іїєґ",
        "mk": "ѓќѕ",
        "sr": "ђћљњџј",
    },
    "ARABIC": {"ps": "ټډړږښځڅ", "ckb": "ڕڵێ", "ug": "ۇۈ", "sd": "ڄڃٻڀ", "ur": "ٹڈڑںے", "fa": "پچژگ"},
}
"""Letters that the script's language in `_OF_SCRIPT` does not have; the first matching language is used."""
_ONE_IN = 300
"""Minimum proportion of distinctive letters (1 in 300), so that letters in a name do not decide."""
_DISTINCTIVE_WORDS = {
    "DEVANAGARI": {"mr": "आहे आणि नाही करतो करते", "ne": "छ छन् हो र गर्छ गर्न", "mai": "अछि छथि नहि"}
}
_TRADITIONAL = "們來時會說這個為與對學後發問題點電話開關訂單號碼機體應該經過還沒買賣貨網頁務員處"
_SIMPLIFIED = "们来时会说这个为与对学后发问题点电话开关订单号码机体应该经过还没买卖货网页务员处"
_SMALL_WORDS = {
    "en": "the and of to in a an i for with is on my it you we do at by",
    "de": "der die das und nicht ein eine mit auf im zu ist wird für",
    "fr": "le la les des du et un une est pour pas dans au aux",
    "es": "el la los las y en un una con por para del al no",
    "pt": "o os as e em no na um uma com por para da do não dos",
    "it": "il lo gli e di un una con per del della che non",
    "nl": "de het een en van met op voor niet is aan",
    "pl": "i w na z do nie się jest po dla",
    "tr": "ve bir bu için ile da de",
    "vi": "và của là một cho không với",
    "cs": "se na je že v ve pro ale jsem nebo když už",
    "sk": "sa na je že v vo pre ale som alebo keď už",
    "hu": "az és nem hogy egy van meg csak de még ki",
    "ro": "și nu la pe cu este un o din care să mai",
    "fi": "ja on ei se että joka kun mutta hän ovat vain",
    "et": "ja on ei see et kui aga ta mis ka",
    "sv": "och att det en ett är på som inte för med hon",
    "da": "og at det en et er på som ikke til med hun af",
    "nb": "og at det en et er på som ikke til med hun av",
    "is": "og að það er á sem ekki til með hún í",
    "lt": "ir yra ne kad su į iš bet tik dar",
    "lv": "un ir ne ka ar uz no bet tikai vēl",
    "hr": "i je na se u da ne za što ali samo",
    "sl": "in je na se v da ne za kaj ali samo",
    "ca": "i el la els les de un una és per amb que no",
    "sw": "na ya wa kwa ni za katika la hii",
    "id": "dan yang di ke dari untuk tidak ini dengan saya",
    "az": "və bir bu üçün ilə də deyil",
}
_LETTERS = {
    "de": "äöüß",
    "fr": "éèêàçùîœô",
    "es": "ñ¿¡áíóú",
    "pt": "ãõçâêáíóú",
    "pl": "ąęłńśźż",
    "tr": "ğış",
    "vi": "ơưđạảấầẩậắằếềểệọộớờởợụứừửự",
    "cs": "ěřůčšžýáéí",
    "sk": "ľĺŕčšžťáéí",
    "hu": "őűöüáé",
    "ro": "țșţşăî",
    "fi": "äö",
    "et": "õäöü",
    "sv": "åäö",
    "da": "æøå",
    "nb": "æøå",
    "is": "þðæö",
    "lt": "ėįųūčšž",
    "lv": "āēīķļņģ",
    "hr": "čćđšž",
    "sl": "čšž",
    "ca": "òï",
    "az": "ə",
}
_MOST_CHARACTERS = 20_000


def guess_language(text: str) -> str:
    """Return the code of the language in which most of `text` seems to be written; `en` by default."""
    text = text[:_MOST_CHARACTERS].lower()
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    if scripts["HIRAGANA"] > scripts["CJK"] // 20:
        return "ja"
    for script, _ in scripts.most_common(1):
        if script in _OF_SCRIPT:
            return _most_likely(script, text)
    words = Counter(text.split())
    letters = Counter(text)
    votes = {
        language: 2 * sum(words[word] for word in small.split()) + _count(letters, _LETTERS.get(language, ""))
        for language, small in _SMALL_WORDS.items()
    }
    return max(votes, key=lambda language: votes[language])


def _most_likely(script: str, text: str) -> str:
    """Return the most likely of the languages that share a script."""
    letters = Counter(text)
    enough = max(1, sum(count for char, count in letters.items() if char.isalpha()) / _ONE_IN)
    for language, distinctive in _DISTINCTIVE_LETTERS.get(script, {}).items():
        if _count(letters, distinctive) > enough:
            return language
    if script == "CYRILLIC" and letters["ъ"] > max(enough, *(letters[letter] for letter in "ыэё")):
        return "bg"
    words = Counter(text.split())
    for language, distinctive in _DISTINCTIVE_WORDS.get(script, {}).items():
        if sum(words[word] for word in distinctive.split()) > 1:
            return language
    if script == "CJK" and _count(letters, _TRADITIONAL) > _count(letters, _SIMPLIFIED):
        return "zh-Hant"
    return _OF_SCRIPT[script]


def _count(letters: Counter[str], wanted: str) -> int:
    return sum(letters[letter] for letter in set(wanted))


def guess_direction(text: str) -> str:
    """Return `rtl` if most letters of `text` are written right to left, otherwise `ltr`."""
    kinds = Counter(unicodedata.bidirectional(char) for char in text[:_MOST_CHARACTERS])
    return "rtl" if kinds["R"] + kinds["AL"] > kinds["L"] else "ltr"
