"""Each picture is stored once, for as long as a record refers to it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from journey_editor.editing.commands.cards import duplicate_cards
from journey_editor.editing.commands.personas import remove_persona_from_journey
from journey_editor.editing.commands.pictures import add_picture, picture_of, show_picture
from journey_editor.editing.commands.projects import merge_project, remove_journey
from journey_editor.editing.commands.restore import restore
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Persona, Picture
from journey_editor.model.rules import MOST_PICTURE_BYTES, RuleError

ONE, OTHER = "1" * 64, "2" * 64


class Pictured:
    """The sample, with one picture on its first two cards and its first persona."""

    def __init__(self) -> None:
        self.editor = Editor(project_from_template("sample", new_id=counting_ids()))
        first, second, *_ = self.document.select(Card)
        self.cards = (first.id, second.id)
        self.persona = self.document.select(Persona)[0].id
        with self.editing() as draft:
            picture = new_picture(draft)
            for each in (*self.cards, self.persona):
                show_picture(draft, each, picture)

    @property
    def document(self) -> Document:
        return self.editor.document

    @contextmanager
    def editing(self) -> Iterator[Draft]:
        with self.editor.edit("Edit") as draft:
            yield draft

    def pictures(self) -> list[str]:
        return [each.sha256 for each in self.document.select(Picture)]


def new_picture(draft: Draft, sha256: str = ONE, size: int = 9) -> str:
    return add_picture(draft, sha256=sha256, media_type="image/png", size=size, width=4, height=3).id


@pytest.fixture
def pictured() -> Pictured:
    return Pictured()


def test_a_picture_is_removed_with_its_last_reference_and_undo_restores_it(pictured: Pictured) -> None:
    for target in (*pictured.cards, pictured.persona):
        assert pictured.pictures() == [ONE]
        with pictured.editing() as draft:
            show_picture(draft, target, "")
    assert pictured.pictures() == []
    pictured.editor.undo()
    assert pictured.pictures() == [ONE]
    found = picture_of(pictured.document, pictured.persona)
    assert found is not None
    assert found.sha256 == ONE


def test_a_picture_is_removed_with_the_cards_and_personas_that_show_it(pictured: Pictured) -> None:
    journey = pictured.document.journeys()[0].id
    with pictured.editing() as draft:
        for card in pictured.cards:
            draft.remove(card)
    assert pictured.pictures() == [ONE]
    with pictured.editing() as draft:
        remove_persona_from_journey(draft, journey, pictured.persona)
    assert pictured.pictures() == []


def test_another_picture_replaces_it_and_clears_its_description(pictured: Pictured) -> None:
    card, other = pictured.cards
    with pictured.editing() as draft:
        draft.change(draft.get(Card, card), picture_text="The hall")
    with pictured.editing() as draft:
        for each in (card, other, pictured.persona):
            show_picture(draft, each, new_picture(draft, OTHER))
    assert pictured.pictures() == [OTHER]
    assert pictured.document.get(Card, card).picture_text == ""


def test_adding_a_picture_without_a_reference_is_no_edit(pictured: Pictured) -> None:
    before, steps = pictured.document, len(pictured.editor.history.done)
    with pictured.editing() as draft:
        new_picture(draft, OTHER)
    assert (pictured.document, len(pictured.editor.history.done)) == (before, steps)


def test_copies_of_cards_share_the_picture(pictured: Pictured) -> None:
    with pictured.editing() as draft:
        [copy] = duplicate_cards(draft, pictured.cards[:1])
        draft.remove(pictured.cards[0])
    assert pictured.pictures() == [ONE]
    assert picture_of(pictured.document, copy.id) is not None


def test_an_imported_project_adds_its_pictures_and_shares_equal_ones(
    pictured: Pictured,
) -> None:
    other = Pictured()
    with other.editing() as draft:
        show_picture(draft, other.cards[1], new_picture(draft, OTHER))
    with pictured.editing() as draft:
        [journey] = merge_project(draft, other.document)
    assert sorted(pictured.pictures()) == [ONE, OTHER]
    shown = [picture_of(pictured.document, each.id) for each in pictured.document.cards_of(journey)]
    assert sorted(each.sha256 for each in shown if each is not None) == [ONE, OTHER]
    with pictured.editing() as draft:
        remove_journey(draft, journey)
    assert pictured.pictures() == [ONE]


def test_an_earlier_version_is_restored_with_its_pictures(pictured: Pictured) -> None:
    earlier = pictured.document
    with pictured.editing() as draft:
        for each in (*pictured.cards, pictured.persona):
            show_picture(draft, each, new_picture(draft, OTHER))
    with pictured.editing() as draft:
        restore(draft, earlier)
    assert pictured.document == earlier


def test_a_persona_without_a_portrait_gets_that_of_an_imported_project(pictured: Pictured) -> None:
    other = Pictured()
    with other.editing() as draft:
        show_picture(draft, other.persona, new_picture(draft, OTHER))
    for before, after in (("", OTHER), (ONE, ONE)):
        with pictured.editing() as draft:
            show_picture(draft, pictured.persona, new_picture(draft, before) if before else "")
            merge_project(draft, other.document)
        persona = pictured.document.get(Persona, pictured.persona)
        assert pictured.document.get(Picture, persona.portrait).sha256 == after


def test_the_total_size_of_pictures_is_limited(pictured: Pictured) -> None:
    before = pictured.document
    card = pictured.cards[0]
    with pytest.raises(RuleError, match="256 MB"), pictured.editing() as draft:
        cards = draft.select(Card)
        for number in range(MOST_PICTURE_BYTES // 25_000_000 + 1):
            show_picture(draft, cards[number].id, new_picture(draft, f"{number:064}", 25_000_000))
    assert pictured.document is before
    assert pictured.document.get(Card, card).picture
