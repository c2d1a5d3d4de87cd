"""Everything above the map that is never part of it: selection, marks, buttons and animation."""
