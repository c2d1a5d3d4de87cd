"""Commands on what the map says: findings that are dismissed, and rules that are off."""

from journey_editor.editing.draft import Draft
from journey_editor.model.kinds import INSIGHT_RULES
from journey_editor.model.records import Dismissal


def dismiss_finding(draft: Draft, journey_id: str, rule: str, item: str, reason: str = "") -> Dismissal:
    """Show a finding of a rule no longer."""
    return draft.add(Dismissal, journey=journey_id, rule=rule, item=item, reason=reason)


def restore_dismissal(draft: Draft, dismissal: str) -> None:
    """Show a dismissed finding again."""
    if dismissal in draft:
        draft.remove(dismissal)


def switch_rule(draft: Draft, rule: str, *, on: bool) -> None:
    """Switch a rule on or off for the whole project."""
    off = {*draft.project().rules_off.split()} - {rule}
    if not on:
        off.add(rule)
    draft.change(draft.project(), rules_off=" ".join(each for each in INSIGHT_RULES if each in off))
