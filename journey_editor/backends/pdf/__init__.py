"""Plays primitives into a PDF."""

from journey_editor.backends.pdf.document import write_pdf

__all__ = ["write_pdf"]
