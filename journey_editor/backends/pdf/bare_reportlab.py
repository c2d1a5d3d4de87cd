"""ReportLab without settings of the user. Import ReportLab only from this module.

An ordinary import of ReportLab runs `~/.reportlab_mods` and `~/.reportlab_settings`, and modules with such
names on the path. It reads settings from environment variables that begin with `RL_`, and it fails if the
home folder is not a folder or the current folder was deleted.
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
def _without_settings() -> Iterator[None]:
    """Let an import find empty modules, no variables of ReportLab, and an existing current folder."""
    # If ReportLab finds a module, even an empty one, it does not read the file in the home folder.
    sys.modules.update({name: ModuleType(name) for name in _RUN_BY_REPORTLAB})
    variables, folder = os.environ, os.getcwd
    # The variables themselves are not changed, because other threads and libraries read them.
    others = {name: value for name, value in variables.items() if not name.startswith("RL_")}
    vars(os).update(environ=others, getcwd=lambda: os.sep)
    try:
        yield
    finally:
        vars(os).update(environ=variables, getcwd=folder)


with _without_settings():
    from reportlab.pdfbase import pdfdoc

__all__ = ["pdfdoc"]
