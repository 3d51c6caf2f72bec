"""Enrolments: the cast as providers know it, each shown to them by one of the film's own takes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.budget import Cap, Measure
from fourbeat.model.connection import Connection
from fourbeat.model.enrolment import Enrolment
from fourbeat.model.errors import Invalid, NotFound, ProviderError, Refused
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Shot, TakeStatus
from fourbeat.model.provider import Accepted, Enrolling, Rejected, Unsure
from fourbeat.model.request import TakeRequest, Verb
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.queue.purse import named

from .rights_told import called_by_name

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

ASKED = "-"
"""Stands where a provider's id will: written down before a clip leaves, so that it is known that it may have left."""
_LONGEST = 80
"""How long a name may be there. Source: openai/openai-openapi f85dbe2, POST /videos/characters."""


@dataclass(frozen=True)
class Offer:
    """Say what would be sent, before it is: what to whom under which name, and which real persons are seen in it."""

    provider: Connection
    called: str
    clip: Path
    take: Take
    people: tuple[str, ...]


class Enrolments:
    """Show the cast to providers that then know it by an id, and name it in later requests."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    def known(self) -> list[Enrolment]:
        """Give whom providers know now."""
        return list(_known(self._studio.store.enrolments()).values())

    def named(self, asked: TakeRequest) -> TakeRequest:
        """Name in a request those of its cast whom its provider knows."""
        provider = self._studio.generators[asked.provider]
        if asked.verb is not Verb.NEW or not provider.capabilities().enrols:
            return asked
        known = _known(self._studio.store.enrolments())
        cast = self._studio.plan.brief(asked.shot).cast
        ids = [known[one.id, asked.provider].remote_id for one in cast if (one.id, asked.provider) in known]
        return asked.model_copy(update={"enrolled": tuple(ids)}) if ids else asked

    def places(self) -> list[Connection]:
        """Give the connections whose servers can be shown somebody, as far as is known."""
        connections = self._studio.connections
        return [one for one in connections.all() if connections.able(one).enrols]

    def takes(self, character: Character) -> list[tuple[Shot, Take]]:
        """Give the takes that may show a character: of shots with them, none that was rejected or is withdrawn."""
        studio, gone = self._studio, self._studio.withdrawn.takes()
        plan = studio.plan
        shots = [shot for shot in plan.shots() if character.id in {one.id for one in plan.brief(shot.id).cast}]
        return [
            (shot, take)
            for shot in shots
            for take in studio.store.takes(shot.id)
            if take.id not in gone and plan.mark(take.id).status is not TakeStatus.REJECTED
        ]

    def offered(self, *, provider: str, character: Character, shot: Shot, take: Take) -> Offer:
        """Say what `enrol` would send, having asked rights and budget; nothing leaves. Raises as `enrol`."""
        studio = self._studio
        connection = studio.connections.find(provider)
        if not studio.connections.able(connection).enrols:
            raise Invalid("enrol.not-there", provider=provider)
        if character.id not in {one.id for one in studio.plan.brief(shot.id).cast}:
            raise Invalid("enrol.not-seen", character=character.name, shot=shot.number)
        if (character.id, provider) in _known(studio.store.enrolments()):
            raise Invalid("enrol.already", character=character.name, provider=provider)
        people = self._may(provider, shot, take)
        clip = studio.store.media.path(take.media)
        if not clip.is_file():
            raise NotFound("enrol.no-clip", take=f"t{take.number}", shot=shot.number)
        return Offer(connection, " ".join(character.name.split())[:_LONGEST], clip, take, people)

    def enrol(self, *, provider: str, character: Character, shot: Shot, take: Take) -> Enrolment:
        """Show a take of a character to a provider, once. What it costs nobody says beforehand.

        Raises NotFound, Invalid for what cannot be enrolled, Refused where rights or the budget say no, ProviderError.
        """
        offer = self.offered(provider=provider, character=character, shot=shot, take=take)
        name, connections = offer.called, self._studio.connections
        made = connections.adapter(offer.provider, connections.able(offer.provider))
        if not isinstance(made, Enrolling):
            raise Invalid("enrol.not-there", provider=provider)
        # Before anything leaves: whatever happens then, the audit has what may have been sent, and to whom.
        self._written(character, provider, name, ASKED, take.sha256, ended=True)
        answer = asyncio.run(_sent(made, name, offer.clip))
        if isinstance(answer, Rejected):
            raise ProviderError(answer.why.code, **answer.why.params)
        if not isinstance(answer, Accepted):
            raise ProviderError("enrol.unsure", provider=provider, reason=answer.why)
        return self._written(character, provider, name, answer.remote_id, take.sha256)

    def forget(self, *, provider: str, character: Character) -> Enrolment:
        """No longer name a character to a provider; what it keeps there is not reached from here. Raises NotFound."""
        known = _known(self._studio.store.enrolments()).get((character.id, provider))
        if known is None:
            raise NotFound("enrol.unknown", character=character.name, provider=provider)
        return self._written(character, provider, known.name, known.remote_id, known.source, ended=True)

    def _may(self, provider: str, shot: Shot, take: Take) -> tuple[str, ...]:
        """Ask whether what a take shows may go to a provider, as if it were asked for there; name the real persons.

        Raises Refused.
        """
        studio = self._studio
        if studio.budget.stopped() is not None:
            raise Refused("enrol.stopped")
        if (cap := self._capped(provider)) is not None:
            raise Refused("enrol.no-price", provider=provider, cap=named(cap))
        asked = studio.store.job(take.job).request
        if take.id in studio.withdrawn.takes() or not isinstance(asked, TakeRequest):
            raise Refused("enrol.withdrawn", take=f"t{take.number}", shot=shot.number)
        there = asked.model_copy(update={"provider": provider, "model": ""})
        judged = studio.rights.judge(there, studio.desk.now())
        held = [one for one in judged.findings if one.decision is not Decision.ALLOW]
        seen = [one for one in studio.rights.sighted(take, wait=True) if one.ruled.decision is not Decision.ALLOW]
        if held or seen:
            told = called_by_name(held, studio.rights.register())
            told = told or [message("enrol.shows", name=seen[0].subject.name)]
            raise Refused("enrol.blocked", shot=shot.number, findings=tuple(told))
        known = studio.rights.register().people
        return tuple(known[one].name for one in judged.people if one in known)

    def _capped(self, provider: str) -> Cap | None:
        """Find the cap on money that holds back what has no known price, as it does with jobs."""
        budget = self._studio.budget
        if budget.unknown_allowed() & {"", provider}:
            return None
        caps = (cap for cap in budget.caps() if cap.measure is Measure.MONEY)
        return next((cap for cap in caps if cap.provider in ("", provider)), None)

    def _written(
        self, character: Character, provider: str, name: str, remote_id: str, source: str, *, ended: bool = False
    ) -> Enrolment:
        desk = self._studio.desk
        made = Enrolment(
            id=desk.ids.new(),
            character=character.id,
            provider=provider,
            name=name,
            remote_id=remote_id,
            source=source,
            ended=ended,
            at=desk.now(),
            by=desk.author,
        )

        def work(writer: Writer) -> None:
            writer.add_enrolment(made)

        self._studio.store.write(work)
        return made


async def _sent(made: Enrolling, name: str, clip: Path) -> Accepted | Rejected | Unsure:
    try:
        return await made.enrol(name, clip)
    finally:
        await made.close()


def _known(records: Iterable[Enrolment]) -> dict[tuple[Id, str], Enrolment]:
    """Fold the records: whom each provider knows now."""
    known: dict[tuple[Id, str], Enrolment] = {}
    for one in records:
        key = one.character, one.provider
        if not one.ended:
            known[key] = one
        elif key in known and known[key].remote_id == one.remote_id:
            del known[key]
    return known
