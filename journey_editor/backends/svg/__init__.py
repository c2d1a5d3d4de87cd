"""SVG backend."""

from journey_editor.backends.svg.document import write_svg

__all__ = ["write_svg"]
