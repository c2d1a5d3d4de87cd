"""ReportLab as it was shipped, whatever lies around: import it from here and nowhere else.

By itself it runs `~/.reportlab_mods` and `~/.reportlab_settings`, and modules of such names that are on the
path, takes settings from variables that begin with `RL_`, and can't be imported where the home folder is no
folder or the current one is gone.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_RUN_BY_REPORTLAB = (
    "reportlab.local_rl_mods",
    "reportlab_mods",
    "reportlab.local_rl_settings",
    "reportlab_settings",
)


@contextmanager
def _nothing_around() -> Iterator[None]:
    """Let an import find empty modules, no variables of ReportLab's and a current folder that is there."""
    # Where it finds a module, even an empty one, it doesn't go on to the file in the home folder.
    sys.modules.update({name: ModuleType(name) for name in _RUN_BY_REPORTLAB})
    variables, folder = os.environ, os.getcwd
    # The variables themselves stay: other threads and libraries read them meanwhile.
    others = {name: value for name, value in variables.items() if not name.startswith("RL_")}
    vars(os).update(environ=others, getcwd=lambda: os.sep)
    try:
        yield
    finally:
        vars(os).update(environ=variables, getcwd=folder)


with _nothing_around():
    from reportlab.pdfbase import pdfdoc

__all__ = ["pdfdoc"]
