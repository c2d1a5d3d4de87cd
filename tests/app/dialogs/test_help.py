"""The documentation window: its list of pages, the links between them, and the commands that they name."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlock, QTextTable

from journey_editor.app.dialogs.help import HelpWindow, help_pages
from journey_editor.app.window.actions import action_table
from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.menus import Submenu, menu_structure
from journey_editor.app.window.main_window import MainWindow
from journey_editor.foundation.resources import resources
from tests.app.driver import settle

pytestmark = pytest.mark.usefixtures("kept_window")

HELP = resources() / "help"
ROOT = Path(__file__).parents[3]
FOR_DEVELOPERS = HELP / "architecture.md"
PAGES = [ROOT / "README.md", *(page for page in help_pages() if page != FOR_DEVELOPERS)]

KEYS = re.compile(
    r"((Ctrl|Alt|Shift)\+)*"
    r"(Ctrl|Alt|Shift|Enter|Tab|Esc|Space|Backspace|Page Up|Page Down|Home|End|Up|Down|Left|Right|F\d+|"
    r"[A-Z0-9])"
)
BOLD = re.compile(r"\*\*([^*]+)\*\*(?: \(\*\*([^*]+)\*\*\))?")
LINK = re.compile(r"\]\(([^)#\s]+)\)")


def commands(entries: Iterable[str | Submenu | None], path: str = "") -> Iterator[tuple[str, Action]]:
    """Every command of the menus by its path, such as `File › Export…`."""
    actions = action_table()
    for entry in entries:
        if isinstance(entry, Submenu):
            yield from commands(entry.entries, f"{path}{entry.title.replace('&', '')} › ")
        elif entry is not None:
            yield f"{path}{actions[entry].text}", actions[entry]


def text_of(page: Path) -> str:
    return " ".join(page.read_text("utf-8").split())


def texts_of_the_program() -> str:
    return "\n".join(file.read_text("utf-8") for file in (ROOT / "journey_editor").rglob("*.py"))


def select_page(window: HelpWindow, name: str) -> None:
    window.pages.setCurrentRow([page.name for page in help_pages()].index(name))
    settle()


def blocks(window: HelpWindow) -> Iterator[QTextBlock]:
    block = window.page.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def test_no_page_is_missing_from_the_list(sample: MainWindow) -> None:
    assert sorted(help_pages()) == sorted(HELP.glob("*.md"))
    window = HelpWindow(sample)
    assert [window.pages.item(row).text() for row in range(window.pages.count())] == [
        page.read_text("utf-8").partition("\n")[0].removeprefix("# ") for page in help_pages()
    ]


def test_pages_for_users_come_before_the_page_for_developers() -> None:
    names = [page.name for page in help_pages()]
    assert names[0] == "first-map.md"
    assert names[-1] == FOR_DEVELOPERS.name


def test_every_title_fits_into_the_list(sample: MainWindow) -> None:
    window = HelpWindow(sample)
    window.show()
    settle()
    assert window.pages.sizeHintForColumn(0) <= window.pages.viewport().width()


@pytest.mark.parametrize(
    "page", [*PAGES, FOR_DEVELOPERS, ROOT / "CONTRIBUTING.md"], ids=lambda page: page.stem
)
def test_links_lead_to_files_that_exist(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_link_between_pages_opens_the_page(sample: MainWindow) -> None:
    window = HelpWindow(sample)
    for page in help_pages():
        for link in LINK.findall(page.read_text("utf-8")):
            select_page(window, page.name)
            window.page.anchorClicked.emit(QUrl(link))
            assert window.pages.currentItem().data(Qt.ItemDataRole.UserRole) == str(HELP / link)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_menu_paths_and_their_shortcuts_are_those_of_the_menus(page: Path) -> None:
    paths = {path: action for menu in menu_structure() for path, action in commands([menu])}
    for path, keys in BOLD.findall(text_of(page)):
        if "›" in path:
            assert path in paths
            assert not keys or keys in paths[path].shortcuts, path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_words_in_bold_are_keys_or_labels_of_the_program(page: Path) -> None:
    texts = texts_of_the_program()
    words = [word for word, _ in BOLD.findall(text_of(page)) if "›" not in word]
    assert [word for word in words if not KEYS.fullmatch(word) and f'tr("{word}")' not in texts] == []


def test_menu_paths_are_always_bold() -> None:
    for page in PAGES:
        plain = BOLD.sub("", text_of(page))
        assert re.findall("[›▸→]", plain) == [], page.name


def test_headings_look_like_headings_even_in_code(sample: MainWindow) -> None:
    window = HelpWindow(sample)
    select_page(window, "json.md")
    sizes = {
        fragment.charFormat().intProperty(fragment.charFormat().Property.FontSizeAdjustment)
        for block in blocks(window)
        if block.blockFormat().headingLevel() == 2
        for fragment in [block.begin().fragment()]
    }
    assert sizes == {2}


def test_tables_keep_a_distance_from_the_text(sample: MainWindow) -> None:
    window = HelpWindow(sample)
    select_page(window, "files.md")
    tables = [
        each for each in window.page.document().rootFrame().childFrames() if isinstance(each, QTextTable)
    ]
    assert tables
    assert all(table.format().topMargin() > 0 and table.format().bottomMargin() > 0 for table in tables)
