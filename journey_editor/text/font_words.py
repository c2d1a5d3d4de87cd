"""Sentences about font families that maps cannot be set in."""

from journey_editor.foundation.translation import tr


def about_font(name: str, *, in_files: bool = False) -> str:
    """Return why a map does not have a font family, or has it not in PDF and SVG files, or an empty text.

    Raises `CancelledError`.
    """
    if not name:
        return ""
    # Imported here because most projects name no family.
    from journey_editor.text.families import families

    found = families().family(name)
    if found is None:
        return tr(
            "The font “{name}” is not installed on this computer. The maps are set in the font of the "
            "program, and the project keeps its choice."
        ).format(name=name)
    if in_files and not found.in_files:
        return tr(
            "The licence of the font “{name}” does not allow it in files. PDF and SVG files have the font of "
            "the program. The screen and PNG pictures have “{name}”."
        ).format(name=name)
    return ""
