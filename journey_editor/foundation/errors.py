"""Errors with a message for the user, and cancellation."""


class UserError(Exception):
    """Error with a sentence for the user: what happened, what is safe, and what to do.

    `details` may have technical text for a report.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


class CancelledError(Exception):
    """Work was cancelled. Nothing of it is left."""
