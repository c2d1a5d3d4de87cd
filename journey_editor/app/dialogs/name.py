"""Dialog that asks for a name."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from journey_editor.app.dialogs.form_dialog import FormDialog, name_field, name_in
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.translation import tr


@reports_errors
class NameDialog(FormDialog):
    """A field with a proposed name, and a button that uses it."""

    def __init__(
        self, parent: QWidget, title: str, button: str, proposed: str, use: Callable[[str], object]
    ) -> None:
        """Ask in a dialog with a title; `use` gets the name when the button is pressed."""
        super().__init__(parent, title)
        self._use = use
        self.name = name_field(proposed)
        self.name.selectAll()
        self.name.textChanged.connect(self._refresh)
        self.button = self.lay_out([(tr("Name"), self.name)], button)
        self._refresh()

    def accept(self) -> None:
        """Use the name."""
        if name := name_in(self.name):
            super().accept()
            self._use(name)

    def _refresh(self) -> None:
        self.button.setEnabled(bool(name_in(self.name)))
