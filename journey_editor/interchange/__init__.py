"""Import and export: each foreign format has its own modules here, and no other code reads or writes it."""
