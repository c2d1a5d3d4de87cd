"""Panels at the sides of the canvas: outline and inspector."""
