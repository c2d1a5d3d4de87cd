"""Set-up of what is missing: the environment, its packages, and the libraries of the system."""

import contextlib
import shutil
from pathlib import Path

from installer import environment, libraries, loading, packages
from installer.one_at_a_time import one_at_a_time
from installer.problems import DiskFullError, SetupError, is_of_a_full_disk
from installer.progress import Progress


def set_up(purpose: str, variables: dict[str, str]) -> tuple[Path, dict[str, str]]:
    """Install everything for a purpose.

    Returns the folder of the environment, and the variables that the program needs in addition to
    `variables`. Raises `SetupError` with a message if that fails; the next start then continues.
    """
    progress = Progress()
    try:
        folder = environment.find(purpose) or choose_place()
        with one_at_a_time(
            _lock_file(folder),
            lambda: progress.step(0, "Waiting for another start that is already installing"),
        ):
            if not environment.is_complete(folder, purpose):
                complete(folder, purpose, progress)
            extra = libraries.known_good(folder, variables)
            if extra is None:
                progress.step(90, "Looking for the system libraries that Qt needs")
                extra = loading.ensure(folder, variables, lambda what: progress.step(93, what))
        progress.finish()
    except OSError as error:
        progress.leave_line()
        if is_of_a_full_disk(error):
            raise DiskFullError from error
        place = f" at {error.filename}" if error.filename else ""
        raise SetupError(
            f"The set-up failed{place}: {error.strerror or error}. Start again to continue."
        ) from error
    except BaseException:
        progress.leave_line()
        raise
    return folder, extra


def choose_place() -> Path:
    """Return the first possible folder for the environment that is writable, and new or our own."""
    for folder in environment.candidates():
        # Another start may have just created an empty folder.
        foreign = folder.is_dir() and any(folder.iterdir()) and not (folder / environment.MARK).exists()
        if foreign or not environment.can_write(folder):
            continue
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / environment.MARK).touch()
        except OSError as error:
            if is_of_a_full_disk(error):
                raise
            continue
        return folder
    places = " or ".join(str(folder) for folder in environment.candidates())
    raise SetupError(
        f"Journey Editor keeps its packages in {places}, but neither is writable. "
        "Set the variable JOURNEY_EDITOR_HOME to a writable folder, and start again."
    )


def _lock_file(folder: Path) -> Path:
    """Return the lock file between starts: in the environment, or in the user's folder."""
    if environment.can_write(folder):
        return folder / environment.MARK
    own = environment.own_folder()
    own.mkdir(parents=True, exist_ok=True)
    return own / environment.MARK


def complete(folder: Path, purpose: str, progress: Progress) -> None:
    """Install the packages of the lock file. An environment that was never complete is created again.

    If the disk is full, the environment is removed, because half of it would occupy the missing space.
    """
    usable = environment.is_usable(folder)
    environment.remove_stamps(folder)
    try:
        if not usable:
            packages.check_python()
            progress.step(1, f"Creating an environment in {folder}")
            _empty(folder)
            packages.make_environment(folder)
        packages.install(folder, purpose, lambda done, what: progress.step(8 + 80 * done, what))
        environment.write_stamp(folder, purpose)
        if purpose == environment.TEST:
            # The lock file for tests includes the packages for running.
            environment.write_stamp(folder, environment.RUN)
    except (OSError, DiskFullError) as error:
        if isinstance(error, DiskFullError) or is_of_a_full_disk(error):
            with contextlib.suppress(OSError):
                _empty(folder)
        raise


def _empty(folder: Path) -> None:
    """Delete the content of an environment, except the file that marks it as ours."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != environment.MARK:
            path.unlink()
