"""Layout of links: their ways through the gaps of a map, their ports, tracks and labels."""
