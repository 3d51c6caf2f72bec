"""What the gallery shows of stills and of the cast at servers: sheets that ask, one still large, a clip that may go."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

from PySide6.QtTest import QTest

from fourbeat.app.board.asking import Asking
from fourbeat.app.cast.enrol_sheet import EnrolSheet
from fourbeat.app.room import Room
from fourbeat.app.stills import offered, view
from fourbeat.app.stills.sheet import StillSheet
from fourbeat.app.stills.view import StillView
from fourbeat.app.takes.review import ReviewSheet
from fourbeat.model.connection import Connection, WireProtocol
from fourbeat.model.plan import Character
from fourbeat.model.still import View
from fourbeat.studio.enrolments import Offer
from fourbeat.studio.stills import Wanted
from fourbeat.studio.studio import Studio

_PATIENCE = 5
"""Seconds to wait until a picture that lies there is shown."""


def paint(studio: Studio) -> None:
    """Let a still of the first shot be drawn, which nobody has used yet."""
    shot = studio.plan.shots()[0]
    jobs = studio.stills.ask(wanted=Wanted(shot, (View.FRAME,), generator="animatic"))
    studio.jobs.run(only=[job.id for job in jobs])
    # Made small once, here: a window that has to have it made draws nothing in its place for some seconds.
    for side in (offered.SIDE, view.SIDE):
        studio.stills.small(studio.stills.of(shot)[0].still, side)


def sheets(room: Room) -> Iterator[tuple[str, Asking]]:
    """Give the sheets about stills."""
    studio = room.studio
    shot, ada = studio.plan.shots()[0], studio.plan.all(Character)[0]
    yield "still-shot", StillSheet(room, shot)
    yield "still-sheet", StillSheet(room, ada, whole=True)
    one = studio.stills.of(shot)[0].still
    large = StillView(room, one, shot.number)
    since = monotonic()
    while large.picture.whole.isNull() and monotonic() - since < _PATIENCE:
        QTest.qWait(20)
    yield "still", large
    yield "cast-enrol", _enrol(room, ada)
    yield "still-review", ReviewSheet(room, one, shot.number)


def _enrol(room: Room, one: Character) -> EnrolSheet:
    """Give the sheet that shows somebody to a server, as it is once rights and budget were asked."""
    studio, sheet = room.studio, EnrolSheet(room, one)
    take = studio.store.takes()[0]
    clip = studio.store.media.path(take.media)
    there = Connection(key="far", name="Far", protocol=WireProtocol.VIDEOS, url="https://far.example/v1")
    sheet.where.offer([(0, there.name)])
    sheet.show_offer(Offer(there, one.name, clip, take, ("Anna Example",)))
    return sheet
