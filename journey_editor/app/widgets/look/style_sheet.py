"""Style sheet of the window, filled with a set of colours."""

from dataclasses import asdict
from functools import cache
from pathlib import Path
from string import Template

from journey_editor.app.widgets.look.colors import Colors


@cache
def style_sheet(colors: Colors, themes: Path, name: str) -> str:
    """Return the style sheet `window.qss` in these colours, with the images of the named theme."""
    sheet = Template((themes / "window.qss").read_text("utf-8"))
    return sheet.substitute(asdict(colors), theme=(themes / name).as_posix())
