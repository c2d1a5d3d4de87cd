"""Reports on pages: nothing is cut off, headings are repeated, and one page is as long as it needs."""

import pytest

from journey_editor.layout.report_layout import ReportLayout, lay_out_report
from journey_editor.layout.transform import mirrored
from journey_editor.wording.report_rows import Report, ReportGroup, ReportRow

HEIGHT = 700.0


def laid_out(
    *groups: ReportGroup, direction: str = "ltr", height: float | None = HEIGHT
) -> tuple[ReportLayout, ...]:
    return lay_out_report(
        Report("backlog", "Backlog", "Help", (0.6, 0.4), groups, "Nothing is here."),
        language="en",
        direction=direction,
        theme_name="light",
        width=600.0,
        height=height,
        imprint=lambda page, pages: f"page {page} of {pages}",
    )


def group(count: int, text: str = "Waits for the courier") -> ReportGroup:
    rows = tuple(
        ReportRow(f"card:{each}", (f"{text} {each}\nDelivery", "Severity 4")) for each in range(count)
    )
    return ReportGroup("pain_point", "Pain points", "Why it matters.", ("", "Rating"), rows)


def words(page: ReportLayout) -> str:
    blocks = [block for each in page.groups for row in each.rows for cell in row.cells for block in cell]
    return " ".join("".join(line.text for line in block.lines) for block in blocks)


def test_rows_stay_whole_and_the_heading_is_repeated_with_its_columns() -> None:
    pages = laid_out(group(40))
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        (shown,) = page.groups
        assert [block.lines[0].text for block in (shown.name, *shown.heads)] == ["Pain points", "Rating"]
        assert bool(page.title) == (number == 1) and page.imprint is not None
        assert page.imprint.lines[0].text == f"page {number} of {len(pages)}"
        assert shown.rows[-1].box.bottom <= page.imprint.y and shown.rows[0].line is None
    found = [row.row.record for page in pages for each in page.groups for row in each.rows]
    assert found == [f"card:{number}" for number in range(40)]


def test_one_page_has_everything() -> None:
    (page,) = laid_out(group(40), group(2), height=None)
    last = page.groups[-1].rows[-1].box.bottom
    assert page.imprint is not None and last < page.imprint.y < page.imprint.bottom < page.height
    assert words(page).count("Delivery") == 42
    (page,) = laid_out(height=None)
    assert page.nothing is not None and page.nothing.bottom < page.height


def test_a_row_that_is_higher_than_a_page_is_divided_between_its_lines() -> None:
    pages = laid_out(group(1, "Many words that go on and on. " * 120))
    assert len(pages) > 1
    assert " ".join(map(words, pages)).count("go") == 120


@pytest.mark.parametrize("height", [HEIGHT, None])
def test_a_right_to_left_report_is_the_mirror_image(height: float | None) -> None:
    pages = zip(
        laid_out(group(9), height=height), laid_out(group(9), direction="rtl", height=height), strict=True
    )
    for left, right in pages:
        turned = mirrored(right, 600.0)
        assert right.groups[0].name.x != left.groups[0].name.x
        assert [each.plate for each in turned.groups] == [each.plate for each in left.groups]
