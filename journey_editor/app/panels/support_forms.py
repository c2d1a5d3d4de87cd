"""Forms of the inspector for the support that is offered in a stage."""

from typing import Any

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.form import Form
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.support import offer_support, withdraw_support
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Channel, Stage, SupportOffer
from journey_editor.wording.map_words import channel_name


class OfferBinding:
    """Whether support is offered through a channel in a stage."""

    def __init__(self, session: Session, stage: str, channel: str) -> None:
        self._session, self._stage, self._channel = session, stage, channel

    def read(self) -> Any:
        """Return whether support is offered."""
        return bool(self._session.document.select(SupportOffer, stage=self._stage, channel=self._channel))

    def write(self, value: Any, typing: str = "") -> bool:
        """Offer support, or offer it no more."""
        transaction = self._session.edit(tr("Offer support") if value else tr("Withdraw support"))
        with transaction as draft:
            (offer_support if value else withdraw_support)(draft, self._stage, self._channel)
        return transaction.succeeded


def add_offers(session: Session, form: Form, stage: str) -> None:
    """Add a check box for each channel that may offer support in a stage."""
    if session.document.channels():
        form.checks(
            tr("Support is offered through"),
            "offers",
            lambda channel: OfferBinding(session, stage, channel),
            lambda: [(each.id, channel_name(each)) for each in session.document.channels()],
        )


def offer_form(session: Session, offer_id: str, parent: QWidget) -> Form:
    """Return the form of an offer of support."""
    form = Form(session, [offer_id], tr("Change support"), parent)
    form.heading(tr("Support offered"))
    form.remark(lambda: _place(session, offer_id))
    form.name(tr("Hours"), "hours", instead=lambda: tr("such as 24/7 or Mon–Fri 9–17"))
    form.name(tr("Languages"), "languages")
    form.name(tr("Staffed by"), "staffed_by")
    form.time(tr("First answer"), "first_answer", tr("First answer in reality"))
    form.time(tr("Answer target"), "answer_target", tr("Promised first answer"))
    form.side_by_side()
    form.time(tr("Resolution"), "resolution", tr("Resolution in reality"))
    form.time(tr("Resolution target"), "resolution_target", tr("Promised resolution"))
    form.side_by_side()
    return form


def _place(session: Session, offer_id: str) -> str:
    offer = session.document.find(offer_id)
    if not isinstance(offer, SupportOffer):
        return ""
    channel = channel_name(session.document.get(Channel, offer.channel))
    stage = session.document.get(Stage, offer.stage).name or tr("No name")
    return tr("{channel} in {stage}").format(channel=channel, stage=stage)
