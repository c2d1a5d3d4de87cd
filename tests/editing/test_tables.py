"""Tables from spreadsheets and web pages, and copied content that cannot be pasted as it was."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, set_card_personas
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.editing.tables import table_in, texts_in
from journey_editor.foundation.errors import UserError
from journey_editor.model.document import Document

CALC = (
    '\tAwareness\t\nQuotes\t"I cannot find it\t"Too slow" she said\nNoise\t24" screen\t"two\nlines, ""so"""\n'
)
WEB_PAGE = (
    "<meta charset='utf-8'><table border=1><tbody>"
    '<tr><th></th><th colspan="2">Awareness</th><th>Order</th></tr>'
    "<tr><td>Actions</td><td><p>sees ad</p><p>clicks it</p></td><td>asks<br>a friend</td>"
    "<td>or<b>ders</b></td></tr>"
    '<tr><td rowspan="2">Pain points</td><td><ul><li>noise</li><li>d&eacute;ar</li></ul></td><td>&nbsp;</td>'
    "<td>slow</td></tr>"
    "<tr><td>cookie banner</td><td>-</td><td>fees</td></tr></tbody></table>"
)
OFFICE = (
    "<html><head><style><!-- td {color: red} --></style><title>Sheet</title></head><body>"
    "<!--StartFragment--><table><col width=64><tr><td>a</td><td>b</td></tr></table><!--EndFragment-->"
    "</body></html>"
)


def test_quotation_marks_inside_cells_are_kept_as_spreadsheets_write_them() -> None:
    assert table_in(CALC) == (
        (1, 0, "Awareness"),
        (0, 1, "Quotes"),
        (1, 1, '"I cannot find it'),
        (2, 1, '"Too slow" she said'),
        (0, 2, "Noise"),
        (1, 2, '24" screen'),
        (2, 2, 'two\nlines, "so"'),
    )


def test_a_table_of_a_web_page_keeps_its_columns_and_rows() -> None:
    assert table_in("what the browser makes of it", WEB_PAGE) == (
        (1, 0, "Awareness"),
        (3, 0, "Order"),
        (0, 1, "Actions"),
        (1, 1, "sees ad\nclicks it"),
        (2, 1, "asks\na friend"),
        (3, 1, "orders"),
        (0, 2, "Pain points"),
        (1, 2, "noise\ndéar"),
        (3, 2, "slow"),
        (1, 3, "cookie banner"),
        (2, 3, "-"),
        (3, 3, "fees"),
    )
    assert table_in("a\tb", OFFICE) == ((0, 0, "a"), (1, 0, "b"))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo", ""),
        ("one\ntwo", "<table><tr><td>one</td></tr><tr><td>two</td></tr></table>"),
        ("Words one two", "<p>Words</p><table><tr><td>one</td><td>two</td></tr></table>"),
        ("one two", "<table><tr><td>one</td></tr></table><table><tr><td>1</td><td>2</td></tr></table>"),
        ("\t\n \t ", ""),
    ],
)
def test_one_column_and_text_around_a_table_are_no_table(text: str, html: str) -> None:
    assert table_in(text, html) is None


@pytest.mark.parametrize(
    ("text", "html", "cards"),
    [
        ("•\tfirst\n•\tsecond\n", "", ["first", "second"]),
        ("1.\tSearch\n2.\tBuy", "", ["Search", "Buy"]),
        ("- a\n\n- b", "", ["a", "b"]),
        ("- a\nb", "", ["- a", "b"]),
        ('"two\nlines"\n', "", ["two\nlines"]),
        ('one\n"two\nlines"\nthree', "", ["one", "two\nlines", "three"]),
        ('"Never" again\nsaid', "", ['"Never" again', "said"]),
        ("a b c", "<table><tr><td>a<br>b</td></tr><tr><td>c</td></tr></table>", ["a\nb", "c"]),
        ("", "<p>Hello\n<b>you</b></p><ul><li>a</li><li>b</li></ul>", ["Hello you", "a", "b"]),
    ],
)
def test_lists_lose_their_bullets_and_a_cell_with_lines_stays_one_card(
    text: str, html: str, cards: list[str]
) -> None:
    assert table_in(text, html) is None
    assert texts_in(text, html) == cards


def test_a_cell_that_is_too_long_and_too_many_cells_are_refused() -> None:
    for text in ("a\t" + "x" * 20_001, "x\t" * 1001):
        with pytest.raises(UserError, match="Nothing was changed"):
            table_in(text)


def test_what_another_journey_lacks_is_named_when_something_is_pasted_there() -> None:
    draft = Draft(Document())
    new_project(draft, name="Two journeys")
    journey, other = (add_journey(draft, title=title).id for title in ("Long", "Short"))
    ada = add_persona(draft, journey, name="Ada").id
    lanes = {
        title: add_lane(draft, journey, "touchpoint", title=title, persona=ada).id for title in ("App", "Web")
    }
    stages = [add_stage(draft, journey, name=name).id for name in ("One", "Two", "Three")]
    cards = [add_card(draft, draft.steps_of(stage)[0].id, lanes["Web"], "x").id for stage in stages]
    set_card_personas(draft, cards[0], [ada])
    set_emotion(draft, add_curve(draft, journey, ada).id, cards[0], 0.5)
    lane = Clip.from_json(clip_of(draft, journey, [lanes["Web"]]).to_json())
    missing = "This journey does not have all personas of the copied content. Left out: Ada."
    target = Draft(draft.finish())
    pasted = paste_clip(target, other, lane, None)
    assert pasted.remarks == ("3 cards were left out, because the map has no stages.", missing)
    add_stage(target, other, name="Only one")
    pasted = paste_clip(target, other, lane, None)
    crowded = "2 cards had no step or lane of their own and are in the last one."
    assert pasted.remarks == (crowded, missing)
    target.change(target.get(type(target.lanes_of(other)[0]), pasted.ids[0]), title="Touchpoints")
    for each in target.lanes_of(other):
        if each.id != pasted.ids[0]:
            target.remove(each.id)
    pasted = paste_clip(target, other, clip_of(target, journey, [stages[1]]), None)
    assert pasted.remarks == ("The cards of the lane “Web” are in “Touchpoints”.",)
    assert paste_clip(target, journey, lane, None).remarks == ()
