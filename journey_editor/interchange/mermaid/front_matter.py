"""Front matter of a Mermaid diagram: settings between `---` lines."""

from journey_editor.interchange.mermaid.yaml_reader import YamlError, read_yaml
from journey_editor.interchange.mermaid.yaml_values import YamlValue, value_text


class FrontMatterError(Exception):
    """Front matter that Mermaid would reject; `line` is the line within it, counted from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def title_of(head: str) -> str:
    """Return the title in the front matter, or "". Other settings are ignored.

    Raises `FrontMatterError` if Mermaid would reject the settings.
    """
    try:
        settings = read_yaml(head)
    except YamlError as error:
        raise FrontMatterError(error.line) from error
    if not isinstance(settings, dict):
        return ""
    title, config = settings.get("title"), settings.get("config")
    if _is_true(settings.get("displayMode")) and _is_true(config) and not isinstance(config, dict | list):
        # Mermaid fails when it copies the mode into the configuration.
        raise FrontMatterError(1)
    return value_text(title) if _is_true(title) else ""


def _is_true(value: YamlValue) -> bool:
    """Return whether JavaScript treats a value as true: empty collections are true, NaN is not."""
    return isinstance(value, dict | list) or (bool(value) and value == value)
