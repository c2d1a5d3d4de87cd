"""Synonyms of commands, and the reasons for which commands are disabled, for the command palette."""

from functools import cache
from typing import NamedTuple

from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import LINE_KINDS


class _Words(NamedTuple):
    """Other words by which users search an action, and the condition if it can be disabled."""

    synonyms: str
    need: str = ""


def synonyms_of(action_id: str) -> str:
    """Return other words by which users search an action."""
    return _words_of(action_id).synonyms


def need_of(action_id: str) -> str:
    """Return the condition for an action that is disabled."""
    return _words_of(action_id).need


def _words_of(action_id: str) -> _Words:
    """Return the words of an action, or of its family (`move.`)."""
    family = action_id.rpartition(".")[0] + "."
    return _table().get(action_id) or _table().get(family) or _Words("")


@cache
def _table() -> dict[str, _Words]:
    return _project() | _editing() | _inserting() | _viewing()


def _project() -> dict[str, _Words]:
    return {
        "help.about": _Words(tr("version licence info")),
        "help.keys": _Words(tr("hotkeys keys cheat sheet help")),
        "help.pages": _Words(tr("manual guide help instructions")),
        "journey.add": _Words(tr("new map create tab page")),
        "journey.reviewed": _Words(tr("review check approve stale up to date owner date version")),
        "journey.review_changes": _Words(
            tr("review diff difference compare stale version history"),
            tr("Mark the journey as reviewed first"),
        ),
        "journey.compare": _Words(
            tr("difference changes diff as-is to-be future state side by side"),
            tr("Add another journey first"),
        ),
        "journey.copy": _Words(tr("clipboard map tab another project file")),
        "journey.duplicate": _Words(tr("copy clone future state target as-is to-be map tab")),
        "journey.left": _Words(tr("order tab reorder"), tr("It is the first journey")),
        "journey.right": _Words(tr("order tab reorder"), tr("It is the last journey")),
        "journey.delete": _Words(tr("remove erase map tab page"), tr("The only journey stays")),
        "journey.language": _Words(tr("translate direction right-to-left locale")),
        "journey.open_detail": _Words(
            tr("zoom drill down sub-journey map in map as-is to-be curve"),
            tr("Select a card with a detailed journey, or a chart with the curves of another one, first"),
        ),
        "journey.back": _Words(tr("return up parent map"), tr("Open a detailed journey first")),
        "journey.next": _Words(tr("switch change map tab page"), tr("Add another journey first")),
        "journey.previous": _Words(tr("switch change map tab page"), tr("Add another journey first")),
        "program.quit": _Words(tr("exit leave end")),
        "project.autosave": _Words(tr("auto save")),
        "project.brand": _Words(tr("corporate design colour color logo style size legend imprint")),
        "project.close": _Words(tr("exit leave window")),
        "project.export": _Words(tr("print pdf png svg picture image share send download paper")),
        "project.import": _Words(tr("load mermaid json markdown insert")),
        "project.kept_versions": _Words(tr("backup restore earlier older delete")),
        "project.new": _Words(tr("create blank template start")),
        "template.": _Words(tr("create template start example")),
        "template.channel_matrix": _Words(tr("create template start example omnichannel touchpoints")),
        "template.sample_support": _Words(
            tr("create template start example customer service care measures evidence coverage")
        ),
        "template.sample_blueprint": _Words(tr("create template start example service blueprint storyboard")),
        "template.service_blueprint": _Words(
            tr("create template start example frontstage backstage line of visibility interaction swimlane")
        ),
        "project.open": _Words(tr("load file")),
        "project.save": _Words(tr("store write")),
        "project.save_as": _Words(tr("rename file store")),
        "project.save_copy": _Words(tr("backup duplicate file")),
        "project.save_template": _Words(tr("reuse pattern structure")),
        "project.versions": _Words(tr("backup restore earlier older history")),
    }


def _editing() -> dict[str, _Words]:
    item, lane, step = tr("Select something first"), tr("Select a lane first"), tr("Select a step first")
    emotion = tr("Select a touchpoint or a point first")
    return {
        "edit.copy": _Words(tr("clipboard"), item),
        "edit.cut": _Words(tr("clipboard remove"), item),
        "edit.delete": _Words(tr("remove erase clear column row stage step lane card persona"), item),
        "edit.duplicate": _Words(tr("clone copy repeat column row stage lane card"), item),
        "edit.paste": _Words(tr("insert clipboard")),
        "edit.redo": _Words(tr("repeat again forward"), tr("Nothing to redo")),
        "edit.select_all": _Words(tr("mark everything")),
        "edit.select_none": _Words(tr("unselect clear selection nothing"), tr("Nothing is selected")),
        "edit.text": _Words(
            tr("rename write change label title name bold italic emphasis format"),
            tr("Select one item first"),
        ),
        "edit.undo": _Words(tr("revert back take send mistake"), tr("Nothing to undo")),
        "emotion.": _Words(tr("mood feeling curve satisfaction smiley happy sad"), emotion),
        "find.find": _Words(tr("search look text word")),
        "find.next": _Words(tr("search again forward hit result")),
        "find.previous": _Words(tr("search again back hit result")),
        "find.replace": _Words(tr("search substitute exchange change text word rename")),
        "lane.collapse": _Words(tr("fold minimise shrink expand row swimlane"), lane),
        "lane.hide": _Words(tr("invisible conceal row swimlane"), lane),
        "lane.show_all": _Words(tr("unhide reveal visible hidden row swimlane"), tr("No lane is hidden")),
        "lane.group": _Words(tr("section heading block bracket together row swimlane blueprint"), lane),
        "lane.ungroup": _Words(
            tr("dissolve separate release group row swimlane"), tr("Select a group of lanes first")
        ),
        "lane_group.collapse": _Words(
            tr("fold minimise shrink expand section rows swimlanes"), tr("Select a group of lanes first")
        ),
        "lane_group.delete": _Words(
            tr("remove erase clear section rows swimlanes"), tr("Select a group of lanes first")
        ),
        "move.": _Words(tr("shift reorder arrange column row"), item),
        "persona.compare": _Words(
            tr("side by side difference versus two people customers view"), tr("Select two personas first")
        ),
        "persona.side_by_side": _Words(
            tr("difference versus two people customers segments compare rows"),
            tr("The journey needs two personas"),
        ),
        "reference.open": _Words(
            tr("web page link URL file document attachment browser follow"),
            tr("Select a card with a reference first"),
        ),
        "persona.sheet": _Words(
            tr("profile description goals needs frustrations demographics person customer user"),
            tr("Select a persona first"),
        ),
        "persona.hide": _Words(tr("invisible conceal person customer user"), tr("Select a persona first")),
        "persona.show_all": _Words(tr("unhide reveal visible hidden person"), tr("No persona is hidden")),
        "picture.remove": _Words(tr("delete image photo"), tr("Select a picture first")),
        "size.": _Words(
            tr("width height resize column row stage step lane wide tall narrow large small"),
            tr("Select a stage, a step or a lane first"),
        ),
        "edit.evidence": _Words(
            tr("quotes interview transcript survey research source proof data review ticket observation")
        ),
        "edit.measures": _Words(
            tr("KPI metric CSAT NPS CES FCR AHT target reading satisfaction response time number")
        ),
        "edit.contact_log": _Words(
            tr("call centre center events CSV AHT ASA waiting handling transfers abandoned process mining")
        ),
        "edit.backlog": _Words(
            tr("priority score pain points opportunities to do actions owner table quick wins")
        ),
        "tag.manage": _Words(tr("label keyword hashtag category rename colour color merge delete edit")),
        "span.": _Words(
            tr("merge cells stretch wide widen card column across several until extend shrink"),
            tr("Select a card that can change"),
        ),
        **{
            f"span.{each}_lanes": _Words(
                tr("merge cells stretch tall card row swimlane across several until extend shrink"),
                tr("Select a card in a group of lanes"),
            )
            for each in ("more", "fewer")
        },
        "stage.merge": _Words(tr("combine join unite column phase"), tr("Select a stage first")),
        "stage.split": _Words(tr("divide separate cut column phase"), step),
        "step.merge": _Words(tr("combine join unite column substage"), step),
    }


def _inserting() -> dict[str, _Words]:
    cell, stage = tr("Add a stage and a lane first"), tr("Add a stage first")
    cards = tr("Select two cards or two stages first")
    return {
        "card.add": _Words(tr("new create touchpoint item sticky post-it box cell"), cell),
        "card.capture": _Words(tr("quick entry type line minutes workshop"), cell),
        "card.fill_lane": _Words(tr("new create cards row swimlane empty cells"), cell),
        "channel.add": _Words(tr("new phone email chat")),
        "tag.add": _Words(tr("new create label keyword hashtag category mark")),
        "emotion.add": _Words(tr("mood feeling curve satisfaction smiley"), stage),
        "curve.add": _Words(tr("new create emotion effort measure scale line chart")),
        "lane.add.": _Words(tr("new create row swimlane")),
        "lane.add.channel": _Words(tr("new create row swimlane channel matrix omnichannel path")),
        "lane.add.count": _Words(tr("new create row swimlane KPI metric number bar chart statistics")),
        "lane.add.storyboard": _Words(tr("new create row swimlane pictures scenes sketches comic")),
        "lane.add.time": _Words(tr("new create row swimlane duration waiting time KPI metric hours days")),
        "lane.add.touchpoint": _Words(tr("new create row swimlane moment of truth interaction contact")),
        **{
            f"lane.add.{kind}": _Words(tr("new create row swimlane service blueprint line separator"))
            for kind in LINE_KINDS
        },
        **{
            f"lane.add.{kind}": _Words(tr("new create row swimlane service blueprint"))
            for kind in ("frontstage", "backstage", "support_process", "physical_evidence")
        },
        "link.draw": _Words(
            tr("new arrow connector connect connection line draw"), tr("Select a card or a stage first")
        ),
        "lane_kind.add": _Words(tr("custom own kind type row swimlane icon colour KPI metric")),
        "lane_kind.delete": _Words(tr("remove own custom kind type"), tr("Select a lane of your own kind")),
        "link.add.": _Words(tr("new arrow connector connect connection line"), cards),
        "link.add.branch": _Words(
            tr("new arrow connector connect connection line decision fork gateway if condition"), cards
        ),
        "reference.add": _Words(
            tr("new web page link URL file document attachment hyperlink"),
            tr("Select one or more cards first"),
        ),
        "note.add": _Words(tr("new comment remark sticky post-it annotation")),
        "persona.add": _Words(tr("new create person customer user actor")),
        "picture.add": _Words(tr("image photo screenshot upload"), tr("Select a card or a persona first")),
        "stage.add_after": _Words(tr("new create column phase right")),
        "stage.add_before": _Words(tr("new create column phase left")),
        "step.add": _Words(tr("new create column split substage"), stage),
    }


def _viewing() -> dict[str, _Words]:
    presenting = tr("End the presentation first")
    view = tr("Show a view first")
    return {
        "views.": _Words(tr("saved perspective filter layout custom"), view),
        "views.choose": _Words(tr("saved perspective filter open switch list"), tr("Save a view first")),
        "views.hides": _Words(tr("filter dim invisible show only"), tr("Filter the cards first")),
        "views.next": _Words(tr("saved perspective switch"), tr("Save a view first")),
        "views.previous": _Words(tr("saved perspective switch back"), tr("Save a view first")),
        "views.save": _Words(tr("saved perspective filter new create store bookmark"), presenting),
        "views.support": _Words(
            tr("reactive service problem contact coverage metrics lens perspective lanes"), presenting
        ),
        "views.experience": _Words(
            tr("emotion thoughts feelings whole care long term lens perspective lanes"), presenting
        ),
        "views.update": _Words(tr("saved perspective filter store overwrite replace"), view),
        "views.whole": _Words(tr("everything all reset clear filter saved"), tr("The whole map is shown")),
        "view.as_on_paper": _Words(
            tr("print preview page sheet rows a4 a3 letter layout size margins"), presenting
        ),
        "view.filter": _Words(tr("show only hide dim persona channel tag kind severity select"), presenting),
        "view.fit": _Words(tr("zoom whole everything overview screen")),
        "view.fit_selection": _Words(tr("zoom focus selected"), tr("Select something first")),
        "view.full_screen": _Words(tr("fullscreen maximise maximize enlarge whole")),
        "view.insights": _Words(
            tr("insight findings rules check review problems warnings analysis promises pain"), presenting
        ),
        "view.history": _Words(tr("undo steps timeline revert back changes"), presenting),
        "view.inspector": _Words(
            tr(
                "properties details sidebar panel right fields fail point moment of truth duration waiting "
                "time severity"
            ),
            presenting,
        ),
        "view.minimap": _Words(tr("overview navigator thumbnail map"), presenting),
        "view.next_area": _Words(tr("focus panel bar keyboard switch")),
        "view.outline": _Words(tr("tree list structure navigator sidebar panel left"), presenting),
        "view.present": _Words(tr("slideshow slides show beamer projector audience start")),
        "view.present_here": _Words(tr("slideshow slides show beamer projector audience continue")),
        "view.previous_area": _Words(tr("focus panel bar keyboard switch")),
        "view.theme_contrast": _Words(tr("theme colour color mode accessibility")),
        "view.theme_dark": _Words(tr("theme night colour color mode black")),
        "view.theme_light": _Words(tr("theme day colour color mode white")),
        "view.theme_system": _Words(tr("theme colour color mode automatic")),
        "view.wheel_zooms": _Words(tr("scroll")),
        "view.zoom_100": _Words(tr("actual size normal reset")),
        "view.zoom_in": _Words(tr("bigger larger magnify enlarge")),
        "view.zoom_out": _Words(tr("smaller shrink reduce")),
    }
