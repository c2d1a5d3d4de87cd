"""Open project: its session, selection, store and settings."""
