"""The command line as used by people and scripts; in separate processes if the loaded modules matter."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage

from journey_editor import __version__
from journey_editor.app.command_line.main import main
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.brands import PLAIN, Design, set_brand
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.commands.views import save_view
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.templates import project_from_template, templates
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import DataSource, Journey
from journey_editor.model.rules import check_document
from journey_editor.storage.project.project_file import read_project, write_project
from tests.fonts_of_a_computer import copy_font

DAY = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
"""


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """A Mermaid journey in a folder with spaces and accents in its name."""
    folder = tmp_path / "Eigene Übungen"
    folder.mkdir()
    file = folder / "day.mmd"
    file.write_text(DAY, encoding="utf-8")
    return file


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample as a project file."""
    file = tmp_path / "sample.journey"
    write_project(file, project_from_template("sample", new_id=counting_ids()), {})
    return file


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """Run the program and return the single error message with which it fails."""
    assert main(list(words)) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "Traceback" not in said.err
    return said.err


def test_a_mermaid_file_can_be_converted_to_every_format_and_back(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chain = ["day.journey", "day.json", "day.md", "again.mmd"]
    source = day
    for name in chain:
        assert main(["convert", str(source), str(day.with_name(name))]) == 0
        source = day.with_name(name)
    assert day.with_name("again.mmd").read_text("utf-8") == DAY
    assert "# My working day" in day.with_name("day.md").read_text("utf-8")


def test_a_pdf_has_text_and_bookmarks(sample: Path) -> None:
    out = sample.with_suffix(".pdf")
    assert main(["convert", str(sample), str(out), "--paper", "a3", "--orientation", "landscape"]) == 0
    reader = PdfReader(out)
    assert "Adviser compares two" in reader.pages[0].extract_text()
    assert next(each.title for each in reader.outline) == "Awareness"
    width, height = (float(side) / 72 * 25.4 for side in reader.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (420, 297)


def test_a_png_has_the_requested_resolution(sample: Path) -> None:
    out = sample.with_suffix(".png")
    words = ["convert", str(sample), str(out), "--paper", "a4", "--orientation", "landscape", "--dpi", "100"]
    assert main([*words, "--transparent"]) == 0
    picture = QImage(str(out))
    assert (picture.width(), picture.height()) == (1169, 827)
    assert round(picture.dotsPerMeterX() * 0.0254) == 100
    assert picture.pixelColor(1, 1).alpha() == 0


def test_an_svg_has_outlines_or_text(sample: Path) -> None:
    out = sample.with_suffix(".svg")
    assert main(["convert", str(sample), str(out), "--paper", "a4", "--transparent"]) == 0
    outlined = out.read_text("utf-8")
    assert ("<text" in outlined, 'aria-label="Awareness"' in outlined) == (False, True)
    assert main(["convert", str(sample), str(out), "--text", "real"]) == 0
    assert ">Awareness</text>" in out.read_text("utf-8")


def test_a_view_can_be_drawn_by_its_name(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = project_from_template("sample", new_id=counting_ids())
    editor = Editor(document)
    journey = document.journeys()[0].id
    with editor.edit("Save views") as draft:
        save_view(draft, journey, "Severe", CardFilter(severity=5, hides=True), 1.0)
        save_view(draft, journey, "Severe, dimmed", CardFilter(severity=5), 1.0)
        save_view(draft, journey, "1", CardFilter(severity=5), 1.0)
    seen = sample.with_name("seen.journey")
    write_project(seen, editor.document, {})
    out = sample.with_suffix(".pdf")
    for name, has_others in (("Severe", False), ("2", True), ("1", True)):
        assert main(["convert", str(seen), str(out), "--view", name]) == 0
        text = PdfReader(out).pages[0].extract_text()
        assert "Chat and phone do not" in text
        assert ("Adviser compares two" in text) == has_others
    assert main(["info", str(seen)]) == 0
    assert "Views: Severe, Severe, dimmed, 1" in capsys.readouterr().out
    said = refused(capsys, "convert", str(seen), str(out), "--view", "Several")
    assert "There is no view “Several”. Available views: 1 “Severe”, 2 “Severe, dimmed”, 3 “1”." in said
    assert "There is no view “”." in refused(capsys, "convert", str(seen), str(out), "--view", "")
    assert "has no saved views" in refused(capsys, "convert", str(sample), str(out), "--view", "Severe")


def test_the_sheets_of_personas_are_drawn_after_the_map_or_instead(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, one = sample.with_suffix(".pdf"), sample.with_suffix(".svg")
    assert main(["convert", str(sample), str(whole), "--sheets", "--paper", "a4"]) == 0
    pages = [page.extract_text() for page in PdfReader(whole).pages]
    assert [name in page for name, page in zip(("Amira", "Tom"), pages[1:], strict=True)] == [True, True]
    assert all(f"page {number} of 3" in " ".join(page.split()) for number, page in enumerate(pages, 1))
    assert main(["convert", str(sample), str(one), "--persona", "Tom Lindqvist"]) == 0
    assert 'aria-label="Tom Lindqvist"' in one.read_text("utf-8")
    picture = sample.with_suffix(".png")
    for words, problem in (
        (["--sheets"], "--sheets does not apply to PNG"),
        (["--persona", "2", "--view", "x"], "--view does not apply to the sheet"),
        (["--persona", "Nobody"], "Available personas: 1 “Amira Haddad”"),
    ):
        assert problem in refused(capsys, "convert", str(sample), str(picture), *words)
        assert not picture.exists()


def test_a_journey_can_be_chosen_by_title_or_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = tmp_path / "both.md"
    both.write_text(f"```mermaid\n{DAY}```\n\n```mermaid\n{DAY.replace('My working', 'Their free')}```\n")
    for wanted in ("2", "Their free day"):
        assert main(["convert", str(both), str(tmp_path / "out.mmd"), "--journey", wanted]) == 0
        assert "title Their free day" in (tmp_path / "out.mmd").read_text()
    capsys.readouterr()
    said = refused(capsys, "convert", str(both), str(tmp_path / "out.mmd"), "--journey", "3")
    assert "1 “My working day”" in said
    # A title goes before a number.
    both.write_text(f"```mermaid\n{DAY}```\n\n```mermaid\n{DAY.replace('My working day', '1')}```\n")
    assert main(["convert", str(both), str(tmp_path / "out.mmd"), "--journey", "1"]) == 0
    assert "title 1\n" in (tmp_path / "out.mmd").read_text()


def test_info_prints_text_or_json(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(sample)]) == 0
    told = capsys.readouterr().out
    assert "Project: Moving house with Fjordnet" in told
    assert "6 stages, 6 lanes, 44 cards, 17 emotion points, 4 links" in told
    assert main(["info", str(sample), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["journeys"][0]["personas"] == ["Amira Haddad", "Tom Lindqvist"]
    assert facts["journeys"][0]["cards_by_kind"]["touchpoint"] == 16


def test_info_shows_measures_with_the_state_of_their_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = Draft(project_from_template("sample_support"))
    (first, *_) = sources = draft.select(DataSource)
    draft.change(first, path="gone.csv")
    file = tmp_path / "support.journey"
    write_project(file, draft.finish(), {})
    assert main(["info", str(file), "--json"]) == 0
    (journey,) = json.loads(capsys.readouterr().out)["journeys"]
    states = [each["data_source"]["state"] for each in journey["measures"]]
    assert sorted(states) == ["current"] * (len(sources) - 1) + ["failed"]
    (failed,) = [each for each in journey["measures"] if each["data_source"]["state"] == "failed"]
    assert failed["data_source"]["error"] == "“gone.csv” was not found." and failed["readings"] == 6


def test_info_shows_the_lane_titles_of_the_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "day.mmd"
    file.write_text(DAY)
    assert main(["info", str(file), "--json"]) == 0
    lanes = json.loads(capsys.readouterr().out)["journeys"][0]["lanes"]
    assert [lane["title"] for lane in lanes] == ["Touchpoints", "Emotion"]


def test_repairs_are_listed_line_by_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "wrong.mmd"
    file.write_text("journey\n  title T\n  section S\n    Ride: Me: 2\n")
    assert main(["convert", str(file), str(tmp_path / "out.journey")]) == 0
    assert "Line 4" in capsys.readouterr().err
    assert read_project(tmp_path / "out.journey").document.journeys()[0].title == "T"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["convert"], "IN, OUT"),
        (["convert", "a.mmd"], "OUT"),
        (["convert", "a.mmd", "b.xyz"], "b.xyz"),
        (["convert", "a.mmd", "b.pdf", "--paper", "a9"], "a9"),
        (["convert", "a.mmd", "b.png", "--dpi", "lots"], "10 to 2400"),
        (["convert", "a.mmd", "b.json", "--dpi", "300"], "JSON"),
        (["convert", "a.mmd", "b.pdf", "--transparent"], "PDF"),
        (["convert", "a.mmd", "b.png", "--text", "real"], "--text does not apply"),
        (["convert", "a.mmd", "b.svg", "--text", "bold"], "bold"),
        (["convert", "a.mmd", "b.svg", "--dpi", "300"], "SVG"),
        (["convert", "a.mmd", "b.journey", "--journey", "2"], "--journey does not apply"),
        (["convert", "a.mmd", "b.json", "--view", "Severe"], "--view does not apply"),
        (["convert", "a.mmd", "b.json", "--view", ""], "--view does not apply"),
        (["convert", "a.mmd", "b.json", "--journey", "2"], "--journey does not apply"),
        (["convert", "a.mmd", "-"], "Cannot write “-”"),
        (["convert", "a.mmd", "./"], "Cannot write “.”"),
        (["convert", "a.pdf", "b.mmd"], "a.pdf"),
        (["convert", "gone.mmd", "b.pdf"], "gone.mmd"),
        (["info", "gone.journey"], "gone.journey"),
        (["info", "a.mmd", "--yaml"], "--yaml"),
        (["--no-such-word"], "--no-such-word"),
    ],
)
def test_invalid_arguments_are_refused_with_one_message(
    words: list[str],
    expected: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert expected in refused(capsys, *words)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.mmd", b""),
        ("binary.mmd", b"\x00\x01\x02" * 40),
        ("wrong.mmd", b"sequenceDiagram\n  A->>B: hi\n"),
        ("broken.json", b"{"),
        ("other.json", b'{"hello": 1}'),
        ("letter.journey", b"Dear Sir or Madam" * 100),
    ],
)
def test_unreadable_files_are_refused_and_nothing_is_written(
    name: str, content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(content)
    out = tmp_path / "out.pdf"
    out.write_bytes(b"what was there before")
    refused(capsys, "convert", str(tmp_path / name), str(out))
    assert out.read_bytes() == b"what was there before"
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted([name, "out.pdf"])


def test_a_folder_is_refused_as_input(day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "folder" in refused(capsys, "info", str(tmp_path))
    (tmp_path / "out.pdf").mkdir()
    assert "folder" in refused(capsys, "convert", str(day), str(tmp_path / "out.pdf"))
    assert "folder" in refused(capsys, "convert", str(day), str(tmp_path / "nowhere" / "out.pdf"))


def test_a_file_cannot_be_converted_to_itself(day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in (day.name, f"../{day.parent.name}/{day.name}"):
        assert "was not changed" in refused(capsys, "convert", str(day), str(day.parent / name))
    assert day.read_text("utf-8") == DAY


def test_converting_one_of_several_journeys_reports_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = tmp_path / "both.md"
    both.write_text(f"```mermaid\n{DAY}```\n\n```mermaid\n{DAY.replace('My working', 'Their free')}```\n")
    for ending in ("pdf", "mmd"):
        assert main(["convert", str(both), str(tmp_path / f"out.{ending}")]) == 0
        assert "2 “Their free day”" in capsys.readouterr().err
    assert main(["convert", str(both), str(tmp_path / "out.pdf"), "--journey", "1"]) == 0
    assert main(["convert", str(both), str(tmp_path / "out.journey")]) == 0
    assert "Their free day" not in capsys.readouterr().err


def test_a_pair_of_journeys_is_told_apart_and_can_be_written_together(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = read_project(sample)
    draft = Draft(project.document)
    (today,) = draft.journeys()
    draft.change(add_journey(draft, title=today.title), state="to_be")
    write_project(sample, draft.finish(), project.pictures)
    both, one = tmp_path / "both.pdf", tmp_path / "one.png"
    assert main(["convert", str(sample), str(one)]) == 0
    said = capsys.readouterr().err
    assert f"1 “{today.title}” (As-is), 2 “{today.title}” (To-be)" in said
    assert main(["convert", str(sample), str(both), "--all-journeys"]) == 0
    assert capsys.readouterr().err == ""
    pages = [page.extract_text() for page in PdfReader(both).pages]
    assert len(pages) == 2 and "To-be" in pages[1] and today.title in pages[1]
    said = refused(capsys, "convert", str(sample), str(one), "--all-journeys")
    assert "--all-journeys does not apply to PNG picture" in said
    said = refused(capsys, "convert", str(sample), str(both), "--all-journeys", "--journey", "2")
    assert "cannot be combined" in said


def test_a_card_leads_to_the_page_of_the_journey_that_shows_it_in_detail(
    sample: Path, tmp_path: Path
) -> None:
    project = read_project(sample)
    draft = Draft(project.document)
    detail = add_journey(draft, title="The call in detail")
    (card, *_) = draft.cards_of(draft.journeys()[0].id)
    draft.change(card, detail=detail.id)
    write_project(sample, draft.finish(), project.pictures)
    both, one, drawing = (tmp_path / name for name in ("both.pdf", "one.pdf", "one.svg"))
    assert main(["convert", str(sample), str(both), "--all-journeys"]) == 0
    reader = PdfReader(both)
    (link,) = (
        each
        for each in (each.get_object() for each in reader.pages[0]["/Annots"])
        if each["/A"]["/S"] == "/GoTo"
    )
    assert link["/Contents"] == "The call in detail"
    assert link["/A"]["/D"][0].get_object() == reader.pages[1]
    # Without its page in the file, there is nothing to click.
    for out in (one, drawing):
        assert main(["convert", str(sample), str(out)]) == 0
    marks = [each.get_object() for each in PdfReader(one).pages[0].get("/Annots", ())]
    assert not [each for each in marks if each["/A"]["/S"] == "/GoTo"]
    assert "journey:" not in "".join(re.findall('xlink:href="([^"]*)"', drawing.read_text("utf-8")))


def test_lists_are_drawn_after_the_map_or_instead_of_it(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, svg = sample.with_name("lists.pdf"), sample.with_name("list.svg")
    assert main(["convert", str(sample), str(pdf), "--findings", "--backlog"]) == 0
    texts = [page.extract_text() for page in PdfReader(pdf).pages]
    assert "What this map says" in texts[1] and "Backlog" in texts[-1] + texts[-2]
    assert main(["convert", str(sample), str(pdf), "--matrix", "--without-map"]) == 0
    assert "Quick wins" in PdfReader(pdf).pages[0].extract_text()
    assert main(["convert", str(sample), str(svg), "--backlog"]) == 0
    assert "Backlog" in svg.read_text("utf-8")
    for target, words, said in (
        (svg, ["--backlog", "--matrix"], "has one page"),
        (svg, ["--backlog", "--without-map"], "--without-map does not apply"),
        (pdf, ["--without-map"], "needs --findings"),
        (pdf, ["--findings", "--persona", "1"], "does not apply to the sheet"),
        (pdf, ["--findings", "--compare", "1"], "cannot be combined"),
        (sample.with_suffix(".json"), ["--findings"], "--findings does not apply"),
    ):
        assert said in refused(capsys, "convert", str(sample), str(target), *words)


def test_a_journey_is_drawn_with_what_changed_since_another_one(
    sample: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = sample.with_name("changes.pdf")
    document = read_project(sample).document
    draft = Draft(document)
    (later,) = merge_project(draft, document)
    draft.change(draft.get(Journey, later), title="Tomorrow")
    draft.remove(draft.cards_of(later)[0].id)
    document = draft.finish()
    write_project(sample, document, {})
    today = document.journeys()[0].title
    assert main(["convert", str(sample), str(out), "--compare", today]) == 0
    assert capsys.readouterr().err == ""
    text = PdfReader(out).pages[0].extract_text()
    assert "Tomorrow" in text and "Dropped: 1" in text and document.cards_of(later)[0].text[:8] in text
    # The list of changes is on pages of its own.
    assert main(["convert", str(sample), str(out), "--compare", today, "--changes", "--sheets"]) == 0
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(out).pages]
    assert len(pages) == 4 and "Dropped: 1" in pages[1] and "Sees that the line must move" not in pages[1]
    assert all(f"page {number} of 4" in page for number, page in enumerate(pages, 1))
    for target, words in ((out, ["--changes"]), (out.with_suffix(".svg"), ["--changes", "--compare", today])):
        assert "--changes" in refused(capsys, "convert", str(sample), str(target), *words)
    for words in (["--compare", "1", "--journey", "1"], ["--compare", "Nowhere"]):
        assert "Tomorrow" in refused(capsys, "convert", str(sample), str(out), *words)
    for other in ("--all-journeys", "--view=1"):
        said = refused(capsys, "convert", str(sample), str(out), "--compare", "1", other)
        assert "--compare" in said
    assert "--compare does not" in refused(
        capsys, "convert", str(sample), str(sample) + ".mmd", "--compare", "1"
    )


def test_two_personas_are_drawn_side_by_side(sample: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = sample.with_name("both.pdf")
    assert main(["convert", str(sample), str(out), "--compare-personas", "Tom Lindqvist", "1"]) == 0
    assert capsys.readouterr().err == ""
    text = PdfReader(out).pages[0].extract_text()
    assert "Tom Lindqvist – Amira Haddad" in text and "Different channel: 3" in text
    for words, said in (
        (["1", "1"], "cannot be compared with itself"),
        (["1", "Nobody"], "Available personas: 1 “Amira Haddad”, 2 “Tom Lindqvist”"),
        (["1", "2", "--compare", "1"], "--compare cannot be combined with --compare-personas"),
        (["1", "2", "--persona", "1"], "--compare-personas does not apply to the sheet"),
    ):
        assert said in refused(capsys, "convert", str(sample), str(out), "--compare-personas", *words)


def test_a_font_that_is_missing_or_not_allowed_is_reported(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", str(tmp_path))
    copy_font(tmp_path, "Closed", rights=0x2)
    for font, ending, words in (
        ("Gone", "png", "“Gone” is not installed"),
        ("Closed", "pdf", "licence of the font “Closed”"),
        ("Closed", "png", ""),
    ):
        draft = Draft(read_project(sample).document)
        set_brand(draft, Design(replace(PLAIN, font=font)))
        write_project(sample, draft.finish(), {})
        assert main(["convert", str(sample), str(tmp_path / f"out.{ending}")]) == 0
        said = capsys.readouterr().err
        assert words in said and bool(words) == bool(said)


def test_characters_without_a_font_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "foreign.mmd"
    file.write_text("journey\n  title T\n  section S\n    Ask 窓口: 2: Mira\n", encoding="utf-8")
    assert main(["convert", str(file), str(tmp_path / "out.pdf")]) == 0
    assert "窓 口" in capsys.readouterr().err
    assert main(["convert", str(file), str(tmp_path / "out.json")]) == 0
    assert "窓" not in capsys.readouterr().err


def test_converting_twice_on_a_day_gives_identical_files(day: Path, sample: Path) -> None:
    for source, ending in ((day, "json"), (day, "pdf"), (sample, "pdf"), (sample, "png"), (sample, "svg")):
        once, again = (source.with_name(f"{name}.{ending}") for name in ("once", "again"))
        for out in (once, again):
            assert main(["convert", str(source), str(out)]) == 0
        assert once.read_bytes() == again.read_bytes()


def test_paper_names_are_case_insensitive(day: Path) -> None:
    words = ["--paper", "A4", "--orientation", "Landscape"]
    assert main(["convert", str(day), str(day.with_name("MAP.PDF")), *words]) == 0


def test_a_picture_without_data_in_json_is_left_out_and_reported(
    day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = day.with_name("day.json")
    assert main(["convert", str(day), str(file)]) == 0
    content = json.loads(file.read_text("utf-8"))
    content["records"]["asset"] = [{"id": "asset:1", "sha256": "a" * 64, "size": 5, "width": 2, "height": 1}]
    file.write_text(json.dumps(content), encoding="utf-8")
    assert main(["convert", str(file), str(day.with_name("day.journey"))]) == 0
    assert "1 picture" in capsys.readouterr().err


def test_names_and_texts_cannot_control_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert r"gone\n\x1b[31m.mmd" in refused(capsys, "info", "gone\n\x1b[31m.mmd")


@pytest.mark.parametrize("ending", ["mmd", "journey"])
def test_a_file_name_that_is_too_long_is_refused(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "xxx" in refused(capsys, "info", f"{'x' * 400}.{ending}")


def test_version_and_help_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--version"], ["--help"], ["convert", "--help"], ["info", "--help"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 0
    assert __version__ in capsys.readouterr().out


def process(*words: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a separate process without a display."""
    variables = {**os.environ, "JOURNEY_EDITOR_HOME": str(home), "JOURNEY_EDITOR_NO_SCREEN": "1", **more}
    code = "import sys; from journey_editor.app.command_line.main import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *words], env=variables, capture_output=True, text=True, timeout=60
    )


def test_without_a_display_the_sample_is_exported_and_reported(tmp_path: Path) -> None:
    done = process(home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 1
    folder = tmp_path / "documents"
    assert str(folder) in done.stdout
    assert sorted(each.suffix for each in folder.iterdir()) == [".pdf", ".png"]
    assert (folder / "sample-support-journey.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_display_opening_a_file_suggests_a_conversion(day: Path, tmp_path: Path) -> None:
    done = process(str(day), home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "convert" in done.stderr
    assert done.stderr.count("\n") == 1


def test_json_output_is_valid_on_a_terminal_with_a_limited_encoding(sample: Path, tmp_path: Path) -> None:
    done = process("info", str(sample), "--json", home=tmp_path, PYTHONIOENCODING="ascii")
    assert done.stdout.isascii()
    assert json.loads(done.stdout)["project"] == "Moving house with Fjordnet"


def test_converting_mermaid_to_pdf_loads_neither_qt_nor_the_database(day: Path) -> None:
    code = (
        "import sys; from journey_editor.app.command_line.main import main\n"
        f"status = main(['convert', {str(day)!r}, {str(day.with_suffix('.pdf'))!r}])\n"
        "assert status == 0\n"
        "print([name for name in ('PySide6', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout == "[]\n", done.stderr


def test_every_template_creates_a_valid_project() -> None:
    for template in templates():
        document = project_from_template(template.id, new_id=counting_ids())
        check_document(document)
        assert template.name
        assert template.description


def test_a_map_with_too_much_text_to_draw_is_refused(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    journey = read_project(sample).document.journeys()[0]
    monkeypatch.setattr("journey_editor.conversion.export._MOST_TEXT", 1_000)
    for ending in ("png", "pdf", "svg"):
        target = tmp_path / f"map.{ending}"
        assert "Split it into several journeys" in refused(capsys, "convert", str(sample), str(target))
        assert not target.exists()
    draft = Draft(read_project(sample).document)
    other = add_journey(draft, title="Short").id
    write_project(sample, draft.finish(), {})
    monkeypatch.setattr("journey_editor.conversion.export._MOST_TEXT", len(journey.title) + 500)
    assert main(["convert", str(sample), str(tmp_path / "map.svg"), "--journey", other]) == 0


def test_a_project_with_too_much_text_for_a_file_is_not_reported_as_an_internal_error(
    sample: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "map.json"
    assert main(["convert", str(sample), str(content)]) == 0
    monkeypatch.setattr("journey_editor.storage.project.gate.MOST_WORDS", 50_000)
    said = refused(capsys, "convert", str(content), str(tmp_path / "again.journey"))
    assert "shorten some texts" in said
    assert "fault" not in said
