"""About dialog."""

from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from journey_editor import __version__
from journey_editor.app.widgets.look import style
from journey_editor.foundation.folders import user_data
from journey_editor.foundation.translation import tr


def show_about(parent: QWidget) -> None:
    """Show the version, the licences, and the folder with the user's data."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(tr("About Journey Editor"))
    box.setIconPixmap(style.program_icon().pixmap(QSize(56, 56), parent.devicePixelRatio()))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr("Journey Editor {version}").format(version=__version__))
    box.setInformativeText(
        tr(
            "A customer-journey map editor that works offline with local files. Free software under the "
            "MIT licence.\n\nThe typeface is Inter (SIL Open Font License), the icons are Lucide (ISC), "
            "and the interface uses Qt {qt} (LGPL).\n\nYour drafts and settings are stored in {folder}."
        ).format(qt=qVersion(), folder=user_data())
    )
    box.open()
