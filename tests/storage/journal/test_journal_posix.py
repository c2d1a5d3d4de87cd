"""Permissions of a journal, on systems with file modes."""

import stat

from journey_editor.editing.templates import project_from_template
from journey_editor.foundation import folders
from journey_editor.foundation.identity import counting_ids
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project
from tests.storage.journal.journaling import Session


def test_only_the_owner_can_open_the_folder_of_a_journal() -> None:
    session = Session(Project(project_from_template("sample", new_id=counting_ids()), {}, new_draft()))
    session.write("Packed")
    session.crash()
    place = folders.user_data() / "recovery"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (place, *place.iterdir())} == {0o700}
