"""Questions about a finished layout: what is at a position, where a drop lands, what is next to what."""
