"""What the gallery shows of refusals: one that was written down, the sheet that warns of one, and a job's story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from fourbeat.app.board.asking import Asking
from fourbeat.app.queue.sending import SendSheet
from fourbeat.app.queue.story_sheet import StorySheet
from fourbeat.app.rights.refusals import NameSheet
from fourbeat.app.room import Room
from fourbeat.model.job import Attempt, Charged, Estimate, Failure
from fourbeat.model.job import JobState as S
from fourbeat.model.message import message
from fourbeat.store import Writer
from fourbeat.studio.send_sheet import Price, Sheet, SheetShot
from fourbeat.studio.studio import Studio

CODE = "35561574"
"""A server's own code; words of servers are in no language of ours, and are left out of the pictures."""


def refuse(studio: Studio) -> None:
    """Let what a shot asks for be refused after it was rendered, as the queue writes it down."""
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[4]])
    why = message("server.refuses-clip", provider="GPU in room 2", reason=message("server.says-nothing"))
    attempt = Attempt(
        id=studio.desk.ids.new(),
        job=job.id,
        number=1,
        key="key-1",
        wire={},
        wire_hash="a" * 64,
        remote_id="7",
        answer={"error": {"code": CODE}},
        charged=Charged.UNKNOWN,
        failure=Failure.POLICY_OUTPUT,
        why=why,
        started_at=studio.desk.now(),
    )

    def work(writer: Writer) -> None:
        writer.add_attempt(attempt)
        for before, to in pairwise((S.QUEUED, S.RESERVED, S.SENDING, S.ACCEPTED, S.RUNNING, S.FAILED)):
            said = {"why": why, "failure": Failure.POLICY_OUTPUT} if to is S.FAILED else {}
            writer.move_job(job.id, to, expect=before, **said)

    studio.store.write(work)


def sheets(room: Room) -> Iterator[tuple[str, Asking]]:
    """Give the sheets about refusals."""
    studio = room.studio
    (refused,) = studio.suggestions.all()
    yield "job-story", StorySheet(room, refused.job)
    yield "refusals-name", NameSheet(room, refused)
    shot = studio.plan.cut_shots()[0]
    kind = message("house-rules.category-violence")
    warned = (
        message("lint.words-refused-negated", words="銃", model="reel-1", kind=kind),
        message("lint.refused-before", shot="020", day="2026-11-20", model="reel-1"),
    )
    free = Estimate(free=True, seconds="4")
    asked = SheetShot(shot.id, shot.number, "gpu", "reel-1", 1, free, free, None, warned)
    yield "send-warned", SendSheet(room, Sheet((asked,), (), Price(), 0, (), ()).only({shot.id}))
