"""The journal of an open project, and the recovery after a crash."""
