"""Content of an SVG: the elements that draw primitives."""

from collections.abc import Iterable
from typing import assert_never

from journey_editor.backends.numbers import number
from journey_editor.backends.svg.images import ImageTable
from journey_editor.backends.svg.letters import DrawText, texts_of
from journey_editor.backends.svg.spelling import Names, escaped, path_data, placed
from journey_editor.drawing.outlines import dash_lengths, missing_picture, rect_path
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import PathCommand


class Content:
    """Elements of an SVG, in order."""

    def __init__(self, draw_text: DrawText, images: ImageTable) -> None:
        self._draw_text = draw_text
        self._images = images
        self._names = Names()
        self._masks = 0
        self._paths: dict[int, tuple[tuple[PathCommand, ...], str]] = {}
        self.elements: list[str] = []

    def draw(self, primitives: Iterable[Primitive]) -> None:
        """Add primitives."""
        for item in texts_of(primitives):
            match item:
                case list():
                    for element in self._draw_text(item):
                        raise_if_cancelled()
                        self.elements.append(element)
                case Group():
                    self._group(item)
                case Rect():
                    self._rect(item)
                case Path():
                    self._path(item)
                case Picture():
                    self._picture(item)
                case TextRun():
                    # Without glyphs there is nothing to draw.
                    pass
                case _:
                    assert_never(item)

    def _group(self, item: Group) -> None:
        raise_if_cancelled()
        name = self._names.name(item.owner)
        label = escaped(item.label)
        said = f' role="group" aria-label="{label}" inkscape:label="{label}"' if label else ""
        self.elements.append(f'<g id="{name}" class="{escaped(item.role)}"{said}{placed(item.x, item.y)}>')
        self.draw(item.children)
        self.elements.append("</g>")

    def _rect(self, item: Rect) -> None:
        radius = min(item.radius, item.width / 2, item.height / 2)
        if item.width <= 0 or item.height <= 0:
            # SVG draws nothing for an empty rectangle, not even its edge.
            self._path(rect_path(item))
            return
        rounded = f' rx="{number(radius)}"' if radius > 0 else ""
        self.elements.append(
            f'<rect x="{number(item.x)}" y="{number(item.y)}" width="{number(item.width)}" '
            f'height="{number(item.height)}"{rounded} {_paint(item.fill, item.stroke)}/>'
        )

    def _path(self, item: Path) -> None:
        paint = _paint(item.fill, item.stroke, item.scale)
        where = placed(item.x, item.y, item.scale)
        self.elements.append(f'<path d="{self._data(item)}" {paint}{where}/>')

    def _data(self, item: Path) -> str:
        """Return the data of the path, cached by the identity of its commands."""
        found = self._paths.get(id(item.commands))
        if found is None:
            found = self._paths[id(item.commands)] = (item.commands, path_data(item.commands))
        return found[1]

    def _picture(self, item: Picture) -> None:
        name = self._images.name(item.sha256)
        if name is None:
            for path in missing_picture(item):
                self._path(path)
            return
        # The image is defined as a unit square.
        size = f"scale({number(item.width)} {number(item.height)})"
        place = f"translate({number(item.x)} {number(item.y)}) {size}"
        faint = f' opacity="{number(item.opacity)}"' if item.opacity < 1 else ""
        image = f'<use xlink:href="#{name}" transform="{place}"{faint}/>'
        if item.clip is None:
            self.elements.append(image)
            return
        self._masks += 1
        mask, outline = f"_m{self._masks:x}", self._data(item.clip)
        where = placed(item.clip.x, item.clip.y, item.clip.scale)
        # A mask, because Qt ignores clip paths.
        self.elements.append(f'<mask id="{mask}"><path d="{outline}" fill="#FFFFFF"{where}/></mask>')
        self.elements.append(f'<g mask="url(#{mask})">{image}</g>')


def _paint(fill: str | None, stroke: Stroke | None, scale: float = 1.0) -> str:
    """Return the attributes for the fill and the stroke; one unit of the shape is `scale` map units."""
    parts = [f'fill="{fill or "none"}"']
    if stroke is not None:
        parts.append(f'stroke="{stroke.color}" stroke-width="{number(stroke.width / scale)}"')
        if stroke.dash:
            lengths = " ".join(number(length / scale) for length in dash_lengths(stroke))
            parts.append(f'stroke-dasharray="{lengths}"')
        if stroke.cap == "round":
            parts.append('stroke-linecap="round"')
        if stroke.join == "round":
            parts.append('stroke-linejoin="round"')
    return " ".join(parts)
