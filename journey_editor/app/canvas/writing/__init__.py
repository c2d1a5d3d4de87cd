"""Writing text on the map."""
