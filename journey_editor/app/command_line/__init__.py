"""The command line: start, convert, info, check and repair."""
