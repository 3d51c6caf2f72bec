"""Judging everything anew, once: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from fourbeat.model.cut import Clip
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot, ShotStatus
from fourbeat.model.request import RenderRequest, StillRequest, TakeRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Finding
from fourbeat.queue.judge import Judged

from .recorded import Recorded, content
from .rejudged import Deed, Rejudged, What, gravest
from .requests import request
from .rights_told import stored

if TYPE_CHECKING:
    from .studio import Studio


class Round:
    """Judge everything once; what was asked for with the same words is judged once."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._plan = studio.plan
        self._at = studio.desk.now()
        self._rights = studio.rights
        self._recorded = Recorded(studio.store)
        reviews = studio.reviews
        self._marks = {one.made.id: one for one in (*reviews.marks(), *reviews.marked_stills())}
        self._known: dict[object, Judged] = {}
        self._compares = len(self._rights.guarded().gallery) > 0
        self.unseen: list[Take | Still] = []

    def rows(self) -> Iterator[Rejudged]:
        """Give everything judged anew: briefs, jobs that have not ended, takes, stills, finished films."""
        jobs, every = self._studio.store.jobs(), self._studio.store.takes()
        shots = [one for one in self._plan.cut_shots() if one.status is not ShotStatus.OMITTED]
        places = {shot.id: place for place, shot in enumerate(self._plan.shots())}
        takes = sorted(every, key=lambda one: (places.get(one.shot, len(places)), one.shot, one.number))
        asked = {job.id: job for job in jobs if isinstance(job.request, TakeRequest)}
        open_ = [job for job in asked.values() if job.state not in ENDED]
        briefs = {shot.id: self._request(shot) for shot in shots}
        self._recorded.learn(filter(None, briefs.values()))
        for shot in shots:
            yield self._brief(shot, briefs[shot.id])
        for job in open_:
            yield self._job(job)
        held = self._studio.withdrawn.takes()
        found: dict[Id, Rejudged] = {}
        for take in takes:
            found[take.id] = self._take(take, asked.get(take.job), withdrawn=take.id in held)
            yield found[take.id]
        gone = self._studio.withdrawn.stills()
        for still in self._studio.store.stills():
            yield self._still(still, asked[still.job], withdrawn=still.id in gone)
        for job, render in _films(jobs):
            yield self._delivery(job, render, found)

    def _request(self, shot: Shot) -> TakeRequest | None:
        studio = self._studio
        try:
            return request(
                self._plan,
                studio.generators,
                shot,
                number=1,
                spoken=studio.desk.settings.voice,
                dialects=studio.dialects,
            )
        except FourbeatError:
            return None  # What keeps it from being asked for is told by the gate.

    def _brief(self, shot: Shot, asked: TakeRequest | None) -> Rejudged:
        judged = self._judged(asked) if asked else self._rights.judge_brief(shot, self._at)
        was = self._recorded.decision(asked) if asked else None
        return _rejudged(What.BRIEF, shot.id, message("recheck.brief", shot=shot.number), was, judged, asked=asked)

    def _job(self, job: Job) -> Rejudged:
        assert isinstance(job.request, TakeRequest)
        was = self._recorded.decision(job.request)
        label = message("recheck.job", job=self._studio.jobs.label(job))
        row = _rejudged(What.JOB, job.id, label, was, self._judged(job.request), asked=job.request)
        if row.now is Decision.BLOCK:
            # Whether an unknown one arrived nobody can say: what comes of it is withdrawn.
            return replace(row, deed=Deed.CANCEL) if job.state is not JobState.UNKNOWN else row
        hold = row.now is Decision.ASK and job.state is JobState.QUEUED
        return replace(row, deed=Deed.HOLD) if hold else row

    def _take(self, take: Take, job: Job | None, *, withdrawn: bool) -> Rejudged:
        asked = job.request if job is not None and isinstance(job.request, TakeRequest) else None
        shot = self._plan.get(Shot, take.shot)
        stay = self._recorded.stays(take)
        judged = self._judged(asked, stay) if asked else self._rights.judge_brief(shot, self._at)
        judged = replace(judged, findings=(*judged.findings, *self._seen(take)))
        label = message("recheck.take", shot=shot.number, take=f"t{take.number}")
        before = self._studio.withdrawn.said(take)
        row = _rejudged(What.TAKE, take.id, label, before or self._recorded.of_take(take, asked), judged, asked=asked)
        if row.now is Decision.BLOCK:
            return replace(row, deed=Deed.NONE if before is Decision.BLOCK else Deed.WITHDRAW, open=not withdrawn)
        return replace(row, deed=Deed.RETURN) if before is Decision.BLOCK else row

    def _still(self, still: Still, job: Job, *, withdrawn: bool) -> Rejudged:
        assert isinstance(job.request, StillRequest)
        judged = self._judged(job.request, self._recorded.stays(still))
        judged = replace(judged, findings=(*judged.findings, *self._seen(still)))
        label = self._studio.jobs.label(job)
        before = self._studio.withdrawn.said(still)
        was = before or self._recorded.of_take(still, job.request)
        row = _rejudged(What.STILL, still.id, label, was, judged, asked=job.request)
        if row.now is Decision.BLOCK:
            return replace(row, deed=Deed.NONE if before is Decision.BLOCK else Deed.WITHDRAW, open=not withdrawn)
        return replace(row, deed=Deed.RETURN) if before is Decision.BLOCK else row

    def _seen(self, made: Take | Still) -> Iterator[Finding]:
        """Give what a take or a still shows of what packs guard, and what a person saw in it that is not cleared."""
        looks, rights = self._studio.looks, self._rights
        if isinstance(made, Take):
            seen, shown = looks.clip(made, wait=True) if self._compares else None, rights.sighted(made, wait=True)
        else:
            seen = looks.picture_of(made, wait=True) if self._compares else None
            shown = rights.sighted_still(made, wait=True)
        if self._compares and seen is None:
            self.unseen.append(made)
        for found in shown:
            if found.ruled.decision is not Decision.ALLOW:
                yield stored(found, self._studio.desk.wording.language)
        if made.id in self._marks:
            mark = self._marks[made.id]
            yield Finding(
                rule="rights-review",
                decision=mark.decision,
                why=mark.why,
                fix=mark.fix,
                field="takes" if isinstance(made, Take) else "stills",
                subject=mark.review.subject,
            )

    def _delivery(self, job: Job, asked: RenderRequest, takes: dict[Id, Rejudged]) -> Rejudged:
        """Judge a film by the takes it holds."""
        used = {item.source.take for item in asked.cut.items if isinstance(item.source, Clip)}
        rows = [takes[one] for one in used if one in takes]
        now = gravest(one.now for one in rows)
        findings = tuple({one.model_dump_json(): one for row in rows for one in row.findings}.values())
        was = self._studio.withdrawn.said_of(job.id) or Decision.ALLOW
        label = message("job.render", file=asked.target.name)
        deed = Deed.NONE
        if now is not was:
            deed = Deed.NOTE
        if now is Decision.BLOCK and job.state not in ENDED:
            deed = Deed.CANCEL
        return Rejudged(What.DELIVERY, job.id, label, now, findings, was, deed)

    def _judged(self, asked: TakeRequest, stay: frozenset[Id] = frozenset()) -> Judged:
        key = asked.shot, content(asked), stay
        if key not in self._known:
            self._known[key] = self._rights.judge_anew(asked, self._at, stay=stay)
        return self._known[key]


def _films(jobs: list[Job]) -> Iterator[tuple[Job, RenderRequest]]:
    """Give the films that are there or will be: of several that were written to one file only the last is."""
    renders = [(job, job.request) for job in jobs if isinstance(job.request, RenderRequest)]
    done = sorted((one for one in renders if one[0].state is JobState.DONE), key=lambda one: one[0].changed_at)
    last = {asked.target: job.id for job, asked in done if asked.target.is_file()}
    for job, asked in renders:
        if job.state not in ENDED or last.get(asked.target) == job.id:
            yield job, asked


def _rejudged(
    what: What, of: Id, label: Message, was: Decision | None, judged: Judged, *, asked: TakeRequest | None
) -> Rejudged:
    now = gravest(one.decision for one in judged.findings)
    return Rejudged(what, of, label, now, judged.findings, was, asked=asked, judged=judged)
