"""The name of a file determines its format."""

from datetime import datetime
from pathlib import Path

import pytest

from journey_editor.conversion import formats
from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.conversion.formats import Imported
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import CardReference
from journey_editor.storage.project.project_file import read_project

DOCUMENT = project_from_template("blank", new_id=counting_ids())
JOURNEY = DOCUMENT.journeys()[0].id
BEGINNINGS = {
    ".journey": b"SQLite format 3",
    ".mmd": b"journey",
    ".mermaid": b"journey",
    ".md": b"# ",
    ".markdown": b"# ",
    ".json": b"{",
    ".ojf": b"{",
    ".xlsx": b"PK",
    ".csv": b"\xef\xbb\xbfJourney,",
    ".tsv": b"Journey\t",
    ".html": b"<!DOCTYPE html>",
    ".htm": b"<!DOCTYPE html>",
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".svg": b"<?xml",
}


def test_every_suffix_is_tested() -> None:
    assert {
        ending for each in formats.formats() if each.write for ending in each.suffixes
    } == BEGINNINGS.keys()


@pytest.mark.parametrize("ending", BEGINNINGS)
def test_the_name_determines_the_written_format(ending: str, tmp_path: Path) -> None:
    for name in (f"map{ending}", f"MAP{ending.upper()}"):
        formats.write(tmp_path / name, Imported(DOCUMENT, {}), JOURNEY)
        assert (tmp_path / name).read_bytes().startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("ending", [".mmd", ".md", ".json", ".journey", ".xyz", ""])
def test_a_drawing_is_not_written_to_a_file_of_another_format(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"map{ending}"
    file.write_text("as it was")
    when = datetime(2026, 11, 22).astimezone()
    pages = sheet_pages(DOCUMENT, JOURNEY, Sheet(), when)
    with pytest.raises(UserError, match=r"Supported types: .*\.pdf, \.png, \.svg"):
        formats.write_drawing(file, pages, Sheet(), {}, when)
    assert file.read_text() == "as it was"


@pytest.mark.parametrize("ending", [".pdf", ".png", ".svg"])
def test_a_drawing_cannot_be_opened_as_a_map(ending: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Cannot open .*: unknown file type\. Supported types: \.journey"):
        formats.read(tmp_path / f"map{ending}")


def test_paths_in_a_project_and_in_json_are_relative_to_their_own_folder(tmp_path: Path) -> None:
    def addresses(project: Imported) -> list[str]:
        return [each.address for each in project.document.select(CardReference)]

    draft = Draft(DOCUMENT)
    step, lane = draft.columns_of(JOURNEY)[0].id, draft.lanes_of(JOURNEY)[0].id
    add_reference(draft, add_card(draft, step, lane, "Calls").id, str(tmp_path / "old" / "plan.txt"))
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    formats.write(tmp_path / "old" / "map.journey", Imported(draft.finish(), {}), JOURNEY)
    assert addresses(Imported(read_project(tmp_path / "old" / "map.journey").document, {})) == ["plan.txt"]
    read = formats.read(tmp_path / "old" / "map.journey")
    assert addresses(read) == [str(tmp_path / "old" / "plan.txt")]
    formats.write(tmp_path / "new" / "map.json", read, JOURNEY)
    formats.write(tmp_path / "map.json", read, JOURNEY)
    assert '"address": "old/plan.txt"' in (tmp_path / "map.json").read_text()
    assert addresses(formats.read(tmp_path / "map.json")) == addresses(read)
    assert addresses(formats.read(tmp_path / "new" / "map.json")) == addresses(read)
