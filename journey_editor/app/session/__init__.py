"""An open project: its session, selection, store and settings."""
