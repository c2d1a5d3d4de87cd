"""Stops of a presentation: everything is shown once, in readable size and in reading order."""

from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.headers import LARGEST_SHARE, lane_names
from journey_editor.layout.queries.presentation_masks import covered, outside
from journey_editor.layout.queries.presentation_stops import (
    Screen,
    Uncovering,
    _windows,
    corner_of,
    squeeze,
    steps,
    stop_of,
    stops,
)
from journey_editor.layout.theme import CARD_TEXT
from journey_editor.model.document import Document
from tests import gallery
from tests.layout.small_map import TODAY, mirrored, small_map

PROJECTOR = Screen(1280, 720)
SCREENS = (PROJECTOR, Screen(3840, 2160), Screen(800, 800), Screen(1024, 768), Screen(2560, 1080))


def many_stages() -> Document:
    """Thirty stages in three lanes, the first of which is much higher than a screen in one stage."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Thirty stages").id
    lanes = [add_lane(draft, journey, kind).id for kind in ("action", "touchpoint", "pain_point")]
    for number in range(30):
        stage = add_stage(draft, journey, name=f"Stage {number + 1}").id
        step = draft.steps_of(stage)[0].id
        for count in range(14 if number == 3 else 1):
            add_card(draft, step, lanes[0], f"Action {count} of a customer who tells a long story")
    return draft.finish()


def one_wide_stage() -> Document:
    """One stage with more steps than any screen can show side by side."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Many steps").id
    lane = add_lane(draft, journey, "action").id
    stage = add_stage(draft, journey, name="Everything").id
    for number in range(9):
        step = draft.steps_of(stage)[0].id if not number else add_step(draft, stage, name=f"{number}").id
        add_card(draft, step, lane, f"Action {number}")
    return draft.finish()


MAPS: dict[str, Callable[[], Document]] = {
    "small": lambda: small_map().document,
    "right to left": lambda: mirrored(small_map()).document,
    "thirty stages": many_stages,
    "one wide stage": one_wide_stage,
    "forty cards": gallery.forty_cards,
    "long words": gallery.long_words,
    "from the right": gallery.from_the_right,
    "steps and folds": gallery.steps_and_folds,
    "pictures": gallery.pictures_everywhere,
}


@cache
def laid_out(name: str) -> MapLayout:
    document = MAPS[name]()
    return lay_out(document, document.journeys()[0].id, today=TODAY)


def contains(outer: Box, inner: Box) -> bool:
    return (
        outer.x - 1 <= inner.x
        and inner.right <= outer.right + 1
        and outer.y - 1 <= inner.y
        and inner.bottom <= outer.bottom + 1
    )


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}×{screen.height}")
@pytest.mark.parametrize("name", MAPS)
def test_every_card_is_shown_by_a_stop_in_letters_that_can_be_read(name: str, screen: Screen) -> None:
    layout = laid_out(name)
    found = stops(layout, screen)
    enough = 24 * max(1.0, min(screen.width / 1280, screen.height / 720))
    assert all(stop.zoom * CARD_TEXT.size >= enough - 0.01 for stop in found)
    share = 1 - LARGEST_SHARE
    for card in layout.cards.values():
        shown = any(contains(stop.box, card.box) for stop in found)
        wide = (card.box.width + 17) * found[0].zoom > screen.width * share
        high = (card.box.height + 25) * found[0].zoom > screen.height * share - 36 * screen.scale
        assert shown or wide or high, f"no stop shows {card.id}"
    # The headers leave three quarters of the screen to the stop.
    for stop in found:
        assert stop.box.width * stop.zoom <= screen.width
        assert stop.box.height * stop.zoom <= screen.height


@pytest.mark.parametrize("name", MAPS)
def test_a_stop_lies_within_the_screen_beside_the_lane_names(name: str) -> None:
    layout = laid_out(name)
    for stop in stops(layout, PROJECTOR):
        x, y = corner_of(layout, stop, PROJECTOR)
        screen = Box(x, y, PROJECTOR.width / stop.zoom, PROJECTOR.height / stop.zoom)
        assert contains(screen, stop.box)
        # The lane names are on the side where the map begins, and take at most a quarter.
        names = screen.right - stop.box.right if layout.rtl else stop.box.x - screen.x
        assert 40 < names <= screen.width * LARGEST_SHARE + 9
        assert stop.box.y - screen.y <= screen.height * LARGEST_SHARE + 3


@pytest.mark.parametrize("name", MAPS)
def test_the_stops_follow_the_reading_order(name: str) -> None:
    layout = laid_out(name)
    found = stops(layout, PROJECTOR)
    order = [stage.id for stage in layout.stages]
    numbers = [order.index(stop.stages[0]) for stop in found]
    assert numbers == sorted(numbers)
    assert {stage for stop in found for stage in stop.stages} == set(order)
    for one, following in pairwise(found):
        if one.stages == following.stages and one.box.x == following.box.x:
            assert following.box.y > one.box.y, "the parts of a stage go from top to bottom"
        elif layout.rtl:
            assert following.box.x < one.box.x
        else:
            assert following.box.x > one.box.x


def test_the_stops_of_a_tall_stage_are_numbered_parts() -> None:
    found = stops(laid_out("thirty stages"), PROJECTOR)
    tall = [stop for stop in found if stop.parts > 1 and stop.stages == found[1].stages]
    assert [stop.part for stop in tall] == list(range(1, len(tall) + 1))
    assert all(stop.parts == len(tall) for stop in tall)


def test_a_large_screen_shows_as_much_as_a_projector_only_larger() -> None:
    layout = laid_out("small")
    small, large = stops(layout, PROJECTOR), stops(layout, Screen(3840, 2160))
    assert [stop.stages for stop in small] == [stop.stages for stop in large]
    assert large[0].zoom == pytest.approx(3 * small[0].zoom)


def test_a_map_without_stages_has_one_stop_that_shows_it_all() -> None:
    document = gallery.no_stages()
    layout = lay_out(document, document.journeys()[0].id, today=TODAY)
    (only,) = stops(layout, PROJECTOR)
    assert not only.stages
    assert (only.box.width, only.box.height) == (layout.width, layout.height)
    assert steps((only,), "stage") == steps((only,), "off")
    assert not outside(layout, only).map


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("screen", [Screen(937, 40), Screen(60, 640), Screen(1, 1)])
def test_a_screen_smaller_than_the_headers_has_stops_too(name: str, screen: Screen) -> None:
    layout = laid_out(name)
    shown = [stop.box for stop in stops(layout, screen)]
    for card in layout.cards.values():
        assert any(box.x < card.box.right and card.box.x < box.right for box in shown)


def test_headers_are_squeezed_to_a_quarter_and_then_cut_off() -> None:
    assert squeeze(100, 2.0, 1280) == (200, 1.0)
    assert squeeze(190, 2.0, 1280) == (320, pytest.approx(320 / 380))
    assert squeeze(1000, 2.0, 1280) == (320, 0.5)


@pytest.mark.parametrize("document", [gallery.five_personas, gallery.from_the_right, gallery.support])
def test_the_words_and_faces_beside_a_chart_stay_in_view(document: Callable[[], Document]) -> None:
    made = document()
    layout = lay_out(made, made.journeys()[0].id, today=TODAY)
    names = lane_names(layout)
    assert names is not None
    assert names.width < 200
    for chart in layout.charts:
        beside = [level.face_box or level.text for level in chart.levels]
        # A chart of one persona has the name beside it instead of faces.
        beside += [curve.name for curve in chart.curves if not any(beside)]
        shown = [each for each in beside if each is not None]
        assert shown
        assert all(names.x <= each.x and each.x + each.width <= names.right for each in shown)


def test_a_presentation_from_here_finds_the_stop_that_shows_a_card() -> None:
    layout = laid_out("thirty stages")
    found = stops(layout, PROJECTOR)
    last = list(layout.cards.values())[-1]
    low = max((card for card in layout.cards.values()), key=lambda card: card.box.bottom)
    for card in (last, low):
        stage = next(step.stage for step in layout.steps if step.id == card.step)
        assert contains(found[stop_of(found, stage, card.box)].box, card.box)


@pytest.mark.parametrize("uncovering", ["stage", "lane"])
@pytest.mark.parametrize("name", ["small", "right to left", "thirty stages", "steps and folds"])
def test_uncovering_shows_one_more_with_each_step_until_nothing_is_hidden(
    name: str, uncovering: Uncovering
) -> None:
    layout = laid_out(name)
    found = stops(layout, PROJECTOR)
    taken = steps(found, uncovering)
    assert [step.stop for step in taken] == sorted(step.stop for step in taken)
    assert {step.stop for step in taken} == set(range(len(found)))

    def hidden(count: int) -> set[str]:
        mask = covered(layout, found, taken[:count], uncovering).map
        middles = {card.id: card.box.center for card in layout.cards.values()}
        return {each for each, at in middles.items() if any(box.contains(*at) for box in mask)}

    before = set(layout.cards)
    for count in range(1, len(taken) + 1):
        now = hidden(count)
        assert now <= before
        if uncovering == "stage":
            known = {stage for step in taken[:count] for stage in step.stages}
            columns = {step.id: step.stage for step in layout.steps}
            assert now == {card.id for card in layout.cards.values() if columns[card.step] not in known}
        before = now
    assert not before


def test_without_uncovering_nothing_is_hidden() -> None:
    layout = laid_out("small")
    found = stops(layout, PROJECTOR)
    assert not covered(layout, found, steps(found, "off")[:1], "off").map


@pytest.mark.parametrize("name", ["small", "right to left"])
def test_the_rest_of_the_map_is_faded_but_not_the_stop(name: str) -> None:
    layout = laid_out(name)
    found = stops(layout, PROJECTOR)
    first = found[0]
    faded = outside(layout, first).map
    assert not any(box.contains(*first.box.center) for box in faded)
    others = [card for card in layout.cards.values() if not contains(first.box.grown(9), card.box)]
    assert others
    assert all(any(box.contains(*card.box.center) for box in faded) for card in others)


@given(
    low=st.floats(0, 5_000),
    # As many spans as the cards of a lane, some of which are higher than a screen.
    sizes=st.lists(st.tuples(st.floats(0, 300), st.floats(1, 3_000)), min_size=1, max_size=8),
    room=st.floats(96, 2_000),
)
@example(low=916.9, sizes=[(0.0, 1013.9)], room=518.1)
def test_what_is_larger_than_the_screen_is_shown_in_overlapping_parts(
    low: float, sizes: list[tuple[float, float]], room: float
) -> None:
    spans = []
    for gap, size in sizes:
        low += gap
        spans.append((low, low + size))
    found = _windows(spans, room)
    assert all(high - low <= room + 0.01 for low, high in found)
    for low, high in spans:
        parts = sorted(each for each in found if each[0] < high and low < each[1])
        if high - low <= room:
            assert any(part[0] <= low and high <= part[1] for part in parts)
            continue
        assert parts[0][0] <= low
        assert max(end for _, end in parts) >= high - 0.01
        assert all(following[0] < part[1] for part, following in pairwise(parts))
