"""Items above the map that are not part of it: selection, marks, buttons and animation."""
