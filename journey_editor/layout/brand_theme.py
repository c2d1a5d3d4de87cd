"""Themes of branded maps: each theme of the program with the colours of a brand.

A theme is named by a text, which memos use as a key: `light`, or `light#accent=#00543C,pain_point=#AA0000`.
Tints, edges, inks and the colours for dark screens are derived from each colour so that texts keep their
contrast.
"""

from dataclasses import replace

from journey_editor.foundation.memo import memoised
from journey_editor.layout.colors import contrast, mixed, more_contrast, readable
from journey_editor.layout.theme import THEMES, KindColors, Theme
from journey_editor.model.kinds import CARD_KINDS
from journey_editor.model.records import Brand

TEXT_CONTRAST = 4.5
"""Minimum contrast of text (WCAG 2.2, 1.4.3), below which a chosen colour is only used for surfaces."""
_INK = {"light": 6.5, "dark": 6.5, "room": 7.0}
"""Minimum contrast of inks by theme, as in the themes without a brand."""
_SECOND = {"light": 4.5, "dark": 4.5, "room": 7.0}
_SURFACE = {"light": 1.3, "dark": 2.0, "room": 3.0}
"""Minimum contrast of the chevrons to the paper."""
_BASE = {"light": 1.6, "dark": 3.0, "room": 1.6}
"""Minimum contrast to the paper of the colour from which tint and edge are mixed."""
_TINT = {"light": 1.2, "dark": 1.3, "room": 1.2}
"""Contrast of tints to the paper, so that those of all colours are equally strong."""
_MOST_TINT = 0.4
"""Maximum share of a colour in its tint: a light colour would need too much."""
_EDGE = {"light": 0.45, "dark": 0.5, "room": 1.0}
"""Share of a colour in its edge."""


def theme_key(name: str, brand: Brand | None) -> str:
    """Return the name of a theme with the colours of a brand."""
    if brand is None:
        return name
    chosen = [f"{field}={color}" for field in ("accent", *CARD_KINDS) if (color := getattr(brand, field))]
    return f"{name}#{','.join(chosen)}" if chosen else name


@memoised(64)
def theme_named(key: str) -> Theme:
    """Return the theme with this name. Raises `KeyError` if there is none."""
    name, _, chosen = key.partition("#")
    theme = THEMES[name]
    colors = dict(each.split("=") for each in chosen.split(",")) if chosen else {}
    accent = colors.pop("accent", "")
    if accent:
        theme = _accented(theme, name, accent)
    if colors:
        kinds = {kind: _kind_colors(theme, name, kind, color) for kind, color in colors.items()}
        theme = replace(theme, kinds={**theme.kinds, **kinds})
    return theme


def readable_on_paper(color: str) -> str:
    """Return a colour, or the most similar one that can be read as text on white paper."""
    return readable(color, THEMES["light"].paper, TEXT_CONTRAST)


def contrast_on_paper(color: str) -> float:
    """Return the contrast of a colour to white paper."""
    return contrast(color, THEMES["light"].paper)


def _accented(theme: Theme, name: str, accent: str) -> Theme:
    """Return a theme with an accent colour for stages, steps and links."""
    stage = readable(accent, theme.paper, _SURFACE[name])
    text = _text_on(stage, name)
    if contrast(text, stage) < _INK[name]:
        # A colour of medium lightness becomes a little darker or lighter below its text.
        stage = readable(stage, text, _INK[name])
    second = mixed(text, stage, 0.2)
    step = mixed(theme.paper, stage, 0.14 if name != "dark" else 0.3)
    while contrast(theme.text, step) < _INK["room"]:
        step = mixed(step, theme.paper, 0.25)
    return replace(
        theme,
        stage=stage,
        stage_text=text,
        stage_second=second if contrast(second, stage) >= _SECOND[name] else text,
        step=step,
        link_ink=readable(accent, theme.paper, _INK[name]),
    )


def _text_on(ground: str, name: str) -> str:
    """Return white if it can be read on a ground, or else the colour with more contrast."""
    white = "#FFFFFF"
    return white if contrast(white, ground) >= _SECOND[name] else more_contrast(ground)


def _kind_colors(theme: Theme, name: str, kind: str, color: str) -> KindColors:
    """Return the colours of a kind of cards and lanes in a theme, derived from one."""
    paper = theme.paper
    base = readable(color, paper, _BASE[name])
    share = 0.04
    while contrast(tint := mixed(paper, base, share), paper) < _TINT[name] and share < _MOST_TINT:
        share += 0.02
    while contrast(theme.second, tint) < _SECOND[name]:
        tint = mixed(tint, paper, 0.25)
    ink = readable(readable(color, tint, _INK[name]), paper, _INK[name])
    edge = ink if name == "room" else readable(mixed(paper, base, _EDGE[name]), tint, 1.4)
    return replace(theme.of_kind(kind), ink=ink, text=theme.text, tint=tint, edge=edge)
