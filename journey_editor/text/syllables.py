"""Places where long words are not broken, although breaks between characters are allowed.

These are within the syllables of South and South-East Asian scripts, and before closing punctuation.
"""

import re

_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0ccd\u0d4d"
_CLOSING = ",;!?)\\]}»”’…"
# Neither pattern is compiled yet: few maps need them, and each start would wait for it.
_HELD = (
    # After a sign that places the next letter below or next to its own: separated, both would look different.
    f"(?<=[{_VIRAMAS}\u1039\u17d2\u1a60\u1b44\u1bab\ua8c4\ua9c0\uabed\U00011133])(?=\\w)|(?<=\u0dca\u200d)"
    # Before a letter without a vowel, which ends a syllable: a letter of its own, or one with a virama.
    "|(?=[\u09ce\u0d54-\u0d56\u0d7a-\u0d7f]|[\u0b95-\u0bb9]\u0bcd|[\u0d9a-\u0dc6]\u0dca(?!\u200d)"
    f"|[\u1000-\u102a]\u1037?\u103a|[\u0904-\u0d39]\u093c?[{_VIRAMAS}](?![\\w\u200d]))"
    # Around vowels of Thai, Lao and Burmese that count as letters.
    "|(?<=[\u0e40-\u0e44\u0ec0-\u0ec4])(?=\\w)|(?=[\u0e2f\u0e30\u0e32\u0e45\u0e46\u0eb0\u0eb2\u0ebd\u0ec6"
    "\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c])"
    # A line does not begin with closing punctuation, even if there is no space after it.
    f"|(?<=\\w)(?=[{_CLOSING}])"
)
_CONCERNED = (
    f"[{_CLOSING}\u0900-\u109f\u1780-\u17dd\u1a20-\u1aaf\u1b00-\u1bbf\ua880-\ua8df\ua980-\ua9df\uabc0-\uabff"
    "\U00011100-\U0001114f]"
)


def held_together(text: str) -> frozenset[int]:
    """Return the places in a text where a break would divide a syllable or put closing punctuation first."""
    if not re.search(_CONCERNED, text):
        return frozenset()
    return frozenset([match.start() for match in re.finditer(_HELD, text)])
