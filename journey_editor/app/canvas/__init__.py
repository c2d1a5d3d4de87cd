"""Canvas: the interactive view of the map."""
