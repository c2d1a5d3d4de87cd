"""Progress output of the set-up on stderr."""

import io

from installer.progress import Progress


class Terminal(io.StringIO):
    """Stream that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def test_there_is_no_output_if_there_is_nothing_to_do() -> None:
    stream = io.StringIO()
    Progress(stream).finish()
    assert stream.getvalue() == ""


def test_a_log_gets_a_line_for_each_new_percentage() -> None:
    stream = io.StringIO()
    progress = Progress(stream)
    progress.step(10, "Getting pillow")
    progress.step(10, "Getting pillow (7.1 MB)")
    progress.step(40, "Getting reportlab")
    progress.finish()
    lines = stream.getvalue().splitlines()
    assert [line.split(":")[1].split("%")[0].strip() for line in lines] == ["10", "40", "100"]


def test_a_terminal_shows_one_line_without_remains_of_longer_ones() -> None:
    stream = Terminal()
    progress = Progress(stream)
    progress.step(10, "Getting pyside6-essentials (80.3 MB)")
    progress.step(90, "Unpacking")
    progress.finish()
    text = stream.getvalue()
    assert text.count("\n") == 1
    assert text.endswith("\n")
    first, second = text.split("\r")[1:3]
    assert len(second) >= len(first)
