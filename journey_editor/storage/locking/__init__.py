"""Locks between processes and between computers."""
