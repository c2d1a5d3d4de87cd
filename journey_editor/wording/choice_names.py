"""Display names of choices: papers, themes, scales and kinds of personas."""

from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import PERSONA_COLORS, TAG_COLORS
from journey_editor.wording.map_words import action_status_name, capitalised, status_name
from journey_editor.wording.measure_names import measure_choice_name


def initiator_name(value: str) -> str:
    """Return the name of a touchpoint's initiator."""
    return {"": tr("Not specified"), "customer": tr("Customer"), "organisation": tr("Organisation")}[value]


def journey_status_name(value: str) -> str:
    """Return the name of a journey's status."""
    return status_name(value) or tr("Not specified")


def context_name(value: str) -> str:
    """Return what becomes of what the customer told before a handoff, in words."""
    return {
        "": tr("Not specified"),
        "kept": tr("Kept"),
        "partly": tr("Partly kept"),
        "lost": tr("Lost"),
    }[value]


def wish_name(value: str) -> str:
    """Return whether the customer wanted a channel switch, in words."""
    return {"": tr("Not specified"), "yes": tr("Yes"), "no": tr("No")}[value]


def action_status_choice(value: str) -> str:
    """Return how far the work on a pain point or an opportunity is."""
    return capitalised(action_status_name(value)) or tr("Not specified")


def detail_name(value: str) -> str:
    """Return the name of a detail of cards that lanes can leave out."""
    return {
        "channel": tr("Channel"),
        "personas": tr("Personas"),
        "rating": tr("Severity or effect"),
        "importance": tr("Importance"),
        "satisfaction": tr("Satisfaction"),
        "answer": tr("First answer"),
        "duration": tr("Duration and waiting time"),
        "started_by": tr("Started by"),
        "owner": tr("Owner and due date"),
        "tags": tr("Tags"),
        "references": tr("References"),
        "evidence": tr("Evidence"),
        "signs": tr("Signs of moments of truth, fail points and notes"),
    }[value]


def persona_kind_name(value: str) -> str:
    """Return the name of a kind of persona."""
    return {"customer": tr("Customers"), "staff": tr("Staff"), "system": tr("System")}[value]


def persona_style_name(value: str) -> str:
    """Return the name of a style of the personas in the header of a map."""
    return {"quote": tr("With quotes"), "card": tr("On cards"), "line": tr("One line each")}[value]


def persona_color_name(value: int) -> str:
    """Return the name of a persona's colour, with its marker: themes show the same colour differently."""
    return (
        tr("Blue, circle"),
        tr("Orange, diamond"),
        tr("Neutral, square"),
        tr("Green, triangle"),
        tr("Purple, ring"),
    )[value % PERSONA_COLORS]


def tag_color_name(value: int) -> str:
    """Return the name of a tag's colour, with its marker."""
    return (
        tr("Blue, circle"),
        tr("Orange, diamond"),
        tr("Green, triangle"),
        tr("Purple, ring"),
        tr("Red, square"),
        tr("Turquoise, triangle pointing down"),
        tr("Yellow, plus"),
        tr("Grey, empty square"),
    )[value % TAG_COLORS]


def lane_icon_name(value: str) -> str:
    """Return the name of an icon of a kind of lanes."""
    return {
        "flag": tr("Flag"),
        "star": tr("Star"),
        "users": tr("People"),
        "headset": tr("Headset"),
        "megaphone": tr("Megaphone"),
        "truck": tr("Lorry"),
        "package": tr("Parcel"),
        "wrench": tr("Wrench"),
        "clock": tr("Clock"),
        "calendar": tr("Calendar"),
        "gauge": tr("Gauge"),
        "trending-up": tr("Rising line"),
        "book-open": tr("Book"),
        "clipboard-list": tr("List"),
        "life-buoy": tr("Lifebelt"),
        "lock": tr("Padlock"),
    }[value]


def link_color_name(value: int | None) -> str:
    """Return the name of a link's colour."""
    if value is None:
        return tr("Usual colour")
    return (
        tr("Blue"),
        tr("Orange"),
        tr("Green"),
        tr("Purple"),
        tr("Red"),
        tr("Turquoise"),
        tr("Yellow"),
        tr("Grey"),
    )[value]


def line_name(value: str) -> str:
    """Return the name of the style of a link's line."""
    return {
        "": tr("Usual line"),
        "solid": tr("Solid"),
        "dashed": tr("Dashed"),
        "dotted": tr("Dotted"),
    }[value]


def source_name(value: str) -> str:
    """Return the name of an emotion's source."""
    return {
        "assumed": tr("Assumed (dotted)"),
        "told": tr("Told (thin)"),
        "observed": tr("Observed"),
        "measured": tr("Measured"),
    }[value]


def scale_name(value: str) -> str:
    """Return the name of a curve's scale."""
    return {
        "words": tr("Words"),
        "one_to_five": tr("1 to 5"),
        "minus_two_to_two": tr("−2 to +2"),
        "minus_five_to_five": tr("−5 to +5"),
        "zero_to_ten": tr("0 to 10"),
    }[value]


def style_name(value: str) -> str:
    """Return the name of a curve's line."""
    return {
        "": tr("Automatic"),
        "solid": tr("Solid"),
        "dashed": tr("Dashed"),
        "dash_dotted": tr("Dashes and dots"),
        "thick": tr("Thick"),
        "thin": tr("Thin"),
    }[value]


def sign_name(value: str) -> str:
    """Return the name of the signs at the levels of a scale."""
    return {"faces": tr("Faces"), "circles": tr("Circles"), "numbers": tr("Numbers")}[value]


def paper_name(value: str) -> str:
    """Return the name of a paper size."""
    names = {
        "map": tr("Map size"),
        "letter": tr("Letter"),
        "legal": tr("Legal"),
        "tabloid": tr("Tabloid"),
    }
    return names.get(value, value.upper())


def orientation_name(value: str) -> str:
    """Return the name of a paper orientation."""
    return {"auto": tr("Automatic"), "portrait": tr("Portrait"), "landscape": tr("Landscape")}[value]


def theme_name(value: str) -> str:
    """Return the name of a theme."""
    return {"light": tr("Light"), "dark": tr("Dark"), "room": tr("Projector")}[value]


def figures_name(kind: str) -> str:
    """Return where the points of a curve come from: the kind of measures, or set by hand."""
    return measure_choice_name(kind) if kind else tr("Set by hand")
