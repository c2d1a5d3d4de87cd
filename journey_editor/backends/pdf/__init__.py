"""Plays primitives into a PDF."""

from journey_editor.backends.pdf.document import LARGEST_SIDE, write_pdf

__all__ = ["LARGEST_SIDE", "write_pdf"]
