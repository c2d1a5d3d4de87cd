"""Badges: a ring with initials or a portrait."""

import pytest

from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Path, Picture, TextRun
from journey_editor.drawing.signs import draw_badge
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import Badge, PictureContent
from journey_editor.layout.transform import mirrored
from journey_editor.model.kinds import PERSONA_KINDS
from journey_editor.text.ruler import default_ruler
from journey_editor.text.typesetter import Typesetter

TYPESETTER = Typesetter(default_ruler(), "en", "ltr")
SMALL = Box(30, 40, theme.BADGE, theme.BADGE)


@pytest.mark.parametrize("size", [22.0, 24.0, 48.0])
def test_the_capitals_of_the_initials_are_in_the_middle(size: float) -> None:
    style = theme.AVATAR_TEXT if size > 40 else theme.BADGE_TEXT
    badge = lay_out_badge(Badge("HE", 0), Box(30, 40, size, size), TYPESETTER, style)
    assert badge.initials is not None
    x, y = badge.box.center
    (line,) = badge.initials.lines
    assert badge.initials.line_x(line) + line.width / 2 == pytest.approx(x)
    assert badge.initials.baseline - default_ruler().cap_height(style) / 2 == pytest.approx(y)


@pytest.mark.parametrize("letters", ["MN", "WW", "ЖШ", "W98"])
def test_wide_initials_are_the_same_on_a_card_as_in_the_header(letters: str) -> None:
    small = lay_out_badge(Badge(letters, 0), SMALL, TYPESETTER)
    large = lay_out_badge(Badge(letters, 0), Box(0, 0, 48, 48), TYPESETTER, theme.AVATAR_TEXT)
    for badge in (small, large):
        assert badge.initials is not None
        (line,) = badge.initials.lines
        assert line.text == letters
        assert line.width <= badge.box.width - 2 * badge.ring
        assert badge.initials.line_x(line) + line.width / 2 == pytest.approx(badge.box.center[0])


def test_only_the_first_letter_is_shown_if_both_do_not_fit() -> None:
    badge = lay_out_badge(Badge("W\u0302﷽", 0), SMALL, TYPESETTER)
    assert badge.initials is not None
    assert [line.text for line in badge.initials.lines] == ["W\u0302"]
    assert badge.initials.lines[0].width < theme.BADGE - 2 * badge.ring


def test_a_number_is_shown_alone_if_it_does_not_fit_with_the_letter() -> None:
    badge = lay_out_badge(Badge("﷽98", 0), SMALL, TYPESETTER)
    assert badge.initials is not None
    assert [line.text for line in badge.initials.lines] == ["98"]


def test_a_portrait_takes_the_place_of_the_initials() -> None:
    photo = PictureContent("1" * 64, 9, 9)
    badge = lay_out_badge(Badge("AB", 0, photo), SMALL, TYPESETTER)
    assert (badge.portrait, badge.initials) == (photo, None)


def test_a_large_badge_has_a_thicker_ring() -> None:
    large = lay_out_badge(Badge("AB", 0), Box(0, 0, 48, 48), TYPESETTER, theme.AVATAR_TEXT)
    assert large.ring > lay_out_badge(Badge("AB", 0), SMALL, TYPESETTER).ring


def test_initials_are_mirrored_with_their_badge_and_drawn_where_they_were_laid_out() -> None:
    badge = mirrored(lay_out_badge(Badge("AB", 0), SMALL, TYPESETTER), 200)
    assert badge.initials is not None
    assert badge.box.x == 200 - SMALL.right
    (line,) = badge.initials.lines
    assert badge.initials.line_x(line) + line.width / 2 == pytest.approx(badge.box.center[0])
    (run,) = [item for item in draw_badge(badge, theme.LIGHT) if isinstance(item, TextRun)]
    assert (run.x, run.y) == (badge.initials.line_x(line), badge.initials.baseline)


@pytest.mark.parametrize(("width", "height"), [(300, 300), (400, 100), (100, 400), (1, 12_000)])
def test_a_portrait_fills_its_ring_and_is_cropped_to_it(width: int, height: int) -> None:
    badge = lay_out_badge(Badge("HE", 0, PictureContent("a" * 64, width, height)), SMALL, TYPESETTER)
    [portrait] = [each for each in draw_badge(badge, theme.LIGHT) if isinstance(each, Picture)]
    assert portrait.width / portrait.height == pytest.approx(width / height)
    inner = SMALL.grown(-badge.ring - 0.5)
    assert extent(portrait) == inner
    assert portrait.x <= inner.x + 0.001 and portrait.y <= inner.y + 0.001
    assert portrait.x + portrait.width >= inner.right - 0.001
    assert portrait.y + portrait.height >= inner.bottom - 0.001


@pytest.mark.parametrize("portrait", [None, PictureContent("a" * 64, 30, 20)])
def test_staff_and_systems_have_badges_of_another_shape(portrait: PictureContent | None) -> None:
    outlines = set()
    for kind in PERSONA_KINDS:
        badge = lay_out_badge(Badge("HE", 0, portrait, kind), SMALL, TYPESETTER)
        rings = [each for each in draw_badge(badge, theme.LIGHT) if isinstance(each, Path) and each.stroke]
        outlines.add(rings[0].commands)
        [*_, clip] = [each.clip for each in draw_badge(badge, theme.LIGHT) if isinstance(each, Picture)] or [
            None
        ]
        assert clip is None or clip.commands == rings[0].commands
    assert len(outlines) == 3
