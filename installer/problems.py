"""What set-up says when it can't go on."""


class SetupError(Exception):
    """Set-up can't go on; the message says in plain words what happened and what to do."""
