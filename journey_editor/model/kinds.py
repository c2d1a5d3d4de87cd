"""The names that a record's choices may have."""

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
"""What a card can be."""

LANE_KINDS = ("emotion", *CARD_KINDS)
"""What a lane is for: `emotion` holds curves, every other kind is the first choice for its new cards."""

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
"""What a channel is, and so its icon."""

LINK_KINDS = ("handoff", "channel_switch", "escalation", "service_recovery")
"""What a link from card to card says."""

JOURNEY_STATES = ("as_is", "to_be")
"""Whether a journey is what happens today or what shall happen."""

DIRECTIONS = ("ltr", "rtl")
"""Which way a journey is read."""

PERSONA_KINDS = ("customer", "staff", "system")
"""Who a persona stands for."""

EMOTION_SCALES = ("words", "one_to_five", "minus_two_to_two", "minus_five_to_five", "zero_to_ten")
"""How the levels of an emotion curve are named; values are always −1…+1 underneath."""

EMOTION_SOURCES = ("assumed", "observed", "measured")
"""Where the value of an emotion point comes from; what is assumed is drawn dotted."""

INITIATORS = ("", "customer", "organisation")
"""Who began a touchpoint, if it is known."""

PAPERS = ("map", "a5", "a4", "a3", "a2", "a1", "a0", "letter", "legal", "tabloid")
"""The paper of a page; `map` is a page as large as the map."""

ORIENTATIONS = ("auto", "portrait", "landscape")
"""How the paper lies; `auto` takes whichever shows the map larger."""

THEMES = ("light", "dark", "room")
"""How the map is coloured: for paper, for dark screens, for a projector in a room."""
