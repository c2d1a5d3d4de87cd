"""How the window looks: colours, style sheet, icons and the interface's font."""
