"""Templates are starting points in every language: all their texts and questions fit."""

from datetime import date
from pathlib import Path

import pytest

from journey_editor.editing.templates import project_from_template, templates
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.identity import counting_ids
from journey_editor.insight.rules import findings
from journey_editor.interchange.tables.readings import read_source
from journey_editor.layout.columns import BEST
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import CARD_PADDING, CARD_TEXT
from journey_editor.model.document import Document
from journey_editor.model.records import DataSource, Measure, Reading
from journey_editor.model.rules import check_document
from journey_editor.text.fonts import default_book
from journey_editor.text.ruler import default_ruler
from journey_editor.wording.map_words import question_of, title_of
from tests.app.canvas.test_placeholders import UNBUNDLED
from tests.layout.invariants import blocks, check_all

LAID_OUT = {"ar", "de", "el", "en", "fi", "he", "ja", "ml", "ru", "ta", "th", "vi"}
"""Languages of different scripts and with long words, in which the maps are laid out."""
PLANNED = [each.id for each in templates() if not each.id.startswith("sample")]


def words_of(document: Document) -> list[str]:
    """Return the texts that a template writes onto its map."""
    journey = document.journeys()[0]
    stages = document.stages_of(journey.id)
    steps = document.columns_of(journey.id)
    lanes = document.lanes_of(journey.id)
    return [
        journey.title,
        *(text for stage in stages for text in (stage.name, stage.goal)),
        *(step.name for step in steps),
        *(text for lane in lanes for text in (lane.title, lane.subtitle, lane.question)),
    ]


@pytest.mark.parametrize("language", catalogue_tags())
def test_each_template_fits_in_every_language(language: str) -> None:
    for template in PLANNED:
        document = project_from_template(template, language=language, new_id=counting_ids())
        journey = document.journeys()[0]
        if language in LAID_OUT:
            check_document(document)
            layout = lay_out(document, journey.id, today=date(2026, 11, 22))
            check_all(layout)
            assert not [line.text for block in blocks(layout) for line in block.lines if "…" in line.text]
        for lane in document.lanes_of(journey.id):
            question = question_of(lane, language)
            lines = default_ruler().lines(question, CARD_TEXT, BEST - 2 * CARD_PADDING, language)
            assert len(lines) <= (4 if lane.kind == "emotion" else 2), question
        if language not in UNBUNDLED:
            assert default_book().missing(words_of(document), language) == ()


def test_a_service_blueprint_has_its_three_lines_between_its_lanes() -> None:
    document = project_from_template("service_blueprint", new_id=counting_ids())
    assert [title_of(lane) for lane in document.lanes_of(document.journeys()[0].id)] == [
        "Physical evidence",
        "Actions",
        "Line of interaction",
        "Frontstage",
        "Line of visibility",
        "Backstage",
        "Line of internal interaction",
        "Support processes",
    ]
    assert [each.kind for each in document.personas_of(document.journeys()[0].id)] == [
        "customer",
        "staff",
        "system",
    ]


def test_the_sample_of_a_blueprint_is_laid_out_with_nothing_cut_off_or_covered() -> None:
    document = project_from_template("sample_blueprint", new_id=counting_ids())
    layout = lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22))
    check_all(layout)
    assert len(layout.links) == 4 and len(layout.charts) == 1 and len(layout.notes) == 1
    assert [group.name.lines[0].text for group in layout.lane_groups] == ["Bohnwerk"]
    assert [card.id for card in map(layout.cards.get, layout.cards) if card and card.last_lane], (
        "a card over two lanes"
    )


def test_the_matrix_of_the_template_shows_its_channels_before_one_is_used() -> None:
    document = project_from_template("channel_matrix", new_id=counting_ids())
    layout = lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22))
    (matrix,) = layout.summaries
    assert [row.name.lines[0].text for row in matrix.rows][:2] == ["Website", "App"] and len(matrix.rows) == 8


def test_the_sample_of_support_shows_what_support_needs_and_its_table_is_shipped() -> None:
    document = project_from_template("sample_support", new_id=counting_ids())
    check_document(document)
    journey = document.journeys()[0].id
    layout = lay_out(document, journey, today=date(2026, 11, 22))
    check_all(layout)
    [matrix, _time, numbers] = layout.summaries
    assert len(matrix.offers) > 8 and len(numbers.figures) == 6
    assert all(each.line for each in numbers.figures), "each has the line of its readings"
    found = {each.rule for each in findings(document, journey)}
    assert {"lost_context", "missed_target", "missed_promise", "forced_channel"} <= found
    for source in document.select(DataSource):
        measure = document.get(Measure, source.measure)
        read = read_source(source, measure.kind, Path(source.path)).readings
        has = document.select(Reading, measure=measure.id)
        assert sorted((each.day, each.value, each.positive, each.total) for each in read) == sorted(
            (each.day, each.value, each.positive, each.total) for each in has
        )


def test_a_template_for_two_personas_gives_each_lanes_and_a_curve_of_its_own() -> None:
    document = project_from_template("several_personas", new_id=counting_ids())
    journey = document.journeys()[0].id
    first, second = (each.id for each in document.personas_of(journey))
    owners = [lane.persona for lane in document.lanes_of(journey)]
    assert owners == ["", first, first, first, second, second, second, "", "", ""]
    assert [curve.persona for curve in document.curves_of(journey)] == [first, second]
