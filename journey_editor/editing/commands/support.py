"""Commands on the support that is offered in stages."""

from journey_editor.editing.draft import Draft
from journey_editor.model.records import SupportOffer


def offer_support(draft: Draft, stage_id: str, channel_id: str) -> SupportOffer:
    """Offer support through a channel in a stage, or return what is offered there already."""
    present = draft.select(SupportOffer, stage=stage_id, channel=channel_id)
    return present[0] if present else draft.add(SupportOffer, stage=stage_id, channel=channel_id)


def withdraw_support(draft: Draft, stage_id: str, channel_id: str) -> None:
    """Offer no support through a channel in a stage any more."""
    for offer in draft.select(SupportOffer, stage=stage_id, channel=channel_id):
        draft.remove(offer.id)


def copy_offer(draft: Draft, offer: SupportOffer, stage_id: str, channel_id: str) -> None:
    """Offer the same support in another stage."""
    details = {
        name: getattr(offer, name)
        for name in (
            *("hours", "languages", "staffed_by"),
            *("first_answer", "answer_target", "resolution", "resolution_target"),
        )
    }
    draft.change(offer_support(draft, stage_id, channel_id), **details)
