"""The settings that may stand between `---` lines before a Mermaid diagram."""

from journey_editor.interchange.yaml_reader import YamlError, read_yaml
from journey_editor.interchange.yaml_values import YamlValue, value_text


class FrontMatterError(Exception):
    """Settings that Mermaid would refuse; `line` counts from 1 within them."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def title_of(head: str) -> str:
    """The title that the settings give, "" when they give none; other settings are read and not used."""
    try:
        settings = read_yaml(head)
    except YamlError as error:
        raise FrontMatterError(error.line) from error
    if not isinstance(settings, dict):
        return ""
    title, config = settings.get("title"), settings.get("config")
    if _is_true(settings.get("displayMode")) and _is_true(config) and not isinstance(config, dict | list):
        # Mermaid wants to put the mode into the configuration, and cannot.
        raise FrontMatterError(1)
    return value_text(title) if _is_true(title) else ""


def _is_true(value: YamlValue) -> bool:
    """As JavaScript sees it: empty collections are true, NaN is not."""
    return isinstance(value, dict | list) or (bool(value) and value == value)
