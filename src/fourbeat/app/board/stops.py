"""From a shot that is held or blocked to what says why: its finding, else its job in the queue."""

from __future__ import annotations

from fourbeat.studio.board import Card
from fourbeat.studio.findings import forbids

from ..findings.page import FINDINGS, Findings
from ..findings.reader import reader
from ..queue.deeds import QUEUE
from ..queue.model import job_list
from ..queue.page import Queue
from ..room import Room


def _card(room: Room) -> Card | None:
    row = room.shots.row_of(room.selection.shot or "")
    return room.shots.card(row) if row is not None else None


def is_stopped(room: Room) -> bool:
    """Tell whether the looked-at shot is held or blocked."""
    card = _card(room)
    return card is not None and room.shots.stopped(card) is not None


def show_why(room: Room) -> None:
    """Show the finding that forbids the looked-at shot, else the job that was stopped."""
    card = _card(room)
    if card is None:
        return
    found = next((one for one in reader(room).of(card.shot) if forbids(one)), None)
    pages = getattr(room.stage, "pages", {})
    page, queue = pages.get(FINDINGS), pages.get(QUEUE)
    if found is not None and isinstance(page, Findings):
        room.stage.show_dock(FINDINGS)
        page.look_at(found)
    elif card.stop is not None:
        room.stage.show_dock(QUEUE)
        row = job_list(room).row_of(card.stop.job)
        if isinstance(queue, Queue) and row is not None:
            queue.view.setCurrentIndex(queue.jobs.index(row))
