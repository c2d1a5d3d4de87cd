"""Dialogs about the files from which figures are read."""
