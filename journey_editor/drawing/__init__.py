"""The map as a list of primitives, the same for every output."""
