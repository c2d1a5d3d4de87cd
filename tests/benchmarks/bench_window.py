"""What a window costs with 1,000 cards in it: opened from its file, and an edit from the key to all panels.

    python3 main.py test tests/benchmarks/bench_window.py -s

prints milliseconds of the processor (the median of some runs) and the share of the limit. Nothing here
passes or fails on time.
"""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from journey_editor.app.application import Application
from journey_editor.app.main_window import MainWindow
from journey_editor.storage.project_file import write_project
from tests.benchmarks.bench_canvas import CARDS, told
from tests.benchmarks.generated import generated_map


def test_a_project_of_a_thousand_cards_is_opened_and_written_in(
    qapp: QApplication, home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "large.journey"
    write_project(file, generated_map(CARDS), {})
    program = Application(qapp)
    program.readings.patience = 60.0
    windows: list[MainWindow] = []

    def opened(_: int) -> None:
        window = program.open(file)
        assert window is not None
        for _ in range(3):
            qapp.processEvents()
        windows.append(window)

    told("a project opened and shown", 800, opened, runs=1)
    (window,) = windows
    session = window.session
    cards = session.document.cards_of(session.journey_id)
    card = cards[CARDS // 2]

    def written(index: int) -> None:
        with session.edit("Write") as draft:
            draft.change(draft.get(type(card), card.id), text=f"Asks for the number {index % 10}")
        qapp.processEvents()
        qapp.processEvents()

    told("an edit shown, nothing selected", 25, written)
    session.selection.replace([card.id], (card.step, card.lane))
    qapp.processEvents()
    told("an edit shown, its card selected and in the outline", 25, written)
    told(
        "another card selected",
        25,
        lambda i: (session.selection.replace([cards[i].id]), qapp.processEvents()),
    )
    session.selection.clear()

    tree = window.outline.tree
    for index in range(tree.topLevelItemCount()):
        item = tree.topLevelItem(index)
        assert item is not None
        item.setExpanded(True)
    qapp.processEvents()
    told("an edit shown, with all stages unfolded in the outline", 25, written)
    assert window.close()
