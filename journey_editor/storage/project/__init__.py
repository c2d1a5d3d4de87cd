"""The project file: its tables, the gate, saving, versions, drafts and recent projects."""
