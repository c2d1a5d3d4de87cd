"""Command line: start, convert, info, check and repair."""
