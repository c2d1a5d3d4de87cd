"""Widgets that know nothing of projects, and their look."""
