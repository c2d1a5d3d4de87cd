"""Rendering of the map on the canvas: scene, tiles and the low-detail map."""
