"""Salvage of damaged project files."""
