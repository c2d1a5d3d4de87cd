"""The running program: its windows, and how files become windows."""
