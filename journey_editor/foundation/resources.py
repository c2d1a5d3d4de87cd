"""The program's own resources: fonts, icons, themes, translations and help."""

from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Return the folder of the resources.

    An installed package carries it inside; in a checkout it is next to the package.
    """
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
