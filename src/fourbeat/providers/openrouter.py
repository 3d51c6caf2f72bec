"""OpenRouter's way of asking for videos: one key for many models, which say themselves what they make and cost.

Source: openrouter 1.3.84, and openrouter.ai/docs/features/multimodal/video-generation, both as of 2026-11-20.
"""

from __future__ import annotations

import asyncio
import base64
import math
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import islice
from pathlib import Path

from pydantic import JsonValue

from fourbeat.model.connection import Connection
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, ProviderError
from fourbeat.model.format import Size
from fourbeat.model.job import Charged, Failure, Money
from fourbeat.model.message import message
from fourbeat.model.picture_kind import Kind, kind_of
from fourbeat.model.plan import Role
from fourbeat.model.price import heard, tier
from fourbeat.model.pricing import priced
from fourbeat.model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Rejected,
    Resend,
    Shape,
    Stopping,
    Unsure,
    WireFile,
    WireRequest,
)
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.time import exact

from . import reading, skus
from .line import Line, Lost, NeverLeft

_FRAMES = {Role.FIRST_FRAME: "first_frame", Role.LAST_FRAME: "last_frame"}
_AGAIN = 15.0
"""Seconds between two looks; ten to thirty are asked for."""
_MOST_MODELS = 2000
_MOST_SHAPES = 200
_DEAREST, _FINEST = 10**9, 60
"""What a clip may cost, and to how many decimals that may be told, to be believed."""
_RATIO = re.compile(r"(\d{1,4}):(\d{1,4})")


class OpenRouter:
    """Ask OpenRouter for clips.

    There is no list of requests, no cancelling and no key against duplicates: without an answer, one stays unknown.
    """

    def __init__(self, connection: Connection, line: Line, known: Capabilities | None = None) -> None:
        self.key = connection.key
        self._connection, self._line, self._known = connection, line, known
        self._last: dict[str, Progress] = {}
        native = connection.options.get("native")
        # Which models edit and extend is published nowhere: a person who has seen it may say so.
        self._native = tuple(verb for verb in Verb if isinstance(native, list) and verb.value in native)
        sound = connection.options.get("sound")
        self._sound = sound if isinstance(sound, bool) else None

    def capabilities(self) -> Capabilities:
        """Say what was learned of the models; before that there are none."""
        return self._heard(self._known) if self._known else self._said((), "")

    def _heard(self, known: Capabilities) -> Capabilities:
        """Let the prices be those of clips with or without sound, where the person has said which are asked for."""
        if self._sound is None:
            return known
        models = tuple(
            one.model_copy(update={"prices": heard(one.prices, self._sound)}) if one.sound else one
            for one in known.models
        )
        return known.model_copy(update={"models": models})

    def _said(self, models: tuple[ModelFacts, ...], source: str) -> Capabilities:
        return Capabilities(
            provider=self.key,
            models=models,
            resend=Resend.NEVER,
            finds=False,
            stopping=Stopping.CANNOT,
            lane_width=self._connection.width,
            learned_at="",
            source=source,
        )

    async def answers(self) -> bool:
        """Tell whether the server answers at all, whatever it says."""
        return await self._line.answers()

    async def learn(self) -> Capabilities:
        """Ask whether the key is let in, and which models there are. Raises ProviderError."""
        key = await self._line.ask("GET", "/key")
        if key.status in (401, 403):
            raise reading.trouble(key, self._connection.name)
        answer = await self._line.ask("GET", "/videos/models")
        if not answer.ok:
            raise reading.trouble(answer, self._connection.name)
        data = answer.table().get("data")
        entries = [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []
        models = tuple(made for one in entries[:_MOST_MODELS] if (made := self._facts(one)) is not None)
        if not models:
            raise ProviderError("openrouter.no-models", provider=self._connection.name)
        return self._said(models, "GET /videos/models")

    def _facts(self, entry: Mapping[str, JsonValue]) -> ModelFacts | None:
        name = entry.get("id")
        if not isinstance(name, str) or not 0 < len(name) <= 200:
            return None
        lengths = sorted({length for one in _list(entry, "supported_durations") if (length := _length(one))})
        frames = _list(entry, "supported_frame_images")
        sizes = tuple(size for one in _list(entry, "supported_sizes") if (size := _size(one)) is not None)
        shapes = () if sizes else tuple(islice(_shapes(entry), _MOST_SHAPES))
        return ModelFacts(
            id=name,
            sizes=sizes or tuple(dict.fromkeys(one.size for one in shapes)),
            shapes=shapes,
            seconds=tuple(str(one) for one in lengths),
            roles=tuple(role for role, word in _FRAMES.items() if word in frames),
            pictures=len([word for word in _FRAMES.values() if word in frames]),
            seed=entry.get("seed") is True,
            sound=entry.get("generate_audio") is True,
            native=self._native,
            prices=skus.prices(entry.get("pricing_skus")),
        )

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say what a clip costs by the published prices; what it costs in truth is told when it is done."""
        facts = self.capabilities().model(request.model) if self.capabilities().models else None
        asked = request.model_copy(update={"seconds": str(_whole(request))})
        return priced(facts, asked) or Estimate(basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact request; pictures stand in it by content. Raises Invalid, NotFound."""
        facts = self.capabilities().model(request.model) if self.capabilities().models else None
        if facts is None:
            known = tuple(one.id for one in self.capabilities().models)
            raise Invalid("openrouter.no-such-model", model=request.model, provider=self._connection.name, known=known)
        payload: dict[str, JsonValue] = {
            "model": facts.id,
            "prompt": request.prompt,
            "duration": _whole(request),
        }
        shape = next((one for one in facts.shapes if one.size == request.size), None)
        if shape is None:
            payload["size"] = str(request.size)
        else:
            payload |= {"resolution": shape.height, "aspect_ratio": shape.ratio}
        if facts.seed:
            payload["seed"] = request.seed
        if facts.sound and self._sound is not None:
            payload["generate_audio"] = self._sound
        if request.verb is not Verb.NEW:
            payload["previous_job_id"] = self._previous(request, facts)
        sent = tuple(_frames(request, facts, files))
        return WireRequest(provider=self.key, key=key, payload=payload, files=sent)

    def _previous(self, request: TakeRequest, facts: ModelFacts) -> str:
        source = request.source
        if request.verb not in facts.native or source is None or source.provider != self.key or not source.remote_id:
            raise Invalid("openrouter.cannot-go-on", model=facts.id)
        return source.remote_id

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Ask once. Whatever is not a plain no may have been charged."""
        body = dict(wire.payload)
        try:
            if wire.files:
                body["frame_images"] = await asyncio.to_thread(lambda: [_image(file) for file in wire.files])
        except OSError as error:
            return Rejected(Failure.STORAGE, message("line.file-gone", file=error.filename or ""))
        answer = await self._line.submit_once("/videos", json=body)
        if isinstance(answer, NeverLeft):
            return Rejected(answer.failure, answer.why)
        if isinstance(answer, Lost):
            return Unsure(answer.why)
        if not answer.ok:
            return reading.answered_no(answer, self._connection.name)
        try:
            told = answer.table()
        except FourbeatError as error:
            return Unsure(error.message)
        remote_id = told.get("id")
        if not isinstance(remote_id, str) or not 0 < len(remote_id) <= 500:
            return Unsure(message("server.no-id", provider=self._connection.name))
        return Accepted(remote_id, answer.kept(told))

    async def find(self, wire: WireRequest) -> str | None:
        """Say that nothing can be looked for here. Raises ProviderError."""
        del wire
        raise ProviderError("openrouter.no-list", provider=self._connection.name)

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a clip is; what it cost comes with it."""
        answer = await self._line.ask("GET", f"/videos/{Line.part(remote_id)}")
        if answer.status == 429:
            wait = answer.retry_after
            return Poll(
                self._last.get(remote_id, Progress.WAITING), again_in=_AGAIN if wait is None else max(wait, 1.0)
            )
        if answer.status in (404, 410):
            return Poll(Progress.GONE)
        if not answer.ok:
            raise reading.trouble(answer, self._connection.name)
        told = answer.table()
        progress, charge = reading.status(told), _cost(told)
        charged = Charged.YES if charge is not None else Charged.UNKNOWN
        if progress is Progress.FAILED:
            said = reading.said(told.get("error"))
            failure = Failure.POLICY_OUTPUT if said.moderated else Failure.SERVER
            why = reading.why(failure, self._connection.name, reading.words(answer, said))
            return Poll(progress, failure=failure, why=why, charge=charge, charged=charged, answer=answer.kept(told))
        if progress is Progress.READY:
            # Signed addresses run out; the service's own does not while the clip is kept.
            return Poll(progress, done=1.0, asset="0", charge=charge, charged=charged, answer=answer.kept(told))
        if progress in (Progress.CANCELLED, Progress.GONE):
            return Poll(progress, charge=charge, charged=charged, answer=answer.kept(told))
        self._last[remote_id] = progress
        return Poll(progress, done=reading.done(told.get("progress")), charge=charge, charged=charged, again_in=_AGAIN)

    async def cancel(self, remote_id: str) -> Cancel:
        """Say that what was asked for is made."""
        del remote_id
        return Cancel.UNSUPPORTED

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Bring the clip to `part`. Raises ProviderError, Storage."""
        path = f"/videos/{Line.part(remote_id)}/content"
        answer = await self._line.download(path, part, query={"index": asset})
        if not answer.ok:
            raise reading.trouble(answer, self._connection.name)

    async def close(self) -> None:
        """Let go of the service."""
        await self._line.close()


def _frames(request: TakeRequest, facts: ModelFacts, files: Mapping[str, Path]) -> Iterator[WireFile]:
    for one in request.references:
        if one.role not in facts.roles:
            role = message(f"gate.role.{one.role.value}")
            raise Invalid("openrouter.no-frame", role=role, model=facts.id)
        if one.sha256 not in files:
            raise NotFound("picture.not-there", file=one.name)
        yield WireFile(field=_FRAMES[one.role], sha256=one.sha256, path=files[one.sha256])


def _image(file: WireFile) -> JsonValue:
    kind = (kind_of(file.path) or Kind.PNG).mime
    content = base64.b64encode(file.path.read_bytes()).decode()
    return {"type": "image_url", "image_url": {"url": f"data:{kind};base64,{content}"}, "frame_type": file.field}


def _cost(told: Mapping[str, JsonValue]) -> Money | None:
    usage = told.get("usage")
    cost = usage.get("cost") if isinstance(usage, dict) else None
    if isinstance(cost, bool) or not isinstance(cost, int | float | str):
        return None
    try:
        amount = Decimal(str(cost))
    except InvalidOperation:
        return None
    # Written out, a number of a few signs may fill the memory.
    sane = amount.is_finite() and 0 <= amount < _DEAREST and int(amount.as_tuple().exponent) > -_FINEST
    return Money(amount=format(amount, "f"), currency=skus.CURRENCY) if sane else None


def _list(entry: Mapping[str, JsonValue], name: str) -> list[JsonValue]:
    found = entry.get(name)
    return found[:200] if isinstance(found, list) else []


def _shapes(entry: Mapping[str, JsonValue]) -> Iterator[Shape]:
    """Give the sizes of a model that names heights and shapes of its pictures instead."""
    for height in _list(entry, "supported_resolutions"):
        lines = tier(height) if isinstance(height, str) else None
        for ratio in _list(entry, "supported_aspect_ratios"):
            found = _RATIO.fullmatch(ratio) if isinstance(ratio, str) else None
            if lines is None or found is None or not int(found[1]) or not int(found[2]):
                continue
            wide, high = int(found[1]), int(found[2])
            long = round(Fraction(lines * max(wide, high), 2 * min(wide, high))) * 2
            size = Size(width=long if wide >= high else lines, height=lines if wide >= high else long)
            if size.drawable:
                yield Shape(size=size, height=str(height), ratio=str(ratio))


def _whole(request: TakeRequest) -> int:
    """Give the seconds that are asked for: whole ones, and never fewer than were wanted."""
    return max(1, math.ceil(exact(request.seconds)))


def _length(value: JsonValue) -> int | None:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value if whole and isinstance(value, int) and 0 < value <= 3600 else None


def _size(value: JsonValue) -> Size | None:
    try:
        size = Size.parse(str(value))
    except FourbeatError:
        return None
    return size if size.drawable else None
