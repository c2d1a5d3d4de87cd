"""Scripts of the parts of a text (UAX #24), as HarfBuzz expects them."""

import re
from functools import lru_cache

_LATIN_ONLY = re.compile("[\0-\u02ff\u1e00-\u1eff\u2000-\u206f\u20a0-\u2bff]*")
# Ideographs and kana occur in one word and are shaped alike.
_SHAPED_LIKE = {"Hira": "Hani", "Kana": "Hani", "Hrkt": "Hani", "Bopo": "Hani"}
_SHARED = frozenset({"Zyyy", "Zinh", "Zzzz"})


def script_runs(text: str) -> list[tuple[int, str]]:
    """Return the start of each script's run with its ISO 15924 code; the first starts at 0.

    Spaces, digits, marks and punctuation that scripts share belong to the script before them.
    """
    if _LATIN_ONLY.fullmatch(text):
        return [(0, "Latn")]
    runs: list[tuple[int, str]] = []
    for at, char in enumerate(text):
        script = _script(char)
        if script not in _SHARED and (not runs or runs[-1][1] != script):
            runs.append((at if runs else 0, script))
    return runs or [(0, "Latn")]


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    # Imported here because most maps never need these tables, which take a moment to load.
    from fontTools import unicodedata

    script = str(unicodedata.script(char))
    return _SHAPED_LIKE.get(script, script)
