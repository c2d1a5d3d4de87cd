"""SVG document: one page with its metadata."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import BinaryIO

from journey_editor.backends.numbers import number
from journey_editor.backends.progress import Progress
from journey_editor.backends.svg.content import Content
from journey_editor.backends.svg.fonts import FontTable
from journey_editor.backends.svg.images import ImageTable
from journey_editor.backends.svg.letters import Outlines, Words
from journey_editor.backends.svg.spelling import escaped, placed
from journey_editor.drawing.outlines import MITER_LIMIT
from journey_editor.drawing.primitives import Drawing, Hyperlink, Page
from journey_editor.foundation.cancellation import raise_if_cancelled

_AT_ONCE = 1000
"""Number of elements to write between two checks for cancellation."""
_SPACES = (
    'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"'
)


def write_svg(
    page: Page,
    stream: BinaryIO,
    *,
    pictures: Mapping[str, bytes],
    real_text: bool = False,
    transparent: bool = False,
    progress: Callable[[float], object] | None = None,
) -> None:
    """Write a page as an SVG that needs no fonts and no other files. The same page gives the same bytes.

    With `real_text`, text can be edited and searched. The file then contains the map's fonts for browsers;
    other programs use the fonts that are installed. `pictures` maps SHA-256 hashes to the bytes of pictures.
    `progress` is called with the completed share, 0 to 1. Raises `CancelledError`, with the drawing partly
    written.
    """
    done = Progress(progress)
    from_the_right = page.drawing.from_the_right
    outlines, images, fonts = Outlines(from_the_right), ImageTable(pictures), FontTable()
    content = Content(Words(outlines, fonts, from_the_right).draw if real_text else outlines.draw, images)
    groups = page.drawing.groups
    for at, group in enumerate(groups):
        done.reach(at / len(groups))
        content.draw((group,))
    definitions = [*outlines.definitions, *images.definitions]
    style = list(fonts.rules())
    for part in _parts(page, transparent, style, definitions, content.elements):
        raise_if_cancelled()
        stream.write(part.encode())


def _parts(
    page: Page, transparent: bool, style: Sequence[str], definitions: Sequence[str], elements: Sequence[str]
) -> Iterator[str]:
    drawing = page.drawing
    width, height = number(page.width), number(page.height)
    language = escaped(drawing.language)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg {_SPACES} version="1.1" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        f'role="graphics-document document" lang="{language}" xml:lang="{language}" '
        f'stroke-miterlimit="{number(MITER_LIMIT)}">\n'
    )
    yield from _about(drawing)
    if style:
        # Positions of letters are not rounded to pixels, and East Asian brackets keep their full width.
        yield "<style>\ntext{text-rendering:geometricPrecision;text-spacing-trim:space-all}\n"
        yield from _lines(style)
        yield "</style>\n"
    if definitions:
        yield "<defs>\n"
        yield from _lines(definitions)
        yield "</defs>\n"
    if not transparent:
        yield f'<rect width="{width}" height="{height}" fill="{drawing.background}"/>\n'
    yield f"<g{placed(page.x, page.y, page.scale)}>\n"
    yield from _lines(elements)
    yield from _lines([_anchor(link) for link in drawing.links if link.url])
    yield "</g>\n</svg>\n"


def _anchor(link: Hyperlink) -> str:
    """Return a link: an invisible area over what is drawn there."""
    name, box = escaped(link.name), link.box
    return (
        f'<a xlink:href="{escaped(link.url)}" aria-label="{name}"><title>{name}</title><rect '
        f'x="{number(box.x)}" y="{number(box.y)}" width="{number(box.width)}" height="{number(box.height)}" '
        'fill="none" pointer-events="all"/></a>'
    )


def _lines(elements: Sequence[str]) -> Iterator[str]:
    for at in range(0, len(elements), _AT_ONCE):
        yield "\n".join(elements[at : at + _AT_ONCE]) + "\n"


def _about(drawing: Drawing) -> Iterator[str]:
    """Yield title, description and author."""
    for element, text in (("title", drawing.title), ("desc", drawing.subject)):
        if text:
            yield f"<{element}>{escaped(text)}</{element}>\n"
    if drawing.author:
        yield (
            '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            '<cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format><dc:creator><cc:Agent>'
            f"<dc:title>{escaped(drawing.author)}</dc:title></cc:Agent></dc:creator></cc:Work>"
            "</rdf:RDF></metadata>\n"
        )
