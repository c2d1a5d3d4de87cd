"""Comparison of the links and of the support that is offered in two journeys."""

from collections.abc import Iterator

from journey_editor.editing.change import Change
from journey_editor.model.document import Queries
from journey_editor.model.matching import Matched
from journey_editor.model.records import Link, RecoveryAction, SupportOffer, specs

_LOOKS = {"source", "target", "source_stage", "target_stage", "color", "line", "strong"}
"""Fields of links that say nothing about the journey."""


def link_partners(document: Queries, matched: Matched) -> dict[str, str]:
    """Return the later link of each earlier one: of the same kind, or else of another between the same."""
    later: dict[tuple[str, str], list[Link]] = {}
    for link in document.links_of(matched.later):
        later.setdefault(link.ends, []).append(link)
    earlier = document.links_of(matched.earlier)
    found: dict[str, str] = {}
    for same_kind in (True, False):
        for link in earlier:
            source, target = (matched.partners.get(end, "") for end in link.ends)
            others = later.get((source, target), []) if link.id not in found else []
            kind = (link.kind, link.name)
            fitting = (each for each in others if not same_kind or (each.kind, each.name) == kind)
            partner = next(fitting, None)
            if partner is not None:
                others.remove(partner)
                found[link.id] = partner.id
    return found


def link_changes(document: Queries, matched: Matched) -> Iterator[Change]:
    """Yield the links that were dropped, added or changed between cards or stages of both journeys."""
    partners = link_partners(document, matched)
    for link in document.links_of(matched.earlier):
        if link.id not in partners and set(link.ends) <= matched.partners.keys():
            yield Change("dropped", link.id, "", matched.partners[link.ends[0]])
    back = {later: earlier for earlier, later in partners.items()}
    for link in document.links_of(matched.later):
        if link.id in back:
            before = document.get(Link, back[link.id])
            if _link_details(document, before) != _link_details(document, link):
                yield Change("changed", before.id, link.id, link.ends[0])
        elif set(link.ends) <= matched.back.keys():
            yield Change("added", "", link.id, link.ends[0])


def offer_changes(document: Queries, matched: Matched) -> Iterator[Change]:
    """Yield the offers of support that were dropped, added or changed in the stages of both journeys."""
    later = {(each.stage, each.channel): each for each in document.offers_of(matched.later)}
    for offer in document.offers_of(matched.earlier):
        stage = matched.partners.get(offer.stage, "")
        partner = later.pop((stage, offer.channel), None)
        if partner is None and stage:
            yield Change("dropped", offer.id, "", stage)
        elif partner is not None and _offer_details(partner) != _offer_details(offer):
            yield Change("changed", offer.id, partner.id, stage)
    for offer in later.values():
        if offer.stage in matched.back:
            yield Change("added", "", offer.id, offer.stage)


def _link_details(document: Queries, link: Link) -> tuple[object, ...]:
    actions = {
        (each.action, each.done, each.day, each.by) for each in document.select(RecoveryAction, link=link.id)
    }
    return *(getattr(link, name) for name in specs(Link) if name not in _LOOKS), actions


def _offer_details(offer: SupportOffer) -> tuple[object, ...]:
    return tuple(getattr(offer, name) for name in specs(SupportOffer) if name not in ("stage", "channel"))
