"""Drawing of a map as a list of primitives, the same for all outputs."""
