"""Files of transcripts, by their names."""

from pathlib import Path

from journey_editor.conversion.formats import text_of
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import open_regular
from journey_editor.foundation.translation import tr
from journey_editor.interchange.transcripts import Utterance, text_of_word_document, utterances_in

TRANSCRIPT_SUFFIXES = (".txt", ".md", ".vtt", ".srt", ".docx")
_LARGEST = 50_000_000
"""Maximum size of a Word document in bytes: most of it are pictures."""


def read_transcript(path: Path) -> list[Utterance]:
    """Return the utterances of a file. Raises `UserError` and `CancelledError`."""
    if path.suffix.lower() != ".docx":
        return utterances_in(text_of(path))
    try:
        with open_regular(path) as stream:
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise UserError(
            tr("Cannot open “{name}”: {reason}.").format(name=path.name, reason=error.strerror or error)
        ) from error
    if len(data) > _LARGEST:
        raise UserError(tr("Cannot open “{name}”: it is larger than 50 MB.").format(name=path.name))
    return utterances_in(text_of_word_document(data))
