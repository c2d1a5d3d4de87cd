"""Guess of what the rows and columns of a table are."""

from collections import Counter
from collections.abc import Sequence

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.journey_tables.emotions import emotion_of, is_emotion, scale_of
from journey_editor.interchange.journey_tables.entries import names_in
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.own_tables import computed_columns, feeling_columns, line_kind
from journey_editor.interchange.journey_tables.vocabulary import (
    FIELDS,
    LANES,
    MARKS,
    RATINGS,
    is_stage_name,
    matched,
    role_of,
)

_HEADINGS_AMONG = 8
"""Number of the first rows or columns among which the headings are looked for."""
_LOOKED_AT = 200
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """Roles of the columns of a table, or of its rows if it is `turned`, and where their headings are.

    Everything refers to the table as `turned`: its rows are then the steps, and `heading` is the row with the
    headings, or −1 if there is none.
    """

    turned: bool
    heading: int
    roles: tuple[str, ...]

    def of(self, grid: Grid) -> Grid:
        """Return a table with the steps in its rows."""
        return grid.turned() if self.turned else grid

    def with_role(self, column: int, role: str) -> "Plan":
        """Return the plan with another role of a column."""
        roles = tuple(role if index == column else each for index, each in enumerate(self.roles))
        return Plan(self.turned, self.heading, roles)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Row that most likely has the headings, how many of them are known, and all evidence for it."""

    heading: int
    headings: float
    known: float


def guessed(grid: Grid, *, turned: bool | None = None) -> Plan:
    """Return the most likely plan of a table, or with steps in its rows or columns if `turned` is given."""
    if turned is None:
        upright, sideways = _axis(grid), _axis(grid.turned())
        turned = sideways.known > upright.known
        axis = sideways if turned else upright
    else:
        axis = _axis(grid.turned() if turned else grid)
    table = grid.turned() if turned else grid
    heading = axis.heading
    if axis.headings < 1 and len(table.rows) > 1 and not _looks_like_heading(table):
        heading = -1
    return Plan(turned, heading, _roles(table, heading))


def is_journey(grid: Grid, plan: Plan) -> bool:
    """Return whether a table surely is a journey: it has headings of at least two different kinds."""
    table = plan.of(grid)
    if plan.heading < 0 or len(table.rows) < plan.heading + 2:
        return False
    known = {role for text in table.rows[plan.heading] if (role := role_of(text)) and role != "number"}
    return len(known) > 1 and bool(known.intersection((*LANES, "emotion", "channel", "lane")))


def headings_of(grid: Grid, plan: Plan) -> tuple[str, ...]:
    """Return the headings of the columns, or of the rows if the plan is turned, in one line each."""
    table = plan.of(grid)
    if plan.heading < 0:
        return ("",) * table.width
    return tuple(" ".join(each.split()) for each in table.rows[plan.heading])


def _axis(table: Grid) -> _Axis:
    best = _Axis(0, 0.0, 0.0)
    for index, row in enumerate(table.rows[:_HEADINGS_AMONG]):
        filled = [text for text in row if text and len(text) <= _LONGEST_HEADING]
        roles = [role for text in filled if (role := role_of(text))]
        # Stage names may be words of lanes, too, such as “Support”, and a list of steps is no heading.
        stages = sum(map(is_stage_name, filled))
        known = 1.2 * len(set(roles)) - (0.9 * stages if stages > 1 else 0)
        if known > best.known:
            best = _Axis(index, known, known)
    below = [row[0] for row in table.rows[best.heading + 1 :][:_LOOKED_AT] if row and row[0]]
    stages = len(set(filter(is_stage_name, below)))
    return _Axis(best.heading, best.headings, best.known + 0.6 * min(3, stages))


def _looks_like_heading(table: Grid) -> bool:
    first, others = table.rows[0], table.rows[1:][:_LOOKED_AT]
    if is_stage_name(first[0]):
        return False
    mean = sum(map(len, first)) / max(1, sum(map(bool, first)))
    texts = [text for row in others for text in row if text]
    return not first[0] or mean <= sum(map(len, texts)) / max(1, len(texts))


def _roles(table: Grid, heading: int) -> tuple[str, ...]:
    titles = table.rows[heading] if heading >= 0 else ("",) * table.width
    columns = [
        [row[index] for row in table.rows[heading + 1 :][:_LOOKED_AT] if row[index]]
        for index in range(table.width)
    ]
    roles = [
        _role(title, values, index) for index, (title, values) in enumerate(zip(titles, columns, strict=True))
    ]
    if "lane" in roles and "card" not in roles and "text" in roles:
        # “Text” is a kind of cards, too.
        texts = [index for index, role in enumerate(roles) if role == "text"]
        named = [index for index in texts if matched(titles[index])[1] == "text"]
        if named:
            roles[named[0]] = "card"
    for index in feeling_columns(titles):
        roles[index] = "feeling"
    _settle_places(roles, titles, columns)
    _settle_cards(roles, titles, columns)
    lines = {index for index, title in enumerate(titles) if line_kind(title, columns[index])}
    without_cards = lines | computed_columns(table, heading)
    return tuple("" if index in without_cards else role for index, role in enumerate(roles))


def _role(title: str, values: Sequence[str], index: int) -> str:
    """Return the role of a column from its heading, corrected by what is in it."""
    role = role_of(title)
    if not values:
        return role if role in LANES or role == "emotion" else ""
    whole = _share(values, str.isdecimal) > 0.9
    if whole and (role in ("step", "stage", "number", "card") or (index == 0 and not role)):
        return "number"
    scale = scale_of(values, title)
    if role == "emotion" and _share(values, lambda each: is_emotion(each, scale)) < 0.3:
        return "feeling"
    if role == "persona" and _share(values, lambda each: max(map(len, names_in(each)), default=0) > 60) > 0.5:
        return "action"
    if role == "goal":
        return role
    if role or not values:
        return role
    if all(emotion_of(each, scale).value is not None and not each[0].isalnum() for each in values):
        return "emotion"
    return ""


def _settle_places(roles: list[str], titles: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """Make sure that one column names the stages, and give other columns their lanes."""
    stages = [index for index, role in enumerate(roles) if role == "stage"]
    for extra in stages[1:]:
        roles[extra] = "step" if "step" not in roles else "text"
    steps = [index for index, role in enumerate(roles) if role == "step"]
    for extra in steps[1:]:
        roles[extra] = "text"
    if not stages:
        unknown = [index for index, role in enumerate(roles) if not role and columns[index]]
        first = next(iter(unknown), None)
        if first is not None and (not steps or first < steps[0]) and _names(columns[first]):
            roles[first] = "stage"
            # A blank corner over two rows: stages, and the steps in them.
            blank = any(titles) and not any(titles[first : first + 2])
            if blank and not steps and first + 1 in unknown:
                roles[first + 1] = "step"
        elif steps:
            roles[steps[0]] = "stage"
    goals = [index for index, role in enumerate(roles) if role == "goal"]
    for index in goals:
        if index and (index - 1 not in stages or len(goals) > 1):
            roles[index] = "text"
    for index, role in enumerate(roles):
        if not role and columns[index] and not _is_long(roles):
            before = roles[index - 1] if index and not titles[index] else ""
            roles[index] = before if before in LANES else "text"


def _settle_cards(roles: list[str], titles: Sequence[str], columns: Sequence[Sequence[str]]) -> None:
    """Without both a lane and a text in each row, these columns are ordinary ones."""
    for index, role in enumerate(roles):
        unfit = role in RATINGS and _share(columns[index], _is_rating) < 0.8
        unfit |= role in MARKS and _share(columns[index], lambda each: len(each) > 8) > 0.2
        if unfit or (role in (*FIELDS, "journey") and not columns[index]):
            roles[index] = "text" if columns[index] else ""
        if role == "emotion" and _is_long(roles) and not matched(titles[index])[1].startswith("emotion"):
            roles[index] = ""
    if _is_long(roles):
        # What is written in such a table is in one column.
        roles[:] = ["" if each in LANES else each for each in roles]
        for role in ("lane", "card"):
            first = roles.index(role)
            roles[:] = ["" if each == role and index != first else each for index, each in enumerate(roles)]
        return
    for index, role in enumerate(roles):
        if role == "card":
            roles[index] = "text" if "stage" in roles else "stage"
        elif role in ("lane", "kind", "journey"):
            roles[index] = "text"
    counts = Counter(roles)
    if counts["note"] > 1 or counts["owner"] > 1:
        roles[:] = ["text" if each in ("note", "owner") else each for each in roles]


def _is_rating(text: str) -> bool:
    return text in ("1", "2", "3", "4", "5")


def _is_long(roles: Sequence[str]) -> bool:
    """Return whether each row is a card, with columns for its lane and its text, and none for other cards."""
    return "lane" in roles and "card" in roles


def _names(values: Sequence[str]) -> bool:
    """Return whether the cells of a column can be names: short texts in one line."""
    return _share(values, lambda each: len(each) <= _LONGEST_HEADING and each.count("\n") < 2) > 0.7


def _share(values: Sequence[str], test: "object") -> float:
    return sum(map(test, values)) / len(values) if values else 0.0  # type: ignore[call-overload]
