"""The panels beside the canvas: outline and inspector."""
