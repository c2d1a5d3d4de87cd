"""Words of the interface in the language of the person, and words of a map in that of the journey."""

from journey_editor.foundation.catalogues import ENGLISH, Catalogue, catalogue_of

_interface: Catalogue = ENGLISH


def use_language(language: str) -> None:
    """Let the interface speak a language (a tag of BCP 47) from now on; English if that has no catalogue."""
    global _interface
    _interface = catalogue_of(language) or ENGLISH


def tr(text: str, language: str | None = None) -> str:
    """`text` in the interface's language, or in `language`, that of a map, if there is a catalogue for it.

    Fill placeholders afterwards with `str.format`.
    """
    return _words(language).one(text)


def ntr(one: str, many: str, count: int, language: str | None = None) -> str:
    """The form of a counted text for `count`, with `{n}` filled in, in the language of `tr`."""
    return _words(language).counted(one, many, count).format(n=count)


def _words(language: str | None) -> Catalogue:
    if language is None:
        return _interface
    return catalogue_of(language) or _interface
