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
        Template("blank", tr("Blank map"), tr("One stage and three lanes"), _blank),
        _planned("support", tr("Customer support"), tr("Steps from need to help")),
        _planned("see_think_do_care", tr("See–Think–Do–Care"), tr("What an audience needs")),
        _planned("service_blueprint", tr("Service blueprint"), tr("Customers, staff, systems")),
        _planned("several_personas", tr("Several personas"), tr("Two people on one way")),
        _planned("channel_matrix", tr("Channel matrix"), tr("Which channel, and when")),
        _planned("onboarding", tr("Onboarding"), tr("The first days of use")),
        _planned("complaint", tr("Service recovery"), tr("Making a mistake good")),
        _planned("employee", tr("Employee journey"), tr("From entry to farewell")),
        _planned("day", tr("Day in the life"), tr("From morning to evening")),
        Template("sample", tr("Sample: moving house"), tr("A finished map to explore"), _sample),
        Template("sample_blueprint", tr("Sample: complaint"), tr("A finished blueprint"), _blueprint),
        Template("sample_support", tr("Sample: wrong bill"), tr("Support, evidence and figures"), _support),
    )


def project_from_template(
    template_id: str, *, language: str = "en", new_id: IdSource = random_id
) -> "Document":
    """Return a new project from a template, with its journey in `language`. The samples are in English.

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


def _planned(template_id: str, name: str, description: str) -> Template:
    """Return a template with a plan."""

    def build(draft: "Draft", language: str) -> None:
        from journey_editor.editing.templates.filling import fill
        from journey_editor.editing.templates.plans import PLANS

        fill(draft, PLANS[template_id](language), language)

    return Template(template_id, name, description, build)


def _blank(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import blank

    blank.build(draft, language)


def _sample(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import sample

    sample.build(draft)


def _blueprint(draft: "Draft", language: str) -> None:
    from journey_editor.editing.templates import sample_blueprint

    sample_blueprint.build(draft)


def _support(draft: "Draft", _language: str) -> None:
    from journey_editor.editing.templates import sample_support

    sample_support.build(draft)
