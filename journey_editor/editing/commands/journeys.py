"""Commands on journeys, channels and notes, and the beginning of a project."""

from collections.abc import Callable

from journey_editor.editing.draft import Draft
from journey_editor.editing.places import place_before
from journey_editor.model.languages import usual_direction
from journey_editor.model.records import Channel, Journey, Lane, Note, Project


def new_project(draft: Draft, *, name: str = "", author: str = "") -> Project:
    """Begin a project in an empty document; at least one journey has to follow in the same edit."""
    return draft.add(Project, name=name, author=author)


def add_journey(draft: Draft, *, title: str, language: str = "en", direction: str = "ltr") -> Journey:
    """Add a journey without stages and lanes, as the last."""
    order = place_before(draft, draft.journeys(), None)
    return draft.add(Journey, title=title, language=language, direction=direction, order=order)


def set_language(
    draft: Draft,
    journey_id: str,
    language: str,
    name_of_kind: Callable[[Lane | Channel, str | None], str] | None = None,
) -> Journey:
    """Say in which language a journey is; where that is read from the other side, so is the map then.

    Lanes and channels that are called as `name_of_kind` calls them in the language before, or in the
    interface's, lose that name: from now on they are called by their kind in the new language.
    """
    journey = draft.get(Journey, journey_id)
    if name_of_kind is not None:
        before = (journey.language, None)
        for lane in draft.lanes_of(journey_id):
            if lane.title in [name_of_kind(lane, each) for each in before]:
                draft.change(lane, title="")
        for channel in draft.channels():
            if channel.name in [name_of_kind(channel, each) for each in before]:
                draft.change(channel, name="")
    direction = journey.direction
    if usual_direction(language) != usual_direction(journey.language):
        direction = usual_direction(language)
    return draft.change(journey, language=language, direction=direction)


def add_channel(draft: Draft, name: str, kind: str = "other") -> Channel:
    """Add a channel to the project."""
    return draft.add(Channel, name=name, kind=kind, order=place_before(draft, draft.channels(), None))


def channel_of_kind(draft: Draft, name: str, kind: str, usual: str = "") -> Channel:
    """The project's channel of that name and kind; it is added where there is none yet.

    One without a name is called `usual`, as its kind.
    """
    for channel in draft.channels():
        if (channel.name or usual, channel.kind) == (name or usual, kind):
            return channel
    return add_channel(draft, name, kind)


def add_note(draft: Draft, journey_id: str, text: str, x: float, y: float) -> Note:
    """Lay a note on a journey's map, `x` and `y` map units from its top left corner."""
    order = place_before(draft, draft.notes_of(journey_id), None)
    return draft.add(Note, journey=journey_id, text=text, x=x, y=y, order=order)
