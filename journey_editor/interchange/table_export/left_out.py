"""Parts of a map that tables of each kind have no place for, counted."""

from journey_editor.interchange.counts import about_fields, counts_of_map, sentences
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey

_ON_CARDS = (
    "channels", "people", "card_notes", "tags", "references", "pictures", "moments", "fail_points", "details",
    "other_journeys",
)  # fmt: skip
_SHARED = ("charts", "links", "notes", "point_details")
_NOT_IN = {
    "cards": (
        *_SHARED, "stages", "empty_steps", "lanes", "goals", "lines", "groups", "pictures",
        "personas", "offers", "measures", "evidence", "points_in_steps",
    ),
    "map": (
        *_SHARED, *_ON_CARDS, "hidden", "goals", "lane_spans", "personas", "measures", "evidence", "unmerged",
        "offers",
    ),
    "markdown": (
        *_SHARED, *_ON_CARDS, "hidden", "lane_spans", "personas", "measures", "evidence", "unmerged",
        "offers",
    ),
    "html": ("charts", "hidden", "offers", "lane_spans", "personas", "measures", "evidence"),
    "xlsx": ("charts", "point_details", "links", "notes", "goals", "pictures", "offers"),
}  # fmt: skip
"""Names of what is not in a table, by the kind of the table."""


def left_out(document: Queries, journey_id: str, kind: str) -> list[str]:
    """Return sentences about the parts of a journey that a kind of table has no place for.

    `kind` is `cards` or `map` for CSV and TSV, `markdown`, `html`, or `xlsx`.
    """
    journey = document.get(Journey, journey_id)
    counts = counts_of_map(document, journey_id, document.cards_of(journey_id))
    # Tables that cannot merge cells show a card over several steps in the first of them.
    counts["unmerged"] = counts["step_spans"]
    shown = {lane.kind for lane in document.lanes_of(journey_id, hidden=False)}
    if "coverage" in shown and kind != "cards":
        # A lane says them in words.
        counts["offers"] = 0
    shows_scenario = kind in ("markdown", "html")
    return [*sentences(counts, _NOT_IN[kind]), *about_fields(journey, scenario=not shows_scenario)]
