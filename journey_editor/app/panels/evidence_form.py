"""Form of the inspector for evidence."""

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.form import Form
from journey_editor.app.panels.form_words import choices
from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.wording.evidence_words import evidence_kind_name, evidence_nature_name, places_words


def evidence_form(session: Session, evidence_id: str, parent: QWidget) -> Form:
    """Return the form of evidence."""
    form = Form(session, [evidence_id], tr("Change evidence"), parent)
    form.words(tr("Text"), "text")
    form.choice(tr("Kind"), "kind", choices(kinds.EVIDENCE_KINDS, evidence_kind_name))
    form.choice(tr("Nature"), "nature", choices(kinds.EVIDENCE_NATURES, evidence_nature_name))
    form.side_by_side()
    form.name(tr("Speaker"), "speaker")
    form.name(tr("Source"), "source")
    form.day(tr("Date"), "day")
    form.number(tr("Sample size"), "sample_size")
    form.side_by_side()
    form.remark(lambda: places_words(session.document, evidence_id) or tr("Not placed yet"))
    return form
