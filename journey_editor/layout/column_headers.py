"""Layout of the headers of a band: the chevrons of its stages, and the headers of their steps."""

from collections.abc import Mapping, Sequence
from itertools import groupby, zip_longest

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.boxes import StageLayout, StepLayout
from journey_editor.layout.columns import Column
from journey_editor.layout.reference_sign import box_of_sign, stage_sign
from journey_editor.layout.transform import lowered
from journey_editor.model.document import Queries
from journey_editor.model.records import Stage, Step
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter

STAGE_PADDING_Y = 7.0
STAGE_PADDING_X = 16.0
NOTCH = 8.0
"""Distance of a chevron's text from the notch at its left edge."""
STEP_GAP = 8.0
STEP_PADDING = 4.0


def lay_out_stages(
    document: Queries, rows: Sequence[Sequence[Column]], band: int, y: float, typesetter: Typesetter
) -> tuple[float, list[StageLayout]]:
    """Lay out the stages of a row below `y`. Returns the y of their bottom edge and the stages."""
    columns = rows[band]
    placed = []
    stages = [list(group) for _, group in groupby(columns, key=lambda column: column.stage)]
    for own, following in zip_longest(stages, stages[1:]):
        raise_if_cancelled()
        stage_id = own[0].stage
        stage = document.get(Stage, stage_id)
        first, last = own[0] is rows[0][0], own[-1] is rows[-1][-1]
        x = own[0].x
        # If links run between two stages, the chevron extends up to the usual gap before the next one.
        right = following[0].x - theme.COLUMN_GAP if following else own[-1].right
        if following is None and not last:
            # The tip of a chevron that another row follows ends at the edge of its own.
            right -= theme.TIP
        left = x + STAGE_PADDING_X + (0 if first else NOTCH)
        backing = document.backing(stage_id)
        taken = box_of_sign(stage_sign(backing, right - 8, y, typesetter) if backing else None)
        room = (taken.x if taken is not None else right) - left - 8
        name = typesetter.block(stage.name, theme.STAGE_NAME, left, y + STAGE_PADDING_Y, room)
        goal = None
        if stage.goal:
            goal = typesetter.block(stage.goal, theme.STAGE_GOAL, left, name.bottom, room)
        placed.append((stage_id, x, right - x, name, goal, first, last, backing))
    bottom = max([(goal or name).bottom for *_, name, goal, _, _, _ in placed], default=y - STAGE_PADDING_Y)
    height = bottom + STAGE_PADDING_Y - y
    laid_out = []
    for stage_id, x, width, name, goal, first, last, backing in placed:
        # If other stages have a goal, a name without one is centred vertically in its chevron.
        down = (height - 2 * STAGE_PADDING_Y - ((goal or name).bottom - name.y)) / 2
        box = Box(x, y, width, height)
        texts = lowered(name, down), lowered(goal, down)
        sign = stage_sign(backing, box.right - 8, box.center[1], typesetter) if backing else None
        laid_out.append(StageLayout(stage_id, band, box, *texts, first, last, sign))
    return y + height, laid_out


def lay_out_step_headers(
    document: Queries, columns: Sequence[Column], y: float, typesetter: Typesetter
) -> tuple[float, dict[str, tuple[Box, TextBlock]]]:
    """Lay out the headers of the steps of a row below `y`; a single step without a name has none.

    Returns the y at which the lanes begin, and the box and the name of each header by step.
    """
    named = []
    for column in columns:
        raise_if_cancelled()
        step = document.get(Step, column.step)
        if step.name or len(document.steps_of(column.stage)) > 1:
            name = typesetter.block(
                step.name, theme.STEP_NAME, column.x + 8, y + STEP_GAP + STEP_PADDING, column.width - 16,
                "center",
            )  # fmt: skip
            named.append((column, name))
    if not named:
        return y + 8, {}
    height = max(name.height for _, name in named) + 2 * STEP_PADDING
    headers = {
        column.step: (
            Box(column.x, y + STEP_GAP, column.width, height),
            lowered(name, (height - 2 * STEP_PADDING - name.height) / 2),
        )
        for column, name in named
    }
    return y + STEP_GAP + height + 8, headers


def lay_out_steps(
    columns: Sequence[Column],
    band: int,
    headers: Mapping[str, tuple[Box, TextBlock]],
    top: float,
    bottom: float,
) -> list[StepLayout]:
    """Return the columns of a band from its first lane to its last one; a plate is in place of a header."""
    laid_out = []
    for column in columns:
        header, name = headers.get(column.step, (None, None))
        whole = Box(column.x, top, column.width, bottom - top)
        plate = None
        if headers and header is None:
            beside = next(iter(headers.values()))[0]
            plate = Box(column.x, beside.y, column.width, beside.height)
        laid_out.append(StepLayout(column.step, column.stage, band, header, name, whole, plate))
    return laid_out
