"""The list of changes on pages: nothing is cut off, and headings are repeated."""

from itertools import pairwise

import pytest

from journey_editor.layout.change_list_layout import MARGIN, ChangeListLayout, lay_out_change_list
from journey_editor.layout.transform import mirrored
from journey_editor.wording.change_rows import ChangeGroup, ChangeRow

WIDTH, HEIGHT = 794.0, 1123.0


def row(number: int, text: str = "Calls the shop") -> ChangeRow:
    pairs = ((f"{text} {number}", ""), ("Severity 2", "Severity 4, often"))
    return ChangeRow(f"card:{number}", "changed", "Details changed", text, "Touchpoints", pairs)


def laid_out(
    *groups: ChangeGroup, direction: str = "ltr", height: float = HEIGHT, title: str = "Changes"
) -> tuple[ChangeListLayout, ...]:
    return lay_out_change_list(
        groups,
        title=title,
        columns=("As-is", "To-be"),
        legend=(("changed", "Details changed: 3"),),
        language="en",
        direction=direction,
        theme_name="light",
        width=WIDTH,
        height=height,
        imprint=lambda page, pages: f"page {page} of {pages}",
    )


def text_of(page: ChangeListLayout) -> str:
    blocks = [block for group in page.groups for row in group.rows for cell in row.cells for block in cell]
    return " ".join("".join(line.text for line in block.lines) for block in blocks)


def test_rows_stay_whole_and_the_heading_of_a_group_is_repeated() -> None:
    pages = laid_out(ChangeGroup("stage:1", "Support", tuple(map(row, range(60)))))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        (group,) = page.groups
        assert (group.id, group.name.lines[0].text) == ("stage:1", "Support")
        assert [block.lines[0].text for block in page.columns] == ["As-is", "To-be"]
        assert bool(page.title) == bool(page.legend) == (number == 1)
        assert page.imprint is not None
        assert page.imprint.lines[0].text == f"page {number} of {len(pages)}"
        assert all(each.mark is not None for each in group.rows)
        assert [each.line is None for each in group.rows] == [True] + [False] * (len(group.rows) - 1)
        assert group.rows[-1].box.bottom <= page.imprint.y
        boxes = [group.box, *(each.box for each in group.rows)]
        assert all(one.bottom == pytest.approx(other.y) for one, other in pairwise(boxes))
    found = [each.row.record for page in pages for group in page.groups for each in group.rows]
    assert found == [f"card:{number}" for number in range(60)]


def test_a_heading_is_never_alone_at_the_bottom() -> None:
    for count in range(1, 25):
        pages = laid_out(
            ChangeGroup("stage:1", "Order", tuple(map(row, range(count)))),
            ChangeGroup("stage:2", "Support", (row(99),)),
            height=700.0,
        )
        for page in pages:
            assert page.groups and all(group.rows for group in page.groups)


def test_a_text_that_is_longer_than_a_page_goes_on_on_the_next() -> None:
    words = [f"word{number}" for number in range(1_500)]
    pages = laid_out(ChangeGroup("stage:1", "Support", (row(1), row(2, " ".join(words)), row(3))))
    assert len(pages) > 2
    shown = " ".join(map(text_of, pages))
    assert all(shown.count(f"{word} ") == 2 for word in words[:-1]), "in the first and the second column"
    for page in pages:
        assert page.imprint is not None
        for group in page.groups:
            assert all(
                block.bottom <= page.imprint.y for each in group.rows for cell in each.cells for block in cell
            )
    marks = [each.mark is None for page in pages for group in page.groups for each in group.rows]
    assert marks.count(False) == 3


def test_a_title_as_long_as_a_page_leaves_no_page_unfinished() -> None:
    pages = laid_out(ChangeGroup("stage:1", "Support", (row(1),)), title="Change " * 400, height=560.0)
    assert [bool(page.groups and page.groups[0].rows) for page in pages] == [False, True]


def test_from_right_to_left_a_page_is_the_mirror_image() -> None:
    group = ChangeGroup("stage:1", "Support", (row(1),))
    (left,), (right,) = laid_out(group), laid_out(group, direction="rtl")
    assert right.rtl and right.groups == mirrored(left, WIDTH).groups
    mark = right.groups[0].rows[0].mark
    assert mark is not None and mark.right == pytest.approx(WIDTH - MARGIN)
