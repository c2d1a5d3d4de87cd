"""Tests of imports after Qt."""

from pathlib import Path

import pytest
from shibokensupport import feature

from journey_editor.app.runtime.qt_imports import skip_search_for_features


def test_modules_that_are_imported_after_qt_are_not_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: list[str] = []
    monkeypatch.setattr(feature, "_mod_uses_pyside", lambda module: searched.append(module.__name__))
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("imported_before", "imported_after"):
        (tmp_path / f"{name}.py").write_text("number = 1\n", encoding="utf-8")

    __import__("imported_before")
    skip_search_for_features()
    __import__("imported_after")

    assert "imported_before" in searched
    assert "imported_after" not in searched
