"""Projects as JSON: complete when written, checked when read."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PIL import Image

from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template, templates
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.json_format import LARGEST, VERSION, dumps, left_out_of, loads, read
from journey_editor.model.records import RECORD_TYPES, Card, Journey, Picture, specs
from tests.counting import calls_in
from tests.pictures import encoded, photo, tiny_png


def _sample() -> str:
    return dumps(project_from_template("sample", new_id=counting_ids()))


@pytest.mark.parametrize("template", [each.id for each in templates()])
def test_a_project_is_read_back_unchanged(template: str) -> None:
    document = project_from_template(template)
    assert loads(dumps(document)) == document


def test_the_same_project_gives_the_same_text() -> None:
    assert dumps(loads(_sample())) == _sample()


def test_missing_fields_get_default_values_and_texts_are_cleaned() -> None:
    document = loads(
        """\ufeff{"format": "journey-editor", "version": 1, "records": {
        "project": [{"id": "project:1"}], "journey": [{"id": "journey:1", "title": "One\\u202e\\r\\ntwo"}],
        "stage": [{"id": "stage:1", "journey": "journey:1"}], "step": [{"id": "step:1", "stage": "stage:1"}],
        "curve": [{"id": "curve:1", "journey": "journey:1"}],
        "emotion_point": [{"id": "emotion_point:1", "curve": "curve:1", "step": "step:1", "value": 1}]}}"""
    )
    assert document.get(Journey, "journey:1").title == "One two"
    assert document.points_of("curve:1")[0].value == 1.0


def _set(kind: str, index: int, field: str, value: object) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        content["records"][kind][index][field] = value

    return change


def _without(*keys: object) -> Callable[[dict[str, Any]], None]:
    def change(content: dict[str, Any]) -> None:
        place: Any = content
        for key in keys[:-1]:
            place = place[key]
        del place[keys[-1]]

    return change


def _put(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda content: content.__setitem__(key, value)


def _add(kind: str, rows: object) -> Callable[[dict[str, Any]], None]:
    return lambda content: content["records"].__setitem__(kind, rows)


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (_set("card", 3, "kind", "poem"), "records.card[3].kind"),
        (_set("card", 3, "text", 7), "records.card[3].text"),
        (_set("card", 3, "text", "x" * 20_001), "records.card[3].text"),
        (_set("card", 3, "importance", 6), "records.card[3].importance"),
        (_set("card", 3, "moment_of_truth", 1), "records.card[3].moment_of_truth"),
        (_set("card", 3, "lane", "stage:1"), "records.card[3].lane"),
        (_set("card", 3, "lane", "lane:99"), "records.card[3]"),
        (_set("card", 3, "id", "card:1"), "records.card[3]"),
        (_set("card", 3, "id", 5), "records.card[3].id"),
        (_set("card", 3, "id", "journey:5"), "records.card[3]"),
        (_set("card", 3, "colour", "red"), "records.card[3].colour"),
        (_set("emotion_point", 0, "value", 1.5), "records.emotion_point[0].value"),
        (_set("emotion_point", 0, "value", 10**400), "records.emotion_point[0].value"),
        (_set("emotion_point", 0, "step", "step:1"), "records.emotion_point[0]"),
        (_without("records", "card", 3, "step"), "records.card[3].step"),
        (_without("records", "project"), "one project"),
        (_without("records"), "records"),
        (_without("version"), "version"),
        (_put("version", VERSION + 1), "newer version"),
        (_put("version", True), "version"),
        (_put("format", "other"), "format"),
        (_put("extra", []), "extra"),
        (_add("poem", []), "records.poem"),
        (_add("card", {}), "records.card"),
        (_add("card", [3]), "records.card[0]"),
    ],
)
def test_invalid_values_are_refused_and_the_message_names_their_place(
    change: Callable[[dict[str, Any]], None], part: str
) -> None:
    content = json.loads(_sample())
    change(content)
    with pytest.raises(UserError) as refusal:
        loads(json.dumps(content))
    assert part in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "line 1"),
        ('{"format": "journey-editor",\n "version"', "line 2"),
        ("[]", "not a journey project"),
        ('{"format": NaN}', "NaN"),
        ('{"format": "a", "format": "b"}', "twice"),
        ('{"a": ' + "1" * 5_000 + "}", "number"),
        ("[" * 100_000, "32 levels"),
        ('{"a":' * 33 + "1" + "}" * 33, "32 levels"),
        (" " * 20_000_001, "20 MB"),
    ],
)
def test_other_json_is_refused_with_a_message(text: str, part: str) -> None:
    with pytest.raises(UserError, match=part):
        loads(text)


def test_a_duplicate_key_among_very_many_is_found_quickly() -> None:
    names = ",".join(f'"{number}":0' for number in range(300_000))
    with pytest.raises(UserError, match="“299999” twice"):
        loads("{" + names + ',"299999":0}')


def test_brackets_in_texts_do_not_count_as_nesting() -> None:
    content = json.loads(_sample())
    content["records"]["card"][0]["text"] = '[{"' * 2_000
    document = loads(json.dumps(content))
    assert document.get(Card, content["records"]["card"][0]["id"]).text == '[{"' * 2_000


def test_every_kind_of_record_can_be_written() -> None:
    content = json.loads(_sample())
    data = tiny_png()
    key = hashlib.sha256(data).hexdigest()
    content["records"]["asset"] = [_asset(key, len(data))]
    content["records"]["card"][0].update(picture="asset:1", picture_text="The empty hall")
    content["pictures"] = {key: base64.b64encode(data).decode()}
    found = read(json.dumps(content))
    assert found.document.get(Picture, "asset:1").size == len(data)
    assert (found.pictures, found.left_out) == ({key: data}, 0)
    assert read(dumps(found.document, found.pictures)) == found


def test_a_picture_without_bytes_is_left_out_and_its_card_remains() -> None:
    content = json.loads(_sample())
    content["records"]["asset"] = [_asset("ab", 3)]
    content["records"]["card"][0]["picture"] = "asset:1"
    found = read(json.dumps(content))
    assert found.left_out == 1
    assert found.document.select(Picture) == ()
    assert found.document.get(Card, content["records"]["card"][0]["id"]).picture == ""


def test_pictures_that_exceed_the_maximum_size_are_not_written() -> None:
    document = loads(_sample())
    parts = [encoded(Image.frombytes("RGB", (2000, 1500), Random(n).randbytes(9_000_000))) for n in (1, 2)]
    pictures = {hashlib.sha256(each).hexdigest(): each for each in parts}
    draft = Draft(document)
    for card, (key, data) in zip(document.select(Card), pictures.items(), strict=False):
        new = add_picture(draft, sha256=key, media_type="image/png", size=len(data), width=1, height=1)
        show_picture(draft, card.id, new.id)
    document = draft.finish()
    text = dumps(document, pictures)
    assert len(text) < LARGEST
    assert left_out_of(text, document) == 1
    assert read(text).left_out == 1


def with_pictures(pictures: list[bytes]) -> str:
    """Return the sample as JSON with these pictures, each on its own card."""
    content = json.loads(_sample())
    rows, card = content["records"], content["records"]["card"][0]
    keys = [hashlib.sha256(each).hexdigest() for each in pictures]
    rows["asset"] = [
        {**_asset(key, len(data)), "id": f"asset:{at}"}
        for at, (key, data) in enumerate(zip(keys, pictures, strict=True))
    ]
    rows["card"] += [{**card, "id": f"card:new{at}", "picture": f"asset:{at}"} for at in range(len(pictures))]
    content["pictures"] = {
        key: base64.b64encode(data).decode() for key, data in zip(keys, pictures, strict=True)
    }
    return json.dumps(content)


def test_a_foreign_photo_is_imported_without_its_location_and_scaled_down() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif[0x010F] = "A secret camera"
    data = encoded(photo(2400, 300), "JPEG", exif=exif, comment=b"A secret place")
    found = read(with_pictures([data, tiny_png()]))
    one, other = sorted(found.document.select(Picture), key=lambda each: each.width)
    assert (one.width, found.pictures[one.sha256]) == (4, tiny_png())
    assert (other.width, other.height, other.media_type) == (2000, 250, "image/jpeg")
    assert other.size == len(found.pictures[other.sha256])
    assert found.document.get(Card, "card:new0").picture == other.id
    assert found.left_out == 0
    assert b"secret" not in b"".join(found.pictures.values())
    assert "secret" not in dumps(found.document, found.pictures)


def test_a_damaged_foreign_photo_is_left_out() -> None:
    found = read(with_pictures([encoded(photo(2400, 300), "JPEG")[:2000], tiny_png()]))
    assert (found.left_out, len(found.document.select(Picture))) == (1, 1)
    assert found.document.get(Card, "card:new0").picture == ""


def test_the_work_is_proportional_to_the_number_of_pictures() -> None:
    few, many = (
        with_pictures([tiny_png(1 + at % 50, 1 + at // 50) for at in range(count)]) for count in (400, 800)
    )
    assert calls_in(lambda: read(many)) < 2.2 * calls_in(lambda: read(few))


@pytest.mark.parametrize("value", ["", "????", 5, base64.b64encode(b"another").decode()])
def test_bytes_of_another_picture_are_refused(value: object) -> None:
    content = json.loads(_sample())
    content["pictures"] = {"a" * 64: value}
    with pytest.raises(UserError, match=r"pictures\.aaa"):
        read(json.dumps(content))


def test_json_of_version_1_can_be_read() -> None:
    content = json.loads(_sample())
    for row in content["records"]["card"]:
        del row["picture"], row["picture_text"]
    for row in content["records"]["persona"]:
        del row["portrait"]
    content["records"]["asset"] = [{"id": "asset:1", "sha256": "ab", "size": 3}]
    assert loads(json.dumps({**content, "version": 1})) == loads(_sample())


def _asset(key: str, size: int) -> dict[str, object]:
    return {"id": "asset:1", "sha256": key, "size": size, "width": 4, "height": 3}


def test_the_help_page_names_every_kind_and_field() -> None:
    page = (Path(__file__).parents[2] / "resources" / "help" / "json.md").read_text(encoding="utf-8")
    for record_type in RECORD_TYPES:
        section = page.partition(f"\n## `{record_type.KIND}`\n")[2].partition("\n## ")[0]
        for name in specs(record_type):
            assert f"| `{name}` |" in section, f"{record_type.KIND}.{name}"


def test_the_example_of_the_help_page_is_a_project() -> None:
    page = (Path(__file__).parents[2] / "resources" / "help" / "json.md").read_text(encoding="utf-8")
    example = page.partition("```json\n")[2].partition("```")[0]
    assert json.loads(example)["version"] == VERSION
    assert [each.title for each in loads(example).select(Journey)] == ["The line moves along"]


def test_marks_that_had_no_meaning_in_older_versions_are_still_shown() -> None:
    content = json.loads(_sample())
    card = content["records"]["card"][0]
    card["text"] = "**as said**"
    for version, text in ((4, r"\*\*as said\*\*"), (5, "**as said**")):
        read = loads(json.dumps({**content, "version": version}))
        assert read.get(Card, card["id"]).text == text
