"""Names in dialogs."""

from journey_editor.app.dialogs.channel import ChannelDialog
from journey_editor.app.dialogs.name import NameDialog
from journey_editor.app.window.main_window import MainWindow
from tests.app.dialog_driver import opened
from tests.app.driver import choose, settle


def test_a_name_that_cannot_be_seen_is_none(sample: MainWindow) -> None:
    asked = NameDialog(sample, "View", "Save", "\u2060", lambda _: None)
    assert not asked.button.isEnabled()
    asked.name.setText("a\u2060")
    assert asked.button.isEnabled()
    asked.deleteLater()
    choose(sample, "channel.add")
    channel = opened(ChannelDialog)
    channel.name.setText("\u200b")
    channel.accept()
    settle()
    assert all("\u200b" not in each.name for each in sample.session.document.channels())
