"""Text is divided into grapheme clusters as the library regex divides it."""

from collections.abc import Sequence

import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journey_editor.text.segmentation import grapheme_boundaries

SAMPLE = """
toy a 12 3.50 “Emil that.” don’t it's (no way) – — - well-known and/or 50 % € § …
no! why? e.g. : $5 · → & #1 +45 https://a.b/c-d été ждёт Ο 客服 に 「話」 한국어 א 1² "so" « oui » 👍🏽 🇩🇪
"""
WORDS = [*SAMPLE.split(), "\u00a0", "\u00ad", "e\u0301", "שלום", "سلام", "\u0301" * 200, "א-" * 90]
SHORT_WORDS = [word for word in WORDS if "\u0301" * 9 not in word]
GLUE = st.sampled_from(["", " ", " ", " ", "  "])


@st.composite
def sentences(draw: st.DrawFn, known: Sequence[str] = tuple(WORDS)) -> str:
    words = draw(st.lists(st.sampled_from(known), max_size=7))
    return "".join(word + draw(GLUE) for word in words)


SIGNS = st.text(
    "ab1 2  漢か가.,;:!?()[]…%/\"'“”‘’„«»–—-$€•·+#@&*=\u00a0\u00ad\u200b\u0301é жβ👍🏽🇩🇪\u200dー、。「」א",
    max_size=9,
)


MARKED = st.one_of(
    st.text("कखिु\u094d\u093c\u0902\u0903\u094e\u200d\u200ca ।०अ\u0301\u0e31", max_size=8),
    st.text("ก\u0e33\u0e34\u0e48เa \u0e31\u0e4eฯๆ", max_size=8),
    st.text("א\u05b0\u05c1\u05be aب\u064b\u0670\u06dcے\u0301", max_size=8),
)


@settings(max_examples=5 * settings.default.max_examples)
@given(text=st.one_of(sentences(SHORT_WORDS), SIGNS, MARKED))
@example("")
@example("क\u094d\u0591\u094d")
@example("e\u0301\u0302👩‍👩‍👧‍👦🇩🇪🇩🇰각")
@example("👩🏽\u200d❤️\u200d💋\u200d👨🏿")
@example("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f")
def test_grapheme_clusters_are_those_of_regex(text: str) -> None:
    assert list(grapheme_boundaries(text)) == [0, *(match.end() for match in regex.finditer(r"\X", text))]


def test_clusters_that_are_too_long_are_split() -> None:
    assert list(grapheme_boundaries("e" + "\u0301" * 39 + "é")) == [0, 16, 32, 40, 41]
    assert list(grapheme_boundaries("👩" + "\u200d👩" * 10)) == [0, 16, 21]


def test_subjoined_letters_are_in_the_cluster_of_their_base() -> None:
    assert list(grapheme_boundaries("ខ្មែរ")) == [0, 4, 5]
    assert list(grapheme_boundaries("ကုမ္ပဏီ")) == [0, 2, 5, 7]
