"""Gathering the holder's report: every request and take of the film, told in full where it concerns the holder.

Of what does not concern the holder only the verdict's digest is told. It covers the exact request together with ids and
rights that stand nowhere in the report, so that nobody can find a prompt by guessing; the film's audit holds the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

import fourbeat
from fourbeat.model.clearance import Clearance
from fourbeat.model.ids import Id, code
from fourbeat.model.job import Attempt, Failure, Job, JobState
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Life, Reference, Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.review import Review
from fourbeat.model.review import Seen as Saw
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Finding, Verdict
from fourbeat.policy.hit import Hit, Sure
from fourbeat.policy.subject import Kind
from fourbeat.queue.gate import asked_for, covering, digest

from .holder_report import Answered, Asked, Body, Claimed, Decided, Known, Made, Match, Said, Seen, Tried, UsedPack
from .holder_who import Holder
from .looks import Frames
from .masking import masked
from .passages import Passage, of_request
from .refusals import refusal
from .sitting import sitter_of

if TYPE_CHECKING:
    from .packs import InUse
    from .studio import Studio


def gathered(studio: Studio, who: Holder, packs: Iterable[InUse]) -> Body:
    """Say all there is to say to a holder. Nothing is written."""
    return _Gathering(studio, who, list(packs)).body()


class _Gathering:
    def __init__(self, studio: Studio, who: Holder, packs: list[InUse]) -> None:
        self._studio = studio
        self._store = studio.store
        self._who = who
        self._packs = packs
        self._verdicts = {one.id: one for one in self._store.verdicts()}
        self._takes = {one.job: one for one in self._store.takes()}
        self._stills = {one.job: one for one in self._store.stills()}
        self._withdrawn = studio.withdrawn.takes() | studio.withdrawn.stills()
        self._used_as = {row.still for row in studio.plan.all(Reference)}
        self._reviews: dict[Id, list[Review]] = defaultdict(list)
        for one in self._store.reviews():
            self._reviews[one.of].append(one)
        self._shots = {row.id: row for row in studio.plan.rows() if isinstance(row, Shot)}
        self._used: set[Id] = set()
        self._pictures = any(one.prints for one in who.subjects)
        self._gone = self._masked = self._blind = 0
        self._blanked: set[Id] = set()

    def body(self) -> Body:
        desk, plan, who = self._studio.desk, self._studio.plan, self._who
        jobs = [one for one in self._store.jobs() if isinstance(one.request, TakeRequest)]
        jobs.sort(key=lambda one: (one.made_at, one.id))
        by_request = self._by_request(jobs)
        requests = tuple(self._asked(job, by_request.get(job.id, [])) for job in jobs)
        rest = [one for one in self._verdicts.values() if one.id not in self._used]
        loose = tuple(self._decided(one, full=self._graver([one])) for one in rest)
        counts = self._counts(requests)
        opened = tuple(self._open(counts))
        return Body(
            holder=who.id,
            names=who.names,
            project=plan.project.id,
            film=plan.project.name,
            at=desk.now(),
            by=desk.author,
            program=f"fourbeat {fourbeat.__version__}",
            packs=tuple(self._pack(one) for one in self._packs),
            broken=tuple(one.id for one in self._packs if one.pack is None),
            known=tuple(
                Known(subject=one.id, kind=one.kind.value, name=one.name, pictures=len(one.prints))
                for one in who.subjects
                if one.kind is not Kind.HOLDER
            ),
            requests=requests,
            loose=loose,
            answers=tuple(self._answered(one) for one in self._store.clearance_events() if who.owns(one.subject)),
            claims=tuple(self._claimed(requests)),
            counts=counts,
            complete=not opened,
            open=opened,
            unchecked=tuple(self._unchecked(counts)),
        )

    # One request

    def _by_request(self, jobs: list[Job]) -> dict[Id, list[Verdict]]:
        """Say which verdicts speak of a job: the one it has, and all about the very same request."""
        of: dict[str, list[Verdict]] = defaultdict(list)
        for one in self._verdicts.values():
            if one.basis is not None:
                of[one.basis.request].append(one)
        found: dict[Id, list[Verdict]] = {}
        for job in jobs:
            assert isinstance(job.request, TakeRequest)
            same = {one.id: one for one in of.get(digest(job.request), ())}
            take = self._takes.get(job.id)
            still = self._stills.get(job.id)
            made = (take.verdict if take else None, still.verdict if still else None)
            for identity in filter(None, (job.verdict, *made)):
                if identity in self._verdicts:
                    same.setdefault(identity, self._verdicts[identity])
            found[job.id] = sorted(same.values(), key=lambda one: (one.decided_at, one.id))
        return found

    def _asked(self, job: Job, verdicts: list[Verdict]) -> Asked:
        asked = job.request
        assert isinstance(asked, TakeRequest)
        self._used.update(one.id for one in verdicts)
        take = self._takes.get(job.id)
        passages = list(of_request(asked))
        matches, noted = self._matches(passages)
        matches += self._sighted(take) if take else []
        still = self._stills.get(job.id)
        matches += self._sighted(still) if still else []
        looked = [one for made in (take, still) if made is not None for one in self._reviews[made.id]]
        seen = any(self._who.owns(one.subject) for one in looked)
        named = {found.subject for one in verdicts for found in one.findings if self._who.owns(found.subject)}
        met = {one for each in verdicts if each.basis for one in each.basis.subjects if self._who.owns(one)}
        noted |= met | named
        related = bool(matches or seen or self._graver(verdicts))
        told = self._prompt(asked, passages) if related else {}
        of = sitter_of(self._studio.plan, asked.shot)
        return Asked(
            job=job.id,
            at=job.made_at,
            state=job.state.value,
            provider=asked.provider,
            model=asked.model,
            related=related,
            shot="" if not related else of.number if isinstance(of, Shot) else of.name,
            take_number=asked.number if related else 0,
            noted=tuple(sorted(noted)) if not related else (),
            matches=tuple(matches) if related else (),
            verdicts=tuple(self._decided(one, full=related) for one in verdicts),
            tries=tuple(self._tried(job, one, full=related) for one in self._store.attempts(job.id)),
            take=self._made(take, full=related) if take else None,
            still=self._pictured(still, full=related) if still else None,
            **told,
        )

    def _graver(self, verdicts: Iterable[Verdict]) -> bool:
        """Tell whether a verdict found something of the holder's that was more than a note."""
        return any(self._who.owns(found.subject) and not _noted(found) for one in verdicts for found in one.findings)

    def _matches(self, passages: list[Passage]) -> tuple[list[Match], set[str]]:
        """Look through a request's texts with today's packs; what may well mean something else is only noted."""
        guarded, texts = self._studio.rights.guarded(), [one.text for one in passages]
        matches, noted = list[Match](), set[str]()
        for passage in passages:
            for hit in guarded.hits(passage.text, texts):
                if not self._who.owns(hit.subject):
                    continue
                if hit.sure is Sure.NOTE:
                    noted.add(hit.subject)
                else:
                    matches.append(_match(passage, hit))
        return matches, noted

    def _sighted(self, take: Take | Still) -> list[Match]:
        """Compare frames of a take, or a still, with the holder's pictures, whatever anybody has said of them."""
        if not self._pictures:
            return []
        frames = self._frames(take)
        if frames is None:
            self._blind += 1
            return []
        guarded, looks = self._studio.rights.guarded(), [one.look for one in frames.frames]
        return [
            Match(
                subject=hit.subject,
                field="takes" if isinstance(take, Take) else "stills",
                start=frames.frames[place].number,
                end=frames.frames[place].number,
                words="",
                reading=hit.reading.value,
                read_as=hit.read_as,
                sure=hit.sure.value,
            )
            for place, hit in guarded.shown(take.sha256, looks)
            if self._who.owns(hit.subject) and hit.sure is not Sure.NOTE
        ]

    def _frames(self, take: Take | Still) -> Frames | None:
        looks = self._studio.looks
        if not self._store.media.path(take.media).is_file():
            return looks.known(take.sha256)
        return looks.clip(take) if isinstance(take, Take) else looks.picture_of(take)

    def _prompt(self, asked: TakeRequest, passages: list[Passage]) -> dict[str, object]:
        """Give what was asked for; names of people are taken out, and then the exact request is not given."""
        people = self._studio.rights.people_in
        if not any(people(one.text) for one in passages):
            return {"prompt": asked.prompt, "asked": asked_for(asked)}
        self._masked += 1
        return {"prompt": masked(asked.prompt, people), "masked": True}

    def _decided(self, one: Verdict, *, full: bool = False) -> Decided:
        basis = one.basis
        met = basis.subjects if basis else ()
        own = tuple(each for each in met if self._who.owns(each))
        concerns, others = full or bool(own), len(own) < len(met)
        if concerns and others:
            self._blanked.add(one.id)
        bare = Decided(
            verdict=one.id,
            digest=one.digest,
            decision=one.decision.value,
            at=one.decided_at,
            blanked=others or not concerns,
            subjects=own,
        )
        if not full:
            return bare
        found = [each for each in one.findings if self._who.owns(each.subject)]
        whole = basis is not None and covering(basis) == one.digest
        return bare.model_copy(
            update={
                "until": one.valid_until or "",
                "request": basis.request if basis and whole else "",
                "rights": basis.rights if basis and whole else "",
                "packs": tuple(f"{each.id} {each.version} {each.sha256}" for each in basis.packs) if basis else (),
                "relied": basis.relied if basis else (),
                "said": tuple(
                    Said(
                        subject=each.subject,
                        decision=each.decision.value,
                        field=each.field,
                        words=each.words,
                        reading=each.reading,
                        pack=each.pack,
                        version=each.version,
                        told_by=each.told_by,
                        why=each.why,
                    )
                    for each in found
                ),
            }
        )

    def _tried(self, job: Job, one: Attempt, *, full: bool) -> Tried:
        events = self._store.events(job.id)
        left = {event.at for event in events if event.after is JobState.SENDING}
        sent = bool(one.remote_id) or (bool(left) and one.failure is not Failure.REFUSED)
        refused = refusal(one)
        return Tried(
            number=one.number,
            at=one.started_at,
            sent=sent,
            wire=one.wire_hash if full else "",
            failure=one.failure.value if one.failure else "",
            stage=refused.stage.value if refused else "",
            code=refused.code if refused and full else "",
            charged=refused.charged if refused else "",
        )

    def _made(self, take: Take, *, full: bool) -> Made:
        mark, shot = self._studio.plan.mark(take.id), self._shots.get(take.shot)
        kept = self._store.media.path(take.media).is_file()
        self._gone += not kept
        return Made(
            take=take.id,
            code=code(take.id),
            sha256=take.sha256,
            bytes=take.facts.bytes,
            frames=take.facts.frames,
            at=take.made_at,
            status=mark.status.value,
            chosen=shot is not None and shot.life is Life.ALIVE and shot.take == take.id,
            withdrawn=take.id in self._withdrawn,
            binned=shot is None or shot.life is not Life.ALIVE,
            kept=kept,
            prints=self._prints(take) if full else (),
            reviews=tuple(self._seen(one, full=full) for one in self._reviews[take.id]),
        )

    def _pictured(self, still: Still, *, full: bool) -> Made:
        of = sitter_of(self._studio.plan, still.of)
        kept = self._store.media.path(still.media).is_file()
        self._gone += not kept
        return Made(
            take=still.id,
            code=code(still.id),
            sha256=still.sha256,
            bytes=still.facts.bytes,
            frames=1,
            at=still.made_at,
            status=self._studio.plan.mark(still.id).status.value,
            chosen=still.id in self._used_as,
            withdrawn=still.id in self._withdrawn,
            binned=of.life is not Life.ALIVE,
            kept=kept,
            prints=self._prints(still) if full else (),
            reviews=tuple(self._seen(one, full=full) for one in self._reviews[still.id]),
        )

    def _prints(self, take: Take | Still) -> tuple[str, ...]:
        """Give the fingerprints of frames as anybody may compare them: the frame's number, 64 bits, 256 bits."""
        frames = self._frames(take)
        return (
            tuple(f"{one.number}:{':'.join(one.look.seen[0])}" for one in frames.frames if one.look.seen)
            if frames
            else ()
        )

    def _seen(self, one: Review, *, full: bool) -> Seen:
        own = self._who.owns(one.subject)
        return Seen(
            review=one.id,
            at=one.at,
            by=one.by,
            character=one.character.value,
            person=one.person.value,
            logo=one.logo.value,
            subject=one.subject if own else "",
            other=bool(one.subject) and not own,
            blanked=not own and (bool(one.subject) or not full),
            note=masked(one.note, self._studio.rights.people_in) if full else "",
        )

    # What people decided

    def _answered(self, one: Clearance) -> Answered:
        return Answered(
            clearance=one.clearance,
            event=one.id,
            kind=one.kind.value,
            subject=one.subject,
            reach=one.reach.value,
            reason=masked(one.reason, self._studio.rights.people_in),
            until=one.until,
            evidence=one.evidence,
            at=one.at,
            by=one.by,
        )

    def _claimed(self, requests: Iterable[Asked]) -> Iterable[Claimed]:
        """Give what happened to claims that concern the holder; the words of whoever made one are left out."""
        takes = {one.take.take for one in requests if one.related and one.take}
        events = self._store.claim_events()
        firsts = {one.claim: one for one in reversed(events)}
        others = {one.claim for one in events if one.subject and not self._who.owns(one.subject)}
        for one in events:
            first = firsts[one.claim]
            if self._who.owns(first.subject) or takes & set(first.takes):
                yield Claimed(
                    claim=one.claim,
                    event=one.id,
                    kind=first.kind.value,
                    state=one.state.value,
                    blanked=one.claim in others,
                    subject=first.subject if self._who.owns(first.subject) else "",
                    takes=tuple(take for take in first.takes if take in takes),
                    why="" if one.id == first.id else masked(one.about, self._studio.rights.people_in),
                    at=one.at,
                    by=one.by,
                )

    def _pack(self, one: InUse) -> UsedPack:
        issued = str(one.pack.issued) if one.pack else ""
        return UsedPack(
            id=one.id, version=one.version, sha256=one.sha256, standing=one.standing.value, issued=issued, key=one.key
        )

    # What it adds up to

    def _counts(self, requests: tuple[Asked, ...]) -> dict[str, int]:
        takes = [one.take for one in requests if one.take]
        stills = [one.still for one in requests if one.still]
        latest = [one.reviews[-1] for one in (*takes, *stills) if one.reviews]
        return {
            "requests": len(requests),
            "sent": sum(any(each.sent for each in one.tries) for one in requests),
            "related": sum(one.related for one in requests),
            "related-sent": sum(one.related and any(each.sent for each in one.tries) for one in requests),
            "noted": sum(bool(one.noted) for one in requests),
            "takes": len(takes),
            "stills": len(stills),
            "related-takes": sum(one.related and one.take is not None for one in requests),
            "seen": sum(bool(one.subject) for one in latest),
            "unreviewed": sum(not one.reviews for one in takes),
            "unreviewed-stills": sum(not one.reviews for one in stills),
            "unsure": sum(Saw.UNSURE.value in _answers(one) for one in latest),
            "unnamed": sum(Saw.YES.value in _answers(one) and not one.subject and not one.other for one in latest),
            "blocked": sum(each.decision == "block" for one in requests if one.related for each in one.verdicts[-1:]),
        }

    def _open(self, counts: dict[str, int]) -> Iterable[Message]:
        """Say what keeps the report from being complete."""
        for name in ("unreviewed", "unreviewed-stills", "unsure", "unnamed"):
            if counts[name]:
                yield message(f"holder.open.{name}", n=counts[name])

    def _unchecked(self, counts: dict[str, int]) -> Iterable[Message]:
        yield from self._open(counts)
        before = sum(one.basis is None or not one.basis.rights for one in self._verdicts.values())
        if before:
            yield message("holder.unchecked.before", n=before)
        if self._masked:
            yield message("holder.unchecked.masked", n=self._masked)
        if self._blanked:
            yield message("holder.unchecked.blanked", n=len(self._blanked))
        if self._gone:
            yield message("holder.unchecked.gone", n=self._gone)
        for one in self._packs:
            if one.pack is None:
                yield message("holder.unchecked.broken", pack=one.id)
        if not any(one.names for one in self._who.subjects):
            yield message("holder.unchecked.no-names")
        if self._blind:
            yield message("holder.unchecked.prints", n=self._blind)
        if not self._pictures:
            yield message("holder.unchecked.no-prints")
        yield message("holder.unchecked.words")
        yield message("holder.unchecked.pictures")


def _match(passage: Passage, hit: Hit) -> Match:
    return Match(
        subject=hit.subject,
        field=passage.field,
        start=hit.start,
        end=hit.end,
        words=hit.text,
        reading=hit.reading.value,
        read_as=hit.read_as,
        sure=hit.sure.value,
    )


def _answers(one: Seen) -> tuple[str, ...]:
    return one.character, one.person, one.logo


def _noted(found: Finding) -> bool:
    """Tell a note, which nothing follows from, from all that was decided."""
    two = found.why.params.get("two")
    return isinstance(two, Message) and two.code == "rights.says.note"
