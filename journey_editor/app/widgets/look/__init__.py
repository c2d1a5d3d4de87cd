"""Look of the window: colours, style sheet, icons and fonts."""
