"""Dialog that saves the project as a template."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from journey_editor.app.dialogs.form_dialog import FormDialog, name_field, name_in
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.translation import tr


@reports_errors
class TemplateDialog(FormDialog):
    """Name of a template, and whether it has the structure of the project only."""

    def __init__(self, parent: QWidget, proposed: str, use: Callable[[str, bool], object]) -> None:
        """`use` gets the name and the choice."""
        super().__init__(parent, tr("Save as template"))
        self._use = use
        self.name = name_field(proposed)
        self.name.selectAll()
        self.structure = QCheckBox(tr("Structure only: no cards, notes or points of curves"))
        self.structure.setChecked(True)
        self.button = self.lay_out([(tr("Name"), self.name), ("", self.structure)], tr("Save template"))
        self.name.textChanged.connect(lambda: self.button.setEnabled(bool(name_in(self.name))))

    def accept(self) -> None:
        """Save the template."""
        if name := name_in(self.name):
            super().accept()
            self._use(name, self.structure.isChecked())
