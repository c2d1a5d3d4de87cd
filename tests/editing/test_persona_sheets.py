"""Sheets of personas go along when personas are copied and projects are imported."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.persona_sheets import add_fact, prefer_channel
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Persona
from journey_editor.model.rules import RuleError, check_document
from journey_editor.model.sheet_records import PersonaChannel

PORTRAIT = "a" * 64


def project(name: str = "", **sheet: str) -> Draft:
    """Return a project with a journey and, if it has a name, a persona with a sheet."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Return").id
    if name:
        persona = add_persona(draft, journey, name=name)
        draft.change(persona, **sheet)
        add_fact(draft, persona.id, "Shoe size", "44")
        prefer_channel(draft, persona.id, add_channel(draft, "Hotline", "phone").id, preferred=True)
    return draft


def with_portrait() -> Draft:
    draft = project("Ada", goals="Run", quote="I run.")
    picture = add_picture(draft, sha256=PORTRAIT, media_type="image/png", size=9, width=4, height=3)
    show_picture(draft, draft.select(Persona)[0].id, picture.id)
    return draft


def sheet(document: Document, persona: Persona) -> tuple[object, ...]:
    facts = [(each.label, each.value) for each in document.facts_of(persona.id)]
    return persona.goals, persona.quote, facts, [each.name for each in document.channels_of(persona.id)]


def pasted(clip: Clip, draft: Draft, journey: str = "journey:1") -> tuple[Document, Persona]:
    """Paste a copied persona, and return the document and what became of the persona."""
    copied = Clip.from_json(clip.to_json())
    [new] = paste_clip(draft, journey, copied, None, pictures={PORTRAIT: b"123456789"}).ids
    document = draft.finish()
    check_document(document)
    return document, document.get(Persona, new)


def copied(draft: Draft) -> Clip:
    return clip_of(draft, "journey:1", [draft.select(Persona)[0].id])


WHOLE = ("Run", "I run.", [("Shoe size", "44")], ["Hotline"])


def test_a_persona_is_pasted_into_another_project_with_its_whole_sheet() -> None:
    document, persona = pasted(copied(with_portrait()), project())
    assert sheet(document, persona) == WHOLE
    assert persona.portrait and document.personas_of("journey:1") == (persona,)


def test_a_persona_of_the_same_name_gets_what_its_sheet_lacks() -> None:
    draft = project("Bo")
    ada = draft.change(add_persona(draft, "journey:1", name="Ada"), goals="Rest")
    document, persona = pasted(copied(with_portrait()), draft)
    assert persona.id == ada.id
    assert sheet(document, persona) == ("Rest", *WHOLE[1:])


def test_a_persona_is_shared_with_another_journey_and_copied_within_its_own() -> None:
    draft = with_portrait()
    other = add_journey(draft, title="Second").id
    [ada] = draft.select(Persona)
    document, shared = pasted(copied(draft), draft, other)
    assert shared == ada
    document, twin = pasted(clip_of(document, "journey:1", [ada.id]), Draft(document))
    assert twin.id != ada.id and sheet(document, twin) == WHOLE and twin.portrait == ada.portrait


@pytest.mark.parametrize("name", ["Ada", "Bo", ""])
def test_an_imported_project_brings_its_sheets(name: str) -> None:
    draft = project(name, goals="Rest") if name else project()
    merge_project(draft, with_portrait().finish())
    document = draft.finish()
    check_document(document)
    ada = next(each for each in document.select(Persona) if each.name == "Ada")
    assert sheet(document, ada) == ("Rest" if name == "Ada" else "Run", *WHOLE[1:])


def test_a_deleted_persona_takes_its_sheet_along_and_a_deleted_channel_its_preferences() -> None:
    draft = with_portrait()
    [ada] = draft.select(Persona)
    draft.remove(draft.channels()[0].id)
    assert draft.channels_of(ada.id) == () and len(draft.facts_of(ada.id)) == 1
    draft.remove(ada.id)
    kinds = {each.KIND for each in draft.finish()}
    assert not {"persona_fact", "persona_channel"} & kinds


def test_a_channel_is_preferred_only_once() -> None:
    draft = with_portrait()
    [ada], [hotline] = draft.select(Persona), draft.channels()
    prefer_channel(draft, ada.id, hotline.id, preferred=True)
    assert len(draft.channels_of(ada.id)) == 1
    draft.add(PersonaChannel, persona=ada.id, channel=hotline.id)
    with pytest.raises(RuleError, match="already prefers"):
        check_document(draft.finish())
