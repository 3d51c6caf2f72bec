"""The animatic as a provider: free, offline, always there; its clips are drawn by the worker processes."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from ...model.errors import FourbeatError, Invalid, MediaError, NotFound, Storage
from ...model.format import Size
from ...model.job import Failure
from ...model.message import Message
from ...model.panel import Panel
from ...model.plan import Role
from ...model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Rejected,
    Resend,
    Stopping,
    Unsure,
    WireFile,
    WireRequest,
)
from ...model.request import StillRequest, TakeRequest
from ...model.time import Rate
from ..worker import Workers
from .task import draw, draw_still

MODEL = "animatic-1"
STILL = "animatic-still-1"
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")


class Animatic:
    """Draw requests in worker processes, into `scratch`; one job is one file there, named by the request's key.

    A job lives as long as this object or its finished file, which whoever owns `scratch` keeps for some days: a restart
    finds finished clips and draws the rest anew, frame for frame the same.
    """

    key = "animatic"

    def __init__(self, workers: Workers, scratch: Path) -> None:
        self._workers, self._scratch = workers, scratch
        self._running: dict[str, asyncio.Task[None]] = {}
        self._done: dict[str, float] = {}

    def capabilities(self) -> Capabilities:
        """Say what can be drawn."""
        model = ModelFacts(
            id=MODEL,
            longest="60",
            roles=(Role.FIRST_FRAME, Role.CHARACTER, Role.PLACE, Role.STYLE),
            seed=True,
            sound=True,
            free=True,
            panel=True,
        )
        still = model.model_copy(update={"id": STILL, "still": True, "sound": False})
        return Capabilities(
            provider=self.key,
            models=(model, still),
            resend=Resend.SAFE,
            finds=True,
            stopping=Stopping.ABORTS,
            lane_width=self._workers.count,
            learned_at="2026-11-21",
            source="built in",
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say that a request costs nothing."""
        del request
        return Estimate(free=True)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact drawing order. Raises Invalid for a size, length or model that cannot be drawn, NotFound."""
        facts = self.capabilities().model(request.model)
        if facts is None:
            raise Invalid("animatic.no-such-model", given=request.model, known=MODEL)
        still = isinstance(request, StillRequest)
        if facts.still is not still:
            raise Invalid("animatic.no-such-model", given=request.model, known=STILL if still else MODEL)
        if not facts.takes_size(request.size):
            raise Invalid("animatic.size", size=str(request.size))
        if request.fps.seconds(request.frames) > int(facts.longest):
            raise Invalid("animatic.too-long", longest=facts.longest)
        wanted = request.panel.picture
        if wanted is not None and wanted not in files:
            raise NotFound("picture.not-there", file=wanted[:12])
        payload = {
            "panel": request.panel.model_dump(mode="json"),
            "size": str(request.size),
            "rate": request.rate,
            "frames": request.frames,
            "seed": request.seed,
        }
        if still:
            payload["still"] = True
        pictures = (WireFile(field="picture", sha256=wanted, path=files[wanted]),) if wanted else ()
        return WireRequest(provider=self.key, key=key, payload=payload, files=pictures)

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Begin to draw; the key is the remote id. Submitting the same key again changes nothing."""
        if not _KEY.fullmatch(wire.key):
            return Rejected(Failure.INVALID, Message(code="animatic.bad-order"))
        task = self._running.get(wire.key)
        if (task is None or task.done()) and self._finished(wire.key) is None:
            try:
                panel = Panel.model_validate(wire.payload["panel"])
                size, rate = Size.parse(str(wire.payload["size"])), Rate.parse(str(wire.payload["rate"]))
                frames, seed = int(str(wire.payload["frames"])), int(str(wire.payload["seed"]))
            except (KeyError, ValueError, ValidationError):
                return Rejected(Failure.INVALID, Message(code="animatic.bad-order"))
            except FourbeatError as error:
                return Rejected(Failure.INVALID, error.message)
            pictures = {file.sha256: file.path for file in wire.files}
            self._forget(wire.key)
            self._done[wire.key] = 0.0
            if wire.payload.get("still") is True:
                work = self._draw_still(wire.key, panel, size, seed, pictures)
            else:
                work = self._draw(wire.key, panel, size, rate, frames, seed, pictures)
            self._running[wire.key] = asyncio.create_task(work, name=f"animatic {wire.key}")
        return Accepted(wire.key)

    async def find(self, wire: WireRequest) -> str | None:
        """Tell whether a request is being drawn here or its clip is ready."""
        task = self._running.get(wire.key)
        drawing = task is not None and not task.done()
        return wire.key if drawing or self._finished(wire.key) is not None else None

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a drawing is."""
        task = self._running.get(remote_id)
        if task is None or (task.done() and not task.cancelled() and task.exception() is None):
            if self._finished(remote_id) is not None:
                return Poll(Progress.READY, done=1.0, asset=remote_id)
            return Poll(Progress.GONE)
        if not task.done():
            done = self._done.get(remote_id, 0.0)
            # Before the first frame is drawn it may still stand in line for a worker.
            return Poll(Progress.RUNNING if done else Progress.WAITING, done=done, again_in=0.25)
        if task.cancelled():
            return Poll(Progress.CANCELLED)
        error = task.exception()
        assert error is not None
        failure, why = _reason(error)
        return Poll(Progress.FAILED, failure=failure, why=why)

    async def cancel(self, remote_id: str) -> Cancel:
        """Stop a drawing; a finished clip stays until it is fetched."""
        task = self._running.get(remote_id)
        if task is None or task.done():
            return Cancel.TOO_LATE
        task.cancel()
        await asyncio.wait([task])
        self._tidy(remote_id)
        return Cancel.ABORTED if task.cancelled() else Cancel.TOO_LATE

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Move the finished clip or picture to `part`. Raises NotFound, Storage."""
        clip = self._finished(asset)
        if clip is None:
            raise NotFound("animatic.no-clip")
        try:
            await asyncio.to_thread(shutil.move, clip, part)
        except OSError as error:
            detail = (error.strerror or type(error).__name__)[:80]
            raise Storage("encode.cannot-write", file=part.name, folder=str(part.parent), detail=detail) from error
        self._forget(remote_id)

    async def close(self) -> None:
        """Stop every drawing and clear away what is unfinished."""
        tasks = [task for task in self._running.values() if not task.done()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        for key in list(self._running):
            self._tidy(key)
            self._forget(key)

    async def _draw(
        self, key: str, panel: Panel, size: Size, rate: Rate, frames: int, seed: int, pictures: dict[str, Path]
    ) -> None:
        def heard(done: float) -> None:
            self._done[key] = done

        with contextlib.suppress(OSError):
            self._scratch.mkdir(parents=True, exist_ok=True)
        await self._workers.run(
            draw, panel, size, rate, frames, seed, pictures, self._clip(key), report=heard
        )  # fmt: skip

    async def _draw_still(self, key: str, panel: Panel, size: Size, seed: int, pictures: dict[str, Path]) -> None:
        with contextlib.suppress(OSError):
            self._scratch.mkdir(parents=True, exist_ok=True)
        await self._workers.run(draw_still, panel, size, seed, pictures, self._picture(key))

    def _forget(self, key: str) -> None:
        task = self._running.pop(key, None)
        self._done.pop(key, None)
        if task is not None and task.done() and not task.cancelled():
            # Looked at, so that asyncio does not complain of an error nobody heard.
            task.exception()

    def _clip(self, key: str) -> Path:
        return self._scratch / f"{key}.mp4"

    def _picture(self, key: str) -> Path:
        return self._scratch / f"{key}.png"

    def _finished(self, key: str) -> Path | None:
        """Give the finished clip or picture of a key."""
        if not _KEY.fullmatch(key):
            return None
        return next((one for one in (self._clip(key), self._picture(key)) if one.is_file()), None)

    def _tidy(self, key: str) -> None:
        for one in (self._clip(key), self._picture(key)):
            one.with_name(f"{one.name}.part").unlink(missing_ok=True)


def _reason(error: BaseException) -> tuple[Failure, Message]:
    """Sort an error into the kinds the retry rules know."""
    if not isinstance(error, FourbeatError):
        return Failure.MEDIA, MediaError("worker.failed", detail=type(error).__name__).message
    kinds = ((Invalid, Failure.INVALID), (Storage, Failure.STORAGE), (NotFound, Failure.NOT_FOUND))
    return next((kind for known, kind in kinds if isinstance(error, known)), Failure.MEDIA), error.message
