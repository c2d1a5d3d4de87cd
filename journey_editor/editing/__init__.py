"""Editing of a document: drafts, commands, and the editor with its history."""
