"""The text engine: fonts, scripts, shaping and line breaking. It knows nothing of maps."""
