"""Content of a PDF: the operators that draw primitives, y downwards as in the drawing."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import assert_never

from journey_editor.backends.numbers import exact, number
from journey_editor.backends.pdf.clusters import Cluster, clusters_of, told
from journey_editor.backends.pdf.fonts import Code, EmbeddedFont, FontTable, Word
from journey_editor.backends.pdf.images import ImageTable
from journey_editor.backends.pdf.spelling import color
from journey_editor.backends.reading_order import needs_space
from journey_editor.drawing.outlines import MITER_LIMIT, dash_lengths, missing_picture, rect_path
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import PathCommand
from journey_editor.text.shaping import GlyphRun

_CAPS = {"butt": 0, "round": 1}
_JOINS = {"miter": 0, "round": 1}
_SLACK = 0.004
"""Maximum deviation of a word or a letter from its position, in map units, before it is corrected."""


class Content:
    """Operators in order. Colours, lines and fonts are set only when they change."""

    def __init__(self, fonts: FontTable, images: ImageTable) -> None:
        self._fonts = fonts
        self._images = images
        self._parts = [f"{number(MITER_LIMIT)} M"]
        self._state: dict[str, str] = {}
        self._stroke: Stroke | None = None
        self._font: tuple[str, float] | None = None
        self._in_text = False
        # Operators of lines and shapes that are repeated, by identity.
        self._paths: dict[int, tuple[tuple[PathCommand, ...], str]] = {}
        self._shown: dict[tuple[int, bool], tuple[GlyphRun, str]] = {}

    def data(self) -> bytes:
        """Return all operators so far."""
        self._leave_text()
        return "\n".join(self._parts).encode("ascii")

    def draw(self, primitives: Iterable[Primitive], dx: float = 0.0, dy: float = 0.0) -> None:
        """Add primitives, moved by `dx`, `dy`."""
        for item, following in _with_next(primitives):
            match item:
                case Group():
                    raise_if_cancelled()
                    self.draw(item.children, dx + item.x, dy + item.y)
                case TextRun():
                    # One text may have thousands of runs.
                    raise_if_cancelled()
                    self._text(item, dx, dy, needs_space(item, following))
                case Rect():
                    self._path(rect_path(item), dx, dy)
                case Path():
                    self._path(item, dx, dy)
                case Picture():
                    self._picture(item, dx, dy)
                case _:
                    assert_never(item)

    def _path(self, item: Path, dx: float, dy: float) -> None:
        if item.fill is None and item.stroke is None:
            return
        self._leave_text()
        if item.fill is not None:
            self._set("rg", color(item.fill))
        operator = "f" if item.stroke is None else "S" if item.fill is None else "B"
        x, y = dx + item.x, dy + item.y
        if item.scale == 1.0:
            if item.stroke is not None and item.stroke != self._stroke:
                self._stroke = item.stroke
                for name, value in _stroke_settings(item.stroke, 1.0):
                    self._set(name, value)
            self._parts.append(f"q 1 0 0 1 {number(x)} {number(y)} cm {self._outline(item)} {operator} Q")
            return
        # The line is in scaled units, so its settings must not outlast the scale.
        line = (
            ""
            if item.stroke is None
            else " ".join(f"{value} {name}" for name, value in _stroke_settings(item.stroke, item.scale))
        )
        scale = exact(item.scale)
        self._parts.append(
            f"q {scale} 0 0 {scale} {number(x)} {number(y)} cm {line} {self._outline(item)} {operator} Q"
        )

    def _outline(self, item: Path) -> str:
        """Return the operators of the path, cached by the identity of its commands."""
        found = self._paths.get(id(item.commands))
        if found is None:
            found = self._paths[id(item.commands)] = (item.commands, _path_operators(item.commands))
        return found[1]

    def _picture(self, item: Picture, dx: float, dy: float) -> None:
        name = self._images.name(item.sha256)
        if name is None:
            for path in missing_picture(item):
                self._path(path, dx, dy)
            return
        self._leave_text()
        # An image is a unit square with its first row at the top, y upwards.
        x, y = number(dx + item.x), number(dy + item.y + item.height)
        faint = f"/{self._images.opacity(item.opacity)} gs " if item.opacity < 1 else ""
        image = f"{number(item.width)} 0 0 {number(-item.height)} {x} {y} cm /{name} Do"
        clip = item.clip
        if clip is None:
            self._parts.append(f"q {faint}{image} Q")
            return
        # The outline is scaled, the image is not: the inverse matrix leads back.
        scale, left, top = clip.scale, dx + clip.x, dy + clip.y
        there = f"{exact(scale)} 0 0 {exact(scale)} {exact(left)} {exact(top)} cm"
        back = f"{exact(1 / scale)} 0 0 {exact(1 / scale)} {exact(-left / scale)} {exact(-top / scale)} cm"
        self._parts.append(f"q {faint}{there} {self._outline(clip)} W n {back} {image} Q")

    def _text(self, item: TextRun, dx: float, dy: float, blank: bool) -> None:
        """Show a run, followed by a space if readers would otherwise join the words of two lines."""
        run = item.run
        if not run.glyphs:
            return
        font = self._fonts[run.face]
        if not self._in_text:
            self._parts.append("BT")
            self._in_text = True
        self._set("rg", color(item.color))
        if self._font != (font.name, run.size):
            self._font = (font.name, run.size)
            self._parts.append(f"/{font.name} {number(run.size)} Tf")
        place = f"1 0 0 -1 {number(dx + item.x)} {number(dy + item.y)} Tm"
        found = self._shown.get((id(run), blank))
        if found is None:
            shown = _show(run, font, font.space if blank else None)
            found = self._shown[id(run), blank] = (run, shown)
        self._parts.append(f"{place} {found[1]}")

    def _leave_text(self) -> None:
        if self._in_text:
            self._parts.append("ET")
            self._in_text = False

    def _set(self, operator: str, value: str) -> None:
        if self._state.get(operator) != value:
            self._state[operator] = value
            self._parts.append(f"{value} {operator}")


def _with_next(primitives: Iterable[Primitive]) -> Iterator[tuple[Primitive, Primitive | None]]:
    every = tuple(primitives)
    yield from zip_longest(every, every[1:])


@lru_cache(maxsize=256)
def _stroke_settings(stroke: Stroke, scale: float) -> tuple[tuple[str, str], ...]:
    """Return the operators that set the pen, with their operands; one unit is `scale` map units."""
    return (
        ("RG", color(stroke.color)),
        ("w", number(stroke.width / scale)),
        ("J", str(_CAPS[stroke.cap])),
        ("j", str(_JOINS[stroke.join])),
        ("d", f"[{' '.join(number(length / scale) for length in dash_lengths(stroke))}] 0"),
    )


def _path_operators(commands: tuple[PathCommand, ...]) -> str:
    parts = []
    for command in commands:
        match command:
            case ("M", x, y):
                parts.append(f"{number(x)} {number(y)} m")
            case ("L", x, y):
                parts.append(f"{number(x)} {number(y)} l")
            case ("C", *points):
                parts.append(f"{' '.join(map(number, points))} c")
            case _:
                parts.append("h")
    return " ".join(parts)


def _show(run: GlyphRun, font: EmbeddedFont, space: str | None) -> str:
    """Return the operators that show a run's glyphs, each in its position, and a space after them."""
    raised = any(up for _, up in run.places)
    if run.clusters != tuple(range(len(run.text))):
        clusters = list(clusters_of(run))
        codes = [_code(each, run.size, font) for each in clusters]
        shown, _ = _spell(run.size, codes, [each.x for each in clusters], [each.y for each in clusters])
    elif raised or run.rtl:
        shown, _ = _spell(run.size, font.plain_codes(run.glyphs, told(run)), run.xs, run.ys)
    else:
        shown = _spell_words(run, font)
    parts = [f"[<{shown}>] TJ".replace("<>", "").replace("[] TJ ", "")]
    if space is not None:
        parts.append(f"<{space}> Tj")
    if raised:
        parts.append("0 Ts")
    return " ".join(parts)


def _code(cluster: Cluster, size: float, font: EmbeddedFont) -> Code:
    if len(cluster.shape) == 1:
        return font.code(cluster.shape[0][0], cluster.text)
    return font.shape_code(cluster.shape, cluster.text, round(cluster.width * 1000 / size))


def _spell_words(run: GlyphRun, font: EmbeddedFont) -> str:
    """Return the same as `_spell`, one word at a time: lines are rarely repeated, words often are."""
    text, size, xs = run.text, run.size, run.xs
    unit = size / 1000
    pen = 0.0
    parts = []
    start = 0
    while start < len(text):
        end = text.find(" ", start) + 1 or len(text)
        first = xs[start]
        length = xs[end - 1] - first
        key = (size, text[start:end], run.glyphs[start:end])
        word = font.words.get(key)
        if word is None or abs(word.length - length) > _SLACK:
            from_first = [x - first for x in xs[start:end]]
            codes = font.plain_codes(key[2], key[1])
            word = font.words[key] = Word(*_spell(size, codes, from_first, (0.0,) * len(codes)), length)
        drift = first - pen
        if drift > _SLACK or drift < -_SLACK:
            shift = round(drift / unit, 1)
            parts.append(f">{-shift:.1f}<")
            pen += shift * unit
        parts.append(word.codes)
        pen += word.width
        start = end
    return "".join(parts)


def _spell(size: float, codes: Sequence[Code], xs: Sequence[float], ys: Sequence[float]) -> tuple[str, float]:
    """Return the operand that shows shapes in their positions, and the final position of the pen."""
    unit = size / 1000
    pen = rise = 0.0
    parts = []
    for (code, width), x, y in zip(codes, xs, ys, strict=True):
        if y != rise:
            rise = y
            parts.append(f">] TJ {number(-rise)} Ts [<")
        drift = x - pen
        if drift > _SLACK or drift < -_SLACK:
            shift = round(drift / unit, 1)
            parts.append(f">{-shift:.1f}<")
            pen += shift * unit
        parts.append(code)
        pen += width * unit
    return "".join(parts), pen
