"""Gestures: mouse drags from press to release."""
