"""Templates of the user's own: project files in the local data folder."""

import contextlib
import time
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_there
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.drafts import DAYS_IN_TRASH


def own_templates() -> list[Path]:
    """Return the paths of the user's templates, by name."""
    with contextlib.suppress(OSError):
        found = folders.user_templates().glob("*.journey")
        return sorted((each for each in found if not each.name.startswith("~$")), key=_by_name)
    return []


def remove_template(path: Path) -> Path:
    """Move a template to a folder in which it is kept for 30 more days, and return its path there.

    Raises `UserError` if that fails.
    """
    # Imported here so that the start page appears sooner.
    import secrets

    _tidy()
    # A folder of its own, because another template of this name may have been removed before.
    removed = _moved(path, _trash() / secrets.token_hex(4) / path.name)
    with contextlib.suppress(OSError):
        # The 30 days begin now.
        removed.touch()
    return removed


def restore_template(removed: Path) -> Path:
    """Move a removed template back, and return its path. Raises `UserError` if that fails."""
    path = folders.user_templates() / removed.name
    if is_there(path):
        raise UserError(tr("There is another template “{name}”.").format(name=path.stem))
    return _moved(removed, path)


def _tidy() -> None:
    for old in _trash().glob("*/*.journey"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > DAYS_IN_TRASH * 86_400:
                old.unlink()
                old.parent.rmdir()


def _trash() -> Path:
    return folders.user_templates() / "removed"


def _moved(path: Path, target: Path) -> Path:
    try:
        folders.make_private(target.parent)
        return path.replace(target)
    except OSError as error:
        raise UserError(
            tr("The template could not be moved: {reason}.").format(reason=error.strerror)
        ) from error


def _by_name(path: Path) -> str:
    return path.name.casefold()
