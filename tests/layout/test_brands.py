"""The brand of a project: every theme is derived from a few colours, and texts keep their contrast."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from journey_editor.drawing.change_marks import draw_changes
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.pages import pages_for
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.colors import contrast, readable
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import Document
from journey_editor.model.kinds import CARD_KINDS
from journey_editor.model.records import Brand, Picture
from journey_editor.model.rules import RuleError
from journey_editor.text.missing_characters import missing_characters
from tests.brand_maps import branded, with_everything
from tests.gallery import links_everywhere, sample
from tests.layout.test_theme import INK, SECOND, first_words, second_words

TODAY = date(2026, 12, 1)
PARTS = ("00", "55", "AA", "FF")


def laid_out(document: Document, theme: str | None = None) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY, theme_name=theme)


@pytest.mark.parametrize("name", THEMES)
def test_texts_keep_their_contrast_whatever_colour_is_chosen(name: str) -> None:
    for parts in product(PARTS, repeat=3):
        color = f"#{''.join(parts)}"
        chosen = ",".join(f"{field}={color}" for field in ("accent", *CARD_KINDS))
        theme = theme_named(f"{name}#{chosen}")
        pale = [each for each in first_words(theme) if contrast(*each[1:]) < INK[name]]
        pale += [each for each in second_words(theme) if contrast(*each[1:]) < SECOND[name]]
        assert not pale, (color, pale)
        assert contrast(theme.link(None), theme.paper) >= 4.5
        assert contrast(theme.stage, theme.paper) >= 1.29, "even a white chevron is seen"
        assert contrast(theme.of_kind("thought").tint, theme.paper) >= 1.08
        bars = {kind: colors.bar for kind, colors in theme.kinds.items()}
        assert bars == {kind: colors.bar for kind, colors in THEMES[name].kinds.items()}


def test_a_suggested_colour_is_the_most_similar_one_that_can_be_read() -> None:
    assert readable("#00543C", "#FFFFFF", 4.5) == "#00543C"
    for color in ("#FF7900", "#FFFF00", "#FFFFFF"):
        better = readable(color, "#FFFFFF", 4.5)
        assert 4.5 <= contrast(better, "#FFFFFF") < 4.7


def test_a_map_without_a_choice_is_as_usual_and_all_journeys_share_a_brand() -> None:
    plain, document = sample(), with_everything(sample())
    assert plain.brand() is None and laid_out(plain).theme == "light"
    assert branded(plain, logo=False).brand() is None, "a brand without any choice is not stored"
    for theme in THEMES:
        key = laid_out(document, theme).theme
        assert key == f"{theme}#accent=#FF7900,touchpoint=#FF7900,pain_point=#000000"
        layout = laid_out(document, theme)
        drawing = draw_map(document, layout)
        assert theme_named(key).stage in str(drawing.groups)
        dropped = {next(iter(layout.cards)): ["dropped"]}
        compared = draw_changes(drawing, layout, dropped, frozenset())
        assert compared != drawing, "a comparison is drawn in the brand, too"
    page = pages_for(document, document.journeys()[0].id, today=TODAY, paper="a4")[0]
    assert theme_named(laid_out(document).theme).stage in str(page.drawing.groups)


def test_sizes_apply_to_what_has_no_size_of_its_own() -> None:
    plain, layout = laid_out(sample()), laid_out(with_everything(sample()))
    assert layout.header.title.style.size == plain.header.title.style.size * 1.3
    assert all(step.column.width >= 216 for step in layout.steps)
    high = branded(sample(), row_height=240.0)
    assert min(cell.box.height for cell in laid_out(high).cells) == 240
    draft = Draft(branded(high, row_height=240.0, column_width=216.0))
    draft.change(draft.columns_of(layout.journey)[0], width=150.0)
    draft.change(draft.lanes_of(layout.journey)[0], height=60.0)
    chosen = laid_out(draft.finish())
    assert chosen.steps[0].column.width < 216 and chosen.lanes[0].box.height < 240


def test_without_legend_and_imprint_labels_without_room_are_still_explained() -> None:
    document = links_everywhere()
    numbers = [entry.number for entry in laid_out(document).footer.legend if entry.number]
    layout = laid_out(branded(document, logo=False, legend=False, imprint=False))
    assert [entry.number is not None for entry in layout.footer.legend] == [True] * len(numbers)
    assert layout.footer.imprint is None
    bare = branded(sample(), logo=False, legend=False, imprint=False)
    assert laid_out(bare).height < laid_out(sample()).height
    assert "page 1 of 1" not in str(draw_map(bare, laid_out(bare)).groups)
    unknown = branded(sample(), imprint_text="Internal \U0010fffd")
    assert missing_characters(unknown, unknown.journeys()[0].id) == ("\U0010fffd",)


def test_a_brand_goes_along_with_a_project_but_replaces_none() -> None:
    document = with_everything(sample())
    brand = document.brand()
    assert brand is not None
    assert loads(dumps(document)).brand() == replace(brand, logo=""), "there are no bytes of the logo"
    draft = Draft(sample())
    merge_project(draft, document)
    taken = draft.finish().brand()
    assert taken is not None and taken.accent == "#FF7900" and taken.logo
    draft = Draft(branded(sample(), logo=False, accent="#00543C"))
    merge_project(draft, document)
    merged = draft.finish()
    brand = merged.brand()
    assert brand is not None and (brand.accent, brand.logo) == ("#00543C", "")
    assert not merged.select(Picture), "the other logo is not needed"
    draft = Draft(document)
    draft.add(Brand)
    with pytest.raises(RuleError, match="at most one brand"):
        draft.finish()
