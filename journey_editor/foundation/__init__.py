"""Basics for all other packages: errors, text, translation, folders, clock and ids."""
