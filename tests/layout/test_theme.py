"""Contrast and size of texts and signs in all themes."""

from collections.abc import Iterator

import pytest

from journey_editor.drawing.signs import draw_bar
from journey_editor.layout import theme as figures
from journey_editor.layout.theme import THEMES, Theme
from journey_editor.model.kinds import TAG_COLORS
from journey_editor.text.text_style import TextStyle

INK = {"light": 6.5, "dark": 6.5, "room": 7.0}
"""Minimum contrast of primary text."""
SECOND = {"light": 4.5, "dark": 4.5, "room": 7.0}
"""Minimum contrast of secondary text, and of text in persona colours."""
SIGN = 3.0
"""Minimum contrast of signs and of meaningful lines (WCAG 2.2, 1.4.11)."""


def luminance(color: str) -> float:
    """Return the relative luminance as defined by WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def first_words(theme: Theme) -> Iterator[tuple[str, str, str]]:
    yield "title", theme.text, theme.paper
    yield "stage", theme.stage_text, theme.stage
    yield "step", theme.text, theme.step
    for kind, colors in {**theme.kinds, "note": theme.note}.items():
        yield f"{kind}: head", colors.ink, colors.tint
        yield f"{kind}: text", colors.text, colors.tint
        yield f"{kind}: lane", colors.ink, theme.paper
    for persona in theme.personas:
        yield "persona lane", theme.text, persona.tint


def second_words(theme: Theme) -> Iterator[tuple[str, str, str]]:
    yield "subtitle", theme.second, theme.paper
    yield "goal", theme.stage_second, theme.stage
    for kind, colors in theme.kinds.items():
        yield f"{kind}: foot", theme.second, colors.tint
    for persona in theme.personas:
        yield f"{persona.marker}: initials", persona.color, persona.tint
        yield f"{persona.marker}: label", persona.color, theme.paper
        yield f"{persona.marker}: name", persona.color, theme.chart
    for tag in theme.tags:
        yield f"{tag.marker}: tag", tag.color, tag.tint
    for color in range(TAG_COLORS):
        own = theme.of_own_kind(color)
        yield f"kind {color}: lane", own.ink, theme.paper
        yield f"kind {color}: text", own.text, own.tint
        yield f"kind {color}: foot", theme.second, own.tint


def signs(theme: Theme) -> Iterator[tuple[str, str, str]]:
    yield "star", theme.star, theme.paper


@pytest.mark.parametrize("name", THEMES)
def test_texts_and_signs_have_enough_contrast(name: str) -> None:
    theme = THEMES[name]
    pale = [each for each in first_words(theme) if contrast(*each[1:]) < INK[name]]
    pale += [each for each in second_words(theme) if contrast(*each[1:]) < SECOND[name]]
    pale += [each for each in signs(theme) if contrast(*each[1:]) < SIGN]
    assert not pale, [(what, round(contrast(one, other), 2)) for what, one, other in pale]


def test_the_theme_for_a_room_has_thick_edges_in_the_ink_colour() -> None:
    room = THEMES["room"]
    assert room.edge_width == 2
    assert all(colors.edge == colors.ink for colors in (*room.kinds.values(), room.note))


def test_no_font_is_smaller_than_eleven() -> None:
    styles = [each for each in vars(figures).values() if isinstance(each, TextStyle)]
    assert len(styles) > 10 and min(style.size for style in styles) >= 11


@pytest.mark.parametrize("name", THEMES)
def test_level_lines_can_be_seen_in_print(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.level, theme.chart) >= 1.6
    assert contrast(theme.neutral, theme.chart) > contrast(theme.level, theme.chart)
    # On a page that shows the map at 30 %, as A4 does with many a map, a line has half a point.
    assert figures.LEVEL_LINE * 0.3 >= 0.5


@pytest.mark.parametrize("name", THEMES)
def test_each_colour_of_a_tag_has_a_marker_and_an_edge_of_its_own(name: str) -> None:
    tags = THEMES[name].tags
    assert len({tag.marker for tag in tags}) == len({tag.edge for tag in tags}) == len(tags) == TAG_COLORS


@pytest.mark.parametrize("name", THEMES)
def test_contact_and_what_supports_it_differ_by_colour_and_in_grey(name: str) -> None:
    kinds = [
        THEMES[name].of_kind(each) for each in ("touchpoint", "frontstage", "backstage", "support_process")
    ]
    assert len({colors.tint for colors in kinds}) == len({colors.ink for colors in kinds}) == 4
    bars = [tuple(each.stroke for each in draw_bar(colors, 0, 0, 40)) for colors in kinds]
    looks = {tuple((each.width, each.dash) for each in bar if each) for bar in bars}
    assert len(looks) == 4, "without colours, the bars differ"
    assert all(contrast(colors.ink, colors.tint) >= SIGN for colors in kinds)


def test_tints_can_be_told_from_the_paper() -> None:
    light = THEMES["light"]
    tinted = [
        colors.tint for kind, colors in light.kinds.items() if kind not in ("action", "emotion", "text")
    ]
    assert min(contrast(tint, light.paper) for tint in tinted) >= 1.13
