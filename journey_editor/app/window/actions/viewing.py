"""Actions on how the map and the window are seen, and the help."""

from dataclasses import replace

from journey_editor.app.window.actions.action import Action, Question, Run
from journey_editor.foundation.translation import tr


def viewing_actions() -> tuple[Action, ...]:
    """Zoom, panels and the window's theme: they leave a text open that is being written."""
    return tuple(replace(each, while_typing=True) for each in _viewing_actions())


def _viewing_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.zoom_in", tr("Zoom in"), lambda w: w.canvas.zoom_in(), ("Ctrl+=", "Ctrl++"), icon="plus"
        ),
        Action("view.zoom_out", tr("Zoom out"), lambda w: w.canvas.zoom_out(), ("Ctrl+-",), icon="minus"),
        Action("view.zoom_100", tr("Zoom to 100 %"), lambda w: w.canvas.set_zoom(1.0), ("Ctrl+0",)),
        Action("view.fit", tr("Fit the map"), lambda w: w.canvas.fit(), ("Ctrl+9",), icon="maximize"),
        Action(
            "view.fit_selection",
            tr("Fit the selection"),
            lambda w: w.canvas.fit_selection(),
            ("Ctrl+Shift+9",),
            enabled=lambda w: bool(w.session.selection),
        ),
        Action(
            "view.outline",
            tr("Outline"),
            lambda w: w.toggle_panel(w.outline),
            ("Ctrl+Shift+O",),
            checked=lambda w: not w.outline.isHidden(),
            icon="panel-left",
        ),
        Action(
            "view.inspector",
            tr("Inspector"),
            lambda w: w.toggle_panel(w.inspector),
            ("Ctrl+Shift+I",),
            checked=lambda w: not w.inspector.isHidden(),
            icon="panel-right",
        ),
        Action(
            "view.wheel_zooms",
            tr("Mouse wheel zooms"),
            lambda w: w.settings.set_wheel_zooms(not w.settings.wheel_zooms),
            checked=lambda w: w.settings.wheel_zooms,
        ),
        *(
            Action(f"view.theme_{name}", text, _use_theme(name), checked=_theme_is(name))
            for name, text in (
                ("system", tr("Follow the system")),
                ("light", tr("Light")),
                ("dark", tr("Dark")),
                ("contrast", tr("High contrast")),
            )
        ),
    )


def helping_actions() -> tuple[Action, ...]:
    """The palette of commands, the keys, the pages of help."""
    return (
        Action(
            "help.commands",
            tr("All commands…"),
            lambda w: w.show_palette(),
            ("Ctrl+K", "Ctrl+Shift+P"),
            icon="search",
        ),
        Action("help.keys", tr("Keyboard shortcuts"), lambda w: w.show_keys(), ("F1",), icon="keyboard"),
        Action("help.pages", tr("Documentation"), lambda w: w.show_help(), icon="book-open"),
        Action("help.about", tr("About Journey Editor"), lambda w: w.show_about(), icon="info"),
    )


def _use_theme(name: str) -> Run:
    return lambda window: window.application.use_theme(name)


def _theme_is(name: str) -> Question:
    return lambda window: window.settings.theme == name
