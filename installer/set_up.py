"""Sets up what is missing: the environment, the packages in it, and the libraries of the system."""

import contextlib
import shutil
from pathlib import Path

from installer import environment, libraries, loading, packages
from installer.one_at_a_time import one_at_a_time
from installer.problems import DiskFullError, SetupError, is_of_a_full_disk
from installer.progress import Progress


def set_up(purpose: str, variables: dict[str, str]) -> tuple[Path, dict[str, str]]:
    """Make everything for a purpose complete.

    Answers the environment's folder and the variables that the program needs beyond `variables`.
    Raises SetupError with a sentence if it can't be done; the next start then takes it up again.
    """
    progress = Progress()
    try:
        folder = environment.find(purpose) or choose_place()
        with one_at_a_time(
            _lock_file(folder), lambda: progress.step(0, "waiting for another start that is at it already")
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
            f"Setting up stopped{place}: {error.strerror or error}. Start again to go on."
        ) from error
    except BaseException:
        progress.leave_line()
        raise
    return folder, extra


def choose_place() -> Path:
    """The folder to set up in: the first that is ours, or not there yet, and can be written to."""
    for folder in environment.candidates():
        # An empty folder may be one that another start has just made.
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
        f"Journey Editor keeps its packages in {places}, and neither can be written to. "
        "Name a folder that can be in the variable JOURNEY_EDITOR_HOME, and start again."
    )


def _lock_file(folder: Path) -> Path:
    """The file that only one start at a time holds; where the environment is another's, one of our own."""
    if environment.can_write(folder):
        return folder / environment.MARK
    own = environment.own_folder()
    own.mkdir(parents=True, exist_ok=True)
    return own / environment.MARK


def complete(folder: Path, purpose: str, progress: Progress) -> None:
    """Bring an environment to what the lock file says; one that was never complete is begun anew.

    If the disk is full, what was written is removed: half an environment takes the room that is lacking.
    """
    usable = environment.is_usable(folder)
    environment.remove_stamps(folder)
    try:
        if not usable:
            packages.check_python()
            progress.step(1, f"Making a place for it in {folder}")
            _empty(folder)
            packages.make_environment(folder)
        packages.install(folder, purpose, lambda done, what: progress.step(8 + 80 * done, what))
        environment.write_stamp(folder, purpose)
        if purpose == environment.TEST:
            # The lock for the tests holds that for running.
            environment.write_stamp(folder, environment.RUN)
    except (OSError, DiskFullError) as error:
        if isinstance(error, DiskFullError) or is_of_a_full_disk(error):
            with contextlib.suppress(OSError):
                _empty(folder)
        raise


def _empty(folder: Path) -> None:
    """Remove what lies in an environment, except the mark that it is ours."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != environment.MARK:
            path.unlink()
