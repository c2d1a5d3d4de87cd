"""Window of a project, with its bars and actions."""
