"""Words about the page on which a map is shown."""

from journey_editor.editing.search import shortened
from journey_editor.foundation.translation import tr
from journey_editor.layout.page_layout import SMALLEST_LEGIBLE, PageLayout
from journey_editor.layout.paper import MM, SIZES
from journey_editor.wording.choice_names import paper_name

_LARGEST = max(SIZES, key=lambda paper: SIZES[paper][1])


def is_legible(page: PageLayout) -> bool:
    """Return True if all text of a page is easy to read on paper."""
    return page.smallest_type >= SMALLEST_LEGIBLE


def page_words(page: PageLayout) -> str:
    """Return the paper, its size and the size of the smallest text, with what helps if that is too small."""
    if is_legible(page):
        words = tr("{paper} · {width} × {height} mm · smallest text {size} pt")
    elif page.paper == "map":
        words = tr("▲ The smallest text is {size} pt, as a page cannot be longer than {height} mm.")
    elif (stage := page.too_wide) is not None:
        name = shortened(" ".join(line.text for line in stage.name.lines))
        words = tr(
            "▲ The smallest text is {size} pt on {paper} ({width} × {height} mm). Split the stage “{stage}”, "
            "so that it fills several rows, or choose a larger paper."
        )
        return words.format(stage=name or tr("No name"), **_parts(page))
    elif page.paper == _LARGEST:
        words = tr(
            "▲ The smallest text is {size} pt on {paper} ({width} × {height} mm). Collapse or hide lanes, or "
            "choose “Map size”."
        )
    else:
        words = tr(
            "▲ The smallest text is {size} pt on {paper} ({width} × {height} mm). Choose a larger paper."
        )
    return words.format(**_parts(page))


def short_page_words(page: PageLayout) -> str:
    """Return the paper and the size of the smallest text, for a narrow window."""
    if is_legible(page):
        return tr("{paper} · {size} pt").format(**_parts(page))
    return tr("▲ {paper} · {size} pt").format(**_parts(page))


def _parts(page: PageLayout) -> dict[str, object]:
    return {
        "paper": paper_name(page.paper),
        "width": round(page.width / MM),
        "height": round(page.height / MM),
        "size": f"{page.smallest_type:.1f}",
    }
