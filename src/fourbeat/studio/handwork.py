"""Handwork: orders for websites, and the clips that people bring back, matched to the shots they are of."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.media.worker import Workers
from fourbeat.model.errors import Invalid, MediaError, NotFound, Refused, Storage
from fourbeat.model.ids import Id
from fourbeat.model.job import Job, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.providers.handwork import CLIPS, KEY, PICTURES, Handwork, clear, clips_in

from .generators import ORDERS, prober

if TYPE_CHECKING:
    from .studio import Studio

_WAITS = frozenset({JobState.ACCEPTED, JobState.RUNNING})
_WORDS = re.compile(r"[^\W_]+")
_ALIKE = 4
"""So many words of the prompt in a row of a file's name, and in no other order's, say that the clip belongs to it."""


@dataclass(frozen=True)
class Order:
    """Be an order that waits for somebody's clip."""

    job: Job
    folder: Path
    prompt: str
    pictures: tuple[Path, ...]

    @property
    def request(self) -> TakeRequest:
        """Give what was asked for."""
        assert isinstance(self.job.request, TakeRequest)
        return self.job.request


@dataclass(frozen=True)
class Match:
    """Say which order a clip belongs to, None where only a person can tell, and by what (a message code)."""

    file: Path
    order: Order | None
    by: str = ""


class Handworks:
    """Hold the verbs and questions about orders that people carry out themselves."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    # Questions

    def orders(self) -> list[Order]:
        """Give the orders that wait for a clip, in the order of the queue."""
        found = []
        for job in self._studio.store.jobs(_WAITS):
            if isinstance(job.request, TakeRequest) and (folder := self._folder(job)) is not None:
                pictures = folder / PICTURES
                names = tuple(sorted(pictures.iterdir())) if pictures.is_dir() else ()
                found.append(Order(job, folder, job.request.prompt, names))
        return found

    def waits(self, job: Job) -> bool:
        """Tell whether a job waits for a clip that somebody makes by hand."""
        return (
            job.state is JobState.ACCEPTED
            and isinstance(job.request, TakeRequest)
            and isinstance(self._studio.generators.get(job.request.provider), Handwork)
        )

    def match(self, files: Sequence[Path]) -> list[Match]:
        """Say which orders clips belong to: by the order's code, the shot's number, the prompt's words, or being alone.

        A file that names no order and could belong to several is left to the person. Raises Invalid for a file that is
        no clip, NotFound.
        """
        for file in files:
            if not file.is_file():
                raise NotFound("handwork.no-file", file=str(file))
            if file.suffix.lower() not in CLIPS:
                raise Invalid("handwork.no-clip-file", file=file.name, kinds=CLIPS)
        orders = self.orders()
        found = [_named(file, orders) for file in files]
        left = [one for one in orders if all(match.order != one for match in found)]
        unsure = [match for match in found if match.order is None]
        if len(left) == 1 and len(unsure) == 1:
            found[found.index(unsure[0])] = Match(unsure[0].file, left[0], "handwork.by.alone")
        return found

    # Verbs

    def bring(self, *, clips: Sequence[tuple[Path, Order]]) -> list[Job]:
        """Take clips for the orders they were made for; a second clip for one order becomes a take of its own.

        The files stay where they are. Give the jobs that become takes once the queue has run. Raises MediaError for a
        file that is no playable clip, Storage; then nothing has been taken.
        """
        self._playable([file for file, _order in clips])
        jobs, filled = [], set[Id]()
        for file, order in clips:
            if order.job.id in filled:
                jobs += self.bring_for(shot=self._studio.plan.get(Shot, order.request.shot), files=[file], checked=True)
                continue
            filled.add(order.job.id)
            _put(file, order.folder)
            jobs.append(order.job)
            self._look(order.job)
        return jobs

    def bring_for(self, *, shot: Shot, files: Sequence[Path], checked: bool = False) -> list[Job]:
        """Take clips that nobody ordered as takes of a shot; each passes the gate as if it had been asked for.

        May take as long as the queue takes to reach them. Raises Refused where the gate does not let the shot pass,
        MediaError, Storage.
        """
        if not checked:
            self._playable(files)
        by_hand = shot.model_copy(update={"provider": KEY, "model": None})
        asked = self._studio.jobs.add(shots=[by_hand], takes=len(files))
        # Run as far as an order goes: through the gate, and to the folder that the clip is put into.
        laid_out = self._studio.jobs.run(only=[job.id for job in asked])
        for file, job in zip(files, sorted(laid_out, key=lambda job: job.order), strict=True):
            folder = self._folder(job)
            if job.state not in _WAITS or folder is None:
                raise Refused(
                    "handwork.not-laid-out", file=file.name, why=job.why or message(f"state.{job.state.value}")
                )
            _put(file, folder)
            self._look(job)
        return laid_out

    def tidy(self) -> None:
        """Clear away the orders whose clips have become takes; what people put beside them stays."""
        for job in self._studio.store.jobs({JobState.DONE}):
            folder = self._folder(job)
            if folder is None or job.take is None:
                continue
            take = self._studio.store.take(job.take)
            for clip in clips_in(folder):
                if clip.stat().st_size == take.facts.bytes:
                    clip.unlink(missing_ok=True)
            clear(folder)

    def _look(self, job: Job) -> None:
        if self._studio.jobs.running:
            self._studio.jobs.look(job=job)

    def _folder(self, job: Job) -> Path | None:
        """Name the folder of a job's order, if it was laid out by hand and is still there."""
        if not isinstance(job.request, TakeRequest):
            return None
        if not isinstance(self._studio.generators.get(job.request.provider), Handwork):
            return None
        attempt = max(self._studio.store.attempts(job.id), key=lambda one: one.number, default=None)
        if attempt is None or attempt.remote_id is None:
            return None
        folder = self._studio.folder / ORDERS / Path(attempt.remote_id).name
        return folder if folder.is_dir() else None

    def _playable(self, files: Sequence[Path]) -> None:
        for file in files:
            if not file.is_file():
                raise NotFound("handwork.no-file", file=str(file))
            if file.suffix.lower() not in CLIPS:
                raise Invalid("handwork.no-clip-file", file=file.name, kinds=CLIPS)

        async def look() -> None:
            pool = Workers(1)
            try:
                probe = prober(pool)
                for file in files:
                    try:
                        await probe(file)
                    except MediaError as error:
                        raise MediaError("handwork.not-playable", file=file.name, reason=error.message) from error
            finally:
                await pool.close()

        asyncio.run(look())


def _named(file: Path, orders: Sequence[Order]) -> Match:
    """Find the one order that a file's name speaks of."""
    name = file.stem.casefold()
    words = _WORDS.findall(name)
    codes = [one for one in orders if _code(one).casefold() in words]
    if len(codes) == 1:
        return Match(file, codes[0], "handwork.by.code")
    labels = [one for one in orders if _says(name, one.request.label)]
    if len(labels) == 1:
        return Match(file, labels[0], "handwork.by.number")
    alike = [one for one in labels or orders if _alike(words, one.prompt)]
    return Match(file, alike[0], "handwork.by.prompt") if len(alike) == 1 else Match(file, None)


def _code(order: Order) -> str:
    return order.folder.name.rsplit(" ", 1)[-1]


def _says(name: str, label: str) -> bool:
    """Tell whether a file's name says a shot's number, as "sh0010", "shot 10A" or "010_v2" do."""
    if not label:
        return False
    bare = label.casefold().lstrip("0") or "0"
    return re.search(rf"(?<![a-z0-9])(?:sh|shot)?[ _-]*0*{re.escape(bare)}(?![a-z0-9])", name) is not None


def _alike(words: Sequence[str], prompt: str) -> bool:
    """Tell whether a file is named by the first words of a prompt, as many websites name them."""
    asked = " ".join(_WORDS.findall(prompt.casefold()))
    runs = (" ".join(words[at : at + _ALIKE]) for at in range(len(words) - _ALIKE + 1))
    return any(f" {run} " in f" {asked} " for run in runs)


def _put(file: Path, folder: Path) -> None:
    """Copy a clip into an order's folder, whole or not at all."""
    target = folder / f"clip{file.suffix.lower()}"
    part = target.with_name(f"{target.name}.part")
    try:
        shutil.copyfile(file, part)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise Storage("handwork.not-written", folder=str(folder), detail=error.strerror or "") from error
