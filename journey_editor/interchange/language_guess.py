"""The language and the direction of a text, as far as its letters and smallest words tell them."""

import unicodedata
from collections import Counter

_OF_SCRIPT = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "THAI": "th",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "zh",
}
_SMALL_WORDS = {
    "en": "the and of to in a for with is on my it",
    "de": "der die das und nicht ein eine mit auf im zu ist wird für",
    "fr": "le la les des du et un une est pour pas dans au aux",
    "es": "el la los las y en un una con por para del al no",
    "pt": "o os as e em no na um uma com por para da do não dos",
    "it": "il lo gli e di un una con per del della che non",
    "nl": "de het een en van met op voor niet is aan",
    "pl": "i w na z do nie się jest po dla",
    "tr": "ve bir bu için ile da de",
    "vi": "và của là một cho không với",
}
_LETTERS = {
    "de": "äöüß",
    "fr": "éèêàçùîœ",
    "es": "ñ¿¡áíóú",
    "pt": "ãõçâêáíóú",
    "pl": "ąęłńśźż",
    "tr": "ğış",
    "vi": "ơưđạảấầẩậắằếềểệọộớờởợụứừửự",
}
_LOOKED_AT = 20_000


def guess_language(text: str) -> str:
    """The code of the language in which most of `text` seems to be written; `en` where nothing tells."""
    text = text[:_LOOKED_AT].lower()
    scripts = Counter(unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha())
    if scripts["HIRAGANA"] > scripts["CJK"] // 20:
        return "ja"
    for script, _ in scripts.most_common(1):
        if script in _OF_SCRIPT:
            return _OF_SCRIPT[script]
    words = Counter(text.split())
    letters = Counter(text)
    votes = {
        language: 2 * sum(words[word] for word in small.split())
        + sum(letters[letter] for letter in _LETTERS.get(language, ""))
        for language, small in _SMALL_WORDS.items()
    }
    return max(votes, key=lambda language: votes[language])


def guess_direction(text: str) -> str:
    """`rtl` where more letters of `text` run from right to left, else `ltr`."""
    kinds = Counter(unicodedata.bidirectional(char) for char in text[:_LOOKED_AT])
    return "rtl" if kinds["R"] + kinds["AL"] > kinds["L"] else "ltr"
