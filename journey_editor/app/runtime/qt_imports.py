"""Imports after Qt was imported, which PySide slows down."""


def skip_search_for_features() -> None:
    """Import PySide, and keep it from searching each module that is imported later for its name.

    It reads the source file of the module for that, because modules which use PySide may switch features such
    as `snake_case` with `from __feature__ import …`. None of the program's modules does. Reading three
    hundred files would take a fifteenth of the start, and `linecache` would keep their lines.
    """
    # PySide makes this module available; it has no setting for this.
    import PySide6.QtCore  # noqa: F401
    from shibokensupport import feature  # type: ignore[import-not-found]

    feature._mod_uses_pyside = lambda _module: False
