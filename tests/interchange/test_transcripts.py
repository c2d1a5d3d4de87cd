"""Transcripts: who said what, in text, subtitles and Word documents."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from journey_editor.foundation.errors import UserError
from journey_editor.interchange.transcripts import (
    MOST_UTTERANCES,
    Utterance,
    text_of_word_document,
    utterances_in,
)

VTT = """\ufeffWEBVTT - An interview

NOTE This is no speech
at all

1
00:00:01.000 --> 00:00:04.000 align:start
<v Interviewer>How did it <i>go</i>?

2
00:00:04.000 --> 00:00:06.500
<v.loud Sofie Berg>I waited for <00:00:05.000>26 minutes,

3
00:00:06.500 --> 00:00:08.000
<v.loud Sofie Berg>then it was cut off.
"""

SRT = """1
00:01:02,500 --> 00:01:04,000
- Nobody answers.

2
00:01:05,000 --> 00:01:07,000
I called again
and again.
"""


def said(text: str) -> list[tuple[str, str, float | None]]:
    return [(each.speaker, each.text, each.seconds) for each in utterances_in(text)]


def word_document(body: str) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/'
            f'2006/main"><w:body>{body}</w:body></w:document>',
        )
    return stream.getvalue()


def test_lines_with_speakers_are_utterances() -> None:
    text = (
        "Interviewer: How did it go?\n\n[00:01:05] Sofie Berg: I waited.\nFor 26 minutes!\n"
        "Interviewer (00:02): It said: please hold?\nSofie Berg: At 10:30, yes: twice.\n"
    )
    assert said(text) == [
        ("Interviewer", "How did it go?", None),
        ("Sofie Berg", "I waited.\nFor 26 minutes!", 65.0),
        ("Interviewer", "It said: please hold?", None),
        ("Sofie Berg", "At 10:30, yes: twice.", None),
    ]


def test_a_chat_with_names_and_times_above() -> None:
    text = "Sofie Berg  10:02\nIt does not work.\nAgain.\n\nAgent  10:03\nI am sorry."
    assert [(each.speaker, each.text) for each in utterances_in(text)] == [
        ("Sofie Berg", "It does not work.\nAgain."),
        ("Agent", "I am sorry."),
    ]


def test_a_text_without_speakers_is_read_by_paragraphs() -> None:
    assert said("I waited.\nFor long.\n\nThen I left.") == [
        ("", "I waited.\nFor long.", None),
        ("", "Then I left.", None),
    ]
    assert said("  \n") == []


def test_subtitles() -> None:
    assert said(VTT) == [
        ("Interviewer", "How did it go?", 1.0),
        ("Sofie Berg", "I waited for 26 minutes, then it was cut off.", 4.0),
    ]
    assert said(SRT) == [("", "Nobody answers.", 62.5), ("", "I called again and again.", 65.0)]


def test_exported_chats_have_dates_and_other_colons() -> None:
    said = [Utterance("Ana", "Hi, no heat", 36131.0), Utterance("Ben", "Hello: your number?", 36181.0)]
    phone = "[12.03.26, 10:02:11] Ana: Hi, no heat\n\u200e[12.03.26, 10:03:01] Ben: \u200eHello: your number?"
    assert utterances_in(phone) == said
    android = "12/03/2026, 10:02:11 am - Ana: Hi, no heat\n12/03/2026, 10:03:01 am - Ben: Hello: your number?"
    assert utterances_in(android) == said
    chinese = utterances_in("小王：暖气坏了：怎么办\n客服：您好")
    assert [(each.speaker, each.text) for each in chinese] == [
        ("小王", "暖气坏了：怎么办"),
        ("客服", "您好"),
    ]


def test_entities_of_subtitles_are_characters() -> None:
    (found,) = utterances_in("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Cold &amp; dark &lt;again&gt;&lrm;")
    assert found.text.rstrip("\u200e") == "Cold & dark <again>"
    assert utterances_in("WEBVTT\n") == []


def test_a_word_document() -> None:
    body = (
        "<w:p><w:r><w:t>Sofie: I </w:t></w:r><w:ins><w:r><w:t>waited</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>left</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Agent: Sorry</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    assert said(text_of_word_document(word_document(body))) == [
        ("Sofie", "I waited", None),
        ("Agent", "Sorry", None),
    ]


@pytest.mark.parametrize(
    "data",
    [b"", b"PK nothing", word_document("<w:p>")[:200], word_document("<w:p><w:broken></w:p>")],
    ids=["empty", "no archive", "cut off", "broken XML"],
)
def test_what_is_no_word_document_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError, match="not a Word document"):
        text_of_word_document(data)


def test_bombs_are_refused() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", compression=8) as archive:
        archive.writestr("word/document.xml", b" " * 20_000_001)
    with pytest.raises(UserError, match="larger than 20 MB"):
        text_of_word_document(stream.getvalue())
    entities = '<!DOCTYPE a [<!ENTITY b "cccccccccc">]>'
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", f"{entities}<a>&b;</a>")
    with pytest.raises(UserError, match="not a Word document"):
        text_of_word_document(data.getvalue())
    with pytest.raises(UserError, match="utterances"):
        utterances_in("Ana: Yes\n" * (MOST_UTTERANCES + 1))
