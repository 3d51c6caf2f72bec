"""Taking pictures in from files and the clipboard: read and written beside the window, however large they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage

from fourbeat.model.errors import FourbeatError, Storage
from fourbeat.model.ids import Id
from fourbeat.model.plan import Shot
from fourbeat.studio.references import Added, Owner

from ..errand import Errand
from ..room import Room

T = TypeVar("T")

ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic")
"""How the names of pictures end that can be taken in."""

_KINDS = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
"""The kinds of data in which programs put pictures onto the clipboard."""

_FAST = 90
"""How little a pasted picture is squeezed: a large one takes a quarter of the time, and as much room again."""


def beside(room: Room, verb: Callable[[], T], done: Callable[[T], str]) -> None:
    """Do beside the window what takes its time, and say what came of it, in the words that `done` gives."""
    room.stage.announce(room.say("pictures.working"))
    errand = Errand(lambda _tell: verb(), None, room)

    def opened(made: T) -> None:
        room.bridge.flush()
        room.stage.announce(done(made))
        errand.deleteLater()

    def refused(error: FourbeatError) -> None:
        room.attempt(partial(_raise, error))
        errand.deleteLater()

    errand.opened.connect(opened)
    errand.refused.connect(refused)
    errand.stopped.connect(errand.deleteLater)
    errand.start()


def take_in(room: Room, owner: Owner, files: Sequence[Path]) -> None:
    """Add files to somebody's pictures; one that is there already is told and not added."""
    if files:
        add = partial(room.studio.references.add, of=owner, files=list(files))
        beside(room, add, partial(told, room, owner))


def give(room: Room, shot: Id, files: list[Path]) -> None:
    """Add files to the pictures of a shot they were dropped onto, and look at it."""
    one = room.studio.plan.find(Shot, shot)
    if one is not None and not room.studio.store.read_only:
        room.selection.choose([shot])
        take_in(room, one, files)


def paste(room: Room, owner: Owner) -> None:
    """Add the picture on the clipboard, or the files that were copied."""
    board = QGuiApplication.clipboard()
    if files := [Path(url.toLocalFile()) for url in board.mimeData().urls() if url.isLocalFile()]:
        take_in(room, owner, files)
        return
    for kind, ending in _KINDS.items():
        # As it was put there: nothing is read and written anew.
        if content := bytes(board.mimeData().data(kind).data()) if board.mimeData().hasFormat(kind) else b"":
            beside(room, partial(_add_content, room, owner, content, ending), partial(told, room, owner))
            return
    image = board.image()
    if image.isNull():
        room.stage.announce(room.say("pictures.nothing"))
        return
    beside(room, partial(_add_image, room, owner, image), partial(told, room, owner))


def pictures_in(data: QMimeData) -> list[Path]:
    """Give the pictures among the files that are dragged."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [one for one in files if one.suffix.casefold() in ENDINGS]


def told(room: Room, owner: Owner, added: Added) -> str:
    """Say what came in, what was there, and who else has it."""
    say, name = room.say, owner.number if isinstance(owner, Shot) else owner.name
    words = [say("ref.added", n=len(added.new), name=name)] if added.new else []
    words += [say("ref.known", n=len(added.known))] if added.known else []
    words += [say("ref.elsewhere", owners=", ".join(added.elsewhere))] if added.elsewhere else []
    return " ".join(words)


def _add_image(room: Room, owner: Owner, image: QImage) -> Added:
    def write(target: Path) -> None:
        if not image.save(str(target), quality=_FAST):
            raise Storage("store.disk-failed", folder=str(target.parent), detail="")

    return _add(room, owner, write, ".png")


def _add_content(room: Room, owner: Owner, content: bytes, ending: str) -> Added:
    def write(target: Path) -> None:
        try:
            target.write_bytes(content)
        except OSError as error:
            raise Storage("store.disk-failed", folder=str(target.parent), detail=error.strerror or "") from error

    return _add(room, owner, write, ending)


def _add(room: Room, owner: Owner, write: Callable[[Path], None], ending: str) -> Added:
    target = room.studio.store.media.scratch() / f"pasted-{uuid4().hex}{ending}"
    try:
        write(target)
        return room.studio.references.add(of=owner, files=[target], names=[f"pasted{ending}"])
    finally:
        target.unlink(missing_ok=True)


def _raise(error: FourbeatError) -> None:
    raise error
