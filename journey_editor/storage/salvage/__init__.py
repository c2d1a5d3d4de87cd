"""The salvage of damaged project files."""
