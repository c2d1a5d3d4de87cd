"""Overrides of Qt methods: an error in one is reported where it is raised, and never propagates into Qt.

PySide crashes if an exception leaves an override that runs inside a Qt method called from Python:
`setFocus()` runs the `focusOutEvent` of another widget, `repaint()` a `paintEvent`.
"""

import sys
from collections.abc import Callable
from functools import wraps
from types import FunctionType
from typing import Any, TypeVar

Class = TypeVar("Class", bound=type)


def reports_errors(cls: Class) -> Class:
    """Report errors in a class's overrides of Qt methods; an override that fails returns an empty value."""
    for name, method in list(vars(cls).items()):
        if isinstance(method, FunctionType) and overrides_qt(cls, name):
            setattr(cls, name, _reporting(method))
    return cls


def overrides_qt(cls: type, name: str) -> bool:
    """Return True if a method of a class overrides one of Qt's."""
    return not name.startswith("__") and any(
        name in vars(base) for base in cls.__mro__ if base.__module__.startswith("PySide6")
    )


def _reporting(method: Callable[..., Any]) -> Callable[..., Any]:
    answer = method.__annotations__.get("return")

    @wraps(method)
    def override(*args: Any, **kwargs: Any) -> Any:
        try:
            return method(*args, **kwargs)
        except Exception as error:  # noqa: BLE001 - every error is reported
            _report(error)
            return answer() if isinstance(answer, type) and answer is not object else None

    return override


def _report(error: Exception) -> None:
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except Exception:  # noqa: BLE001 - not even what reports errors may raise one into Qt
        sys.__excepthook__(type(error), error, error.__traceback__)
