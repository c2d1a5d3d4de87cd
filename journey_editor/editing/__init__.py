"""The only way to change a document: drafts, commands, and the editor with its history."""
