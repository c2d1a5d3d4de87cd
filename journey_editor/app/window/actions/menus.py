"""Structure of the menus."""

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.editing.templates import templates
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds


@dataclass(frozen=True, slots=True)
class Submenu:
    """Menu or submenu. `entries` are ids of actions, submenus, and None for a separator."""

    id: str
    title: str
    entries: "tuple[str | Submenu | None, ...]"


Entries = tuple[str | Submenu | None, ...]


def menu_structure() -> tuple[Submenu, ...]:
    """Return the menus of a window. Recent files, hidden items and views are filled in when they open."""
    return (
        Submenu("file", tr("&File"), _file_entries()),
        Submenu("edit", tr("&Edit"), _edit_entries()),
        Submenu("insert", tr("&Insert"), _insert_entries()),
        Submenu("view", tr("&View"), _view_entries()),
        Submenu("help", tr("&Help"), ("help.commands", "help.keys", "help.pages", None, "help.about")),
    )


def _file_entries() -> Entries:
    return (
        "project.new",
        Submenu("templates", tr("New from template"), tuple(f"template.{each.id}" for each in templates())),
        "project.open",
        Submenu("recent", tr("Open recent"), ()),
        "project.import",
        None,
        "project.save",
        "project.save_as",
        "project.save_copy",
        "project.save_template",
        "project.versions",
        "project.kept_versions",
        "project.autosave",
        None,
        "project.export",
        None,
        "project.close",
        "program.quit",
    )


def _edit_entries() -> Entries:
    return (
        "edit.undo",
        "edit.redo",
        None,
        "edit.cut",
        "edit.copy",
        "journey.copy",
        "edit.paste",
        "edit.duplicate",
        "edit.delete",
        "picture.remove",
        None,
        "edit.select_all",
        "edit.select_none",
        None,
        "find.find",
        "find.replace",
        "find.next",
        "find.previous",
        None,
        "edit.text",
        "reference.open",
        "tag.manage",
        "edit.evidence",
        "edit.measures",
        "edit.contact_log",
        "edit.backlog",
        "journey.reviewed",
        "persona.sheet",
        "lane_kind.delete",
        "project.brand",
        Submenu("columns", tr("Stages and steps"), ("stage.merge", "stage.split", "step.merge")),
        Submenu("groups", tr("Groups of lanes"), ("lane.group", "lane.ungroup", None, "lane_group.delete")),
        Submenu(
            "size",
            tr("Size"),
            (
                *("size.enlarge", "size.reduce", "size.fit", None, "span.more", "span.fewer", None),
                *("span.more_lanes", "span.fewer_lanes"),
            ),
        ),
        Submenu(
            "move",
            tr("Move"),
            ("move.left", "move.right", "move.up", "move.down", None, "journey.left", "journey.right"),
        ),
        Submenu(
            "emotion",
            tr("Emotion"),
            (
                "emotion.raise",
                "emotion.lower",
                None,
                *(f"emotion.{number}" for number in range(5, 0, -1)),
            ),
        ),
    )


def _view_entries() -> Entries:
    themes = ("view.theme_system", "view.theme_light", "view.theme_dark", "view.theme_contrast")
    return (
        "view.present",
        "view.present_here",
        None,
        "view.zoom_in",
        "view.zoom_out",
        "view.zoom_100",
        "view.fit",
        "view.fit_selection",
        "view.as_on_paper",
        None,
        "view.filter",
        views_menu(),
        "journey.next",
        "journey.previous",
        "journey.open_detail",
        "journey.back",
        "journey.compare",
        "journey.review_changes",
        None,
        "view.outline",
        "view.history",
        "view.insights",
        "view.inspector",
        "view.next_area",
        "view.previous_area",
        "view.minimap",
        "view.full_screen",
        None,
        "lane.collapse",
        "lane_group.collapse",
        "lane.hide",
        "persona.hide",
        "persona.compare",
        "persona.side_by_side",
        Submenu("hidden", tr("Hidden"), ("lane.show_all", "persona.show_all")),
        None,
        "view.wheel_zooms",
        Submenu("theme", tr("Window colours"), themes),
    )


def _insert_entries() -> Entries:
    return (
        "card.add",
        "card.capture",
        "card.fill_lane",
        "stage.add_before",
        "stage.add_after",
        "step.add",
        lane_menu(),
        "persona.add",
        "emotion.add",
        "curve.add",
        "picture.add",
        "note.add",
        "reference.add",
        "channel.add",
        "tag.add",
        link_menu(),
        None,
        "journey.add",
        "journey.duplicate",
        "journey.language",
        "journey.delete",
    )


def lane_menu() -> Submenu:
    """Return the menu with a lane of each kind."""
    names = ("emotion", *kinds.CARD_KINDS, "storyboard", None, *kinds.SUMMARY_KINDS, None, *kinds.LINE_KINDS)
    rows = tuple(kind and f"lane.add.{kind}" for kind in names)
    return Submenu("lane", tr("Lane"), (*rows, None, "lane_kind.add"))


def link_menu() -> Submenu:
    """Return the menu that draws a link, or adds one of each kind between two cards or stages."""
    added = (f"link.add.{kind}" for kind in kinds.LINK_KINDS)
    return Submenu("link", tr("Link"), ("link.draw", None, *added))


def views_menu() -> Submenu:
    """Return the menu of the saved views, which are added when it opens."""
    change = ("views.rename", "views.duplicate", "views.up", "views.down", None, "views.delete")
    return Submenu(
        "views",
        tr("Views"),
        (
            "views.save",
            "views.support",
            "views.experience",
            "views.update",
            Submenu("change_view", tr("Change view"), change),
            None,
            "views.choose",
            "views.next",
            "views.previous",
            "views.hides",
            None,
            "views.whole",
        ),
    )


def journey_menu() -> Submenu:
    """Return the context menu of a journey's tab."""
    return Submenu(
        "journey",
        tr("Journey"),
        (
            "journey.add",
            "journey.duplicate",
            "journey.compare",
            "journey.reviewed",
            "journey.review_changes",
            None,
            "journey.copy",
            "edit.paste",
            None,
            "journey.left",
            "journey.right",
            None,
            "journey.delete",
        ),
    )


def fill_menu_bar(bar: QMenuBar, actions: ActionSet) -> dict[str, QMenu]:
    """Add the menus to a bar. Return all of them, including submenus, by their ids."""
    made: dict[str, QMenu] = {}
    for each in menu_structure():
        bar.addMenu(make_menu(each, actions, made, bar))
    return made


def make_menu(
    structure: Submenu, actions: ActionSet, made: dict[str, QMenu], parent: QWidget | None = None
) -> QMenu:
    """Return a menu with its submenus, and add all of them to `made`."""
    menu = QMenu(structure.title, parent)
    menu.setToolTipsVisible(False)
    made[structure.id] = menu
    for entry in structure.entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, Submenu):
            menu.addMenu(make_menu(entry, actions, made, menu))
        else:
            menu.addAction(actions[entry])
    return menu
