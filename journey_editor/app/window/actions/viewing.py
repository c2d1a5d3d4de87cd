"""Actions for zoom, panels, themes and help."""

from dataclasses import replace

from journey_editor.app.window.actions.action import Action, Handler, Predicate
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.foundation.translation import tr


def viewing_actions() -> tuple[Action, ...]:
    """Return the actions for zoom, panels and colours, which do not end typing, and other views."""
    silent = (*_zoom_actions(), *_panel_actions(), *_window_actions())
    return (
        *(replace(each, while_typing=True) for each in silent),
        *_area_actions(),
        *_presenting_actions(),
    )


def _area_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.filter",
            tr("Filter cards"),
            lambda host: host.open_filter(),
            ("Ctrl+Shift+F",),
            enabled=_no_audience,
        ),
        Action(
            "view.as_on_paper",
            tr("As on paper"),
            _toggle_paper,
            ("F8",),
            enabled=_no_audience,
            checked=lambda host: host.session.paper_view.on,
            icon="file-text",
        ),
        Action("view.next_area", tr("Next area of the window"), lambda host: host.move_to_area(1), ("F6",)),
        Action(
            "view.previous_area",
            tr("Previous area of the window"),
            lambda host: host.move_to_area(-1),
            ("Shift+F6",),
        ),
    )


def _presenting_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.present",
            tr("Present from the beginning"),
            lambda host: host.presentation.begin(),
            ("F5",),
            icon="presentation",
        ),
        Action(
            "view.present_here",
            tr("Present from here"),
            lambda host: host.presentation.begin_here(),
            ("Shift+F5",),
        ),
    )


def _zoom_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.zoom_in",
            tr("Zoom in"),
            lambda host: host.canvas.zoom_in(),
            ("Ctrl+=", "Ctrl++"),
            icon="plus",
        ),
        Action(
            "view.zoom_out", tr("Zoom out"), lambda host: host.canvas.zoom_out(), ("Ctrl+-",), icon="minus"
        ),
        Action("view.zoom_100", tr("Zoom to 100 %"), lambda host: host.canvas.set_zoom(1.0), ("Ctrl+0",)),
        Action("view.fit", tr("Fit the map"), lambda host: host.canvas.fit(), ("Ctrl+9",), icon="maximize"),
        Action(
            "view.fit_selection",
            tr("Fit the selection"),
            lambda host: host.canvas.fit_selection(),
            ("Ctrl+Shift+9",),
            enabled=lambda host: bool(host.session.selection),
        ),
    )


def _panel_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.outline",
            tr("Outline"),
            lambda host: host.toggle_panel("outline"),
            ("Ctrl+Shift+O",),
            enabled=_no_audience,
            checked=lambda host: host.shows_panel("outline"),
            icon="panel-left",
        ),
        Action(
            "view.history",
            tr("History"),
            lambda host: host.toggle_panel("history"),
            ("Ctrl+Shift+Y",),
            enabled=_no_audience,
            checked=lambda host: host.shows_panel("history"),
            icon="history",
        ),
        Action(
            "view.insights",
            tr("What the map says"),
            lambda host: host.toggle_panel("insights"),
            ("Ctrl+Shift+W",),
            enabled=_no_audience,
            checked=lambda host: host.shows_panel("insights"),
            icon="lightbulb",
        ),
        Action(
            "view.inspector",
            tr("Inspector"),
            lambda host: host.toggle_panel("inspector"),
            ("Ctrl+Shift+I",),
            enabled=_no_audience,
            checked=lambda host: host.shows_panel("inspector"),
            icon="panel-right",
        ),
        Action(
            "view.minimap",
            tr("Minimap"),
            lambda host: host.toggle_panel("minimap"),
            ("Ctrl+Shift+M",),
            enabled=_no_audience,
            checked=lambda host: host.shows_panel("minimap"),
            icon="map",
        ),
    )


def _window_actions() -> tuple[Action, ...]:
    return (
        Action(
            "view.full_screen",
            tr("Full screen"),
            lambda host: host.toggle_full_screen(),
            ("F11",),
            checked=lambda host: host.isFullScreen(),
        ),
        Action(
            "view.wheel_zooms",
            tr("Mouse wheel zooms"),
            lambda host: host.settings.set_wheel_zooms(not host.settings.wheel_zooms),
            checked=lambda host: host.settings.wheel_zooms,
        ),
        *(
            Action(
                f"view.theme_{name}",
                text,
                _use_theme(name),
                checked=_theme_is(name),
                full=tr("Window colours: {name}").format(name=text),
            )
            for name, text in (
                ("system", tr("Follow the system")),
                ("light", tr("Light")),
                ("dark", tr("Dark")),
                ("contrast", tr("High contrast")),
            )
        ),
    )


def helping_actions() -> tuple[Action, ...]:
    """Return the actions for help."""
    return (
        Action(
            "help.commands",
            tr("All commands…"),
            lambda host: host.show_palette(),
            ("Ctrl+K", "Ctrl+Shift+P"),
            icon="search",
        ),
        Action(
            "help.keys", tr("Keyboard shortcuts"), lambda host: host.show_keys(), ("F1",), icon="keyboard"
        ),
        Action("help.pages", tr("Documentation"), lambda host: host.show_help(), icon="book-open"),
        Action("help.about", tr("About Journey Editor"), lambda host: host.show_about(), icon="info"),
    )


def _no_audience(host: ActionHost) -> bool:
    return not host.presenting


def _toggle_paper(host: ActionHost) -> None:
    view = host.session.paper_view
    view.show(not view.on)
    host.settings.set_as_on_paper(view.on)


def _use_theme(name: str) -> Handler:
    return lambda host: host.program.use_theme(name)


def _theme_is(name: str) -> Predicate:
    return lambda host: host.settings.theme == name
