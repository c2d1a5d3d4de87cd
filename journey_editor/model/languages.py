"""What a language's tag (BCP 47, such as `de`, `pt-BR` or `zh-Hant`) says of how the language is written."""

_FROM_THE_RIGHT = frozenset({
    "aii", "ar", "arc", "bal", "bqi", "ckb", "dv", "fa", "glk", "haz", "he", "iw", "ji", "ks", "lrc", "mzn",
    "nqo", "pnb", "prs", "ps", "sd", "sdh", "skr", "syr", "ug", "ur", "yi",
})  # fmt: skip
_SCRIPTS_FROM_THE_RIGHT = frozenset({"adlm", "arab", "aran", "hebr", "nkoo", "rohg", "syrc", "thaa"})


def is_right_to_left(language: str) -> bool:
    """Whether a language is read from right to left; a script in the tag (`az-Arab`, `ks-Deva`) decides."""
    first, *others = language.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return scripts[0] in _SCRIPTS_FROM_THE_RIGHT if scripts else first in _FROM_THE_RIGHT


def usual_direction(language: str) -> str:
    """The direction of a journey in a language, `ltr` or `rtl`, unless somebody chooses the other."""
    return "rtl" if is_right_to_left(language) else "ltr"


def han_form(language: str) -> str:
    """Whose forms ideographs have: `ja`, `ko`, `zh-hant`, else `zh-hans`."""
    first, *others = language.lower().replace("_", "-").split("-")
    if first in ("ja", "ko"):
        return first
    traditional = first == "yue" or not {"hant", "tw", "hk", "mo"}.isdisjoint(others)
    return "zh-hant" if traditional and "hans" not in others else "zh-hans"
