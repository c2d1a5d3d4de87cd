"""Commands on the review of a journey."""

from calendar import monthrange
from datetime import date

from journey_editor.editing.draft import Draft
from journey_editor.model.fields import day_of
from journey_editor.model.records import Journey

_MONTHS = 3
"""Months until the next review, unless the last two dates say otherwise."""


def mark_reviewed(draft: Draft, journey_id: str, today: date) -> date:
    """Set that a journey is reviewed today, and by when it should be reviewed again. Return that day."""
    journey = draft.get(Journey, journey_id)
    following = next_review(journey, today)
    draft.change(journey, reviewed=today.isoformat(), review_date=following.isoformat())
    return following


def next_review(journey: Journey, today: date) -> date:
    """Return a day for the next review: after as long a time as between the last one and the one due.

    Without these days, it is three months later.
    """
    last, due = day_of(journey.reviewed), day_of(journey.review_date)
    if last is not None and due is not None and last < due:
        return today + (due - last)
    month = today.month - 1 + _MONTHS
    year, month = today.year + month // 12, month % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def is_overdue(journey: Journey, today: date) -> bool:
    """Return whether a journey should have been reviewed before today."""
    due = day_of(journey.review_date)
    return due is not None and due < today
