"""Formats of files: reading, writing and drawing each of them, without Qt widgets."""
