"""Notice about journeys whose review date has passed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.first_paint import after_first_paint
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import day_of
from journey_editor.model.records import Journey
from journey_editor.wording.map_words import long_date


class ReviewNotice(QObject):
    """Checks once, after a project is shown, which of its journeys should have been reviewed."""

    found = Signal(str)
    """Emitted with a sentence about these journeys."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(session)
        self._session = session
        after_first_paint(window, self._check)

    def _check(self) -> None:
        today = self._session.today()
        due = [
            each
            for each in self._session.document.journeys()
            if (day := day_of(each.review_date)) is not None and day < today
        ]
        if due:
            self.found.emit(_sentence(due))


def _sentence(due: list[Journey]) -> str:
    if len(due) > 1:
        titles = ", ".join(tr("“{title}”").format(title=each.title) for each in due)
        return tr("The review dates of these journeys have passed: {titles}.").format(titles=titles)
    (journey,) = due
    day = day_of(journey.review_date)
    assert day is not None
    words = tr("“{title}” was to be reviewed by {date}.")
    if journey.owner:
        words = tr("“{title}” was to be reviewed by {date}. Its owner is {owner}.")
    return words.format(title=journey.title, date=long_date(day), owner=journey.owner)
