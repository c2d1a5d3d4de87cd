"""Process that edits a project without pause, as the program does, and reports its edits."""

import hashlib
import logging
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication

from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.session.project_store import ProjectStore
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.editor import Edited
from journey_editor.model.digest import document_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from journey_editor.storage.journal import writer
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.autosave import SaveState
from journey_editor.storage.project.project_file import read_project

State = tuple[str, int, int]
"""Digest of a document, and the numbers of steps that can be undone and redone."""


def state_of(session: Session) -> State:
    """Return the state of a session that a recovery must restore."""
    history = session.editor.history
    return document_digest(session.document), len(history.done), len(history.undone)


def edit_for_ever(home: str, path: str, seed: int, told: Connection, most_bytes: int | None) -> None:
    """Recover the project, or open its file, and edit until the process is killed.

    Sends `("is", n, state)` for each edit, `("safe", n)` when the program reports the edit as safe, and
    `("not ours", n)` if the program takes the file for one that another program changed. `most_bytes` limits
    the size of files, as a full disk does.
    """
    os.environ["JOURNEY_EDITOR_HOME"] = home
    # Faults are caused on purpose, so they are not logged.
    logging.disable(logging.CRITICAL)
    if most_bytes is not None:
        _limit(most_bytes)
    # As after long work, so that the journal soon restarts from the saved file.
    writer.outgrown = lambda entries, _rest: entries > 4096
    application = QCoreApplication.instance() or QCoreApplication([])
    # As in the program: Qt objects must be deleted on their own thread.
    Collector(application)
    store, document = opened(Path(path))
    record = store.record

    def tell_and_record(edited: Edited) -> None:
        told.send(("is", store.edits_made + 1, state_of(session)))
        record(edited)

    store.record = tell_and_record  # type: ignore[method-assign]
    session = Session(document, store=store)
    first = store.edits_safe
    told.send(("is", first, state_of(session)))
    dice = Random(seed)
    safe, ours = first, True
    for _ in count():
        _edit(session, dice)
        # A save releases pictures.
        application.processEvents()
        if store.edits_safe != safe:
            safe = store.edits_safe
            told.send(("safe", safe))
        if ours and store.status.state is SaveState.CHANGED_OUTSIDE:
            ours = False
            told.send(("not ours", safe))
        if dice.random() < 0.3:
            time.sleep(dice.random() * 0.01)
        if dice.random() < 0.06:
            store.save_now(_nothing)


def _nothing(_: object) -> None:
    """Do nothing after a save."""


def opened(path: Path, on_damage: Callable[[], None] = lambda: None) -> tuple[ProjectStore, Document]:
    """Return the recovered project, or the one in the file, as a window opens it.

    `on_damage` is called if a window would report that a part of the journal could not be read.
    """
    found = recoverable()
    if found:
        left = open_recoverable(found[0])
        if not left.whole:
            on_damage()
        return ProjectStore(replace(left, path=path)), left.document
    project = read_project(path)
    return ProjectStore(project), project.document


def _edit(session: Session, dice: Random) -> None:
    ways: list[tuple[Callable[[Session, Random], None], int]] = [
        (_write, 4),
        (_type, 4),
        (_add, 2),
        (_delete, 1),
        (_undo, 3),
        (_redo, 2),
        (_picture, 1),
    ]
    dice.choices([way for way, _ in ways], [weight for _, weight in ways])[0](session, dice)


def _write(session: Session, dice: Random) -> None:
    with session.edit("Write") as draft:
        draft.change(dice.choice(draft.select(Card)), text=f"Text {dice.random()}")


def _type(session: Session, dice: Random) -> None:
    card = session.document.select(Card)[0]
    session.store.record_typing(card, "text", "Typ")
    for letters in range(dice.randrange(1, 6)):
        with session.edit("Type", extends=("type", card.id)) as draft:
            draft.change(draft.get(Card, card.id), text="Typed on"[: letters + 1])
    session.store.clear_typing()


def _add(session: Session, dice: Random) -> None:
    with session.edit("Add card") as draft:
        beside = dice.choice(draft.select(Card))
        add_card(draft, beside.step, beside.lane, f"Card {dice.random()}")


def _picture(session: Session, dice: Random) -> None:
    """Give a card a picture, existing or new, or remove its picture."""
    data = Random(dice.randrange(12)).randbytes(2_000)
    key = hashlib.sha256(data).hexdigest()
    card = dice.choice(session.document.select(Card)).id
    session.add_pictures({key: data})
    with session.edit("Picture") as draft:
        picture = add_picture(draft, sha256=key, media_type="image/png", size=len(data), width=40, height=30)
        show_picture(draft, card, picture.id if dice.random() < 0.7 else "")


def _delete(session: Session, dice: Random) -> None:
    cards = session.document.select(Card)
    if len(cards) > 20:
        with session.edit("Delete") as draft:
            draft.remove(dice.choice(cards).id)


def _undo(session: Session, dice: Random) -> None:
    for _ in range(dice.randrange(1, 4)):
        session.undo()


def _redo(session: Session, _: Random) -> None:
    session.redo()


def _limit(most_bytes: int) -> None:
    if sys.platform != "win32":
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
