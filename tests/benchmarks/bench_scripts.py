"""Benchmark of breaking 20,000 characters into lines, by script, compared with Latin words.

    python3 main.py test tests/benchmarks/bench_scripts.py -s

prints the processor time in milliseconds (the minimum of three runs with empty caches), and the same as a
multiple of the time for Latin words. No time makes it fail.
"""

import random
import time

from journey_editor.text.bidi import levels
from journey_editor.text.bidi_rules import resolved
from journey_editor.text.fonts import default_book
from journey_editor.text.line_breaking import broken
from journey_editor.text.ruler import HarfBuzzRuler
from journey_editor.text.text_style import TextStyle

LENGTH = 20_000
STYLE = TextStyle("regular", 13, 18)
WORDS = {
    "Latin words": ("en", "Sees the toy in a friend’s video, and asks. "),
    "Latin letters without a space": ("en", "w"),
    "German words": ("de", "Verbraucherschutzverordnung, Wohnungsübergabe. "),
    "Arabic": ("ar", "العميلة تشكو من التأخير (3 أيام) "),
    "Hebrew and Latin": ("he", "שלום abc 12 (ש) [x] "),
    "Hindi": ("hi", "ग्राहक देरी की शिकायत करता है "),
    "Thai without a space": ("th", "ลูกค้าร้องเรียนเรื่องความล่าช้า"),
    "Burmese": ("my", "ဝယ်ယူသူသည်နှောင့်နှေးမှုအကြောင်း"),
    "Korean": ("ko", "고객이 지연에 대해 불평합니다 "),
    "emoji": ("en", "👩‍👩‍👧👍🏽🇩🇪 "),
    "marks": ("en", "\u0301"),
    "a script for each letter": ("en", "aбאक中"),
    "flags": ("en", "🇩🇪🇩🇰"),
    "parts of Hangul": ("ko", "ᄒ\u1161\u11ab"),
    "soft hyphens": ("en", "a\u00ad"),
    "brackets": ("he", "א(["),
}
# One or two characters of each line-break class.
UNLIKE = (
    'a5 אก漢가ᄒ\u1161\u11ab\u0301\u200d\u200b\u2060\u00a0👩🏽🇩(){}!/."«»'
    "\ufffc—´\t–-ー…$%क\u094dᬅᬓ\u1b44◌⌚。、「」"
)


def least(text: str, language: str) -> float:
    times = []
    for turn in range(3):
        # The first letter makes it a different text, so that no cache contains it.
        ruler = HarfBuzzRuler(default_book())
        fresh = "abc"[turn] + text
        start = time.process_time()
        broken(fresh, STYLE, 160, language=language, ruler=ruler)
        times.append(time.process_time() - start)
    return min(times) * 1000


def test_line_breaks_in_twenty_thousand_characters_of_each_script() -> None:
    chance = random.Random(1)
    texts = {name: (language, (words * LENGTH)[:LENGTH]) for name, (language, words) in WORDS.items()}
    for name, first, last in (("Devanagari", 0x900, 0x980), ("Thai", 0xE01, 0xE4F), ("Arabic", 0x620, 0x6D3)):
        letters = "".join(chr(chance.randrange(first, last)) for _ in range(LENGTH))
        texts[f"random {name}"] = ("hi", letters)
    texts["random characters of all kinds"] = ("en", "".join(chance.choices(UNLIKE, k=LENGTH)))
    latin = 0.0
    for name, (language, text) in texts.items():
        cost = least(text, language)
        latin = latin or cost
        print(f"\n{name:<32} {cost:8.1f} ms {cost / latin:8.2f} × Latin words", end="")


def test_bidi_levels_of_twenty_thousand_characters() -> None:
    text = ("שלום abc 12 (ש) [x] سلام " * LENGTH)[:LENGTH]
    times = []
    for _ in range(5):
        resolved.cache_clear()
        start = time.process_time()
        levels(text, True)
        times.append(time.process_time() - start)
    print(f"\n{'bidi levels':<32} {min(times) * 1000:8.1f} ms", end="")
