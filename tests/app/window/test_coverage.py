"""Coverage in the window: support is offered by a double click or a tick, described and withdrawn."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.layout.summary_boxes import OfferLayout
from journey_editor.model.records import SupportOffer
from tests.app.driver import choose, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")


def box_of(window: MainWindow, state: str) -> OfferLayout:
    """Return the first box of a state on the map."""
    summaries = window.canvas.map_scene.layout.summaries
    return next(each for summary in summaries for each in summary.offers if each.state == state)


def test_support_is_offered_described_found_and_withdrawn(sample: MainWindow) -> None:
    session, canvas = sample.session, sample.canvas
    with session.edit("Add lane") as draft:
        lane = add_lane(draft, session.journey_id, "coverage").id
    settle()
    missing = box_of(sample, "missing")
    canvas.reveal(lane)
    canvas.map_scene.views()[0].centerOn(QPointF(*missing.box.center))
    settle()
    place = canvas.mapFromScene(QPointF(*missing.box.center))
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    (offer,) = session.document.select(SupportOffer)
    assert session.selection.ids == (offer.id,)
    assert (offer.stage, offer.channel) == (missing.stage, missing.channel)
    fields = sample.inspector.form.fields
    type_into(fields["hours"], "Mon-Fri 9-17")
    settle()
    assert box_of(sample, "offered").id == offer.id
    # A click on it selects it again.
    session.selection.clear()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert session.selection.ids == (offer.id,)
    sample.open_find()
    type_into(sample.bars.find_bar.line, "Mon-Fri")
    assert sample.bars.find_bar.info.text().startswith("Hours of support")
    sample.bars.find_bar.close_button.click()
    session.selection.replace([offer.id])
    choose(sample, "edit.delete")
    assert not session.document.select(SupportOffer)


def test_the_channels_of_a_stage_are_ticked(sample: MainWindow) -> None:
    session = sample.session
    (stage,) = select(sample, "stage", "Support")
    boxes = sample.inspector.form.fields["offers"].findChildren(QCheckBox)
    phone = next(each for each in boxes if each.text() == "Phone")
    phone.click()
    settle()
    assert [each.stage for each in session.document.select(SupportOffer)] == [stage]
    choose(sample, "edit.undo")
    assert not session.document.select(SupportOffer) and not phone.isChecked()
