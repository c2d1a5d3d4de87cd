"""Words of the interface in the user's language, through gettext."""

import gettext
import locale
from pathlib import Path

DOMAIN = "journey_editor"

_translation: gettext.NullTranslations = gettext.NullTranslations()


def use_language(folder: Path, languages: list[str] | None = None) -> None:
    """Take translations from `folder` (as `<language>/LC_MESSAGES/journey_editor.mo`) for all later calls.

    `languages` are tried in their order; without them the user's locale decides. English is built in.
    """
    global _translation
    if languages is None:
        code = locale.getlocale()[0]
        languages = [code] if code else []
    _translation = gettext.translation(DOMAIN, folder, languages, fallback=True)


def tr(text: str) -> str:
    """`text` in the language in use; fill placeholders afterwards with `str.format`."""
    return _translation.gettext(text)


def ntr(one: str, many: str, count: int) -> str:
    """The form of a counted text for `count`, with `{n}` filled in."""
    return _translation.ngettext(one, many, count).format(n=count)
