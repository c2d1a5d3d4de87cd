"""Allowed values of the choice fields of records."""

CARD_KINDS = (
    "action",
    "touchpoint",
    "thought",
    "feeling",
    "pain_point",
    "opportunity",
    "frontstage",
    "backstage",
    "support_process",
    "physical_evidence",
    "text",
)
"""Kinds of cards."""

LINE_KINDS = ("interaction_line", "visibility_line", "internal_interaction_line", "line")
"""Kinds of lanes that are a line across the map: those of a service blueprint, and any other."""

SUMMARY_KINDS = ("count", "channel", "time", "coverage", "metrics")
"""Kinds of lanes that are computed: the number of cards, a matrix of their channels, their times, the support
that is offered where they are, and the figures of measures."""

LANE_KINDS = ("emotion", *CARD_KINDS, "storyboard", *SUMMARY_KINDS, *LINE_KINDS)
"""Kinds of lanes: `emotion` holds curves, `storyboard` cards whose pictures fill the cells."""

CARD_LANES = frozenset((*CARD_KINDS, "storyboard"))
"""Kinds of lanes that have cells for cards."""

KIND_IN_LANE = {kind: kind if kind in CARD_KINDS else "text" for kind in LANE_KINDS}
"""Kind of new cards by the kind of their lane. In a lane without cards any will do: the rules refuse them."""

CARD_DETAILS = (
    "channel",
    "personas",
    "rating",
    "importance",
    "satisfaction",
    "answer",
    "duration",
    "started_by",
    "owner",
    "tags",
    "references",
    "evidence",
    "signs",
)
"""Details of cards that a lane can leave out. `signs` are those of a moment of truth, fail point and note."""

LANE_ICONS = (
    "flag",
    "star",
    "users",
    "headset",
    "megaphone",
    "truck",
    "package",
    "wrench",
    "clock",
    "calendar",
    "gauge",
    "trending-up",
    "book-open",
    "clipboard-list",
    "life-buoy",
    "lock",
)
"""Icons of the kinds of lanes that users define."""

CHANNEL_KINDS = (
    "phone",
    "email",
    "live_chat",
    "self_service",
    "social_media",
    "in_person",
    "website",
    "app",
    "delivery",
    "other",
)
"""Kinds of channels; each has its own icon."""

LINK_KINDS = (
    "handoff",
    "channel_switch",
    "escalation",
    "service_recovery",
    "next",
    "depends",
    "agreement",
    "branch",
    "loop",
    "own",
    "answers",
)
"""Kinds of links; an opportunity `answers` a pain point, and a link of the kind `own` has its own name."""

LINK_LINES = ("", "solid", "dashed", "dotted")
"""Styles of a link's line; empty for that of its kind."""

CONTEXTS = ("", "kept", "partly", "lost")
"""What becomes of what the customer told before a handoff; empty if unknown."""

WISHES = ("", "yes", "no")
"""Whether the customer wanted a channel switch; empty if unknown."""

RECOVERY_ACTIONS = ("acknowledge", "apologise", "fix", "make_good", "follow_up", "change_process")
"""Actions of a service recovery, in order."""

ACTION_STATUSES = ("", "open", "doing", "done", "dropped")
"""How far the work on a pain point or an opportunity is; empty if nobody has decided."""

EVIDENCE_KINDS = ("quote", "survey", "interview", "review", "ticket", "observation", "analytics")
"""Kinds of evidence."""

EVIDENCE_NATURES = ("", "qualitative", "quantitative")
"""Whether evidence tells why or how many; empty if unknown."""

MEASURE_KINDS = (
    "csat",
    "nps",
    "ces",
    "ces_share",
    "fcr",
    "first_answer",
    "handling",
    "resolution",
    "service_level",
    "waiting",
    "transfers",
    "reopened",
    "own",
)
"""Kinds of measures; each has a formula (see `insight.measures`)."""

SUMMARIES = ("mean", "median", "sum", "last", "answers")
"""Ways in which rows of a table become one reading. With `answers`, each row is an answer or a case."""

TIME_SPANS = ("", "day", "week", "month", "quarter", "year")
"""Spans of time whose rows become one reading; empty if each row is one."""

CURVE_FIGURES = ("", *MEASURE_KINDS)
"""Kinds of measures whose figures a curve shows; empty if its points are set by hand."""

JOURNEY_STATES = ("as_is", "to_be")
"""States of a journey: today's, or the intended one."""

JOURNEY_STATUSES = ("", "draft", "in_review", "approved", "in_use", "outdated")
"""How far the work on a journey is; empty if unknown."""

INSIGHT_RULES = (
    "pain_without_support",
    "uncovered_channel",
    "bad_moment_of_truth",
    "valley_without_recovery",
    "recovery_without_lift",
    "lost_context",
    "missed_promise",
    "missed_target",
    "forced_channel",
    "escalation_without_owner",
    "care_missing",
    "bad_memory",
    "stage_without_evidence",
    "no_feedback",
    "opportunity_without_owner",
    "no_pain",
    "empty_lane",
    "too_many_stages",
)
"""Rules that find what a map says, in the order in which their findings are shown."""

DIRECTIONS = ("ltr", "rtl")
"""Reading directions of a journey."""

PERSONA_KINDS = ("customer", "staff", "system")
"""Kinds of personas."""

PERSONA_STYLES = ("quote", "card", "line")
"""Styles of the personas in the header of a map: with their quotes, on cards, or on one line each."""

PERSONA_COLORS = 5
"""Number of colours of personas, each with its marker and its dash pattern."""

TAG_COLORS = 8
"""Number of colours of tags."""

EMOTION_SCALES = ("words", "one_to_five", "minus_two_to_two", "minus_five_to_five", "zero_to_ten")
"""Scales that label the levels of an emotion curve; the stored values are always from −1 to +1."""

CURVE_STYLES = ("", "solid", "dashed", "dash_dotted", "thick", "thin")
"""Lines of curves; an empty style is that of the persona, or another one for its further curves."""

LEVEL_SIGNS = ("faces", "circles", "numbers")
"""Signs at the levels of a scale."""

MOST_LEVELS = 11
FEWEST_LEVELS = 3
"""Number of levels of a scale of one's own."""

EMOTION_SOURCES = ("assumed", "told", "observed", "measured")
"""Sources of an emotion point's value, the weakest first; assumed values are drawn dotted."""

INITIATORS = ("", "customer", "organisation")
"""Party that started a touchpoint; empty if unknown."""

PAPERS = ("map", "a5", "a4", "a3", "a2", "a1", "a0", "letter", "legal", "tabloid")
"""Paper sizes of a page; `map` is a page the size of the map."""

ORIENTATIONS = ("auto", "portrait", "landscape")
"""Orientations of the paper; `auto` picks the one that shows the map larger."""

THEMES = ("light", "dark", "room")
"""Colour themes of the map: for paper, for dark screens, for a projector in a room."""
