"""Commands on the details of links, and on their copies."""

from collections.abc import Callable, Iterable
from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.model.document import Queries
from journey_editor.model.records import Link, RecoveryAction


def recovery_action(document: Queries, link_id: str, action: str) -> RecoveryAction | None:
    """Return an action of the service recovery that a link stands for, or None if nothing is known of it."""
    return next(iter(document.select(RecoveryAction, link=link_id, action=action)), None)


def set_recovery_action(draft: Draft, link_id: str, action: str, **fields: Any) -> None:
    """Set fields of an action of a service recovery. Without any it is removed."""
    present = recovery_action(draft, link_id, action) or draft.add(
        RecoveryAction, link=link_id, action=action
    )
    changed = draft.change(present, **fields)
    if not (changed.done or changed.day or changed.by):
        draft.remove(changed.id)


def copy_details(
    draft: Draft,
    link: Link,
    copy: Link,
    actions: Iterable[RecoveryAction],
    here: Callable[[str], str] = lambda each: each,
) -> None:
    """Give the copy of a link its look, its details and those of `actions` that are its own.

    `here` returns the persona or channel of the copy for that of the link, or an empty text.
    """
    kept = {
        name: getattr(link, name)
        for name in (
            *("name", "color", "line", "strong", "passed", "context", "repeated", "wait", "wait_target"),
            *("from_level", "to_level", "trigger", "time_limit", "decided_by"),
            *("reason", "wanted", "noticed_by"),
        )
    }
    referring = {
        name: here(getattr(link, name)) if getattr(link, name) else ""
        for name in ("giver", "taker", "channel_before", "channel_after")
    }
    draft.change(copy, **kept, **referring)
    for each in actions:
        if each.link == link.id:
            set_recovery_action(draft, copy.id, each.action, done=each.done, day=each.day, by=each.by)
