"""Templates: functions that fill an empty draft with a new project.

The start page lists them when the program starts, so the code that fills them is imported on use.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.editing.draft import Draft
    from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class Template:
    """Template for a project: its name and description, and the function that fills a draft in a language."""

    id: str
    name: str
    description: str
    build: "Callable[[Draft, str], None]"


def templates() -> tuple[Template, ...]:
    """Return the templates in the order of the menu, with texts in the language of the interface."""
    return (
        Template(
            "support",
            tr("Support journey"),
            tr("Six stages from awareness to support, with lanes and channels to fill in."),
            _support,
        ),
        Template("blank", tr("Blank map"), tr("One stage and three lanes, to start from scratch."), _blank),
        Template(
            "sample",
            tr("Sample: moving house"),
            tr("A finished map to explore, with two personas, emotion curves and handoffs."),
            _sample,
        ),
    )


def project_from_template(
    template_id: str, *, language: str = "en", new_id: IdSource = random_id
) -> "Document":
    """Return a new project from a template, with its journey in `language`. The sample is always in English.

    Raises `UserError` if there is no such template.
    """
    from journey_editor.editing.draft import Draft
    from journey_editor.model.document import Document

    for template in templates():
        if template.id == template_id:
            draft = Draft(Document(), new_id)
            template.build(draft, language)
            return draft.finish()
    raise UserError(
        tr("There is no template “{name}”. The templates are: {names}.").format(
            name=template_id, names=", ".join(each.id for each in templates())
        )
    )


def _support(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import support

    support.build(draft, language)


def _blank(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import blank

    blank.build(draft, language)


def _sample(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import sample

    sample.build(draft)
