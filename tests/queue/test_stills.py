"""Stills walk as takes do: sent once, looked at before they count, and found again wherever the program ended."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from backlot import Backlot, Scripted, offline, wait_for

from fourbeat.model.errors import MediaError, ProviderError
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Role
from fourbeat.model.provider import ModelFacts, Resend, Unsure
from fourbeat.model.request import StillRequest
from fourbeat.model.still import PictureFacts, Still, View

S = JobState
PICTURE = b"\x89PNG one still" * 3


async def sight(path: Path) -> PictureFacts:
    """Take a file for a picture if it is the whole of one."""
    if path.read_bytes() != PICTURE:
        raise MediaError("picture.no-still")
    return PictureFacts(format="png", width=640, height=360, bytes=len(PICTURE))


@pytest.fixture
def lot(lot: Backlot) -> Backlot:
    lot.provider.models = (*lot.provider.models, ModelFacts(id="brush", still=True))
    lot.provider.fetches = [PICTURE] * 4
    lot.new_queue(sight=sight)
    return lot


def asked(lot: Backlot, **more: Any) -> StillRequest:
    given = lot.request(model="brush").model_dump(exclude={"frames", "seconds"})
    return StillRequest(**given | {"view": View.FRAME, "role": Role.FIRST_FRAME, "label": "0010", **more})


def still_of(lot: Backlot, job: Id) -> Still:
    (still,) = [one for one in lot.store.stills() if one.job == job]
    return still


def test_a_still_is_sent_once_and_written_down_with_its_file(lot: Backlot) -> None:
    job = lot.enqueue(asked(lot))
    lot.queue.drain()
    still = still_of(lot, job)
    assert (lot.state(job), len(lot.provider.sent), lot.store.takes()) == (S.DONE, 1, [])
    assert lot.path_of(job)[-2:] == ["downloading", "done"]
    assert still.media == f"SH-0010_s001_{code(still.id)}.png"
    assert lot.store.media.path(still.media).read_bytes() == PICTURE
    assert (still.of, still.attempt) == (lot.shots[0].id, lot.store.attempts(job)[0].id)
    assert lot.store.job(job).take is None


def test_an_unanswered_request_for_a_still_is_unknown_and_never_sent_again_by_itself(lot: Backlot) -> None:
    lot.provider.submits = [Unsure(message("queue.silent", provider="x", reason="y"))]
    job = lot.enqueue(asked(lot))
    lot.queue.drain()
    assert (lot.state(job), len(lot.provider.sent)) == (S.UNKNOWN, 1)
    lot.reopen()
    lot.new_queue(sight=sight).drain()
    assert (lot.state(job), len(lot.provider.sent), lot.store.stills()) == (S.UNKNOWN, 1, [])


def test_a_picture_taken_in_before_the_program_ended_is_not_fetched_again(
    lot: Backlot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise SystemExit

    lot.new_queue(sight=sight, on_still=crash)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    job = lot.enqueue(asked(lot))
    lot.queue.start()
    wait_for(lambda: not lot.queue.running)
    assert (lot.state(job), lot.store.stills()) == (S.DOWNLOADING, [])
    lot.reopen()
    lot.provider.forget()
    lot.new_queue(sight=sight).drain()
    assert (lot.state(job), len(lot.provider.sent), len(lot.provider.fetched)) == (S.DONE, 1, 1)
    assert [path.name for path in lot.store.media.folder.iterdir()] == [still_of(lot, job).media]


def test_a_line_that_breaks_while_a_picture_comes_asks_for_no_second_one(lot: Backlot) -> None:
    lot.provider.fetches = [offline(), PICTURE]
    job = lot.enqueue(asked(lot))
    lot.queue.drain()
    assert (lot.state(job), len(lot.provider.sent), len(lot.provider.fetched)) == (S.DONE, 1, 2)


def test_a_still_that_came_at_last_says_no_more_that_it_could_not_be_fetched(lot: Backlot) -> None:
    lot.provider.fetches = [*(ProviderError("line.refused", host="x", port=1) for _ in range(4)), PICTURE]
    job = lot.enqueue(asked(lot))
    said: set[str] = set()
    lot.store.subscribe(lambda _changes: said.add(lot.why(job)))
    lot.queue.drain()
    assert "queue.fetch-again" in said
    assert (lot.state(job), lot.why(job)) == (S.DONE, "")


@pytest.mark.parametrize("came", [b"<html>", b""])
def test_what_is_no_picture_is_no_still_and_leaves_nothing_behind(lot: Backlot, came: bytes) -> None:
    lot.provider.fetches = [came]
    job = lot.enqueue(asked(lot))
    lot.queue.drain()
    assert (lot.state(job), lot.why(job), lot.store.job(job).failure) == (S.FAILED, "queue.not-a-still", Failure.MEDIA)
    assert lot.store.stills() == []
    assert not list(lot.store.media.scratch().iterdir())


def test_a_queue_that_cannot_look_at_pictures_says_so(lot: Backlot) -> None:
    lot.new_queue()
    job = lot.enqueue(asked(lot))
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.not-a-still")


@pytest.mark.parametrize(("more", "still"), [({"model": "reel-1"}, True), ({"model": "brush"}, False)])
def test_the_gate_keeps_clips_and_stills_apart(lot: Backlot, more: dict[str, str], still: bool) -> None:
    request = asked(lot, **more) if still else lot.request(**more)
    assert "still" in [finding.rule for finding in lot.judge(request).findings]


def test_a_still_that_is_safe_to_ask_again_is_asked_again(lot: Backlot) -> None:
    safe = lot.add(Scripted("draws", resend=Resend.SAFE))
    safe.models, safe.fetches = lot.provider.models, [PICTURE]
    safe.submits = [Unsure(message("queue.silent", provider="x", reason="y"))]
    job = lot.enqueue(asked(lot, provider="draws"))
    lot.queue.drain()
    assert lot.state(job) in (S.DONE, S.UNKNOWN)
    lot.reopen()
    lot.new_queue(sight=sight).drain()
    assert (lot.state(job), len(lot.store.stills())) == (S.DONE, 1)
