"""Films and records made up for tests, as large as asked."""

from __future__ import annotations

from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.job import Attempt, Job, JobState
from fourbeat.model.order import spread
from fourbeat.model.panel import Panel
from fourbeat.model.plan import Appearance, Beat, BriefText, Character, Framing, Line, Role, Row, Scene, Sequence, Shot
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.still import PictureFacts, Still, View
from fourbeat.model.take import MediaFacts, Take
from fourbeat.model.verdict import Decision, Verdict

AT = "2026-09-21T10:00:00.000Z"


def film(ids: Ids, shots: int, scenes: int = 1) -> list[Row]:
    """Make the rows of a film: one sequence, some scenes, shots with brief, beats, a line and two of the cast."""
    sequence = Sequence(id=ids.new(), order="V", number="010", title="One")
    cast = [Character(id=ids.new(), order=key, name=f"Person {key}", identity="tall, calm") for key in spread(2)]
    rows: list[Row] = [sequence, *cast]
    for scene_key in spread(scenes):
        scene = Scene(id=ids.new(), sequence=sequence.id, order=scene_key, number=scene_key)
        rows.append(scene)
        for number, key in enumerate(spread(shots // scenes), start=1):
            shot = Shot(id=ids.new(), scene=scene.id, order=key, number=f"{number * 10:04}", frames=96)
            rows += [
                shot,
                BriefText(id=shot.id, scene="A quiet street before the rain.", framing=Framing.WIDE, light="dusk"),
                Beat(id=ids.new(), shot=shot.id, order="F", text="She looks up."),
                Beat(id=ids.new(), shot=shot.id, order="V", text="The first drops fall."),
                Line(id=ids.new(), shot=shot.id, order="V", character=cast[0].id, text="It is time."),
                *(Appearance(id=ids.new(), shot=shot.id, order=one.order, character=one.id) for one in cast),
            ]
    return rows


def request(shot: str, number: int = 1) -> TakeRequest:
    """Make a request for a take."""
    return TakeRequest(
        shot=shot,
        provider="animatic",
        model="panel",
        prompt="A quiet street before the rain.",
        size=Size(width=1280, height=720),
        frames=96,
        rate="24",
        seconds="4",
        seed=7,
        number=number,
        panel=Panel(scene="A quiet street before the rain."),
    )


def verdict(ids: Ids, shot: str) -> Verdict:
    """Make a verdict that lets a request pass."""
    return Verdict(id=ids.new(), shot=shot, digest="d" * 64, decision=Decision.ALLOW, decided_at=AT)


def job(ids: Ids, shot: str, *, state: JobState = JobState.QUEUED, order: str = "V", verdict: str | None = None) -> Job:
    """Make a job that asks for a take."""
    return Job(
        id=ids.new(),
        lane="animatic",
        request=request(shot),
        state=state,
        order=order,
        verdict=verdict,
        made_at=AT,
        changed_at=AT,
    )


def attempt(ids: Ids, job: Job, number: int = 1) -> Attempt:
    """Make a try at a job."""
    return Attempt(
        id=ids.new(),
        job=job.id,
        number=number,
        key=f"key-{number}",
        wire={"seed": 7},
        wire_hash="a" * 64,
        started_at=AT,
    )


def take(ids: Ids, job: Job, attempt: Attempt, verdict: Verdict, number: int = 1) -> Take:
    """Make the record of a finished take."""
    identity = ids.new()
    return Take(
        id=identity,
        shot=verdict.shot,
        number=number,
        job=job.id,
        attempt=attempt.id,
        verdict=verdict.id,
        provider="animatic",
        model="panel",
        prompt="A quiet street before the rain.",
        settings={"size": "1280x720", "seconds": "4"},
        seed=7,
        media=f"SQ010_SH0010_t{number:03}_{identity[-12:]}.mp4",
        sha256="b" * 64,
        facts=MediaFacts(
            codec="h264",
            width=1280,
            height=720,
            pixel_format="yuv420p",
            rate="24/1",
            time_base="1/12288",
            frames=96,
            constant=True,
            keyframes=(0, 48),
            reorder=2,
            rotation=0,
            colour="bt709",
            extradata="e" * 64,
            bytes=123456,
        ),
        made_at=AT,
    )


def still_request(of: str, number: int = 1) -> StillRequest:
    """Make a request for a still of one of the cast."""
    return StillRequest(
        **request(of, number).model_dump(exclude={"frames", "seconds"}), view=View.FRONT, role=Role.CHARACTER
    )


def still(ids: Ids, job: Job, attempt: Attempt, verdict: Verdict, number: int = 1) -> Still:
    """Make the record of a finished still."""
    identity = ids.new()
    return Still(
        id=identity,
        of=verdict.shot,
        view=View.FRONT,
        role=Role.CHARACTER,
        number=number,
        job=job.id,
        attempt=attempt.id,
        verdict=verdict.id,
        provider="animatic",
        model="panel",
        prompt="Tall, calm, seen from the front.",
        settings={"size": "1280x720"},
        seed=7,
        media=f"CH_Person_s{number:03}_{identity[-12:]}.png",
        sha256="f" * 64,
        facts=PictureFacts(format="png", width=1280, height=720, bytes=4321),
        made_at=AT,
    )
