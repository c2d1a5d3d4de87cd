"""One Qt application for all tests: the painter alone would start a smaller one."""

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> QApplication:
    return qapp
