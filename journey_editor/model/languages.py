"""Writing properties of a language, by its BCP 47 tag (such as `de`, `pt-BR` or `zh-Hant`)."""

_FROM_THE_RIGHT = frozenset({
    "acm", "acq", "aeb", "afb", "aii", "apc", "apd", "ar", "arc", "arq", "ars", "ary", "arz", "azb", "bal",
    "bft", "bqi", "brh", "ckb", "dcc", "dv", "fa", "glk", "haz", "he", "hnd", "hno", "iw", "ji", "jrb", "khw",
    "ks", "lki", "lrc", "mzn", "nqo", "ota", "pbt", "pbu", "pnb", "prs", "ps", "rhg", "sd", "sdh", "shu",
    "skr", "syr", "trw", "tru", "ug", "ur", "uzs", "yi",
})  # fmt: skip
_WITH_JAPANESE_FORMS = frozenset({
    "ain", "ams", "ja", "kzg", "mvi", "ojp", "okn", "rys", "ryu", "tkn", "xug", "yoi", "yox",
})  # fmt: skip
_CHINESE = frozenset({
    "cdo", "cjy", "cmn", "cnp", "cpx", "csp", "czh", "czo", "gan", "hak", "hsn", "lzh", "mnp", "nan", "wuu",
    "yue", "zh",
})  # fmt: skip
_SCRIPTS_FROM_THE_RIGHT = frozenset({"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"})


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written right to left. A script subtag (`az-Arab`, `ks-Deva`) decides."""
    first, *others = language.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return scripts[0] in _SCRIPTS_FROM_THE_RIGHT if scripts else first in _FROM_THE_RIGHT


def usual_direction(language: str) -> str:
    """Return the default direction of a journey in a language: `ltr` or `rtl`."""
    return "rtl" if is_right_to_left(language) else "ltr"


def is_chinese(language: str) -> bool:
    """Return whether a language is a Chinese one, in any script."""
    return language.lower().replace("_", "-").partition("-")[0] in _CHINESE


def han_form(language: str) -> str:
    """Return the regional form of ideographs for a language: `ja`, `ko`, `zh-hant`, otherwise `zh-hans`."""
    first, *others = language.lower().replace("_", "-").split("-")
    if first in _WITH_JAPANESE_FORMS:
        return "ja"
    if first in ("ko", "jje"):
        return "ko"
    traditional = first == "yue" or not {"hant", "tw", "hk", "mo"}.isdisjoint(others)
    return "zh-hant" if traditional and "hans" not in others else "zh-hans"
