"""One Qt application for all tests, as for the backends."""

from tests.backends.conftest import application

__all__ = ["application"]
