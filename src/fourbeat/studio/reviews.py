"""Reviews: what a person saw in takes and stills, and what the packs say of it. The latest look at each counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.review import Review, Seen
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.policy.subject import Subject

from .register import PERSON
from .rights import Found
from .rights_told import stored

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

LONGEST_NOTE = 500
"""How many characters a note on a review may have."""


@dataclass(frozen=True)
class Marked:
    """Be a take or a still in which somebody saw what is not cleared: what is wrong with it, what would clear it.

    Real people stand in `why` as codes, so that it may be kept; `Reviews.told` puts it with their names.
    """

    made: Take | Still
    review: Review
    decision: Decision
    why: Message
    fix: Message


class Reviews:
    """Hold the verbs and questions about looks at takes and stills."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def latest(self) -> dict[Id, Review]:
        """Give the latest look at each take and still that was looked at."""
        return {one.of: one for one in self._store.reviews()}

    def open(self, shot: Shot | None = None) -> list[Take]:
        """Give the takes nobody has looked at, in the order of the film; those of shots in the bin come last."""
        seen, plan = self.latest(), self._studio.plan
        places = {one.id: place for place, one in enumerate(plan.shots())}
        takes = [one for one in self._store.takes(shot.id if shot else None) if one.id not in seen]
        return sorted(takes, key=lambda one: (places.get(one.shot, len(places)), one.shot, one.number))

    def open_stills(self, of: Id | None = None) -> list[Still]:
        """Give the stills nobody has looked at, of one owner or of all, as they came."""
        seen = self.latest()
        return [one for one in self._store.stills(of) if one.id not in seen]

    def marks(self, shot: Shot | None = None) -> list[Marked]:
        """Give the takes in which something was seen that is not cleared, judged by today's packs and consents."""
        return self._marked(self._store.takes(shot.id if shot else None))

    def marked_stills(self, of: Id | None = None) -> list[Marked]:
        """Give the stills in which something was seen that is not cleared."""
        return self._marked(self._store.stills(of))

    def _marked(self, made: Sequence[Take | Still]) -> list[Marked]:
        seen = self.latest() if made else {}
        looked = [(one, seen[one.id]) for one in made if one.id in seen]
        return [mark for one, review in looked if (mark := self.judged(one, review)) is not None]

    def judged(self, take: Take | Still, review: Review) -> Marked | None:
        """Say what follows from a look at a take or a still; None where nothing does."""
        if Seen.YES not in (review.character, review.person, review.logo):
            return None
        if not review.subject:
            why, fix = message("review.nobody-named"), message("review.nobody-named.fix")
            return Marked(take, review, Decision.ASK, why, fix)
        found = self.found(take, review)
        if found is None:
            why, fix = message("review.not-covered", subject=review.subject), message("review.not-covered.fix")
            return Marked(take, review, Decision.ASK, why, fix)
        if found.ruled.decision is Decision.ALLOW:
            return None
        told = stored(found)
        saw = message("review.saw", name=found.subject.name)
        return Marked(
            take, review, found.ruled.decision, message("rights.both", one=saw, two=told.why.params["two"]), told.fix
        )

    def told(self, mark: Marked) -> Message:
        """Say what is wrong to whoever looks now, a real person by name; this is never kept."""
        known = self._studio.rights.register().people.get(mark.review.subject.removeprefix(PERSON))
        said = mark.why.params.get("one")
        if known is None or not isinstance(said, Message) or said.code != "review.saw":
            return mark.why
        return message("rights.both", one=message("review.saw", name=known.name), two=mark.why.params["two"])

    def found(self, take: Take | Still, review: Review) -> Found | None:
        """Judge what was seen as if it had been asked for by name; None for what no pack knows."""
        asked = self._store.job(take.job).request
        if not isinstance(asked, TakeRequest) or not review.subject:
            return None
        return self._studio.rights.seen(asked, review.subject)

    def asks(self, shot: Shot) -> Iterator[Found]:
        """Give what looks at a shot's takes and stills ask and a clearance may answer."""
        seen = self.latest()
        made: list[Take | Still] = [*self._store.takes(shot.id), *self._store.stills(shot.id)] if seen else []
        for take in made:
            review = seen.get(take.id)
            if review is not None and Seen.YES in (review.character, review.person, review.logo):
                found = self.found(take, review)
                if found is not None and found.ruled.decision is Decision.ASK:
                    yield found

    def subject(self, label: str) -> str:
        """Find whom a name means: what a pack in use guards, or somebody the film knows. Raises NotFound, Invalid."""
        wanted = label.strip().casefold()
        people = [one for one in self._studio.rights.register().people.values() if not one.erased]
        known = [one for one in people if wanted in {one.code.casefold(), *(name.casefold() for name in one.names)}]
        if len(known) == 1:
            return f"{PERSON}{known[0].id}"
        subjects = self._studio.rights.guarded().subjects
        if label.strip() in subjects:
            return label.strip()
        found = {one.id for one in subjects.values() if _called(one, wanted)}
        if len(found) > 1:
            raise Invalid("review.two-subjects", label=label[:80], subjects=tuple(sorted(found)[:8]))
        if not found:
            raise NotFound("review.no-subject", label=label[:80])
        return found.pop()

    # Verbs

    def look(
        self,
        *,
        takes: Sequence[Take | Still],
        character: Seen,
        person: Seen,
        logo: Seen,
        subject: str = "",
        note: str = "",
    ) -> list[Review]:
        """Write down what was seen in takes or stills; `subject` says whose character or which person it was.

        Raises Invalid for a subject where nothing was seen and a note that is too long, NotFound for nobody known.
        """
        said = " ".join(note.split())
        if len(said) > LONGEST_NOTE:
            raise Invalid("take.long-note", n=LONGEST_NOTE, length=len(said))
        if subject.strip() and Seen.YES not in (character, person, logo):
            raise Invalid("review.nothing-seen", subject=subject[:80])
        who = self.subject(subject) if subject.strip() else ""
        desk = self._studio.desk
        made = [
            Review(
                id=desk.ids.new(),
                take=one.id if isinstance(one, Take) else None,
                still=one.id if isinstance(one, Still) else None,
                character=character,
                person=person,
                logo=logo,
                subject=who,
                note=said,
                at=desk.now(),
                by=desk.author,
            )
            for one in takes
        ]

        def work(writer: Writer) -> None:
            for one in made:
                writer.add_review(one)

        self._store.write(work)
        return made


def _called(subject: Subject, wanted: str) -> bool:
    return wanted in {subject.id.casefold(), subject.name.casefold(), *(one.text.casefold() for one in subject.names)}
