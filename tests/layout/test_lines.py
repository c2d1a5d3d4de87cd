"""Lines across the map: thin rows with a name, without cells, that can be told apart without colours."""

from datetime import date

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Path
from journey_editor.drawing.text import said
from journey_editor.editing.draft import Draft
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.layout.boxes import LaneLayout, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.drop_targets import card_drop
from journey_editor.layout.queries.edges import Edge, edge_at
from journey_editor.layout.queries.hit_testing import hit
from journey_editor.layout.queries.navigation import Place, neighbour
from journey_editor.model.document import Document
from journey_editor.model.kinds import LINE_KINDS
from journey_editor.model.records import Lane
from tests.gallery import blueprint, blueprint_from_the_right

TODAY = date(2026, 11, 22)


def laid_out(document: Document, rows: int = 1) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY, rows=rows)


def line_of(layout: MapLayout, kind: str) -> LaneLayout:
    return next(lane for lane in layout.lanes if lane.kind == kind)


def lane_id(document: Document, kind: str) -> str:
    return next(lane.id for lane in document.select(Lane) if lane.kind == kind)


@pytest.mark.parametrize("made", [blueprint, blueprint_from_the_right])
def test_a_line_goes_across_the_map_from_its_name_on_and_has_no_cells(made) -> None:
    layout = laid_out(made())
    for kind in LINE_KINDS[:3]:
        line = line_of(layout, kind)
        assert line.rule is not None
        assert line.box.height < 30
        assert line.rule.y == pytest.approx(line.box.center[1])
        written = max(each.width for each in line.title.lines)
        if layout.rtl:
            assert line.rule.x == pytest.approx(line.box.x)
            assert line.rule.right < line.title.box.right - written
        else:
            assert line.rule.right == pytest.approx(line.box.right)
            assert line.rule.x > line.title.x + written
    lines = {lane.id for lane in layout.lanes if lane.kind in LINE_KINDS}
    assert len(lines) == 4
    assert lines.isdisjoint(cell.lane for cell in layout.cells)


def test_each_row_of_stages_on_paper_has_the_line() -> None:
    layout = laid_out(blueprint(), rows=2)
    assert [lane.band for lane in layout.lanes if lane.kind == "visibility_line"] == [0, 1]


def test_lines_have_the_names_of_the_field_in_the_language_of_the_map() -> None:
    english, arabic = laid_out(blueprint()), laid_out(blueprint_from_the_right())
    names = [said(line_of(layout, "visibility_line").title) for layout in (english, arabic)]
    assert names == ["Line of visibility", "خط الرؤية"]


def test_lines_differ_in_width_or_dashes_and_nothing_else_is_drawn_beside_them() -> None:
    document = blueprint()
    drawing = draw_map(document, laid_out(document))
    looks = set()
    for kind in LINE_KINDS:
        (group,) = [each for each in drawing.groups if each.owner == lane_id(document, kind)]
        (path,) = [each for each in group.children if isinstance(each, Path)]
        assert path.stroke is not None
        looks.add((path.stroke.width, path.stroke.dash))
    assert len(looks) == 4
    lanes = {lane.kind: lane for lane in laid_out(document).lanes}
    assert lanes["frontstage"].hairline is lanes["backstage"].hairline is False, "the line is the only one"
    assert lanes["physical_evidence"].hairline is True


@pytest.mark.parametrize("made", [blueprint, blueprint_from_the_right])
def test_a_line_is_selected_anywhere_and_takes_no_cards(made) -> None:
    layout = laid_out(made())
    line = line_of(layout, "visibility_line")
    assert line.rule is not None
    for x in (line.label.center[0], line.rule.center[0], line.rule.x + 1):
        found = hit(layout, x, line.rule.y)
        assert found is not None
        assert (found.kind, found.id) == ("lane", line.id)
    assert card_drop(layout, line.rule.center[0], line.rule.y, ()) is None
    assert edge_at(layout, line.label.center[0], line.label.bottom, 4, 4) == Edge("lane", line.id)


def test_arrow_keys_skip_lines_between_cells_and_reach_them_beside_the_names() -> None:
    document = blueprint()
    layout = laid_out(document)
    step = layout.steps[0].id
    front, back = lane_id(document, "frontstage"), lane_id(document, "backstage")
    place = neighbour(layout, Place("", step, back), "up")
    assert place is not None
    assert place.lane == front
    line = lane_id(document, "visibility_line")
    assert neighbour(layout, Place(front), "down") == Place(line)
    assert neighbour(layout, Place(line), "down") == Place(back)
    assert neighbour(layout, Place(line), "right") is None


def test_a_taller_line_stays_in_the_middle_of_its_row() -> None:
    document = blueprint()
    draft = Draft(document)
    draft.change(draft.get(Lane, lane_id(document, "line")), height=120.0)
    line = line_of(laid_out(draft.finish()), "line")
    assert line.rule is not None
    assert line.box.height == 120
    assert line.subtitle is not None
    assert (line.title.y + line.subtitle.bottom) / 2 == pytest.approx(line.rule.y)


def test_mermaid_says_that_it_has_no_lines() -> None:
    document = blueprint()
    _, lost = mermaid_text(document, document.journeys()[0].id)
    assert "4 lines across the map were not exported." in lost
