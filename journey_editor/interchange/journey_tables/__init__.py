"""Journeys that are written as tables: the guess of what their rows and columns are, and the map of them."""
