"""The adapter for servers that speak the videos protocol."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from pydantic import JsonValue

from ...model.connection import Connection
from ...model.errors import FourbeatError, Invalid, ProviderError
from ...model.job import Charged, Failure, Money
from ...model.message import Message, message
from ...model.plan import Role
from ...model.pricing import priced
from ...model.provider import (
    Accepted,
    Cancel,
    Capabilities,
    Estimate,
    ModelFacts,
    Poll,
    Progress,
    Rejected,
    Unsure,
    WireRequest,
)
from ...model.request import TakeRequest
from ..line import Answer, Attached, Form, Line, Lost, NeverLeft
from ..reading import SENTENCES, answered_no, done, failure, job, said, status, trouble, why, words
from .finding import find
from .manner import UNNAMED, Carried, Manner, manner
from .order import as_form, as_json, order, whole_seconds
from .probing import learned
from .proxied import asked_elsewhere, booked, key_behind, never_left
from .signs import clip_addresses, departures, expired, withheld

_LONGEST_ID = 1000
_MISSING = 3
"""How often a clip that is said to be ready may not be there before that is believed."""


class Videos:
    """Speak the videos protocol to one server, in the manner that was learned, else in the profile's.

    What costs money is sent once: a create that nobody answered is looked for in the server's list, where it has one.
    """

    def __init__(
        self,
        connection: Connection,
        secret: Callable[[], str | None],
        known: Capabilities | None = None,
        line: Line | None = None,
        *,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.key = connection.key
        self._connection, self._known, self._now = connection, known, now
        self._line = line or Line(connection, secret)
        self._manner = manner(connection, known.source if known else "")
        self._last: dict[str, Progress] = {}
        self._notes: dict[str, Message] = {}
        self._ended: dict[str, tuple[Failure, Message]] = {}
        self._missing: dict[str, int] = {}
        self._ours: dict[str, str] = {}
        self._booked: dict[str, Money] = {}

    def capabilities(self) -> Capabilities:
        """Say what the server said it can do; where it was never asked, the least its profile promises."""
        if self._known is not None:
            return self._known
        return assumed(self._connection, self._manner, self._today())

    def estimate(self, request: TakeRequest) -> Estimate:
        """Say what a request costs by the prices that are known; where none is, that nobody knows."""
        facts = self.capabilities().model(request.model)
        # Whole seconds are asked for, and paid.
        asked = request.model_copy(update={"seconds": whole_seconds(request)})
        return priced(facts, asked) or Estimate(free=facts is not None and facts.free, basis=request.model)

    def prepare(self, request: TakeRequest, key: str, files: Mapping[str, Path]) -> WireRequest:
        """Make the exact request. Raises Invalid for what this server does not take, NotFound."""
        facts = self.capabilities().model(request.model)
        if facts is None:
            known = tuple(one.id for one in self.capabilities().models)
            raise Invalid("videos.no-model", model=request.model, provider=self._connection.name, models=known)
        if facts.id == UNNAMED and self._manner.names_model:
            raise Invalid("videos.ask-first", provider=self._connection.name, key=self.key)
        return order(request, facts, self._manner, key, files, int(self._now()))

    async def submit(self, wire: WireRequest) -> Accepted | Rejected | Unsure:
        """Send the request once."""
        path = str(wire.payload.get("to", "/videos"))
        if wire.payload.get("form"):
            answer = await self._line.submit_once(path, form=as_form(wire), headers=self._manner.with_paid)
        else:
            try:
                body = await asyncio.to_thread(as_json, wire)
            except FourbeatError as error:
                return Rejected(Failure.INVALID, error.message)
            answer = await self._line.submit_once(path, json=body, headers=self._manner.with_paid)
        if isinstance(answer, NeverLeft):
            return Rejected(answer.failure, answer.why)
        if isinstance(answer, Lost):
            return Unsure(answer.why)
        return self._taken(wire, answer)

    def _taken(self, wire: WireRequest, answer: Answer) -> Accepted | Rejected | Unsure:
        name = self._connection.name
        try:
            read = answer.json()
        except ProviderError as error:
            return Unsure(error.message) if answer.ok else answered_no(answer, name)
        found = job(read) or (read if answer.ok and isinstance(read, dict) else {})
        identity = found.get("id")
        if not answer.ok:
            if identity and status(found) is Progress.FAILED:
                kind, reason = self._failed(answer, found)
                return Rejected(kind, reason, None, self._charged(), answer.kept(found))
            told = said(read)
            if self._proxied and (key_behind(answer) or (answer.status >= 500 and never_left(told.text))):
                # The person can mend neither here: the proxy is well, and what stands behind it is not.
                kind = Failure.SERVER
                return Rejected(kind, why(kind, name, words(answer, told)), None, Charged.NO, answer.kept(read))
            return answered_no(answer, name)
        if isinstance(identity, int) and not isinstance(identity, bool):
            identity = str(identity)
        if (
            not isinstance(identity, str)
            or not identity.strip()
            or len(identity) > _LONGEST_ID
            or not identity.isprintable()
        ):
            told = said(read)
            # Only an error is a no: some gateways say "success" in words, and call the id otherwise.
            if found.get("error") and told.text and not identity:
                kind = failure(400, told)
                return Rejected(kind, why(kind, name, words(answer, told)), None, Charged.NO, answer.kept(read))
            return Unsure(message("videos.no-id", provider=name))
        self._ours[identity] = wire.key
        note = departures(wire, found, name)
        if self._proxied:
            note = message("videos.asked-elsewhere", provider=name) if asked_elsewhere(answer) else note
            cost = booked(answer)
            if cost is not None:
                self._booked[identity] = cost
        if note is not None:
            self._notes[identity] = note
        return Accepted(identity, answer.kept(found))

    async def enrol(self, name: str, clip: Path) -> Accepted | Rejected | Unsure:
        """Send a clip of somebody once, under a name; what is accepted carries the id they have there."""
        form: Form = [("name", name), ("video", Attached("character.mp4", "video/mp4", clip))]
        if self._proxied:
            # The proxy asks the service behind this model; without a name it asks one of its own choice.
            form = [*form, *(("model", one.id) for one in self.capabilities().models if one.native)][:3]
        answer = await self._line.submit_once("/videos/characters", form=form, headers=self._manner.with_paid)
        if isinstance(answer, NeverLeft):
            return Rejected(answer.failure, answer.why)
        if isinstance(answer, Lost):
            return Unsure(answer.why)
        if not answer.ok:
            return answered_no(answer, self._connection.name)
        try:
            identity = answer.table().get("id")
        except ProviderError as error:
            return Unsure(error.message)
        if not isinstance(identity, str) or not 0 < len(identity) <= _LONGEST_ID or not identity.isprintable():
            return Unsure(message("videos.no-id", provider=self._connection.name))
        return Accepted(identity, answer.kept(answer.table()))

    async def find(self, wire: WireRequest) -> str | None:
        """Look in the server's list. Raises ProviderError where that cannot tell for certain."""
        if not self.capabilities().finds:
            raise ProviderError("videos.no-list", provider=self._connection.name)
        others = {identity for identity, key in self._ours.items() if key != wire.key}
        found = await find(self._line, wire, others, self._connection.name, self._now())
        if found is not None:
            self._ours[found] = wire.key
        return found

    async def poll(self, remote_id: str) -> Poll:
        """Look how far a request is, whatever HTTP status its job comes with."""
        if remote_id in self._ended:
            kind, reason = self._ended[remote_id]
            return Poll(Progress.FAILED, failure=kind, why=reason, charged=self._charged())
        # What is followed is somebody's already, also where another run of the program sent it.
        self._ours.setdefault(remote_id, "")
        answer = await self._line.ask("GET", f"/videos/{Line.part(remote_id)}")
        if answer.status == 429:
            wait = answer.retry_after
            return Poll(self._last.get(remote_id, Progress.WAITING), again_in=30.0 if wait is None else max(wait, 1.0))
        if answer.status in (404, 410) and not answer.web_page and job(_read(answer)) is None:
            return Poll(Progress.GONE)
        read = answer.json() if answer.ok else _read(answer)
        found = job(read)
        if found is None:
            if not answer.ok:
                raise trouble(answer, self._connection.name)
            raise ProviderError("videos.no-job", provider=self._connection.name)
        return self._looked(remote_id, answer, found)

    def _looked(self, remote_id: str, answer: Answer, found: Mapping[str, JsonValue]) -> Poll:
        progress = status(found)
        kept, again = answer.kept(dict(found)), _again(answer, self._manner)
        note = self._notes.get(remote_id)
        if progress is Progress.FAILED:
            kind, reason = self._failed(answer, found)
            return Poll(progress, failure=kind, why=reason, charged=self._charged(), answer=kept)
        if progress is Progress.CANCELLED:
            return Poll(progress, charged=self._charged(), answer=kept)
        if progress is Progress.GONE:
            reason = message("videos.expired", provider=self._connection.name)
            return Poll(Progress.FAILED, failure=Failure.EXPIRED, why=reason, charged=self._charged(), answer=kept)
        if progress is Progress.READY:
            cost = self._booked.get(remote_id)
            charged = Charged.UNKNOWN if cost is None else Charged.YES
            return Poll(progress, 1.0, remote_id, cost, charged, why=note, again_in=again, answer=kept)
        self._last[remote_id] = progress
        return Poll(progress, done=done(found.get("progress")), why=note, again_in=again, answer=kept)

    async def cancel(self, remote_id: str) -> Cancel:
        """Stop a request where the server can; one that would only forget a clip it goes on making is left alone."""
        if self._manner.stopping.value != "aborts":
            return Cancel.UNSUPPORTED
        look = await self.poll(remote_id)
        if look.progress not in (Progress.WAITING, Progress.RUNNING):
            return Cancel.ABORTED if look.progress is Progress.CANCELLED else Cancel.TOO_LATE
        answer = await self._line.ask("DELETE", f"/videos/{Line.part(remote_id)}")
        if answer.ok or answer.status == 409:
            # 409: it is on its way out already.
            return Cancel.ABORTED
        if answer.status in (404, 410):
            return Cancel.TOO_LATE
        if answer.status in (405, 501):
            return Cancel.UNSUPPORTED
        raise trouble(answer, self._connection.name)

    async def fetch(self, remote_id: str, asset: str, part: Path) -> None:
        """Bring the clip to `part`, from wherever the server keeps it. Raises ProviderError, Storage."""
        answer = await self._line.download(f"/videos/{Line.part(asset)}/content", part)
        if answer.ok:
            return
        told = said(_read(answer))
        name = self._connection.name
        if expired(answer, told):
            self._ended[remote_id] = (Failure.EXPIRED, message("videos.expired", provider=name))
            raise ProviderError("server.expired", provider=name, reason=words(answer, told))
        if withheld(told):
            reason = why(Failure.POLICY_OUTPUT, name, words(answer, told))
            self._ended[remote_id] = (Failure.POLICY_OUTPUT, reason)
            raise ProviderError(SENTENCES[Failure.POLICY_OUTPUT], provider=name, reason=words(answer, told))
        if answer.status in (400, 404, 405, 501) and await self._fetched_elsewhere(remote_id, part):
            return
        if answer.status in (404, 422):
            self._missing[remote_id] = self._missing.get(remote_id, 0) + 1
            if self._missing[remote_id] >= _MISSING:
                self._ended[remote_id] = (Failure.SERVER, message("videos.no-content", provider=name))
        raise trouble(answer, name)

    async def answers(self) -> bool:
        """Tell whether the server answers at all, whatever it says."""
        return await self._line.answers()

    async def learn(self) -> Capabilities:
        """Ask the server what it can do. Raises ProviderError saying what to mend."""
        known = await learned(self._line, self._connection, self._today())
        self._known, self._manner = known, manner(self._connection, known.source)
        return known

    async def close(self) -> None:
        """Let go of the connections."""
        await self._line.close()

    async def _fetched_elsewhere(self, remote_id: str, part: Path) -> bool:
        """Fetch a clip that the server keeps with somebody else; its address is asked for anew, and kept nowhere."""
        answer = await self._line.ask("GET", f"/videos/{Line.part(remote_id)}")
        for address in clip_addresses(job(_read(answer)) or {}):
            if (await self._line.download(address, part)).ok:
                return True
        return False

    def _failed(self, answer: Answer, found: Mapping[str, JsonValue]) -> tuple[Failure, Message]:
        told, name = said(dict(found)), self._connection.name
        if told.moderated:
            return Failure.POLICY_OUTPUT, why(Failure.POLICY_OUTPUT, name, words(answer, told))
        if self._manner.own and answer.status in (400, 422):
            # It noticed only at work that it cannot make this, such as another length than the model's only one.
            return Failure.INVALID, why(Failure.INVALID, name, words(answer, told))
        return Failure.SERVER, message("videos.failed", provider=name, reason=words(answer, told))

    @property
    def _proxied(self) -> bool:
        return self._manner.profile == "litellm"

    def _charged(self) -> Charged:
        return Charged.NO if self._manner.own else Charged.UNKNOWN

    def _today(self) -> str:
        return datetime.fromtimestamp(self._now(), UTC).date().isoformat()


def assumed(connection: Connection, spoken: Manner, day: str) -> Capabilities:
    """Give the least that a profile promises of a server nobody has asked yet."""
    picture = spoken.carried is not Carried.NOT
    model = ModelFacts(
        id=UNNAMED,
        roles=(Role.FIRST_FRAME,) if picture else (),
        pictures=1 if picture else 0,
        seed=spoken.seed,
        free=spoken.own,
    )
    return Capabilities(
        provider=connection.key,
        models=(model,),
        resend=spoken.resend,
        finds=spoken.finds,
        stopping=spoken.stopping,
        lane_width=connection.width,
        learned_at=day,
        source=spoken.told("assumed"),
    )


def _read(answer: Answer) -> JsonValue:
    try:
        return answer.json()
    except ProviderError:
        return None


def _again(answer: Answer, spoken: Manner) -> float:
    told = answer.headers.get("openai-poll-after-ms", "")
    return (
        min(max(int(told) / 1000, 0.5), 300.0)
        if told.isascii() and told.isdigit() and len(told) < 9
        else spoken.again_in
    )
