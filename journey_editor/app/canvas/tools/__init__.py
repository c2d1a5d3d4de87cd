"""Gestures: what a hand does between press and release."""
