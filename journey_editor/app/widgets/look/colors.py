"""Colours of the window: a light, a dark and a high-contrast set, each checked for contrast."""

from journey_editor.foundation.quick_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Colors:
    """Colours as `#RRGGBB`, named after their use.

    `chrome` is for bars and panels, `desk` for the area around the page, `field` for input fields, `second`
    for secondary text, `faint` for disabled items, `accent` for highlights, `tint` for the background of
    selected items. `disabled` and `disabled_edge` are for buttons and fields, whose border is then drawn
    in the style `disabled_line`; a button with a ground has `disabled_ground`.
    """

    chrome: str
    desk: str
    field: str
    raised: str
    text: str
    second: str
    hairline: str
    edge: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    tint: str
    hover: str
    good: str
    waiting: str
    bad: str
    faint: str
    shadow: str
    disabled: str
    disabled_edge: str
    disabled_ground: str
    disabled_line: str = "solid"
    dark: bool = False


LIGHT = Colors(
    chrome="#FFFFFF",
    desk="#E9ECEF",
    field="#FFFFFF",
    raised="#F6F8FA",
    text="#1B2430",
    second="#5B6675",
    hairline="#DDE2E8",
    edge="#C3CAD3",
    accent="#1746A2",
    accent_hover="#12398A",
    on_accent="#FFFFFF",
    accent_text="#1746A2",
    tint="#E3ECFA",
    hover="#EFF2F6",
    good="#0B5F56",
    waiting="#8A5A00",
    bad="#9B1C31",
    faint="#B4BCC7",
    shadow="#1B2430",
    disabled="#5B6675",
    disabled_edge="#DDE2E8",
    disabled_ground="#DDE2E8",
)
DARK = Colors(
    chrome="#1B2027",
    desk="#101419",
    field="#12161C",
    raised="#242B34",
    text="#E7EBF0",
    second="#A3AEBB",
    hairline="#313A45",
    edge="#4A5664",
    accent="#3D6FD6",
    accent_hover="#5683E0",
    on_accent="#FFFFFF",
    accent_text="#9DBDFF",
    tint="#22345A",
    hover="#272F39",
    good="#6FD3BE",
    waiting="#F0C060",
    bad="#FF9DAA",
    faint="#566373",
    shadow="#000000",
    disabled="#A3AEBB",
    disabled_edge="#313A45",
    disabled_ground="#313A45",
    dark=True,
)
CONTRAST = Colors(
    chrome="#000000",
    desk="#000000",
    field="#000000",
    raised="#000000",
    text="#FFFFFF",
    second="#FFFFFF",
    hairline="#FFFFFF",
    edge="#FFFFFF",
    accent="#FFE100",
    accent_hover="#FFF27A",
    on_accent="#000000",
    accent_text="#FFE100",
    tint="#3B3B00",
    hover="#333333",
    good="#7CFFB2",
    waiting="#FFE100",
    bad="#FF9DAA",
    faint="#8C8C8C",
    shadow="#000000",
    disabled="#8C8C8C",
    disabled_edge="#8C8C8C",
    disabled_ground="#000000",
    disabled_line="dashed",
    dark=True,
)
