"""Widgets that are independent of projects, and their look."""
