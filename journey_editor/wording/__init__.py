"""Words on a map: names of kinds and scales, dates."""
