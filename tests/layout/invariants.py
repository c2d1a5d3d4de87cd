"""Invariants of every map layout."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import combinations, pairwise, product
from math import dist

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardBody, CellLayout, MapLayout
from journey_editor.layout.curve import sampled
from journey_editor.layout.reference_sign import sign_of
from journey_editor.layout.theme import MARGIN
from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_block import TextBlock

ROOM = 0.01
"""Tolerance for rounding errors."""


def blocks(thing: object, dx: float = 0.0, dy: float = 0.0) -> Iterator[TextBlock]:
    """Yield every text block in a part of a layout."""
    if isinstance(thing, TextBlock):
        yield replace(thing, x=thing.x + dx, y=thing.y + dy)
    elif isinstance(thing, CellLayout):
        for card in (*thing.body.cards.values(), *thing.body.continued):
            yield from blocks(card.body, thing.box.x + card.box.x, thing.box.y + card.box.y)
    elif isinstance(thing, tuple):
        for each in thing:
            yield from blocks(each, dx, dy)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from blocks(getattr(thing, field.name), dx, dy)


def inside(outer: Box, inner: Box) -> bool:
    """Return whether a box is inside another one."""
    return (
        inner.x >= outer.x - ROOM
        and inner.y >= outer.y - ROOM
        and inner.right <= outer.right + ROOM
        and inner.bottom <= outer.bottom + ROOM
    )


def touches(points: tuple[tuple[float, float], ...], box: Box) -> bool:
    """Return whether a line of vertical and horizontal segments overlaps a box, except for its edge."""
    inner = box.grown(-1)
    return any(
        min(x0, x1) < inner.right
        and inner.x < max(x0, x1)
        and min(y0, y1) < inner.bottom
        and inner.y < max(y0, y1)
        for (x0, y0), (x1, y1) in pairwise(points)
    )


def check_texts(layout: MapLayout) -> None:
    """Check that no text is wider than its block, or outside the map, and that baselines are in place."""
    paper = Box(0, 0, layout.width, layout.height)
    for block in blocks(layout):
        assert inside(paper, block.box), block
        if block.lines:
            assert block.ascent == default_ruler().baseline(block.style)
        for line in block.lines:
            # A single character may be wider than the block.
            assert line.indent + line.width <= block.width + ROOM or len(line.text.strip()) <= 1, line.text


def check_card_bodies(layout: MapLayout) -> None:
    """Check that the parts of a card are inside it and do not overlap."""
    for card in layout.cards.values():
        body: CardBody = card.body
        assert (body.width, body.height) == (card.box.width, card.box.height)
        face = Box(0, 0, body.width, body.height)
        parts = [block.box for block in (body.head, body.text, *(line.text for line in body.foot)) if block]
        chips = [tag.box for tag in body.tags]
        signs = [box for box in (body.icon_box, *(badge.box for badge in body.badges), *chips) if box]
        assert all(inside(face, part) for part in parts + signs)
        assert not any(one.overlaps(other) for one, other in combinations(parts, 2))
        assert not any(one.overlaps(other) for one, other in combinations(signs, 2))
        assert all(inside(tag.box, part) for tag in body.tags for part in (tag.marker, tag.name.box))
        assert not any(tag.marker.overlaps(tag.name.box) for tag in body.tags)
        below = [block for block in (body.text, *(line.text for line in body.foot)) if block.lines]
        assert not any(sign.overlaps(block.box) for sign in signs for block in below)
        for clip in filter(None, (sign_of(card), sign_of(card, "evidence"))):
            # It may be beside the last line of a text.
            written = [box for block in (body.head, *below) if block for box in line_boxes(block)]
            others = [*written, *signs, *([body.picture_box] if body.picture_box else [])]
            on_card = clip.moved(-card.box.x, -card.box.y)
            assert inside(face, on_card) and not any(on_card.overlaps(other) for other in others)


def line_boxes(block: TextBlock) -> list[Box]:
    """Return the boxes of the lines of a text."""
    high = block.style.line_height
    return [
        Box(block.line_x(line), block.y + number * high, line.width, high)
        for number, line in enumerate(block.lines)
    ]


def check_cells(layout: MapLayout) -> None:
    """Check that every card is inside its cell, or its rows if it spans several, and overlaps no other."""
    wide = {part.id for part in layout.cards.wide}
    for cell in layout.cells:
        boxes = [layout.cards[card].box for card in cell.cards if card not in wide]
        assert all(inside(cell.box, box) for box in boxes)
        assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    narrow = [card.box for card in layout.cards.values() if card.id not in wide]
    for index, part in enumerate(layout.cards.wide):
        band = next(step.band for step in layout.steps if step.id == part.step)
        rows = {lane.id: lane.box for lane in layout.lanes if lane.band == band}
        first, last = rows[part.lane], rows[part.last_lane or part.lane]
        assert inside(bounds((first, last)), part.box)
        assert part.box.y < first.bottom and last.y < part.box.bottom, "it reaches both"
        for lane in (each for each in layout.lanes if each.band == band):
            line = (lane.rule or lane.box).y
            if part.box.y + ROOM < line < part.box.bottom - ROOM:
                assert any(inside(gap, part.box) for gap in lane.crossed), "no line crosses it"
        others = [other.box for other in layout.cards.wide[index + 1 :]]
        assert not any(part.box.overlaps(box) for box in (*narrow, *others))
    assert not any(one.box.overlaps(other.box) for one, other in combinations(layout.cells, 2))


def check_labels(layout: MapLayout) -> None:
    """Check that labels are inside their frame and overlap no curve, no point and no other label."""
    for chart in layout.charts:
        curves = (*chart.curves, *chart.others)
        points = [point for curve in curves for point in curve.points]
        assert sum(bool(point.label) for point in points) == sum(bool(point.label_box) for point in points)
        labels = [point.label_box for point in points if point.label_box and not point.in_legend]
        assert all(inside(chart.frame.grown(-4), label) for label in labels)
        assert not any(one.grown(5.9).overlaps(other) for one, other in combinations(labels, 2))
        ink = [
            place for curve in curves for stretch in curve.stretches for place in sampled(stretch.path, 60)
        ]
        marks = [(point.x, point.y) for point in points]
        assert not any(label.grown(3).contains(*place) for label in labels for place in ink + marks)


def check_signs(layout: MapLayout) -> None:
    """Check that no sign of a curve overlaps that of another."""
    for chart in layout.charts:
        for one, other in combinations((*chart.curves, *chart.others), 2):
            for a, b in product(one.points, other.points):
                reach = sum(theme.FACE / 2 if point.marked else 3.0 for point in (a, b))
                assert dist((a.x, a.y), (b.x, b.y)) >= reach - ROOM


def check_links(layout: MapLayout) -> None:
    """Check that links cross no card, no point and no label of a chart, and stay inside the margins."""
    points = [point for chart in layout.charts for curve in chart.curves for point in curve.points]
    marks = [Box(point.x - 5, point.y - 5, 10, 10) for point in points]
    marks += [point.label_box for point in points if point.label_box is not None]
    for link in layout.links:
        assert not [card.id for card in layout.cards.values() if touches(link.points, card.box)]
        assert not any(touches(link.points, mark) for mark in marks)
        assert all(MARGIN <= x <= layout.width - MARGIN for x, _ in link.points)


def check_labels_of_links(layout: MapLayout) -> None:
    """Check that a label of a link covers no card, no other label, no chart and no link, and is near its own.

    A number is on its line or next to it.
    """
    labels = {link.id: link.label.box for link in layout.links if link.label is not None}
    boxes = [card.box for card in layout.cards.values()] + [chart.frame for chart in layout.charts]
    boxes += [lane.label for lane in layout.lanes] + [stage.box for stage in layout.stages]
    boxes += [step.header for step in layout.steps if step.header is not None]
    discs = [link.disc for link in layout.links if link.disc is not None]
    for link in layout.links:
        if link.id in labels:
            box = labels[link.id]
            assert not any(box.overlaps(other) for other in boxes + discs)
            assert not any(touches(other.points, box) for other in layout.links if other != link)
            assert touches(link.points, box.grown(10))
        elif link.disc is not None:
            assert touches(link.points, link.disc.grown(10))
            assert any(entry.number is not None for entry in layout.footer.legend)
    assert not any(one.overlaps(other) for one, other in combinations(labels.values(), 2))


def check_all(layout: MapLayout) -> None:
    """Check all invariants."""
    for check in (
        check_texts,
        check_card_bodies,
        check_cells,
        check_labels,
        check_links,
        check_labels_of_links,
    ):
        check(layout)
