"""All rules, in the order in which their findings are shown."""

from collections.abc import Callable, Iterator

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.insight import completeness, emotions, support
from journey_editor.insight.finding import Facts, Finding
from journey_editor.model.document import Queries
from journey_editor.model.records import Dismissal

RULES: dict[str, Callable[[Facts], Iterator[Finding]]] = {
    "pain_without_support": support.pains_without_support,
    "uncovered_channel": support.uncovered_channels,
    "bad_moment_of_truth": emotions.bad_moments_of_truth,
    "valley_without_recovery": emotions.valleys_without_recovery,
    "recovery_without_lift": emotions.recoveries_without_lift,
    "lost_context": support.lost_contexts,
    "missed_promise": support.missed_promises,
    "missed_target": support.missed_targets,
    "forced_channel": support.forced_channels,
    "escalation_without_owner": support.escalations_without_owner,
    "care_missing": support.care_missing,
    "bad_memory": emotions.bad_memories,
    "stage_without_evidence": completeness.stages_without_evidence,
    "no_feedback": completeness.no_feedback,
    "opportunity_without_owner": completeness.opportunities_without_owner,
    "no_pain": completeness.no_pain,
    "empty_lane": completeness.empty_lanes,
    "too_many_stages": completeness.too_many_stages,
}
"""The functions of the rules, by key."""


def findings(document: Queries, journey_id: str) -> tuple[Finding, ...]:
    """Return what the rules find in a journey, without those that are switched off or dismissed.

    Raises `CancelledError`.
    """
    dismissed = {(each.rule, each.item) for each in document.select(Dismissal, journey=journey_id)}
    return tuple(each for each in all_findings(document, journey_id) if each.key not in dismissed)


def dismissed_findings(document: Queries, journey_id: str) -> tuple[tuple[Finding, Dismissal], ...]:
    """Return the findings that were dismissed and are still true, each with its dismissal."""
    dismissed = {(each.rule, each.item): each for each in document.select(Dismissal, journey=journey_id)}
    return tuple(
        (each, dismissed[each.key]) for each in all_findings(document, journey_id) if each.key in dismissed
    )


def all_findings(document: Queries, journey_id: str) -> tuple[Finding, ...]:
    """Return what the rules find in a journey, without those that are switched off."""
    facts = Facts(document, journey_id)
    off = document.project().rules_off.split()
    found: list[Finding] = []
    for rule, find in RULES.items():
        raise_if_cancelled()
        if rule not in off:
            found.extend(find(facts))
    return tuple(found)
