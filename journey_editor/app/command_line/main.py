"""The command line: opens the window, converts files, and says what is in one.

It imports nothing that a command does not need: a conversion to PDF starts neither Qt nor the database.
"""

import argparse
import atexit
import gc
import importlib
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from journey_editor import __version__
from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import one_line
from journey_editor.foundation.translation import tr, use_language
from journey_editor.model.kinds import ORIENTATIONS, PAPERS

TEXT_CHOICES = ("outlines", "real")
"""How an SVG may hold its letters; the first if nothing is said."""

_COMMANDS = {"convert": "convert", "info": "convert", "check": "check", "repair": "check"}
"""Commands, each with the module of this package that runs it."""


def main(argv: list[str] | None = None) -> int:
    """Run the program with these words, or those of the process; the exit status is 0 or 1."""
    _prepare_streams()
    try:
        # The catalogues hold the words of maps; the interface speaks English so far.
        use_language("en")
        try:
            return _run(sys.argv[1:] if argv is None else argv)
        finally:
            # What cannot be printed shall be told now, not by Python when it ends.
            sys.stdout.flush()
    except UserError as error:
        sentence = error.sentence
    except KeyboardInterrupt:
        # Told in here, at once: letting go of a large map takes a moment.
        print(tr("Stopped; nothing was half written."), file=sys.stderr, flush=True)
        return 1
    except BrokenPipeError:
        # Whoever read what was printed has seen enough.
        _drop_output()
        return 1
    except (OSError, MemoryError) as error:
        _drop_output()
        reason = getattr(error, "strerror", None) or tr("there is not enough memory")
        sentence = tr("This computer could not do it: {reason}. Nothing was half written.").format(
            reason=reason
        )
    print(one_line(sentence), file=sys.stderr)
    return 1


def _prepare_streams() -> None:
    """Make sure that something can be printed, whatever the terminal is like."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It stays open for as long as the process lives.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            # A terminal that knows only some letters shall still show the rest of a sentence.
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Let what was not printed go, or Python would try again when it ends, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def has_screen() -> bool:
    """Whether windows can be shown."""
    if os.environ.get("JOURNEY_EDITOR_NO_SCREEN"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(words: Sequence[str]) -> int:
    if words and words[0] in _COMMANDS:
        chosen = _parser_of_commands().parse_args(words)
        module = importlib.import_module(f"journey_editor.app.command_line.{_COMMANDS[chosen.command]}")
        run: Callable[[argparse.Namespace], int] = getattr(module, chosen.command)
        with may_be_stopped(), _without_collecting():
            return run(chosen)
    chosen = _parser_of_window().parse_args(words)
    files = [Path(each) for each in chosen.files]
    if has_screen():
        return _show(files)
    for file in files:
        raise UserError(
            tr(
                "There is no screen here to show “{name}” on. To get a picture of it: convert {file} map.pdf"
            ).format(name=file.name, file=file)
        )
    from journey_editor.app.command_line.convert import export_sample

    return export_sample()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A command has ended before there is garbage; looking for some would take a third of its time."""
    before = gc.isenabled()
    gc.disable()
    # Else Python looks through all of a large map once more when it ends, for seconds.
    atexit.register(gc.freeze)
    try:
        yield
    except KeyboardInterrupt:
        # Whoever stops it does not wait for that look either.
        gc.freeze()
        raise
    finally:
        if before:
            gc.enable()


def _show(files: Sequence[Path]) -> int:
    # Thousands of functions and classes are made until the first window is painted, and none is garbage.
    gc.disable()
    if files:
        # Once Qt is there, its hook makes every import slower; and a file needs the database.
        importlib.import_module("journey_editor.storage.project.project_file")
    from journey_editor.app.program.application import run
    from journey_editor.app.runtime import crash_log

    crash_log.install()
    return run(files)


class _Parser(argparse.ArgumentParser):
    """Refuses in one sentence and with exit status 1."""

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with the words."""
        raise UserError(tr("{problem}. See --help.").format(problem=message[:1].upper() + message[1:]))


def _parser_of_window() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="journey-editor",
        description=tr("Draws customer-journey maps. Without a command it opens the window."),
        epilog=tr(
            "Commands: convert IN OUT, info FILE, check FILE, repair FILE -o OUT; each has its own --help."
        ),
        add_help=False,
    )
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help=tr("the project, or Mermaid journey, to open")
    )
    parser.add_argument("--help", "-h", action="help", help=tr("show this and end"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"Journey Editor {__version__}",
        help=tr("show the version and end"),
    )
    return parser


def _parser_of_commands() -> argparse.ArgumentParser:
    parser = _Parser(prog="journey-editor", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    convert = commands.add_parser(
        "convert",
        add_help=False,
        description=tr(
            "Converts a file into another format; the names say which. In: .journey, .mmd, .md, .json. "
            "Out: these and .pdf, .png, .svg."
        ),
    )
    convert.add_argument("source", metavar="IN", help=tr("the file to read"))
    convert.add_argument("target", metavar="OUT", help=tr("the file to write"))
    convert.add_argument(
        "--paper", type=str.lower, choices=PAPERS, help=tr("the paper; “map” is a page as large as the map")
    )
    convert.add_argument("--orientation", type=str.lower, choices=ORIENTATIONS, help=tr("how the paper lies"))
    convert.add_argument(
        "--dpi", type=_dpi, help=tr("pixels to an inch of paper, for a PNG (150 if not said)")
    )
    convert.add_argument(
        "--transparent", action="store_true", help=tr("a PNG or SVG without the paper’s colour")
    )
    convert.add_argument(
        "--text",
        type=str.lower,
        choices=TEXT_CHOICES,
        help=tr("letters of an SVG as outlines, the same everywhere, or as real text, which can be edited"),
    )
    convert.add_argument("--journey", metavar="NAME", help=tr("which journey: its title, number or id"))
    info = commands.add_parser(
        "info", add_help=False, description=tr("Says what is in a file, as text or as JSON.")
    )
    info.add_argument("source", metavar="FILE", help=tr("the file to read"))
    info.add_argument("--json", action="store_true", help=tr("as JSON, for programs"))
    check = commands.add_parser(
        "check", add_help=False, description=tr("Says whether a project file is sound; if not, what is lost.")
    )
    check.add_argument("source", metavar="FILE", help=tr("the file to look through"))
    repair = commands.add_parser(
        "repair",
        add_help=False,
        description=tr("Writes what can be read of a damaged project file to another file."),
    )
    repair.add_argument("source", metavar="FILE", help=tr("the damaged file; it stays as it is"))
    repair.add_argument("-o", dest="target", metavar="OUT", required=True, help=tr("the file to write"))
    for each in (convert, info, check, repair):
        each.add_argument("--help", "-h", action="help", help=tr("show this and end"))
    return parser


def _dpi(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 10 <= value <= 2400:
        raise argparse.ArgumentTypeError(tr("it has to be a number from 10 to 2400"))
    return value
