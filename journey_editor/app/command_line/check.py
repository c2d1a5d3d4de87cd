"""Commands `check` and `repair` for files that may be damaged."""

import argparse
import sys
from pathlib import Path

from journey_editor.app.command_line.remarks import print_remarks
from journey_editor.app.runtime.interrupts import may_be_stopped
from journey_editor.conversion import formats
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_same
from journey_editor.foundation.translation import tr

_EXCHANGED = (".json", ".ojf", ".csv", ".tsv", ".xlsx", ".xlsm", ".ods")
"""Endings of other files that are checked by reading them."""


def check(chosen: argparse.Namespace) -> int:
    """Check a project, its JSON or a table; if it is damaged, list what is lost. Return the exit status.

    Raises `UserError` with the place if another file is not valid.
    """
    from journey_editor.interchange.pictures import reencoded
    from journey_editor.storage.project.project_file import read_project
    from journey_editor.storage.project.refusal import FileRefusedError
    from journey_editor.storage.salvage.salvage import read_what_can_be_read

    path = Path(chosen.source)
    remarks: tuple[str, ...] = ()
    try:
        with may_be_stopped():
            if path.suffix.lower() in _EXCHANGED:
                remarks = formats.read(path).remarks
            else:
                read_project(path)
    except FileRefusedError as refused:
        if refused.reason != "damaged":
            raise
        print(tr("“{name}” is damaged.").format(name=path.name))
        with may_be_stopped():
            found = read_what_can_be_read(path, renew=reencoded)
        _list(found.remarks)
        print(tr("To save its readable parts, run: repair {file} -o NEW.journey").format(file=path))
        return 1
    print(tr("“{name}” is intact.").format(name=path.name))
    _list(remarks)
    return 0


def repair(chosen: argparse.Namespace) -> int:
    """Save the readable parts of a project file to another file, and list what is lost."""
    from journey_editor.interchange.pictures import reencoded
    from journey_editor.storage.project.project_file import SUFFIX, proven_bytes, replace_file
    from journey_editor.storage.salvage.salvage import read_what_can_be_read

    source, target = Path(chosen.source), Path(chosen.target)
    if target.suffix.lower() != SUFFIX:
        raise UserError(tr("The name of the output file must end in {ending}.").format(ending=SUFFIX))
    if is_same(source, target):
        raise UserError(
            tr("“{name}” is the damaged file itself and was not changed. Choose another output file.").format(
                name=target.name
            )
        )
    with may_be_stopped():
        found = read_what_can_be_read(source, renew=reencoded)
    remark = replace_file(target, proven_bytes(found.document, found.pictures)).remark
    if found.remarks:
        print(
            tr("The readable parts of “{name}” were saved to “{new}”.").format(
                name=source.name, new=target.name
            )
        )
        _list(found.remarks)
    else:
        print(tr("“{name}” is intact. “{new}” is a copy of it.").format(name=source.name, new=target.name))
    print_remarks([remark] if remark else [])
    return 0


def _list(remarks: tuple[str, ...]) -> None:
    for remark in remarks:
        sys.stdout.write(f"- {remark}\n")
