"""Commands that make a view of a journey through a lens: as support, or as an experience."""

from typing import Literal

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.views import free_name, hide_lane_in_view, save_view
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import LINE_KINDS
from journey_editor.model.records import Journey, View

Lens = Literal["support", "experience"]

_LANES: dict[Lens, tuple[str, ...]] = {
    "support": (
        *("touchpoint", "pain_point", "frontstage", "backstage", "support_process"),
        *("coverage", "metrics", "time"),
        *LINE_KINDS,
    ),
    "experience": ("action", "touchpoint", "thought", "feeling", "emotion", "opportunity", "storyboard"),
}
"""Kinds of the lanes that each lens shows: what answers a problem, or what the whole journey feels like."""
_NEEDED: dict[Lens, tuple[str, ...]] = {"support": ("coverage", "metrics"), "experience": ("emotion",)}
"""Kinds of lanes that are added if a journey has none."""


def add_lens_view(draft: Draft, journey_id: str, lens: Lens, zoom: float) -> View:
    """Save a view of a journey with the lanes of a lens. Lanes that are added for it are in no other view."""
    present = {lane.kind for lane in draft.lanes_of(journey_id)}
    others = draft.views_of(journey_id)
    for kind in _NEEDED[lens]:
        if kind not in present:
            lane = add_lane(draft, journey_id, kind)
            draft.change(lane, hidden=True)
            for view in others:
                hide_lane_in_view(draft, view.id, lane.id, hidden=True)
    language = draft.get(Journey, journey_id).language
    name = tr("Support", language) if lens == "support" else tr("Experience", language)
    view = save_view(draft, journey_id, free_name(draft, journey_id, name), CardFilter(), zoom)
    for lane in draft.lanes_of(journey_id):
        hide_lane_in_view(draft, view.id, lane.id, hidden=lane.kind not in _LANES[lens])
    return view
