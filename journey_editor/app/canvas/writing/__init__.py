"""In-place text editing on the map."""
