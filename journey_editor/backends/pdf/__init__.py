"""PDF backend."""

from journey_editor.backends.pdf.document import write_pdf

__all__ = ["write_pdf"]
