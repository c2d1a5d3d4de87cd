"""Reviews of a journey: marked, kept as a version, compared with the journey of today, and overdue."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.review_changes import ReviewChanges
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.reviews import next_review
from journey_editor.model.records import Card, Journey
from journey_editor.storage.project.versions import versions_of
from journey_editor.wording.map_words import long_date
from tests.app.driver import choose, find, settle


def test_what_changed_since_the_last_review_is_shown(
    sample: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session, path = sample.session, tmp_path / "Map.journey"
    with qtbot.waitSignal(sample.files.saved_as):
        sample.files.save_as(path)
    sample.actions_of_table.refresh()
    assert not sample.actions_of_table["journey.review_changes"].isEnabled()
    choose(sample, "journey.reviewed")
    qtbot.waitUntil(lambda: "marked as reviewed today" in sample.notice_bar.text)
    today = session.today()
    assert session.journey.reviewed == today.isoformat()
    assert session.journey.review_date == next_review(Journey(id="journey:1"), today).isoformat()
    (version,) = (each for each in versions_of(path) if each.reviewed)
    fields = {each.field for each in sample.canvas.map_scene.layout.header.fields}
    assert {"reviewed", "review_date"} <= fields
    card = find(sample, "card", "On hold for 26")
    with session.edit("Reword") as draft:
        draft.change(draft.get(Card, card), text="On hold for 2 minutes")
        draft.remove(find(sample, "card", "Leaflet and a talk"))
    choose(sample, "journey.review_changes")
    qtbot.waitUntil(lambda: sample.findChild(ReviewChanges) is not None)
    window = sample.findChild(ReviewChanges)
    assert window is not None
    qtbot.waitUntil(lambda: window.changes.topLevelItemCount() > 0)
    kinds = sorted(each.kind for each in window.comparison.changes)
    assert "reworded" in kinds and "dropped" in kinds and "added" not in kinds
    compared = window.comparison.document.get(Journey, window.comparison.journey)
    assert compared.title.startswith(f"Changes from {long_date(today)} (As-is) to ")
    assert not window.export.isVisibleTo(window)
    session.undo()
    qtbot.waitUntil(lambda: not window.comparison.changes)
    window.close()
    choose(sample, "project.versions")
    versions = sample.findChild(VersionsDialog)
    assert versions is not None
    texts = [versions.list.item(row).text() for row in range(versions.list.count())]
    assert sum(" · review" in each for each in texts) == 1 and version.path.exists()


def test_an_overdue_review_is_marked_in_the_tab_and_on_the_map(sample: MainWindow) -> None:
    session = sample.session
    yesterday = session.today() - timedelta(days=1)
    with session.edit("Add") as draft:
        add_journey(draft, title="Fresh")
        draft.change(draft.get(Journey, session.journey_id), review_date=yesterday.isoformat())
    settle()
    tabs = sample.journey_bar.findChild(QTabBar)
    assert isinstance(tabs, QTabBar)
    assert [tabs.tabIcon(index).isNull() for index in (0, 1)] == [False, True]
    assert tabs.accessibleTabName(0).endswith(", the review date has passed")
    assert not tabs.accessibleTabName(1)
    assert tabs.tabToolTip(0) == "The review date has passed."
    header = sample.canvas.map_scene.layout.header
    (due,) = (each.text.lines for each in header.fields if each.field == "review_date")
    assert "".join(line.text for line in due).endswith("(Outdated)")


def test_the_next_review_is_as_far_away_as_the_last_one() -> None:
    today = date(2026, 11, 30)
    assert next_review(Journey(id="journey:1"), today) == date(2027, 2, 28)
    last = Journey(id="journey:1", reviewed="2026-10-01", review_date="2026-10-15")
    assert next_review(last, today) == date(2026, 12, 14)
    odd = Journey(id="journey:1", reviewed="2026-10-01", review_date="2026-09-15")
    assert next_review(odd, today) == date(2027, 2, 28)
