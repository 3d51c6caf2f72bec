"""What can be done with an order for one's own hands: copy what to make, open its folder, bring the clip in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QCursor, QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QWidget

from fourbeat.model.request import StillRequest
from fourbeat.providers.handwork import CLIPS, STILLS
from fourbeat.studio.handwork import Order

from ..actions import Action
from ..board.moves import writable
from ..picking import Picking
from ..queue.deeds import QUEUE, about
from ..queue.model import job_list
from ..room import Room
from .drops import bring_picture, show_clips
from .whose import Aim

_HERE = (QUEUE,)


def order(room: Room) -> Order | None:
    """Give the order that is chosen; None where the chosen job waits for nobody's hands."""
    hands, store = room.studio.handwork, room.studio.store
    waiting = (store.job(one) for one in job_list(room).chosen_by_hand)
    return next((found for job in waiting if (found := hands.laid_out(job)) is not None), None)


def _any(room: Room) -> bool:
    return bool(job_list(room).chosen_by_hand)


def _prompt(room: Room) -> None:
    if (one := order(room)) is not None:
        QGuiApplication.clipboard().setText(one.prompt)
        room.stage.announce(room.say("takes-dock.copied"))


def _picture(room: Room) -> None:
    """Put the order's picture onto the clipboard; of several, the one that is chosen from a menu."""
    one = order(room)
    if one is None:
        return
    if len(one.pictures) <= 1:
        copy_picture(room, one.pictures[0] if one.pictures else None)
        return
    window = room.stage
    assert isinstance(window, QWidget)
    menu = QMenu(window)
    for picture in one.pictures:
        menu.addAction(picture.name.replace("&", "&&")).setData(str(picture))
    chosen_ = menu.exec(QCursor.pos())
    menu.deleteLater()
    if chosen_ is not None:
        copy_picture(room, Path(chosen_.data()))


def copy_picture(room: Room, picture: Path | None) -> None:
    """Put a picture onto the clipboard, as picture and as file: each website takes one of the two."""
    if picture is None:
        room.stage.announce(room.say("hands.no-picture"))
        return
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    image = QImage(str(picture))
    if not image.isNull():
        data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    room.stage.announce(room.say("hands.picture-copied", file=picture.name))


def _folder(room: Room) -> None:
    if (one := order(room)) is not None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(one.folder)))


def _bring(room: Room) -> None:
    """Ask for clips and pictures; those whose names say nothing are for the order that is chosen."""
    window = room.stage
    assert isinstance(window, QWidget)
    one = order(room)
    if one is not None and isinstance(one.request, StillRequest):
        kinds = room.say("hands.picture-kinds", endings=" ".join(f"*{end} *{end.upper()}" for end in STILLS))
        picture = Picking(window, room.icons, room.memory).file(room.say("hands.pick-picture"), "picture", kinds)
        if picture is not None:
            bring_picture(room, picture, one.job.id)
        return
    kinds = room.say("hands.kinds", endings=" ".join(f"*{one} *{one.upper()}" for one in (*CLIPS, *STILLS)))
    files = Picking(window, room.icons, room.memory).files(room.title("act.hand-bring"), "clips", kinds)
    if files:
        show_clips(room, files, Aim(job=one.job.id if one else None, sure=False))


def _has_picture(room: Room) -> bool:
    one = order(room)
    return one is not None and bool(one.pictures)


ACTIONS = (
    Action("act.hand-prompt", _prompt, ("Ctrl+C",), "copy", "queue", _HERE, _any, about=about),
    Action("act.hand-picture", _picture, ("Ctrl+Shift+C",), "camera", "queue", _HERE, _has_picture, about=about),
    Action("act.hand-folder", _folder, ("Ctrl+Shift+F",), "folder", "queue", _HERE, _any, about=about),
    Action("act.hand-bring", _bring, ("Ctrl+Shift+I",), "add", "queue", enabled=writable),
)
"""What handwork adds to the one table of actions."""
