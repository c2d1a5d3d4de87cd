"""Tests of imports after Qt."""

import linecache
from pathlib import Path

import pytest
from shibokensupport import feature

from journey_editor.app.runtime.qt_imports import skip_search_for_features


def test_the_source_of_a_module_that_is_imported_after_qt_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Restored after the test.
    monkeypatch.setattr(feature, "_mod_uses_pyside", feature._mod_uses_pyside)
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("imported_before", "imported_after"):
        (tmp_path / f"{name}.py").write_text("number = 1\n", encoding="utf-8")

    __import__("imported_before")
    skip_search_for_features()
    __import__("imported_after")

    read = {Path(each).name for each in linecache.cache if Path(each).parent == tmp_path}
    assert read == {"imported_before.py"}
