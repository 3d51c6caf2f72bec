"""Recheck: old work judged anew by today's packs, consents and use; what it concludes reaches takes like a revocation.

Briefs, jobs, takes and finished films are judged as the gate would judge them today. Nothing is destroyed: jobs that
wait are cancelled or held, takes that are forbidden now are withdrawn, and come back once a later recheck clears them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import JsonValue

from fourbeat.model.cut import Clip
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, WAITING, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot, ShotStatus
from fourbeat.model.request import RenderRequest, TakeRequest
from fourbeat.model.take import Take
from fourbeat.model.verdict import Basis, Decision, Finding, Verdict
from fourbeat.policy.judging import STRICTNESS
from fourbeat.queue.gate import covering, digest
from fourbeat.queue.judge import Judged

from .recorded import Recorded, content
from .requests import request
from .rights_told import stored

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio


class What(StrEnum):
    """Name what is judged anew."""

    BRIEF = "brief"
    JOB = "job"
    TAKE = "take"
    DELIVERY = "delivery"


class Deed(StrEnum):
    """Name what follows from it."""

    NONE = "none"
    CANCEL = "cancel"
    HOLD = "hold"
    WITHDRAW = "withdraw"
    RETURN = "return"
    NOTE = "note"


COUNTED = {
    What.BRIEF: "recheck.count-brief",
    What.JOB: "recheck.count-job",
    What.TAKE: "recheck.count-take",
    What.DELIVERY: "recheck.count-delivery",
}
"""How many of each are spoken of."""

DID = {
    Deed.CANCEL: "recheck.did-cancel",
    Deed.HOLD: "recheck.did-hold",
    Deed.WITHDRAW: "recheck.did-withdraw",
    Deed.RETURN: "recheck.did-return",
    Deed.NOTE: "recheck.did-note",
}
WOULD = {
    Deed.CANCEL: "recheck.would-cancel",
    Deed.HOLD: "recheck.would-hold",
    Deed.WITHDRAW: "recheck.would-withdraw",
    Deed.RETURN: "recheck.would-return",
    Deed.NOTE: "recheck.would-note",
}
"""What is said of each deed, once it was done and before."""


@dataclass(frozen=True)
class Rejudged:
    """Be one thing judged anew: what a verdict said of it before (None: no verdict speaks of it), and what holds now.

    `open` says that it counts for how the film stands: a take that is withdrawn is dealt with.
    """

    what: What
    of: Id
    label: Message
    now: Decision
    findings: tuple[Finding, ...]
    was: Decision | None = None
    deed: Deed = Deed.NONE
    asked: TakeRequest | None = None
    judged: Judged | None = None
    open: bool = True

    @property
    def changed(self) -> bool:
        """Tell whether it is judged otherwise than before; where no verdict speaks of it, whether anything is found."""
        return self.now is not (self.was or Decision.ALLOW) or self.deed is not Deed.NONE


@dataclass(frozen=True)
class Rechecked:
    """Be everything that was judged anew."""

    rows: tuple[Rejudged, ...]
    unseen: tuple[Take, ...] = ()
    """Takes that could not be compared with the pictures that packs guard: their files are gone or cannot be read."""

    @property
    def changed(self) -> list[Rejudged]:
        """Give what is judged otherwise now."""
        return [one for one in self.rows if one.changed]

    @property
    def decision(self) -> Decision:
        """Say how the film stands: the strictest of all that is open."""
        return gravest(one.now for one in self.rows if one.open)

    def count(self, what: What) -> int:
        """Count the things of one kind that were judged."""
        return sum(1 for one in self.rows if one.what is what)


class Recheck:
    """Judge old work anew."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def reaches(self) -> tuple[int, int]:
        """Count the takes and shots that a new or changed pack has judged anew."""
        return len(self._store.takes()), len(self._studio.plan.cut_shots())

    def look(self) -> Rechecked:
        """Judge everything anew; nothing is written. Raises Storage for a damaged trust book."""
        turn = _Round(self._studio)
        return Rechecked(tuple(turn.rows()), tuple(turn.unseen))

    def run(self) -> Rechecked:
        """Judge everything anew, write down what changed, and let it reach jobs and takes."""
        found = self.look()
        self.carry_out(found)
        return found

    def carry_out(self, found: Rechecked) -> None:
        """Write down what was found, and let it reach jobs and takes. Raises Storage."""
        at, changed = self._studio.desk.now(), found.changed
        counts: dict[str, JsonValue] = {what.value: found.count(what) for what in What}
        told: dict[str, JsonValue] = {
            "judged": counts,
            "changed": len(changed),
            "decision": found.decision.value,
            "packs": [f"{one.id} {one.version} {one.sha256}" for one in self._studio.rights.packs()],
        }

        def work(writer: Writer) -> None:
            verdicts: dict[object, Id] = {}
            for one in changed:
                verdict = self._verdict(writer, one, verdicts, at)
                if one.what is not What.BRIEF:
                    writer.add_recheck(one.of, _entry(one, verdict), at)
            writer.add_recheck(self._store.plan.project.id, told, at)
            for one in changed:
                self._stop(writer, one)

        self._store.write(work)
        for one in changed:
            self._cancel(one)

    def _verdict(self, writer: Writer, one: Rejudged, known: dict[object, Id], at: str) -> Id | None:
        """Write down a verdict, once for all that was asked for with the very same words."""
        if one.asked is None or one.judged is None:
            return None
        request = digest(one.asked)
        key = request, tuple(found.model_dump_json() for found in one.findings)
        if key not in known:
            judged = one.judged
            basis = Basis(
                request=request,
                rights=judged.rights,
                packs=judged.packs,
                people=judged.people,
                relied=judged.relied,
                subjects=judged.subjects,
            )
            known[key] = self._studio.desk.ids.new()
            writer.add_verdict(
                Verdict(
                    id=known[key],
                    shot=one.asked.shot,
                    digest=covering(basis),
                    decision=one.now,
                    findings=one.findings,
                    decided_at=at,
                    valid_until=judged.holds_until,
                    duties=judged.duties,
                    basis=basis,
                )
            )
        return known[key]

    def _stop(self, writer: Writer, one: Rejudged) -> None:
        """Cancel or hold a job that waits; inside the write nobody else can move it."""
        if one.deed not in (Deed.CANCEL, Deed.HOLD) or (state := self._store.job(one.of).state) not in WAITING:
            return
        why = next((found.why for found in one.findings if found.decision is one.now), None)
        if one.deed is Deed.CANCEL:
            writer.move_job(one.of, JobState.CANCELLED, expect=state, why=why, not_before=None)
        elif state is JobState.QUEUED:
            writer.move_job(one.of, JobState.HELD, expect=state, why=why, not_before=None)

    def _cancel(self, one: Rejudged) -> None:
        """Cancel a job that is under way, as far as its generator allows; what comes all the same is withdrawn."""
        if one.deed is not Deed.CANCEL or (job := self._store.job(one.of)).state in ENDED:
            return
        try:
            self._studio.jobs.cancel(job=job)
        except FourbeatError:
            return


class _Round:
    """Judge everything once; what was asked for with the same words is judged once."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._plan = studio.plan
        self._at = studio.desk.now()
        self._rights = studio.rights
        self._recorded = Recorded(studio.store)
        self._marks = {one.take.id: one for one in studio.reviews.marks()}
        self._known: dict[object, Judged] = {}
        self._compares = len(self._rights.guarded().gallery) > 0
        self.unseen: list[Take] = []

    def rows(self) -> Iterator[Rejudged]:
        """Give everything judged anew: briefs, jobs that have not ended, takes, finished films."""
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

    def _seen(self, take: Take) -> Iterator[Finding]:
        """Give what a take's pictures show of what packs guard, and what a person saw in it that is not cleared."""
        if self._compares and self._studio.looks.clip(take, wait=True) is None:
            self.unseen.append(take)
        for found in self._rights.sighted(take, wait=True):
            if found.ruled.decision is not Decision.ALLOW:
                yield stored(found, self._studio.desk.wording.language)
        if take.id in self._marks:
            mark = self._marks[take.id]
            yield Finding(
                rule="rights-review",
                decision=mark.decision,
                why=mark.why,
                fix=mark.fix,
                field="takes",
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


def gravest(several: Iterable[Decision]) -> Decision:
    """Give the strictest of several decisions; none is allowed."""
    return max(several, key=STRICTNESS.index, default=Decision.ALLOW)


def _rejudged(
    what: What, of: Id, label: Message, was: Decision | None, judged: Judged, *, asked: TakeRequest | None
) -> Rejudged:
    now = gravest(one.decision for one in judged.findings)
    return Rejudged(what, of, label, now, judged.findings, was, asked=asked, judged=judged)


def _entry(one: Rejudged, verdict: Id | None) -> dict[str, JsonValue]:
    return {
        "kind": one.what.value,
        "decision": one.now.value,
        "was": one.was.value if one.was else None,
        "deed": one.deed.value,
        "verdict": verdict,
    }
