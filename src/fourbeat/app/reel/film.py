"""Rendering the film: where it goes, and the word that it is there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from fourbeat.model.edit import Changes
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, JobState
from fourbeat.model.plan import Reel
from fourbeat.model.request import RenderRequest
from fourbeat.studio.dues_sheet import carried

from ..errand import Errand
from ..picking import Picking
from ..player.transport import transport
from ..room import Room
from .toast import Toast

_TOLD = 3
"""How many things that are owed a toast tells; the Rights panel has them all."""


def can_render(room: Room) -> bool:
    """Tell whether there is a film to render, and a queue to do it."""
    return not room.studio.store.read_only and transport(room).timeline.frames > 0


def render_film(room: Room) -> None:
    """Ask where the film should go, and put it into the queue."""
    reel = transport(room).reel
    if reel is None:
        return
    window = room.stage if isinstance(room.stage, QWidget) else None
    start, kinds = room.studio.reels.target(reel), room.say("reel.render-kind") + " (*.mp4)"
    target = Picking(window, room.icons, room.memory).target(room.say("reel.render-title"), start, kinds)
    if target is not None:
        ask_render(room, reel, target)


def ask_render(room: Room, reel: Reel, target: Path) -> None:
    """Put a render into the queue and watch for its end."""
    if target.suffix.lower() != ".mp4":
        target = target.with_name(f"{target.name}.mp4")
    job = room.attempt(lambda: room.studio.jobs.render(reel=reel, target=target))
    if job is None:
        return
    room.stage.announce(room.say("reel.render-asked", file=target.name))
    watch = room.findChild(Renders) or Renders(room)
    assert isinstance(watch, Renders)
    watch.add(job.id, target)


class Renders(QObject):
    """Watch renders that were asked for here and tell when one has ended."""

    def __init__(self, room: Room) -> None:
        super().__init__(room)
        self._room = room
        self._waiting: dict[Id, Path] = {}
        self.toast: Toast | None = None
        room.bridge.changed.connect(self._hear)

    def add(self, job: Id, target: Path) -> None:
        """Wait for a job's end."""
        self._waiting[job] = target

    def _hear(self, changes: Changes) -> None:
        for identity in changes.jobs & self._waiting.keys():
            job = self._room.studio.store.job(identity)
            if job.state not in ENDED:
                continue
            target = self._waiting.pop(identity)
            if job.state is JobState.DONE:
                self._tell(self._room.say("reel.film-ready", file=target.name), target)
                if isinstance(job.request, RenderRequest):
                    self._add_dues(job.request)
            elif job.state is JobState.FAILED and job.why is not None:
                self._tell(self._room.words(job.why), None)

    def _tell(self, text: str, target: Path | None) -> None:
        room = self._room
        room.stage.announce(text)
        if not isinstance(room.stage, QWidget):
            return
        if self.toast is not None:
            self.toast.leave()
        deed = None
        if target is not None:
            deed = (room.say("reel.show-folder"), partial(show_in_folder, target))
        self.toast = Toast(room, text, deed, room.stage)
        self.toast.gone.connect(self._left)

    def _add_dues(self, request: RenderRequest) -> None:
        """Say what is owed for what the film shows, once it is added up beside the window."""
        studio, toast = self._room.studio, self.toast
        reel = studio.plan.find(Reel, request.reel)
        if reel is None:
            return

        def told(ended: tuple[list[str]]) -> None:
            errand.deleteLater()
            for text in ended[0]:
                self._room.stage.announce(text)
            if ended[0] and toast is not None and toast is self.toast:
                toast.add("\n".join(ended[0]))

        errand = Errand(lambda _tell: (self._dues(reel, request),), None, self)
        errand.opened.connect(told)
        errand.refused.connect(lambda _error: errand.deleteLater())
        errand.start()

    def _dues(self, reel: Reel, request: RenderRequest) -> list[str]:
        words = self._room.desk.wording
        said = [words(one) for one, _unmet in carried(self._room.studio.dues.of_cut(reel, request.cut))]
        more = len(said) - _TOLD
        return said if more <= 0 else [*said[:_TOLD], words.text("dues-tab.more", n=more)]

    def _left(self) -> None:
        self.toast = None


def show_in_folder(file: Path) -> None:
    """Open a file's folder in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
