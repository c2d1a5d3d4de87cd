"""Dialogs: export, the sheet of keys, the command palette, help."""
