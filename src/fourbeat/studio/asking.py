"""Asking: what generators would be asked for, composed and put before the gate; nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.job import Job
from fourbeat.model.plan import Shot
from fourbeat.model.provider import Capabilities
from fourbeat.model.request import StillRequest, TakeRequest
from fourbeat.model.still import OF_SHOTS
from fourbeat.model.verdict import Decision, Verdict
from fourbeat.queue.gate import Prepared, check
from fourbeat.queue.pools import at

from .pictures import picture
from .pooled import verdict_on
from .requests import not_retired, not_too_long, request
from .rights_told import called_by_name
from .send_sheet import held_back
from .sitting import asked_of

if TYPE_CHECKING:
    from fourbeat.store import Store, Writer

    from .studio import Studio


class Asking:
    """Compose requests and ask the gate about each, as it will be asked again."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def tried(
        self, *, shots: Sequence[Shot], takes: int = 1, like: Callable[[TakeRequest], TakeRequest] | None = None
    ) -> list[TakeRequest]:
        """Give what `Jobs.add`, or with `like` `Jobs.add_like`, would ask for, and write nothing.

        Raises Refused where the gate blocks any of it.
        """
        return [wanted for wanted, _ in self.several(self._store, shots, takes, like)]

    def several(
        self,
        writer: Writer | Store,
        shots: Sequence[Shot],
        takes: int,
        like: Callable[[TakeRequest], TakeRequest] | None = None,
    ) -> list[tuple[TakeRequest, Verdict]]:
        """Compose what is asked of every shot, or say of each that is held back why it is."""
        asked: list[tuple[TakeRequest, Verdict]] = []
        held: list[tuple[Shot, Invalid | NotFound | Refused]] = []
        for shot in shots:
            try:
                asked += [self.one(writer, shot, ahead, like) for ahead in range(takes)]
            except (Invalid, NotFound, Refused) as error:
                held.append((shot, error))
        if not held:
            return asked
        if len(shots) == 1:
            raise held[0][1]
        told = tuple(held_back(shot.number, error.message) for shot, error in held)
        if any(isinstance(error, Refused) for _, error in held):
            raise Refused("request.several-blocked", n=len(held), of=len(shots), shots=told)
        raise Invalid("request.several-blocked", n=len(held), of=len(shots), shots=told)

    def one(
        self, writer: Writer | Store, shot: Shot, ahead: int, like: Callable[[TakeRequest], TakeRequest] | None = None
    ) -> tuple[TakeRequest, Verdict]:
        """Compose one take of a shot, so many takes ahead of the next number. Raises Invalid, NotFound, Refused."""
        asked = request(
            writer.plan,
            self._studio.generators,
            shot,
            number=writer.next_take_number(shot.id) + ahead,
            spoken=self._studio.desk.settings.voice,
            dialects=self._studio.dialects,
        )
        asked = self._studio.enrolments.named(like(asked) if like is not None else asked)
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        not_too_long(asked, self._longest(asked))
        return asked, self._judge(shot, asked)

    def judged(self, asked: StillRequest) -> Verdict:
        """Ask the gate about a picture, as it will be asked again. Raises Invalid for an ended model, Refused."""
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        return self._judge(asked_of(self._store.plan, asked), asked)

    def again(self, job: Job) -> TakeRequest:
        """Give what sending a job again asks for: whichever server of its pool had it, the pool is asked anew."""
        assert isinstance(job.request, TakeRequest)
        pooled = self._studio.connections.members(job.lane) is not None
        return at(job.request, job.lane) if pooled else job.request

    def tried_again(self, job: Job) -> None:
        """Look whether a job could be sent again now, and write nothing.

        Raises Invalid where its model has ended, Refused where the gate blocks it.
        """
        asked = self.again(job)
        gone = self._studio.connections.retirement(asked.provider, asked.model)
        not_retired(asked, gone, self._studio.desk.now()[:10])
        shot = self._store.plan.find(Shot, asked.shot)
        if isinstance(asked, StillRequest):
            self.judged(asked)
        elif shot is not None:
            self._judge(shot, asked)

    # Inside

    def _longest(self, asked: TakeRequest) -> int | None:
        """Say how long a prompt may be, as data and the server know it; the shorter of the two counts."""
        facts = self._studio.generators[asked.provider].capabilities().model(asked.model)
        known = self._studio.dialects.of(asked.provider, asked.model).characters
        return min((one for one in (known, facts.characters if facts else None) if one), default=None)

    def _judge(self, shot: Shot, asked: TakeRequest) -> Verdict:
        media, desk = self._store.media, self._studio.desk
        files = {one.sha256: path for one in asked.references if (path := picture(media, one.sha256))}

        def ask(asked: TakeRequest, able: Capabilities) -> Verdict:
            prepared = Prepared(request=asked, capabilities=able, files=files)
            return check(prepared, ids=desk.ids, at=desk.now(), judge=self._studio.rights)

        verdict = verdict_on(self._studio.generators[asked.provider], asked, ask)
        if verdict.decision is not Decision.ALLOW:
            told = [one for one in verdict.findings if one.decision is not Decision.ALLOW]
            by_name = called_by_name(told, self._studio.rights.register())
            still = isinstance(asked, StillRequest) and asked.view not in OF_SHOTS
            if still:
                raise Refused("still.blocked", name=shot.number, findings=tuple(by_name))
            raise Refused("request.blocked", shot=shot.number, findings=tuple(by_name))
        return verdict
