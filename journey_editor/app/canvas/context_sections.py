"""Sections of the context menu, by the kind of the selected records."""

_CLIP = ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "edit.delete")
_STAGE = (
    ("edit.text",),
    ("@insert", "@link"),
    ("stage.merge", "stage.split", "step.merge"),
    ("@size",),
    _CLIP,
    ("@move",),
)
SECTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "card": (
        ("edit.text",),
        (
            "@kind",
            "@channel",
            "@personas",
            "@tags",
            "@emotion",
            "@severity",
            "@frequency",
            "@impact",
            "@effort",
        ),
        ("@references", "journey.open_detail", "@detail"),
        _CLIP,
        ("@insert", "@link", "picture.remove"),
        ("@size", "@move", "lane.collapse", "lane_group.collapse", "lane.hide"),
    ),
    "stage": _STAGE,
    "step": _STAGE,
    "lane": (
        ("edit.text",),
        ("@kind", "lane_kind.delete", "@persona", "lane.collapse", "lane.hide", "lane.show_all"),
        ("journey.open_detail",),
        ("lane.group", "lane.ungroup", "lane_group.collapse"),
        ("@size",),
        _CLIP,
        ("@move",),
    ),
    "lane_group": (
        ("edit.text",),
        ("lane_group.collapse", "lane.hide"),
        ("lane.group", "lane.ungroup"),
        ("edit.cut", "edit.copy", "edit.paste", "edit.duplicate", "lane_group.delete"),
        ("@move",),
    ),
    "persona": (
        ("@name", "persona.sheet"),
        ("@color", "persona.hide", "persona.compare", "persona.side_by_side", "@lanes"),
        ("@insert", "picture.remove"),
        _CLIP,
        ("@move",),
    ),
    "link": (("@name",), ("@kind", "@link_color", "@line", "@strong"), ("edit.delete",)),
    "emotion_point": (("@name",), ("@emotion", "@source", "@curves"), ("@insert",), ("edit.delete",)),
    "curve": (
        ("@owner", "@style", "@scale", "@signs"),
        ("@curves",),
        ("@insert",),
        ("edit.delete",),
        ("@move",),
    ),
    "support_offer": (("edit.delete",),),
    "measure": (("edit.measures",), ("edit.delete",)),
    "note": (("edit.text",), _CLIP),
    "": (
        ("@point", "@curves"),
        ("@insert", "edit.paste"),
        ("lane.collapse", "lane_group.collapse", "lane.hide", "lane.show_all"),
    ),
    "mixed": (("lane.group",), _CLIP, ("@move",)),
}
"""Sections by the kind of the selected records: object names of actions, and marked choices."""

INSERTED = {
    "card": ("card.add", "emotion.add", "picture.add", "reference.add", "note.add"),
    "stage": ("stage.add_before", "stage.add_after", "step.add", "emotion.add"),
    "step": ("stage.add_before", "stage.add_after", "step.add", "emotion.add"),
    "persona": ("picture.add", "persona.add", "curve.add"),
    "curve": ("curve.add",),
    "emotion_point": ("curve.add",),
    "": (
        "card.add",
        "emotion.add",
        "curve.add",
        "note.add",
        "step.add",
        "stage.add_before",
        "stage.add_after",
    ),
}
"""Actions in the submenu for new items, by the kind of the selected records."""
FIELDS_OF_KIND = {
    "touchpoint": ("@channel", "@emotion"),
    "pain_point": ("@severity", "@frequency"),
    "opportunity": ("@impact", "@effort"),
}
"""Choices that only apply to one kind of card."""
SPECIFIC = frozenset(each for choices in FIELDS_OF_KIND.values() for each in choices)
"""Choices that do not apply to every kind of card."""
