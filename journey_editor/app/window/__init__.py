"""The window of a project: its bars and actions."""
