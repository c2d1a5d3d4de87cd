"""Groups of a drawing."""

from collections.abc import Iterable, Iterator

from journey_editor.drawing.primitives import Drawing, Group, Primitive


def every_group(drawing: Drawing) -> Iterator[Group]:
    """Yield all groups, each followed by those inside it, with their positions on the map."""
    return _unfolded(drawing.groups, 0.0, 0.0)


def _unfolded(items: Iterable[Primitive], x: float, y: float) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            at = Group(item.owner, item.role, x + item.x, y + item.y, item.children, item.label)
            yield at
            yield from _unfolded(at.children, at.x, at.y)
