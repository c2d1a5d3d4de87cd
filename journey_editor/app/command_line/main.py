"""Command line: opens the window and runs the commands.

Commands import only what they need: a conversion to PDF starts neither Qt nor the database.
"""

import argparse
import atexit
import gc
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
"""Representations of text in an SVG; the first is the default."""


def main(argv: list[str] | None = None) -> int:
    """Run the program with arguments, by default those of the process; return the exit status 0 or 1."""
    _prepare_streams()
    try:
        # The catalogues contain only strings on maps; the interface is English.
        use_language("en")
        try:
            return _run(sys.argv[1:] if argv is None else argv)
        finally:
            # Report output errors here; otherwise Python would print them at exit.
            sys.stdout.flush()
    except UserError as error:
        sentence = error.sentence
    except KeyboardInterrupt:
        # Report it before unwinding, because freeing a large map takes a moment.
        print(tr("Cancelled. No incomplete file was written."), file=sys.stderr, flush=True)
        return 1
    except BrokenPipeError:
        # The reader closed the pipe.
        _drop_output()
        return 1
    except (OSError, MemoryError) as error:
        _drop_output()
        reason = getattr(error, "strerror", None) or tr("not enough memory")
        sentence = tr("The operation failed: {reason}. No incomplete file was written.").format(reason=reason)
    print(one_line(sentence), file=sys.stderr)
    return 1


def _prepare_streams() -> None:
    """Make printing safe on any terminal."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # It stays open for the lifetime of the process.
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            # Escape the characters that the encoding of the terminal lacks.
            stream.reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Discard unprinted output; otherwise Python would try to print it again at exit and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def has_screen() -> bool:
    """Return True if windows can be shown."""
    if os.environ.get("JOURNEY_EDITOR_NO_SCREEN"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _run(words: Sequence[str]) -> int:
    if words and words[0] in _COMMANDS:
        chosen = _parser_of_commands().parse_args(words)
        with may_be_stopped(), _without_garbage_collection():
            return _COMMANDS[chosen.command](chosen)
    # Making a parser takes 4 ms, which a start that only opens files need not wait for.
    if any(each.startswith("-") for each in words):
        words = _parser_of_window().parse_args(words).files
    files = [Path(each) for each in words]
    if has_screen():
        return _show(files)
    for file in files:
        raise UserError(
            tr(
                "No display is available to show “{name}”. To export it instead, run: convert {file} map.pdf"
            ).format(name=file.name, file=file)
        )
    from journey_editor.app.command_line.sample import export_sample

    return export_sample()


def _convert(chosen: argparse.Namespace) -> int:
    from journey_editor.app.command_line.convert import convert

    return convert(chosen)


def _info(chosen: argparse.Namespace) -> int:
    from journey_editor.app.command_line.info import info

    return info(chosen)


def _check(chosen: argparse.Namespace) -> int:
    from journey_editor.app.command_line.check import check

    return check(chosen)


def _repair(chosen: argparse.Namespace) -> int:
    from journey_editor.app.command_line.check import repair

    return repair(chosen)


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "convert": _convert,
    "info": _info,
    "check": _check,
    "repair": _repair,
}


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Disable garbage collection, which would take a third of a command's time and find nothing."""
    before = gc.isenabled()
    gc.disable()
    # Without this, Python would traverse a large map at exit, which takes seconds.
    atexit.register(gc.freeze)
    try:
        yield
    except KeyboardInterrupt:
        # A cancelled command must not wait for that traversal either.
        gc.freeze()
        raise
    finally:
        if before:
            gc.enable()


def _show(files: Sequence[Path]) -> int:
    # Thousands of functions and classes are created before the first window appears, and none is garbage.
    gc.disable()
    if files:
        # Qt's import hook makes later imports slower, and files need the database.
        from journey_editor.storage.project import project_file  # noqa: F401
    from journey_editor.app.runtime.qt_imports import skip_search_for_features

    skip_search_for_features()
    from journey_editor.app.program.application import run
    from journey_editor.app.runtime import crash_log

    crash_log.install()
    return run(files)


class _Parser(argparse.ArgumentParser):
    """Argument parser that reports errors as one sentence with exit status 1."""

    def error(self, message: str) -> NoReturn:
        """Raise a `UserError` with the problem."""
        raise UserError(tr("{problem}. See --help.").format(problem=message[:1].upper() + message[1:]))


def _parser_of_window() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="journey-editor",
        description=tr("Customer-journey map editor. Opens a window if no command is given."),
        epilog=tr(
            "Commands: convert IN OUT, info FILE, check FILE, repair FILE -o OUT. Each has its own --help."
        ),
        add_help=False,
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help=tr("project to open, or file to import"))
    parser.add_argument("--help", "-h", action="help", help=tr("show this help and exit"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"Journey Editor {__version__}",
        help=tr("show the version and exit"),
    )
    return parser


def _parser_of_commands() -> argparse.ArgumentParser:
    parser = _Parser(prog="journey-editor", add_help=False)
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    convert = commands.add_parser(
        "convert",
        add_help=False,
        description=tr(
            "Converts a file to another format, determined by the file names. Input: .journey, .mmd, .md, "
            ".json, .ojf, .csv, .tsv, .xlsx, .xlsm, .ods. Output: .journey, .mmd, .md, .json, .ojf, .csv, "
            ".tsv, .xlsx, .html, .pdf, .png, .svg."
        ),
    )
    _add_options_of_convert(convert)
    info = commands.add_parser(
        "info", add_help=False, description=tr("Prints a summary of a file as text or JSON.")
    )
    info.add_argument("source", metavar="FILE", help=tr("input file"))
    info.add_argument("--json", action="store_true", help=tr("print JSON for programs"))
    check = commands.add_parser(
        "check", add_help=False, description=tr("Checks a project, JSON or a table, and lists what is lost.")
    )
    check.add_argument("source", metavar="FILE", help=tr("file to check"))
    repair = commands.add_parser(
        "repair",
        add_help=False,
        description=tr("Saves the readable parts of a damaged project file to another file."),
    )
    repair.add_argument("source", metavar="FILE", help=tr("damaged file, which is not changed"))
    repair.add_argument("-o", dest="target", metavar="OUT", required=True, help=tr("output file"))
    for each in (convert, info, check, repair):
        each.add_argument("--help", "-h", action="help", help=tr("show this help and exit"))
    return parser


def _add_options_of_convert(convert: argparse.ArgumentParser) -> None:
    """Add the files and the options of a conversion."""
    convert.add_argument("source", metavar="IN", help=tr("input file"))
    convert.add_argument("target", metavar="OUT", help=tr("output file"))
    convert.add_argument(
        "--paper",
        type=str.lower,
        choices=PAPERS,
        help=tr("paper size; “map” is a page of the size of the map"),
    )
    convert.add_argument("--orientation", type=str.lower, choices=ORIENTATIONS, help=tr("paper orientation"))
    convert.add_argument(
        "--dpi", type=_dpi, help=tr("resolution of a PNG in pixels per inch of paper (default: 150)")
    )
    convert.add_argument(
        "--transparent", action="store_true", help=tr("leave the background of a PNG or SVG transparent")
    )
    convert.add_argument(
        "--text",
        type=str.lower,
        choices=TEXT_CHOICES,
        help=tr(
            "text of an SVG as outlines, which look the same everywhere, or as real text, which can be edited"
        ),
    )
    _add_choice_of_content(convert)


def _add_choice_of_content(convert: argparse.ArgumentParser) -> None:
    """Add the options that choose what is written."""
    convert.add_argument("--journey", metavar="NAME", help=tr("title, number or id of the journey to write"))
    convert.add_argument(
        "--table",
        type=str.lower,
        choices=("cards", "map"),
        help=tr("rows of a CSV or TSV: one for each card (default), or those of the map"),
    )
    convert.add_argument(
        "--all-journeys",
        action="store_true",
        help=tr("writes all journeys of the project, each on a page of its own"),
    )
    convert.add_argument(
        "--view", metavar="NAME", help=tr("name, number or id of the saved view of the journey to draw")
    )
    convert.add_argument(
        "--persona",
        metavar="NAME",
        help=tr("name, number or id of the persona whose sheet is drawn instead of the map"),
    )
    convert.add_argument(
        "--sheets", action="store_true", help=tr("add the sheets of the personas to a PDF, after the map")
    )
    convert.add_argument(
        "--compare",
        metavar="NAME",
        help=tr("title, number or id of an earlier journey; the drawing shows what changed since it"),
    )
    convert.add_argument(
        "--compare-personas",
        nargs=2,
        metavar=("NAME", "NAME"),
        help=tr("names, numbers or ids of two personas; the drawing has a row for each, and what differs"),
    )
    convert.add_argument(
        "--changes",
        action="store_true",
        help=tr("add the list of changes to a PDF, after the map; only with --compare"),
    )
    for option, help_text in (
        ("--findings", tr("add what the map says to a PDF; a PNG or SVG has it instead of the map")),
        ("--matrix", tr("add the priority matrix to a PDF; a PNG or SVG has it instead of the map")),
        ("--backlog", tr("add the backlog to a PDF; a PNG or SVG has it instead of the map")),
        ("--without-map", tr("leave the map out of a PDF; only with --findings, --matrix or --backlog")),
    ):
        convert.add_argument(option, action="store_true", help=help_text)


def _dpi(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 10 <= value <= 2400:
        raise argparse.ArgumentTypeError(tr("must be a number from 10 to 2400"))
    return value
