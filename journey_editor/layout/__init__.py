"""Layout: the boxes, texts and curves of a map, and queries on them."""
