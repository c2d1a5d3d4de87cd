"""Theme of the map: colours by meaning, text styles and distances. Lengths are in map units."""

from collections.abc import Mapping
from dataclasses import replace

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.text_style import FixedTextStyle, TextStyle

MARGIN = 48.0
LABEL_WIDTH = 176.0
DOTTED = (1.0, 6.0)
"""Dash pattern of the stretches of a curve that lead to or from an assumed value, in map units."""
LINE_STROKES = {
    "interaction_line": (1.5, (10.0, 5.0)),
    "visibility_line": (2.0, ()),
    "internal_interaction_line": (1.5, (3.0, 4.0)),
    "line": (1.0, ()),
}
"""Width and dash pattern of the lines across the map by kind: the line of visibility is the strongest."""
TIP = 9.0
"""Length of a chevron's tip, in map units; the next chevron has a notch of the same depth."""
CURVE_LINE = 2.5
"""Width of a curve, in map units."""
CURVE_LINES: dict[str, tuple[float, tuple[float, ...]]] = {
    "solid": (CURVE_LINE, ()),
    "dashed": (CURVE_LINE, (9.0, 5.0)),
    "dash_dotted": (CURVE_LINE, (12.0, 5.0, 2.0, 5.0)),
    "thick": (4.5, ()),
    "thin": (1.25, ()),
    "other": (1.5, (14.0, 4.0)),
}
"""Width and dash pattern of the lines of curves, in map units; a curve without one has its persona's.

`other` is that of the curves of another journey.
"""
TOLD = 0.56
"""Share of its width that the line of a curve has between values that somebody told."""
LEVEL_LINE = 1.7
"""Width of the level lines of a chart: still half a point on a page that shows the map at a third."""
LABEL_GAP = 16.0
LABEL_INDENT = 14.0
"""Distance from the left edge of a lane's label to its icon."""
COLUMN_GAP = 12.0
LINK_GAP = 24.0
"""Width of a gap between columns with links."""
CARD_GAP = 8.0
LANE_PADDING = 8.0
"""Distance from a lane's line to its cards, above and below: 16 between the cards of two lanes."""
CARD_PADDING = 12.0
CARD_PADDING_Y = 10.0
CARD_RADIUS = 6.0
PANEL_RADIUS = 8.0
BADGE = 22.0
ICON = 14.0
LABEL_TEXT = LABEL_INDENT + ICON + 4 + 8
"""Distance from the left edge of a lane's label to its text."""
STAR = 16.0
FACT_ICON = 12.0
"""Width of the icon of a line in the foot of a card."""
FACE = 20.0
TAG_MARKER = 8.0

TITLE = TextStyle("semibold", 30, 38)
FIELD_NAME = TextStyle("semibold", 11.5, 16)
FIELD_TEXT = TextStyle("regular", 13, 18)
PERSONA_NAME = TextStyle("semibold", 14, 20)
PERSONA_ROLE = TextStyle("regular", 13, 20)
PERSONA_QUOTE = TextStyle("italic", 13, 18)
STAGE_NAME = TextStyle("semibold", 15, 20)
STAGE_GOAL = TextStyle("regular", 12, 16)
STEP_NAME = TextStyle("semibold", 12, 16)
LANE_TITLE = TextStyle("semibold", 14, 18)
LINE_NAME = TextStyle("semibold", 12, 16)
LANE_SUBTITLE = TextStyle("regular", 12, 16)
CARD_TEXT = TextStyle("regular", 13, 18)
CARD_QUOTE = TextStyle("italic", 13, 18)
CARD_HEAD = TextStyle("semibold", 12, 16)
CARD_FOOT = TextStyle("regular", 11.5, 16)
BADGE_TEXT = FixedTextStyle("semibold", 11, 12)
TAG_TEXT = TextStyle("semibold", 11, 14)
AVATAR_TEXT = FixedTextStyle("semibold", 16, 20)
LEVEL_TEXT = FixedTextStyle("regular", 11.5, 16)
POINT_LABEL = TextStyle("semibold", 11.5, 16)
POINT_NUMBER = FixedTextStyle("semibold", 11, 14)
LEGEND_TEXT = TextStyle("regular", 12, 16)
LINK_LABEL = TextStyle("regular", 11.5, 14)
LINK_NUMBER = FixedTextStyle("semibold", 11, 12)
NOTE_TEXT = TextStyle("regular", 13, 18)


@dataclass(frozen=True, slots=True)
class KindColors:
    """Colours of a kind of card: `ink` for head and icon, `text`, `tint` for the background, and `edge`.

    `bar` is the pattern of a bar at the start of its cards and lanes, by which kinds that are easily confused
    differ without colours, too: `solid`, `double`, `dashed`, `dotted`, or empty for none.
    """

    ink: str
    text: str
    tint: str
    edge: str
    bar: str = ""


@dataclass(frozen=True, slots=True)
class PersonaLook:
    """Look of a persona: colour, tint, marker, and the dash pattern of the curve in map units."""

    color: str
    tint: str
    marker: str
    dash: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class TagLook:
    """Look of a tag: colour of its name and its marker, `tint` for the background, `edge`, and marker."""

    color: str
    tint: str
    edge: str
    marker: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the map, as `#RRGGBB`, and the width of the cards' edges."""

    paper: str
    text: str
    second: str
    hairline: str
    stage: str
    stage_text: str
    stage_second: str
    step: str
    chart: str
    chart_edge: str
    level: str
    neutral: str
    star: str
    note: KindColors
    kinds: Mapping[str, KindColors]
    personas: tuple[PersonaLook, ...]
    tags: tuple[TagLook, ...]
    edge_width: float = 1.0
    link_ink: str = ""
    """Colour of links without a colour of their own; empty for that of touchpoints."""
    plate: str = ""
    """Colour of the plate below a logo, which is usually made for white paper; empty for none."""

    def of_kind(self, kind: str) -> KindColors:
        """Return the colours of a kind of card or lane."""
        return self.kinds.get(kind, self.kinds["action"])

    def of_own_kind(self, color: int) -> KindColors:
        """Return the colours of a kind of lanes that users defined, by the number of its colour."""
        look = self.tag(color)
        return KindColors(look.color, self.text, look.tint, look.edge)

    def persona(self, index: int) -> PersonaLook:
        """Return the look of a persona by the number of its colour. Looks repeat after the last one."""
        return self.personas[index % len(self.personas)]

    def link(self, color: int | None) -> str:
        """Return the colour of a link by its number, or the usual one."""
        usual = self.link_ink or self.of_kind("touchpoint").ink
        return usual if color is None else self.tags[color].color

    def tag(self, index: int) -> TagLook:
        """Return the look of a tag by the number of its colour."""
        return self.tags[index]


_TEXT = "#1B2430"
_PLAIN = KindColors("#243244", _TEXT, "#FFFFFF", "#CBD3DC")

LIGHT = Theme(
    paper="#FFFFFF",
    text=_TEXT,
    second="#5B6675",
    hairline="#DDE2E8",
    stage="#22314A",
    stage_text="#FFFFFF",
    stage_second="#C9D3E2",
    step="#E3E9F1",
    chart="#FAFBFC",
    chart_edge="#DDE2E8",
    level="#BAC2CD",
    neutral="#A3ADB9",
    star="#C78800",
    note=KindColors("#6B5200", _TEXT, "#FFF7D6", "#E8D68C"),
    kinds={
        "action": _PLAIN,
        "touchpoint": KindColors("#17456F", _TEXT, "#DCEAF9", "#8FB6DF", "solid"),
        "thought": KindColors("#513C7B", "#33264F", "#EBE3F8", "#C3B1E2"),
        "feeling": KindColors("#822A5C", _TEXT, "#FAE3EF", "#E0AFCA"),
        "pain_point": KindColors("#8F182C", _TEXT, "#FCE1E4", "#E7A4AF"),
        "opportunity": KindColors("#0A564E", _TEXT, "#D6F0EA", "#8FCBBF"),
        "frontstage": KindColors("#3D560A", _TEXT, "#E8F3D3", "#B4CC83", "double"),
        "backstage": KindColors("#333F4E", _TEXT, "#E4E9EF", "#A7B3C1", "dashed"),
        "support_process": KindColors("#74390F", _TEXT, "#F8E5D6", "#DDB491", "dotted"),
        "physical_evidence": KindColors("#574600", _TEXT, "#F8F0CF", "#D6C683"),
        "emotion": _PLAIN,
        "text": _PLAIN,
    },
    personas=(
        PersonaLook("#2457C5", "#E4ECFB", "circle", ()),
        PersonaLook("#B45309", "#FDF4EA", "diamond", ()),
        PersonaLook("#111827", "#E9EBEE", "square", (12, 4)),
        PersonaLook("#00806A", "#EDF8F5", "triangle", (12, 4, 3, 4)),
        PersonaLook("#4A0E5C", "#EFE5F2", "ring", (5, 3)),
    ),
    tags=(
        TagLook("#1E3F9E", "#DCE8FD", "#93B6F3", "circle"),
        TagLook("#8A3208", "#FFE8D1", "#F0B27A", "diamond"),
        TagLook("#14592F", "#DAF5E2", "#86CC9E", "triangle"),
        TagLook("#5E1D9A", "#F1E6FE", "#CBA8F0", "ring"),
        TagLook("#8F1A1A", "#FDE1E1", "#F0A3A3", "square"),
        TagLook("#0F5560", "#D3F3F6", "#7CCAD3", "wedge"),
        TagLook("#664808", "#FCF3BF", "#D9BC4A", "plus"),
        TagLook("#2B3440", "#E6EAEF", "#A3AEBB", "frame"),
    ),
)
"""Theme for paper."""

_PALE = "#E8ECF1"
_DARK_PLAIN = KindColors("#D5DCE5", _PALE, "#28303B", "#4A5563")

DARK = replace(
    LIGHT,
    paper="#171C23",
    text=_PALE,
    second="#A7B1BE",
    hairline="#333C48",
    stage="#3A5480",
    stage_second="#D5DEEC",
    step="#2B3646",
    chart="#1C222A",
    chart_edge="#333C48",
    level="#435060",
    neutral="#606C7C",
    star="#F2B93B",
    plate="#FFFFFF",
    note=KindColors("#F2DC8A", _PALE, "#3D3721", "#6B6033"),
    kinds={
        "action": _DARK_PLAIN,
        "touchpoint": KindColors("#9CC7EF", _PALE, "#1B3149", "#3D6691", "solid"),
        "thought": KindColors("#CDB9F5", "#E6DBFB", "#2E2546", "#5C4C86"),
        "feeling": KindColors("#F0A9CF", _PALE, "#3F2334", "#76445F"),
        "pain_point": KindColors("#F7A3AF", _PALE, "#432027", "#7F424E"),
        "opportunity": KindColors("#86D8C9", _PALE, "#143630", "#306B60"),
        "frontstage": KindColors("#C2DD8C", _PALE, "#2A341A", "#586B33", "double"),
        "backstage": KindColors("#C9D3DF", _PALE, "#323C49", "#5D6A7A", "dashed"),
        "support_process": KindColors("#F0C19B", _PALE, "#412D20", "#7B583D", "dotted"),
        "physical_evidence": KindColors("#E3CF95", _PALE, "#353018", "#655C33"),
        "emotion": _DARK_PLAIN,
        "text": _DARK_PLAIN,
    },
    personas=(
        PersonaLook("#8AB0FF", "#22304D", "circle", ()),
        PersonaLook("#F2A25C", "#46301C", "diamond", ()),
        PersonaLook("#D9DEE6", "#343B45", "square", (12, 4)),
        PersonaLook("#5CCFB7", "#173A33", "triangle", (12, 4, 3, 4)),
        PersonaLook("#D79BE8", "#3B2343", "ring", (5, 3)),
    ),
    tags=(
        TagLook("#BFD5FF", "#24407A", "#4A6DB3", "circle"),
        TagLook("#FFCFA3", "#5E3414", "#9A6031", "diamond"),
        TagLook("#A9E8BF", "#17492B", "#3A7D54", "triangle"),
        TagLook("#E2C7FF", "#4A2A73", "#7C56AD", "ring"),
        TagLook("#FFC2C2", "#692428", "#A64E52", "square"),
        TagLook("#A5E6EE", "#124A54", "#377F8A", "wedge"),
        TagLook("#F5DF8D", "#504010", "#88722E", "plus"),
        TagLook("#DDE3EA", "#39434F", "#6C7887", "frame"),
    ),
)
"""Theme for dark screens."""


def _outlined(colors: KindColors) -> KindColors:
    """Return colours with more contrast for viewing from afar: black text, and an edge in the ink colour."""
    return replace(colors, text="#000000", edge=colors.ink)


def _stronger(look: TagLook, color: str) -> TagLook:
    """Return the look of a tag with more contrast: a darker colour, which the edge has too."""
    return TagLook(color, look.tint, color, look.marker)


ROOM = replace(
    LIGHT,
    text="#000000",
    second="#3A4350",
    hairline="#8A94A1",
    chart_edge="#8A94A1",
    level="#8A94A1",
    neutral="#6A7583",
    stage="#14213A",
    stage_second="#FFFFFF",
    star="#8A5F00",
    note=_outlined(replace(LIGHT.note, ink="#5C4600")),
    kinds={kind: _outlined(colors) for kind, colors in LIGHT.kinds.items()}
    | {"opportunity": _outlined(replace(LIGHT.kinds["opportunity"], ink="#09554D"))},
    personas=tuple(
        replace(look, color=color)
        for look, color in zip(
            LIGHT.personas, ("#1D4399", "#863A02", "#111827", "#005C4C", "#4A0E5C"), strict=True
        )
    ),
    tags=tuple(
        _stronger(look, color)
        for look, color in zip(
            LIGHT.tags,
            (
                "#17337F",
                "#6F2705",
                "#0F4725",
                "#4C157F",
                "#751313",
                "#0B434C",
                "#523906",
                "#1F2630",
            ),
            strict=True,
        )
    ),
    edge_width=2.0,
)
"""Theme for a projector: every edge has the kind's ink colour, and nothing is distinguished by tint only."""

THEMES: dict[str, Theme] = {"light": LIGHT, "dark": DARK, "room": ROOM}
"""Themes by the name in a journey."""
