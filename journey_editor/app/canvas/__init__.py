"""The canvas: the map under a person's hand."""
