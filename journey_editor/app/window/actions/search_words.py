"""Synonyms of commands, and the reasons for which commands are disabled, for the command palette."""

from collections.abc import Mapping

from journey_editor.foundation.translation import tr


def synonyms_of(action_id: str) -> str:
    """Return other words by which users search an action; empty if there are none."""
    return _lookup(_synonyms(), action_id)


def need_of(action_id: str) -> str:
    """Return the condition for an action that is disabled; empty if none is known."""
    return _lookup(_needs(), action_id)


def _lookup(table: Mapping[str, str], action_id: str) -> str:
    """Return the entry for an id, or for its family (`move.`)."""
    family = action_id.rpartition(".")[0] + "."
    return table.get(action_id) or table.get(family, "")


def _synonyms() -> dict[str, str]:
    return {
        "card.add": tr("new create touchpoint item sticky box cell"),
        "card.capture": tr("quick entry type line minutes workshop"),
        "channel.add": tr("new phone email chat"),
        "edit.copy": tr("clipboard"),
        "edit.cut": tr("clipboard remove"),
        "edit.delete": tr("remove erase clear column row stage step lane card persona"),
        "edit.duplicate": tr("clone copy repeat column row stage lane card"),
        "edit.paste": tr("insert clipboard"),
        "edit.redo": tr("repeat again forward"),
        "edit.select_all": tr("mark everything"),
        "edit.select_none": tr("unselect clear selection nothing"),
        "edit.text": tr("rename write change label title name"),
        "edit.undo": tr("revert back take send mistake"),
        "emotion.": tr("mood feeling curve satisfaction smiley happy sad"),
        "emotion.add": tr("mood feeling curve satisfaction smiley"),
        "help.about": tr("version licence info"),
        "help.keys": tr("hotkeys keys cheat sheet help"),
        "help.pages": tr("manual guide help instructions"),
        "journey.add": tr("new map create tab page"),
        "journey.delete": tr("remove erase map tab page"),
        "journey.language": tr("translate direction right-to-left locale"),
        "lane.add.": tr("new create row swimlane"),
        "lane.collapse": tr("fold minimise shrink expand row swimlane"),
        "lane.hide": tr("invisible conceal row swimlane"),
        "lane.show_all": tr("unhide reveal visible hidden row swimlane"),
        "link.add.": tr("new arrow connect connection line"),
        "move.": tr("shift reorder arrange column row"),
        "note.add": tr("new comment remark sticky annotation"),
        "persona.add": tr("new create person customer user actor"),
        "persona.hide": tr("invisible conceal person customer user"),
        "persona.show_all": tr("unhide reveal visible hidden person"),
        "picture.add": tr("image photo screenshot upload"),
        "picture.remove": tr("delete image photo"),
        "program.quit": tr("exit leave end"),
        "project.autosave": tr("auto save"),
        "project.close": tr("exit leave window"),
        "project.export": tr("print pdf png svg picture image share send download paper"),
        "project.import": tr("load mermaid json markdown insert"),
        "project.kept_versions": tr("backup restore earlier older delete"),
        "project.new": tr("create blank template start"),
        "project.open": tr("load file"),
        "project.save": tr("store write"),
        "project.save_as": tr("rename file store"),
        "project.save_copy": tr("backup duplicate file"),
        "project.versions": tr("backup restore earlier older history"),
        "stage.add_after": tr("new create column phase right"),
        "stage.add_before": tr("new create column phase left"),
        "step.add": tr("new create column split substage"),
        "size.": tr("width height resize column row stage step lane wide tall narrow large small"),
        "view.fit": tr("zoom whole everything overview screen"),
        "view.fit_selection": tr("zoom focus selected"),
        "view.history": tr("undo steps timeline revert back changes"),
        "view.inspector": tr("properties details sidebar panel right"),
        "view.minimap": tr("overview navigator thumbnail map"),
        "view.outline": tr("tree list structure navigator sidebar panel left find search"),
        "view.theme_contrast": tr("theme colour color mode accessibility"),
        "view.theme_dark": tr("theme night colour color mode black"),
        "view.theme_light": tr("theme day colour color mode white"),
        "view.theme_system": tr("theme colour color mode automatic"),
        "view.wheel_zooms": tr("scroll"),
        "view.zoom_100": tr("actual size normal reset"),
        "view.zoom_in": tr("bigger larger magnify enlarge"),
        "view.zoom_out": tr("smaller shrink reduce"),
    }


def _needs() -> dict[str, str]:
    select = tr("Select something first")
    cell = tr("Add a stage and a lane first")
    lane = tr("Select a lane first")
    emotion = tr("Select a touchpoint or a point first")
    return {
        "card.add": cell,
        "card.capture": cell,
        "edit.copy": select,
        "edit.cut": select,
        "edit.delete": select,
        "edit.duplicate": select,
        "edit.redo": tr("Nothing to redo"),
        "edit.select_none": tr("Nothing is selected"),
        "edit.text": tr("Select one item first"),
        "edit.undo": tr("Nothing to undo"),
        "emotion.": emotion,
        "emotion.add": tr("Add a stage first"),
        "journey.delete": tr("The only journey stays"),
        "lane.collapse": lane,
        "lane.hide": lane,
        "lane.show_all": tr("No lane is hidden"),
        "link.add.": tr("Select two cards first"),
        "move.": select,
        "persona.hide": tr("Select a persona first"),
        "persona.show_all": tr("No persona is hidden"),
        "picture.add": tr("Select a card or a persona first"),
        "picture.remove": tr("Select a picture first"),
        "step.add": tr("Add a stage first"),
        "view.fit_selection": select,
    }
