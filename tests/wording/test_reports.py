"""Reports on a journey, in its language."""

from journey_editor.conversion.export import LISTS, Sheet, date_of_export, sheet_pages
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.insight.backlog import backlog
from journey_editor.insight.rules import RULES, findings
from journey_editor.model.records import Journey
from journey_editor.wording.reports import backlog_report, findings_report, rule_title
from tests.gallery import sample, support


def test_what_the_map_says_is_in_its_language_with_places_and_figures() -> None:
    draft = Draft(sample())
    journey = draft.journeys()[0]
    draft.change(journey, language="de")
    report = findings_report(draft, journey.id, findings(draft, journey.id))
    assert (report.title, report.subtitle) == (
        "Was diese Karte sagt",
        "A new home, and the line comes last · Ist-Zustand",
    )
    groups = {each.id: each for each in report.groups}
    assert groups["bad_moment_of_truth"].note.endswith("(Carlzon 1987)")
    (missed,) = groups["missed_promise"].rows
    assert missed.cells == ("On hold for 26 minutes, then cut off", "Support", "26 min · Ziel 2 min")
    (escalation,) = groups["escalation_without_owner"].rows
    assert escalation.cells[0].startswith("Eskalation: On hold for 26 minutes, then cut off → Ines")
    assert groups["bad_memory"].rows[0].cells[2] == "−0,1"


def test_each_rule_has_words_for_the_page() -> None:
    for rule in RULES:
        assert rule_title(rule, "en") and rule_title(rule, "ja") != rule_title(rule, "en")


def test_the_backlog_says_what_to_do_who_and_until_when() -> None:
    document = sample()
    journey = document.journeys()[0].id
    pains, ideas = backlog_report(document, journey, backlog(document, [journey])).groups
    assert pains.rows[0].cells[:3] == (
        "Chat and phone do not see each other’s notes\nSupport",
        "Severity 5, always",
        "25",
    )
    assert ideas.heads[1:] == ("Impact against effort", "Score", "Owner", "Due", "Status")
    assert ideas.rows[0].cells[1:] == ("Impact 4, effort 1", "20", "dispatch", "April", "")


def test_lists_are_pages_after_the_map_and_a_long_matrix_goes_on() -> None:
    draft = Draft(sample())
    journey = draft.journeys()[0].id
    idea = next(card for card in draft.cards_of(journey) if card.kind == "opportunity")
    for number in range(60):
        card = add_card(draft, idea.step, idea.lane, f"Idea {number}", kind="opportunity")
        draft.change(card, impact=1 + number % 5, effort=2 if number % 6 else None)
    document = draft.finish()
    when = date_of_export()
    pages = sheet_pages(document, journey, Sheet("a4", lists=LISTS), when)
    titles = [page.drawing.title for page in pages]
    assert list(dict.fromkeys(titles[1:])) == ["What this map says", "Priority matrix", "Backlog"]
    labels = [group.label for page in pages for group in page.drawing.groups]
    assert f"page {len(pages)} of {len(pages)}" in labels[-1]
    matrix = [page for page in pages if page.drawing.title == "Priority matrix"]
    assert len(matrix) > 1
    drawn = " ".join(group.label for page in matrix for group in page.drawing.groups)
    assert all(f"Idea {number}" in drawn for number in range(60))
    (alone,) = sheet_pages(
        document, journey, Sheet("a4", lists=("backlog",), with_map=False, in_pages=False), when
    )
    assert alone.height > 842 and alone.drawing.title == "Backlog"


def test_a_map_without_findings_and_cards_says_so() -> None:
    document = support()
    journey = document.journeys()[0].id
    draft = Draft(document)
    for lane in draft.lanes_of(journey):
        draft.remove(lane.id)
    report = findings_report(draft, journey, findings(draft, journey))
    assert report.groups == () and report.nothing == "The rules find nothing to report."
    assert backlog_report(draft, journey, backlog(draft, [journey])).groups == ()
    assert draft.get(Journey, journey).title in report.subtitle
