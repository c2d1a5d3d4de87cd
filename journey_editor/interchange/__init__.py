"""Text and tables in and out: each foreign format is read and written here, and only here."""
