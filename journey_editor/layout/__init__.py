"""Where everything on the map is: text shaped and broken, boxes, curve, pages and hits."""
