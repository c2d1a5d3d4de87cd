"""Translation of the interface and of the words on a map."""

from journey_editor.foundation.catalogues import ENGLISH, Catalogue, catalogue_of

_interface: Catalogue = ENGLISH


def use_language(language: str) -> None:
    """Set the language of the interface (a BCP 47 tag). Without a catalogue it is English."""
    global _interface
    _interface = catalogue_of(language) or ENGLISH


def tr(text: str, language: str | None = None) -> str:
    """Return `text` in the language of the interface, or in `language` (of a map) if it has a catalogue.

    Fill placeholders afterwards with `str.format`.
    """
    return _words(language).one(text)


def ntr(one: str, many: str, count: int, language: str | None = None, **values: object) -> str:
    """Return a counted text for `count`, with `{n}` and `values` filled in. The language is as in `tr`."""
    return _words(language).counted(one, many, count).format(n=count, **values)


def _words(language: str | None) -> Catalogue:
    if language is None:
        return _interface
    return catalogue_of(language) or _interface
