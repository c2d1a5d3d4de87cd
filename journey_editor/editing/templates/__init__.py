"""Templates: functions on an empty draft that begin a project."""

from collections.abc import Callable
from dataclasses import dataclass

from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import blank, sample, support
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class Template:
    """A beginning for a project: what a person is told of it, and what fills the draft."""

    id: str
    name: str
    description: str
    build: Callable[[Draft], None]


def templates() -> tuple[Template, ...]:
    """The templates, in the order and the language in which they are offered."""
    return (
        Template(
            "support",
            tr("Support journey"),
            tr("Six stages from awareness to support, with lanes and channels to fill in."),
            support.build,
        ),
        Template("blank", tr("Blank map"), tr("One stage and three lanes: the rest is yours."), blank.build),
        Template(
            "sample",
            tr("Sample: moving house"),
            tr("A finished map to look at and to play with: two personas, curves, handoffs."),
            sample.build,
        ),
    )


def project_from_template(template_id: str, *, new_id: IdSource = random_id) -> Document:
    """A new project made from a template. Raises `UserError` when there is no template of that name."""
    for template in templates():
        if template.id == template_id:
            draft = Draft(Document(), new_id)
            template.build(draft)
            return draft.finish()
    raise UserError(
        tr("There is no template “{name}”. The templates are: {names}.").format(
            name=template_id, names=", ".join(each.id for each in templates())
        )
    )
