"""Claims: what others say of a film. A takedown takes takes out of the cut; an upheld appeal is remembered narrowly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import JsonValue

from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState
from fourbeat.model.clearance import Answer, Clearance, Reach
from fourbeat.model.errors import FourbeatError, Invalid, NotFound, Refused
from fourbeat.model.ids import Id, code
from fourbeat.model.job import ENDED, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.model.still import Still
from fourbeat.model.take import Take

from .rights import Found, field_hash
from .withdrawn import Reach as Reached

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

LONGEST = 2000
"""How many characters may be said of a claim."""


@dataclass(frozen=True)
class Made:
    """Be a claim that was written down, and what it reaches."""

    claim: ClaimEvent
    reach: Reached


class Claims:
    """Hold the verbs and questions about complaints."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def all(self) -> list[ClaimEvent]:
        """Give every claim as it stands, in the order they came."""
        return list(self._studio.rights.register().claims)

    def find(self, label: str) -> ClaimEvent:
        """Find a claim by its code or id. Raises NotFound."""
        for one in self.all():
            if label.strip().upper() == code(one.claim) or label.strip() == one.claim:
                return one
        raise NotFound("claim.not-found", label=label[:80])

    def about(self, label: str) -> Take | Still:
        """Find the take or the still that others speak of, by what they know of it. Raises NotFound."""
        still = self._studio.stills.anywhere(label)
        return still if still is not None else self._studio.takes.anywhere(label)

    def made(self, identity: Id) -> Take | Still:
        """Give the take or the still that a claim names. Raises NotFound."""
        still = next((one for one in self._store.stills() if one.id == identity), None)
        return still if still is not None else self._store.take(identity)

    def history(self, claim: ClaimEvent) -> list[ClaimEvent]:
        """Give all that happened to a claim, oldest first."""
        return [one for one in self._store.claim_events() if one.claim == claim.claim]

    def details(self, claim: ClaimEvent) -> dict[str, JsonValue]:
        """Give who made a claim, and what an appeal is about; nothing where that was erased."""
        kept = next((one for one in self._store.private() if one.id == claim.claim), None)
        return dict(kept.details or {}) if kept else {}

    # Verbs

    def add(
        self,
        *,
        kind: ClaimKind,
        who: str,
        about: str,
        contact: str = "",
        subject: str = "",
        takes: Sequence[Take | Still] = (),
    ) -> Made:
        """Write down a claim or a takedown; about a subject without takes or stills, all that show it are meant.

        Raises Invalid without a name or words, and for a takedown that names nothing; NotFound for a subject that
        nobody knows: who stands in no pack is told of in words.
        """
        if kind is ClaimKind.APPEAL:
            raise Invalid("claim.appeal-by-shot")
        subject = self._studio.reviews.subject(subject) if subject.strip() else ""
        meant = [one.id for one in takes]
        if kind is ClaimKind.TAKEDOWN and not meant:
            meant = self._of_subject(subject) if subject else []
            if not meant:
                raise Invalid("claim.no-takes", subject=subject[:80] or message("claim.no-subject"))
        details: dict[str, JsonValue] = {"name": _line(who, "claim.no-name"), "contact": " ".join(contact.split())}
        made = self._first(kind, subject, tuple(dict.fromkeys(meant)), _line(about, "claim.no-words"))
        self._write_first(made, details)
        reach = self._studio.withdrawn.reach_of(made.takes)
        if kind is ClaimKind.TAKEDOWN:
            self._stop(reach)
        return Made(made, reach)

    def appeal(self, *, shot: Shot, subject: str, about: str, who: str = "", words: str = "") -> ClaimEvent:
        """Say that a finding in a shot is wrong; it holds until somebody upholds the appeal.

        Raises Invalid without words, NotFound where nothing in the shot is read so.
        """
        said, found = _line(about, "claim.no-words"), self._meant(shot, subject, words)
        texts = dict.fromkeys((one.hit.text, field_hash(one.passage.text)) for one in found)
        details: dict[str, JsonValue] = {
            "name": " ".join(who.split()),
            "shot": shot.id,
            "texts": [[text, field] for text, field in texts],
        }
        made = self._first(ClaimKind.APPEAL, found[0].subject.id, (), said)
        self._write_first(made, details)
        return made

    def decide(self, *, claim: ClaimEvent, state: ClaimState, reason: str) -> ClaimEvent:
        """Say how a claim ends, or open it again; what an upheld appeal was about is no longer found there.

        Raises Invalid without a reason or for a claim that stands so, Refused for an appeal against a final block.
        """
        why = _line(reason, "claim.no-reason")
        if claim.state is state:
            raise Invalid("claim.stands-so", claim=code(claim.claim), state=message(f"claim.state.{state}"))
        if claim.kind is ClaimKind.APPEAL and claim.state is not ClaimState.OPEN:
            raise Invalid("claim.appeal-decided", claim=code(claim.claim))
        upheld = claim.kind is ClaimKind.APPEAL and state is ClaimState.UPHELD
        answers = self._answers(claim, why) if upheld else []
        desk = self._studio.desk
        event = claim.model_copy(
            update={"id": desk.ids.new(), "state": state, "about": why, "at": desk.now(), "by": desk.author}
        )

        def work(writer: Writer) -> None:
            writer.add_claim(event)
            for one in answers:
                writer.add_clearance(one)

        self._store.write(work)
        if claim.kind is ClaimKind.TAKEDOWN and state in (ClaimState.OPEN, ClaimState.UPHELD):
            self._stop(self._studio.withdrawn.reach_of(claim.takes))
        return self.find(claim.claim)

    def erase(self, *, claim: ClaimEvent) -> int:
        """Take who made a claim, backups included; the claim and how it was decided stay."""
        kept = next((one for one in self._store.private() if one.id == claim.claim), None)
        if kept is None:
            raise NotFound("claim.nobody", claim=code(claim.claim))
        return self._store.erase(kept.person)

    # Inside

    def _first(self, kind: ClaimKind, subject: str, takes: tuple[Id, ...], about: str) -> ClaimEvent:
        desk = self._studio.desk
        identity = desk.ids.new()
        return ClaimEvent(
            id=identity,
            claim=identity,
            kind=kind,
            state=ClaimState.OPEN,
            subject=subject,
            takes=takes,
            about=about,
            at=desk.now(),
            by=desk.author,
        )

    def _write_first(self, made: ClaimEvent, details: dict[str, JsonValue]) -> None:
        # Who complains is nobody of the film: their id is none that a brief is searched for.
        somebody = self._studio.desk.ids.new()

        def work(writer: Writer) -> None:
            writer.add_private(made.claim, somebody, details)
            writer.add_claim(made)

        self._store.write(work)

    def _of_subject(self, subject: str) -> list[Id]:
        """Name the takes and stills in which a subject was recognised, by the gate or by whoever looked at them."""
        wanted = subject.strip().casefold()
        seen = {one.of for one in self._studio.reviews.latest().values() if one.subject.casefold() == wanted}
        found = []
        every: list[Take | Still] = [*self._store.takes(), *self._store.stills()]
        for take in every:
            basis = self._store.verdict(take.verdict).basis
            named = {one.casefold() for one in basis.subjects} if basis else set()
            if wanted in named or take.id in seen:
                found.append(take.id)
        return found

    def _meant(self, shot: Shot, subject: str, words: str) -> list[Found]:
        wanted = subject.strip().casefold()
        found = [
            one
            for one in self._studio.rights.look(shot, whole=True).found
            if one.passage.text
            and wanted in (one.subject.id.casefold(), one.subject.name.casefold())
            and (not words or one.hit.text == words)
        ]
        if not found:
            raise NotFound("claim.not-there", subject=subject[:80], shot=shot.number)
        return found

    def _answers(self, claim: ClaimEvent, reason: str) -> list[Clearance]:
        details, plan = self.details(claim), self._studio.plan
        shot = plan.find(Shot, str(details.get("shot", "")))
        texts = details.get("texts")
        if shot is None or not isinstance(texts, list):
            raise Invalid("claim.appeal-gone", claim=code(claim.claim))
        looked = self._studio.rights.look(shot, whole=True).found
        there = [one for one in looked if one.subject.id == claim.subject and one.passage.text]
        if not there:
            # What stands there no longer is found no longer; and nobody could say now what it would have been judged.
            raise Invalid("claim.appeal-gone", claim=code(claim.claim))
        for one in there:
            if one.for_good:
                raise Refused("claim.final", subject=one.subject.name, claim=code(claim.claim))
        subject = there[0].subject
        desk, made = self._studio.desk, list[Clearance]()
        for pair in texts:
            if isinstance(pair, list) and len(pair) == 2:
                identity = desk.ids.new()
                made.append(
                    Clearance(
                        id=identity,
                        clearance=identity,
                        kind=Answer.NOT_THIS,
                        subject=claim.subject,
                        pack=subject.pack,
                        version=subject.version,
                        reach=Reach.SHOT,
                        of=shot.id,
                        text=str(pair[0]),
                        field=str(pair[1]),
                        reason=reason,
                        at=desk.now(),
                        by=desk.author,
                    )
                )
        return made

    def _stop(self, reach: Reached) -> None:
        """Cancel what would still bring a taken down take into a film, or make another of it."""
        for job in (*reach.jobs, *reach.films):
            now = self._store.job(job.id)
            if now.state in ENDED or now.state is JobState.UNKNOWN:
                continue
            try:
                self._studio.jobs.cancel(job=now)
            except FourbeatError:
                # What is on its way arrives, and stays out of the cut.
                continue


def _line(text: str, code_: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise Invalid(code_)
    if len(plain) > LONGEST:
        raise Invalid("claim.too-long", n=LONGEST, length=len(plain))
    return plain
