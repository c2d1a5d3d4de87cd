"""Output backends, which draw the primitives: Qt, PNG, PDF and SVG. They make no design decisions."""
