"""What characters are to the rules of Unicode 17.0 for line breaks and for what is one character to a reader.

Mostly that is what the tables of uniseg (16.0) and Python say; here is what they lack.
"""

import re
from unicodedata import category, east_asian_width

from uniseg.derived import indic_conjunct_break
from uniseg.emoji import extended_pictographic
from uniseg.graphemecluster import grapheme_cluster_break
from uniseg.linebreak import line_break

_NEW_MARKS = (
    "\u1acf-\u1add\u1ae0-\u1aea\U00010efa\U00010efb\U00011b60-\U00011b67\U0001e6e3\U0001e6e6"
    "\U0001e6ee\U0001e6ef\U0001e6f5"
)
_LINE_BREAK = re.compile(
    "(?P<HH>[\u058a\u05be\u1400\u2010\u2012\u2013\u2e17\u2e40\u2e5d\U00010d6e\U00010ead])"
    f"|(?P<CM>[\u034f{_NEW_MARKS}])|(?P<GL>\u1aeb)|(?P<BA>[\u2800\U00010ed0])|(?P<NS>[\U00016ff2\U00016ff3])"
    "|(?P<ID>[\U00016ff4-\U00016ff6\U000187f8-\U000187ff\U00018d09-\U00018d1e\U00018d80-\U00018df2])"
    "|(?P<NU>[\U00011de0-\U00011de9])|(?P<AL>[\U0001f777-\U0001f77a\U0001fa54-\U0001fa57])"
)
_CLUSTER_BREAK = re.compile(
    f"(?P<SpacingMark>[\U00011b61\U00011b65\U00011b67])|(?P<Extend>[\u1aeb{_NEW_MARKS}])|(?P<Other>\U00011a3a)"
)
_WIDE = re.compile(
    "["
    "\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d356\U0001d360-\U0001d376\U0001f6d8\U0001f6dc"
    "\U0001fa75-\U0001fa77\U0001fa87-\U0001fa8a\U0001fa8e\U0001fa8f\U0001faad-\U0001faaf"
    "\U0001fabb-\U0001fabf\U0001fac6\U0001fac8\U0001facd-\U0001facf\U0001fada-\U0001fadc\U0001fadf"
    "\U0001fae8-\U0001faea\U0001faef\U0001faf7\U0001faf8"
    "]"
)
_NO_PICTURE = re.compile(
    "["
    "\u2388\u2605-\u260d\u260f\u2610\u2612\u2616\u2617\u2619-\u261c\u261e\u261f\u2621\u2624\u2625"
    "\u2627-\u2629\u262b-\u262d\u2630-\u2637\u263b-\u263f\u2641\u2643-\u2647\u2654-\u265e\u2661\u2662"
    "\u2664\u2667\u2669-\u267a\u267c\u267d\u2680-\u2691\u2698\u269a\u269d-\u269f\u26a2-\u26a6\u26a8\u26a9"
    "\u26ac-\u26af\u26b2-\u26bc\u26bf-\u26c3\u26c6\u26c7\u26c9-\u26cd\u26d0\u26d2\u26d5-\u26e8"
    "\u26eb-\u26ef\u26f6\u26fb\u26fc\u26fe-\u2701\u2703\u2704\u270e\u2710\u2711\u2765-\u2767"
    "\U0001f000-\U0001f003\U0001f005-\U0001f02b\U0001f030-\U0001f093\U0001f0a0-\U0001f0ae"
    "\U0001f0b1-\U0001f0bf\U0001f0c1-\U0001f0ce\U0001f0d1-\U0001f0f5\U0001f10d-\U0001f16f\U0001f1ad"
    "\U0001f260-\U0001f265\U0001f322\U0001f323\U0001f394\U0001f395\U0001f398\U0001f39c\U0001f39d"
    "\U0001f3f1\U0001f3f2\U0001f3f6\U0001f4fe\U0001f546-\U0001f548\U0001f54f\U0001f568-\U0001f56e"
    "\U0001f571\U0001f572\U0001f57b-\U0001f586\U0001f588\U0001f589\U0001f58e\U0001f58f"
    "\U0001f591-\U0001f594\U0001f597-\U0001f5a3\U0001f5a6\U0001f5a7\U0001f5a9-\U0001f5b0"
    "\U0001f5b3-\U0001f5bb\U0001f5bd-\U0001f5c1\U0001f5c5-\U0001f5d0\U0001f5d4-\U0001f5db"
    "\U0001f5df\U0001f5e0\U0001f5e2\U0001f5e4-\U0001f5e7\U0001f5e9-\U0001f5ee\U0001f5f0-\U0001f5f2"
    "\U0001f5f4-\U0001f5f9\U0001f6c6-\U0001f6ca\U0001f6d3\U0001f6d4\U0001f6e6-\U0001f6e8\U0001f6ea"
    "\U0001f6f1\U0001f6f2\U0001f774-\U0001f7d9\U0001f8b0-\U0001f8bb\U0001f8c0\U0001f8c1"
    "\U0001f8d0-\U0001f8d8\U0001fa00-\U0001fa57\U0001fa60-\U0001fa6d"
    "]"
)
_CONJUNCT = re.compile(
    f"(?P<Extend>[\u1aeb{_NEW_MARKS}])|(?P<Linker>["
    "\u1039\u17d2\u1a60\u1b44\u1bab\ua9c0\uaaf6\U00010a3f\U00011133\U000113d0\U0001193e\U00011a47"
    "\U00011a99\U00011f42"
    "])|(?P<Consonant>["
    "\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
    "\u1780-\u17b3\u1a20-\u1a54\u1b0b\u1b0c\u1b13-\u1b33\u1b45-\u1b4c\u1b83-\u1ba0\u1bae\u1baf"
    "\u1bbb-\u1bbd\ua989-\ua98b\ua98f-\ua9b2\ua9e0-\ua9e4\ua9e7-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa6f"
    "\uaa71-\uaa73\uaa7a\uaa7e\uaa7f\uaae0-\uaaea\uabc0-\uabda\U00010a00\U00010a10-\U00010a35"
    "\U00011103-\U00011126\U00011144\U00011147\U00011380-\U000113b5\U00011900-\U0001192f\U00011a00"
    "\U00011a0b-\U00011a32\U00011a50\U00011a5c-\U00011a83\U00011f04-\U00011f33"
    "])"
)


def line_break_class(char: str) -> str:
    """Its class for line breaks (UAX #14), such as `AL`."""
    new = _LINE_BREAK.match(char)
    return (new and new.lastgroup) or line_break(char).name


def is_wide(char: str) -> bool:
    """Whether it is as wide as an ideograph, or a form of half that width (UAX #11: W, F, H)."""
    if _WIDE.match(char):
        return True
    if category(char) == "Cn":
        # Of what it does not know, Python says that it is wide.
        return line_break_class(char) in ("ID", "NS", "CJ") and not is_pictograph(char)
    return east_asian_width(char) in ("W", "F", "H")


def is_pictograph(char: str) -> bool:
    """Whether it is an emoji, or a place for one to come (UTS #51: Extended_Pictographic)."""
    return bool(extended_pictographic(char)) and not _NO_PICTURE.match(char)


def cluster_class(char: str) -> str:
    """Its class for what is one character to a reader (UAX #29), such as `Extend`."""
    new = _CLUSTER_BREAK.match(char)
    return (new and new.lastgroup) or str(grapheme_cluster_break(char).value)


def conjunct_part(char: str) -> str:
    """What it is where signs join letters (UAX #44: Indic_Conjunct_Break), such as `Linker`, or `None`."""
    new = _CONJUNCT.match(char)
    return (new and new.lastgroup) or str(indic_conjunct_break(char).value)
