"""A conversation is captured by keyboard alone, with fewer keys than in a spreadsheet; nothing is lost."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card, EmotionPoint, Stage, Step
from journey_editor.wording.map_words import channel_name
from tests.app.driver import find, select, settle

KEY = Qt.Key


class Said(NamedTuple):
    """What somebody tells: a touchpoint with its stage, persona, channel, emotion and pain point."""

    stage: str
    text: str
    persona: str
    channel: str
    emotion: int
    pain: str


CONVERSATION = [
    Said("Awareness", "Letter says the line ends in March", "Amira", "E-mail", -1, "no name to ask"),
    Said("Awareness", "Reads the letter twice", "Amira", "E-mail", -1, ""),
    Said("Awareness", "Asks in the group of neighbours", "Amira", "Social media", 0, ""),
    Said("Awareness", "Neighbour shows a leaflet", "Tom", "In person", 1, ""),
    Said("Awareness", "Looks for the date on the leaflet", "Tom", "In person", 0, "date in small print"),
    Said("Exploration", "Checks the new address", "Tom", "Website", 0, ""),
    Said("Exploration", "The address is not found", "Tom", "Website", -1, "house number with a letter"),
    Said("Exploration", "Tries again without the letter", "Tom", "Website", 1, ""),
    Said(
        "Exploration", "Looks up what 250 megabits mean", "Amira", "Website", 0, "nothing says what is enough"
    ),
    Said("Exploration", "Compares three prices", "Amira", "Website", 0, ""),
    Said("Consideration", "Asks whether the number stays", "Amira", "Live chat", 1, ""),
    Said("Consideration", "Waits for an answer", "Amira", "Live chat", 0, "six minutes without a sign"),
    Said("Consideration", "Adviser says yes, in writing", "Amira", "Live chat", 2, ""),
    Said("Consideration", "Asks the same question", "Tom", "Phone", 0, ""),
    Said("Consideration", "Is told that it costs extra", "Tom", "Phone", -2, "two answers to one question"),
    Said("Purchase", "Orders the line", "Amira", "Website", 1, ""),
    Said("Purchase", "Chooses the first of March", "Amira", "Website", 1, ""),
    Said("Purchase", "The confirmation names the second", "Amira", "E-mail", -1, "wrong date"),
    Said("Purchase", "Writes back", "Amira", "E-mail", -1, ""),
    Said("Purchase", "Gets a number, no answer", "Amira", "E-mail", -2, "nobody says when"),
    Said("Delivery", "Technician calls from the street", "Tom", "Phone", 1, ""),
    Said("Delivery", "The socket is behind the wardrobe", "Tom", "In person", 0, "nobody asked before"),
    Said("Delivery", "Moves the wardrobe together", "Tom", "In person", 1, ""),
    Said("Delivery", "The line works at noon", "Tom", "In person", 2, ""),
    Said("Support", "The line is dead on Monday", "Amira", "Phone", -2, "26 minutes on hold"),
    Said("Support", "Explains everything again", "Amira", "Phone", -2, "starts over each time"),
    Said("Support", "Second line sees the fault at once", "Amira", "Phone", 0, ""),
    Said("Support", "Port is reset, the line works", "Amira", "Phone", 1, ""),
    Said("Support", "A note says sorry", "Amira", "E-mail", 1, ""),
    Said("Support", "Credit of ten euros", "Amira", "E-mail", 2, ""),
]


class Typist:
    """Types into the capture line, and counts the keys."""

    def __init__(self, window: MainWindow) -> None:
        self._line = window.bars.capture_line.line
        self.keys = 0
        self._stage, self._persona, self._channel = "Awareness", "", ""

    def press(self, key: Qt.Key) -> None:
        """Press a key in the list of names, if it is shown, or in the line."""
        QTest.keyClick(QApplication.activePopupWidget() or self._line, key)
        self.keys += 1
        settle()

    def type(self, text: str) -> None:
        """Type letters into the line."""
        QTest.keyClicks(self._line, text)
        self.keys += len(text)

    def choose(self, sign: str, name: str) -> None:
        """Type a sign and as many letters of a name as make it the first of the list, and choose it."""
        self.type(f" {sign}")
        for letter in name:
            self.type(letter.lower())
            popup = QApplication.activePopupWidget()
            if isinstance(popup, QListView) and popup.currentIndex().data().startswith(name):
                self.press(KEY.Key_Return)
                return
        raise AssertionError(f"{name} is not offered")

    def capture(self, said: Said) -> None:
        """Capture a touchpoint; persona and channel only where they change."""
        if said.stage != self._stage:
            self.press(KEY.Key_PageDown)
            self._stage = said.stage
        self.type(said.text)
        if said.persona != self._persona:
            self.choose("@", said.persona)
            self._persona = said.persona
        if said.channel != self._channel:
            self.choose("#", said.channel)
            self._channel = said.channel
        # A name that was chosen is followed by a blank.
        self.type(f"{'' if self._line.text().endswith(' ') else ' '}:{said.emotion}")
        if said.pain:
            self.type(f" !{said.pain}")
        self.press(KEY.Key_Return)


def keys_in_a_spreadsheet(rows: list[Said]) -> int:
    """Return the keys for the same in six columns.

    Ctrl+D copies the cell above with one key. A value that the column has already is completed after its
    shortest beginning that no other value has. Tab or Enter ends each cell.
    """
    keys = 0
    for column in range(len(Said._fields)):
        before: list[str] = []
        for row in rows:
            value = str(row[column])
            others = {each for each in before if each != value}
            if before and value == before[-1]:
                keys += min(1, len(value))
            elif value in before:
                unique = (
                    at for at in range(1, len(value)) if not any(each[:at] == value[:at] for each in others)
                )
                keys += next(unique, len(value))
            else:
                keys += len(value)
            before.append(value)
            keys += 1
    return keys


@pytest.fixture
def typist(sample: MainWindow) -> Typist:
    """Somebody who types into the capture line, opened at the first stage."""
    sample.activateWindow()
    select(sample, "stage", "Awareness")
    QTest.keyClick(sample.canvas, KEY.Key_J, Qt.KeyboardModifier.ControlModifier)
    settle()
    return Typist(sample)


def test_a_conversation_of_thirty_touchpoints_takes_fewer_keys_than_a_spreadsheet(
    sample: MainWindow, typist: Typist
) -> None:
    for said in CONVERSATION:
        typist.capture(said)
    assert typist.keys < keys_in_a_spreadsheet(CONVERSATION)
    document, language = sample.session.document, sample.session.journey.language
    for said in CONVERSATION:
        made = document.get(Card, find(sample, "card", said.text))
        stage = document.get(Stage, document.get(Step, made.step).stage)
        channel = next(each for each in document.channels() if each.id == made.channel)
        (point,) = document.select(EmotionPoint, card=made.id)
        (persona,) = document.personas_on(made.id)
        assert (stage.name, channel_name(channel, language)) == (said.stage, said.channel)
        assert (persona.name.split()[0], round(point.value * 2)) == (said.persona, said.emotion)
        assert not said.pain or document.get(Card, find(sample, "card", said.pain)).kind == "pain_point"
