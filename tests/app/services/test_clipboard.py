"""Copying within a map, between journeys and projects, and from other programs."""

import json

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from journey_editor.app.program.application import Application
from journey_editor.app.services.clipboard import MIME
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.curves import add_point
from journey_editor.model.records import Card, Channel, EmotionPoint, Link, Stage
from tests.app.driver import choose, find, select


def texts(window: MainWindow, step_index: int, lane: str) -> list[str]:
    """Return the texts of the cards in a cell."""
    document = window.session.document
    step = document.columns_of(window.session.journey_id)[step_index]
    return [card.text for card in document.cards_in(step.id, find(window, "lane", lane))]


def focus(window: MainWindow, step_index: int, lane: str) -> None:
    """Set the focus to a cell."""
    step = window.session.document.columns_of(window.session.journey_id)[step_index]
    window.session.selection.replace((), (step.id, find(window, "lane", lane)))


def test_a_card_is_copied_with_its_channel_personas_and_emotion(sample: MainWindow) -> None:
    (original,) = select(sample, "card", "On hold for 26")
    choose(sample, "edit.copy")
    focus(sample, 0, "Touchpoints")
    choose(sample, "edit.paste")
    document = sample.session.document
    copy = document.get(Card, sample.session.selection.single or "")
    assert copy.id != original
    assert (copy.text, copy.first_answer, copy.moment_of_truth) == (
        "On hold for 26 minutes, then cut off",
        1560,
        True,
    )
    assert document.get(Channel, copy.channel).name == "Phone"
    assert [each.name for each in document.personas_on(copy.id)] == ["Tom Lindqvist"]
    assert [point.value for point in document.select(EmotionPoint, card=copy.id)] == [-0.65]
    choose(sample, "edit.undo")
    assert texts(sample, 0, "Touchpoints") == ["Neighbours name Fjordnet in the street’s group"]


def test_other_programs_get_a_line_for_each_card(sample: MainWindow) -> None:
    select(sample, "card", "FAQ says", "Bot asks")
    choose(sample, "edit.copy")
    assert QGuiApplication.clipboard().text().splitlines() == [
        "FAQ says: restart the router",
        "Bot asks for the customer number three times",
    ]
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasHtml() and not data.hasFormat("text/tab-separated-values"), "they are in one cell"
    select(sample, "card", "FAQ says", "One more thing")
    choose(sample, "edit.copy")
    data = QGuiApplication.clipboard().mimeData()
    assert "<table" in data.html() and "FAQ says: restart the router" in data.html()
    assert bytes(data.data("text/tab-separated-values").data()).decode().splitlines() == [
        "Stage\tAwareness\tSupport",
        "Step\t\tFirst contact",
        "Touchpoints\t\tFAQ says: restart the router",
        "Thoughts\tOne more thing to think of.\t",
    ]


def test_cut_removes_cards_and_paste_restores_them(sample: MainWindow) -> None:
    select(sample, "card", "One more thing")
    choose(sample, "edit.cut")
    assert texts(sample, 0, "Thoughts") == []
    focus(sample, 1, "Thoughts")
    choose(sample, "edit.paste")
    assert "One more thing to think of." in texts(sample, 1, "Thoughts")


def test_cards_of_several_cells_keep_their_relative_positions(sample: MainWindow) -> None:
    select(sample, "card", "Sign the lease", "Check the new address", "One more thing")
    choose(sample, "edit.copy")
    focus(sample, 3, "Actions")
    choose(sample, "edit.paste")
    assert "Sign the lease and list what has to move along" in texts(sample, 3, "Actions")
    assert "Check the new address, read the small print" in texts(sample, 4, "Actions")


def test_links_between_copied_cards_are_copied_too(sample: MainWindow) -> None:
    select(sample, "card", "FAQ says", "Bot asks")
    before = len(sample.session.document.select(Link))
    choose(sample, "edit.copy")
    focus(sample, 0, "Touchpoints")
    choose(sample, "edit.paste")
    assert len(sample.session.document.select(Link)) == before + 1


def test_a_stage_is_duplicated_with_its_steps_and_cards(sample: MainWindow) -> None:
    (stage,) = select(sample, "stage", "Support")
    choose(sample, "edit.duplicate")
    document = sample.session.document
    stages = document.stages_of(sample.session.journey_id)
    assert [each.name for each in stages][-2:] == ["Support", "Support"]
    copy = document.get(Stage, sample.session.selection.single or "")
    assert copy.id != stage
    assert [each.name for each in document.steps_of(copy.id)] == ["First contact", "Line care", "Making good"]
    columns = {step.id for step in document.steps_of(copy.id)}
    assert sum(card.step in columns for card in document.cards_of(sample.session.journey_id)) == 19


def test_a_stage_keeps_the_points_of_its_steps(program: Application, sample: MainWindow) -> None:
    """When it is duplicated, cut and pasted, and named where they cannot be pasted."""
    session = sample.session
    (stage,) = select(sample, "stage", "Support")
    step = session.document.steps_of(stage)[0].id
    (curve, *_) = session.document.curves_of(session.journey_id)
    with session.edit("Points") as draft:
        for at in (0.25, 0.75):
            draft.change(add_point(draft, curve.id, step, at, at - 0.5), label="Waits", source="assumed")

    def points(window: MainWindow, stage: str) -> list[tuple[str, float, float, str, str]]:
        document = window.session.document
        found = [
            each for step in document.steps_of(stage) for each in document.select(EmotionPoint, step=step.id)
        ]
        return sorted((each.curve, each.at, each.value, each.label, each.source) for each in found)

    before = points(sample, stage)
    assert len(before) == 2
    choose(sample, "edit.duplicate")
    assert points(sample, session.selection.single or "") == before
    choose(sample, "edit.cut")
    choose(sample, "edit.paste")
    assert points(sample, session.selection.single or "") == before
    other = program.new_project("blank")
    choose(other, "edit.paste")
    assert not points(other, other.session.selection.single or "")
    assert "Left out: " in other.notice_bar.text


def test_a_wide_card_that_stays_is_not_cut_with_the_stage_in_which_it_begins(sample: MainWindow) -> None:
    session = sample.session
    columns = [each.id for each in session.document.columns_of(session.journey_id)]
    card = next(each for each in session.document.cards_of(session.journey_id) if each.step == columns[0])
    with session.edit("Span") as draft:
        draft.change(card, last_step=columns[3])
    cards = len(session.document.select(Card))
    for commands in (("edit.duplicate",), ("edit.cut", "edit.paste")):
        session.selection.replace([session.document.stages_of(session.journey_id)[0].id])
        for each in commands:
            choose(sample, each)
        assert [each.text for each in session.document.select(Card)].count(card.text) == 1
    assert len(session.document.select(Card)) > cards


def test_what_is_selected_with_its_stage_step_or_lane_is_duplicated_once(sample: MainWindow) -> None:
    stage = find(sample, "stage", "Support")
    before = sample.session.document
    steps = [each.id for each in before.steps_of(stage)]
    card = next(each for each in before.select(Card) if each.step == steps[0])
    inside = [each for each in before.select(Card) if each.step in steps]
    for outer, *inner in ((stage, *steps, card.id), (steps[0], card.id), (card.lane, card.id)):
        sample.session.selection.replace([outer])
        choose(sample, "edit.duplicate")
        once = len(sample.session.document)
        sample.session.undo()
        sample.session.selection.replace([*inner, outer])
        choose(sample, "edit.duplicate")
        assert len(sample.session.document) == once
        sample.session.undo()
    assert len(inside) > 3


def test_a_stage_can_be_pasted_into_another_project(program: Application, sample: MainWindow) -> None:
    select(sample, "stage", "Support")
    choose(sample, "edit.copy")
    other = program.new_project("support")
    select(other, "stage", "Awareness")
    choose(other, "edit.paste")
    document = other.session.document
    stages = [each.name for each in document.stages_of(other.session.journey_id)]
    assert stages[:2] == ["Awareness", "Support"]
    card = document.get(Card, find(other, "card", "Bot asks"))
    assert document.get(Channel, card.channel).kind == "live_chat"
    kinds = [each.kind for each in document.channels()]
    assert kinds.count("live_chat") == 1, "the one without a name is called so too"
    assert card.lane == find(other, "lane", "Touchpoints")
    assert len(document.lanes_of(other.session.journey_id)) == 6


def test_lines_of_text_become_cards(sample: MainWindow) -> None:
    QGuiApplication.clipboard().setText("First\r\n\r\n  Second thing \n")
    focus(sample, 0, "Pain points")
    choose(sample, "edit.paste")
    assert texts(sample, 0, "Pain points") == ["First", "Second thing"]


def test_unsuitable_clipboard_content_is_refused_with_a_message(sample: MainWindow) -> None:
    select(sample, "card", "FAQ says")
    choose(sample, "edit.copy")
    data = QGuiApplication.clipboard().mimeData()
    clip = json.loads(bytes(data.data(MIME).data()))
    clip["records"] = [each for each in clip["records"] if not each["id"].startswith("lane:")]
    for content in (
        b"{",
        b"[]",
        b"[" * 100_000,
        b"\xff\xfe\xff",
        b'{"chosen": [], "records": [{"id": "card:1"}], "columns": [], "rows": []}',
        json.dumps(clip).encode(),
    ):
        data = QMimeData()
        data.setData(MIME, content)
        QGuiApplication.clipboard().setMimeData(data)
        before = sample.session.document
        choose(sample, "edit.paste")
        assert sample.session.document == before
        assert "not from Journey Editor" in sample.notice_bar.text
    for nothing in ("", " \n\t\n"):
        QGuiApplication.clipboard().setText(nothing)
        sample.notice_bar.show_notice("")
        choose(sample, "edit.paste")
        assert "contains nothing that can be pasted" in sample.notice_bar.text
