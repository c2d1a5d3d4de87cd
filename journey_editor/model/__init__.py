"""Data model of a journey map: records, the immutable document, change sets, order keys and rules."""
