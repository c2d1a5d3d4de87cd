"""Mermaid diagrams in Markdown are found, with the line of the file on which each begins."""

import pytest

from journey_editor.interchange.mermaid.markdown_fences import Fence, find_fences
from journey_editor.interchange.mermaid.parser import MermaidError, parse


@pytest.mark.parametrize(
    ("markdown", "fences"),
    [
        ("# A\n\n```mermaid\njourney\nA: 3\n```\ntext\n", [Fence("journey\nA: 3", 4)]),
        ("~~~mermaid\r\njourney\r\n~~~\r\n", [Fence("journey", 2)]),
        ("````Mermaid {theme=dark}\njourney\n```\nA: 3\n````", [Fence("journey\n```\nA: 3", 2)]),
        ("::: mermaid\njourney\n  A: 3\n:::\n\n:::note\nno\n:::", [Fence("journey\n  A: 3", 2)]),
        ("1. one\n\n   ```mermaid\n   journey\n     A: 3\n   ```", [Fence("journey\n  A: 3", 4)]),
        ("- ```mermaid\n  journey\n  ```", [Fence("journey", 2)]),
        ("> ```mermaid\n> journey\n> A: 3\n> ```\n", [Fence("journey\nA: 3", 2)]),
        ("> ```mermaid\n> journey\nno longer quoted", [Fence("journey", 2)]),
        ("```{mermaid}\njourney\n```\n```mermaid\ngantt\n```", [Fence("journey", 2), Fence("gantt", 5)]),
        ("````markdown\n```mermaid\njourney\n```\n````", []),
        ("```mermaid\njourney", [Fence("journey", 2)]),
        ("```\njourney\n```\n`mermaid`\n``` mermaid` x\n", []),
    ],
)
def test_all_kinds_of_fences_are_found(markdown: str, fences: list[Fence]) -> None:
    assert find_fences(markdown) == fences


def test_an_error_names_the_line_of_the_file() -> None:
    (fence,) = find_fences("# Map\n\n```mermaid\njourney\nPay\n```\n")
    with pytest.raises(MermaidError) as refusal:
        parse(fence.text)
    assert fence.line + refusal.value.line - 1 == 5
