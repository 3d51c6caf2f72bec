"""Handwork: orders for websites, and the clips and pictures that people bring back, each for what it is of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from fourbeat.model.errors import Cancelled, FourbeatError, Invalid, NotFound, Refused, Storage
from fourbeat.model.ids import Id, code
from fourbeat.model.job import ENDED, Attempt, Job, JobState, Money, Place
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.still import PictureFacts
from fourbeat.providers.handwork import BROUGHT, CLIPS, KEY, PICTURES, STILLS, Handwork, brought_to, clear

from .clip_looking import Looked, gathered, look_at
from .clip_matching import Match, Order, matched
from .lying import Lying, lying

if TYPE_CHECKING:
    from .studio import Studio

__all__ = ["Brought", "Handworks", "Looked", "Match", "Order", "gathered"]

_WAITS = frozenset({JobState.ACCEPTED, JobState.RUNNING})
_FILLED = frozenset({JobState.DOWNLOADING, JobState.DONE})
"""The states of an order that has its clip or picture: another one becomes another take or still."""
_PIECE = 4 * 1024 * 1024


@dataclass(frozen=True)
class Brought:
    """Say what became of a file: the job that makes it a take or a still, or what went wrong."""

    file: Path
    job: Job | None
    error: FourbeatError | None = None


class Handworks:
    """Hold the verbs and questions about orders that people carry out themselves."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    # Questions

    def orders(self) -> list[Order]:
        """Give the orders that wait for a clip or a picture, in the order of the queue."""
        jobs = sorted(self._studio.store.jobs(_WAITS), key=lambda job: (job.order, job.id))
        return [found for job in jobs if (found := self.laid_out(job)) is not None]

    def laid_out(self, job: Job) -> Order | None:
        """Give the order that a job waits with, for a clip or a picture; None where its folder is gone."""
        if job.state not in _WAITS or not isinstance(job.request, TakeRequest):
            return None
        if (folder := self.folder(job)) is None:
            return None
        pictures = folder / PICTURES
        names = tuple(sorted(pictures.iterdir())) if pictures.is_dir() else ()
        return Order(job, folder, job.request.prompt, names)

    def lying(self) -> list[Lying]:
        """Name what lies in the folders of orders that wait, and around them, whole or not."""
        return lying(self.orders())

    def folder(self, job: Job) -> Path | None:
        """Name the folder of a job's order, if it was laid out by hand and is still there."""
        if not isinstance(job.request, TakeRequest):
            return None
        maker, attempt = self._studio.generators.get(job.request.provider), self._attempt(job)
        if not isinstance(maker, Handwork) or attempt is None or attempt.remote_id is None:
            return None
        return maker.folder(attempt.remote_id)

    def waits(self, job: Job | Place) -> bool:
        """Tell whether a job waits for a clip that somebody makes by hand: nothing is at work on it."""
        return job.state is JobState.ACCEPTED and isinstance(self._studio.generators.get(job.lane), Handwork)

    def waiting(self) -> int:
        """Count the jobs that wait for somebody's hands."""
        return sum(self.waits(place) for place in self._studio.store.places({JobState.ACCEPTED}))

    def match(self, files: Sequence[Path], *, in_order: bool = False) -> list[Match]:
        """Say which orders clips and pictures belong to: by what their names say of the order, or by being alone.

        A file that names no order and could belong to several is left to the person, or with `in_order` given to the
        orders that are left, the oldest file first. Raises Invalid for a file that is neither, NotFound.
        """
        for file in files:
            if not file.is_file():
                raise NotFound("handwork.no-file", file=str(file))
            if file.suffix.lower() not in (*CLIPS, *STILLS):
                raise Invalid("handwork.no-clip-file", file=file.name, kinds=(*CLIPS, *STILLS))
        return matched(files, self.orders(), in_order=in_order)

    def look(
        self, files: Sequence[Path], *, heard: Callable[[Looked], None] | None = None, stop: Event | None = None
    ) -> list[Looked]:
        """Look whether files are clips or pictures, each told to `heard` once it is known. Raises Cancelled."""
        return look_at(files, heard=heard, stop=stop)

    # Verbs

    def bring(
        self,
        *,
        clips: Sequence[tuple[Looked, Order | Shot]],
        paid: Money | None = None,
        each: Mapping[Path, Money | None] | None = None,
        heard: Callable[[Brought], None] | None = None,
        stop: Event | None = None,
    ) -> list[Brought]:
        """Take clips and pictures for the orders or the shots they are of, and write down what each cost, if known.

        `paid` is what every one cost, `each` what single ones did, None for those of which it is not known.
        A second one for the same order becomes a take or a still of its own; one that nobody ordered passes the gate
        and the caps as if it had been asked for, a picture as the first frame of its shot. The files stay where they
        are. What is wrong with one keeps no other back; after `stop` what was not reached is left. The takes and stills
        are there once the queue has gone on.
        """
        brought: list[Brought] = []
        filled = set[Id]()
        for looked, where in clips:
            job: Job | None = None
            try:
                job = self._bring(looked, where, filled, stop)
                cost = (each or {}).get(looked.file, paid)
                if cost is not None and (attempt := self._attempt(job)) is not None:
                    self._studio.budget.settle(attempt=attempt.id, amount=cost.amount, currency=cost.currency)
                brought.append(Brought(looked.file, job))
            except FourbeatError as error:
                brought.append(Brought(looked.file, job, error))
            if heard is not None:
                heard(brought[-1])
        return brought

    def tidy(self, jobs: Collection[Id] | None = None) -> None:
        """Clear away the orders whose clips have become takes, of some jobs or all; what people put there stays."""
        for job in self._studio.store.jobs({JobState.DONE}):
            if jobs is not None and job.id not in jobs:
                continue
            folder = self.folder(job)
            made = self._studio.store.take(job.take).facts if job.take is not None else self._still_of(job)
            if folder is None or made is None:
                continue
            for file in brought_to(folder):
                if file.stat().st_size == made.bytes:
                    file.unlink(missing_ok=True)
            clear(folder)

    def give_up(self, *, job: Job) -> None:
        """Leave no order behind that only a file asked for which was not taken."""
        try:
            if self._studio.store.job(job.id).state not in ENDED:
                self._studio.jobs.cancel(job=job)
        except FourbeatError:
            # It waits in the queue, where a person can cancel it.
            return

    # Inside

    def _bring(self, looked: Looked, where: Order | Shot, filled: set[Id], stop: Event | None) -> Job:
        if looked.error is not None:
            raise looked.error
        if stop is not None and stop.is_set():
            raise Cancelled("handwork.stopped", file=looked.file.name)
        picture = looked.picture is not None
        if isinstance(where, Order):
            if where.picture is not picture:
                wrong = "handwork.wants-picture" if where.picture else "handwork.wants-clip"
                raise Invalid(wrong, file=looked.file.name, job=code(where.job.id))
            job = self._studio.store.job(where.job.id)
            if job.id not in filled:
                if self.laid_out(job) is not None:
                    self._answer(looked.file, job, stop)
                    # Not before: what was not taken fills nothing.
                    filled.add(job.id)
                    return job
                if job.state not in _FILLED:
                    state = message(f"state.{job.state.value}")
                    raise Refused("handwork.not-laid-out", file=looked.file.name, why=state)
        if picture:
            return self._studio.stills.bring_unasked(file=looked.file, of=_request(where))
        if (why := self._studio.jobs.paused) is not None:
            raise Refused("handwork.not-laid-out", file=looked.file.name, why=why)
        job = self._asked_for(looked.file, where)
        try:
            self._put(looked.file, job, stop)
        except FourbeatError:
            self.give_up(job=job)
            raise
        return job

    def _answer(self, file: Path, job: Job, stop: Event | None) -> None:
        if isinstance(job.request, StillRequest):
            self._studio.stills.bring(file=file, job=job)
        else:
            self._put(file, job, stop)

    def _asked_for(self, file: Path, where: Order | Shot) -> Job:
        """Ask for a take that nobody has ordered, and run it as far as an order goes: through the gate, to a folder."""
        jobs = self._studio.jobs
        if isinstance(where, Order):
            same = where.request

            def like(wanted: TakeRequest) -> TakeRequest:
                return same.model_copy(update={"number": wanted.number, "seed": wanted.seed})

            shot = self._studio.plan.get(Shot, same.shot)
            by_hand = shot.model_copy(update={"provider": same.provider, "model": same.model})
            asked = jobs.add_like(shot=by_hand, like=like)
        else:
            asked = jobs.add(shots=[where.model_copy(update={"provider": KEY, "model": None})])
        jobs.run(only=[asked[0].id])
        job = self._studio.store.job(asked[0].id)
        if job.state in _WAITS and self.folder(job) is not None:
            return job
        why = job.why or message(f"state.{job.state.value}")
        self.give_up(job=job)
        raise Refused("handwork.not-laid-out", file=file.name, why=why)

    def _put(self, file: Path, job: Job, stop: Event | None) -> None:
        folder = self.folder(job)
        if folder is None:
            raise NotFound("handwork.no-order", job=job.id)
        copied(file, folder / f"{BROUGHT}{file.suffix.lower()}", stop)
        if self._studio.jobs.running:
            self._studio.jobs.look(job=job)

    def _still_of(self, job: Job) -> PictureFacts | None:
        if job.of is None:
            return None
        return next((one.facts for one in self._studio.store.stills(job.of) if one.job == job.id), None)

    def _attempt(self, job: Job) -> Attempt | None:
        return max(self._studio.store.attempts(job.id), key=lambda one: one.number, default=None)


def _request(where: Order | Shot) -> StillRequest | Shot:
    if isinstance(where, Shot):
        return where
    assert isinstance(where.request, StillRequest)
    return where.request


def copied(file: Path, target: Path, stop: Event | None = None) -> None:
    """Copy a file into an order's folder, whole or not at all. Raises Cancelled, NotFound, Storage."""
    folder = target.parent
    part = target.with_name(f"{target.name}.part")
    try:
        with file.open("rb") as source, part.open("wb") as copy:
            while piece := source.read(_PIECE):
                if stop is not None and stop.is_set():
                    raise Cancelled("handwork.stopped", file=file.name)
                copy.write(piece)
        part.replace(target)
    except FileNotFoundError as error:
        part.unlink(missing_ok=True)
        if not file.exists():
            raise NotFound("handwork.no-file", file=str(file)) from error
        raise Storage("handwork.not-written", folder=str(folder), detail=error.strerror or "") from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Storage("handwork.not-written", folder=str(folder), detail=error.strerror or "") from error
    except Cancelled:
        part.unlink(missing_ok=True)
        raise
