"""The one kind of error that is meant for people."""


class UserError(Exception):
    """Something could not be done; the message is a sentence to be shown as it stands.

    It says what happened, what is safe, and what to do. `details` may hold technical words for a report.
    """

    def __init__(self, sentence: str, details: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details


class CancelledError(Exception):
    """Somebody asked a long piece of work to stop, and it has; nothing of it is left."""
