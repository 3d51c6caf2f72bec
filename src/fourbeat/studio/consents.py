"""Consents: who is known, what they granted, taking it back, erasing; whom the cast and the pictures show."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import JsonValue

from fourbeat.model.consent import Consent, ConsentEvent, GrantedBy, Said, Terms
from fourbeat.model.edit import Changes
from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.ids import Id, code
from fourbeat.model.job import ENDED, Job, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Life, Likeness, Reference, Shot
from fourbeat.policy.rule import DutyKind

from .arrange import written
from .endings import Ending, endings
from .register import Person
from .withdrawn import Reach

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio

Shows = Character | Shot | Reference
"""What may show a real person."""


class Consents:
    """Hold the verbs and questions about real people and what they granted."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    # Questions

    def people(self) -> list[Person]:
        """Give everybody who is known, by name; who was erased comes last."""
        people = self._studio.rights.register().people.values()
        return sorted(people, key=lambda one: (one.erased, one.name.casefold(), one.id))

    def all(self) -> list[Consent]:
        """Give every consent in the order they were given."""
        return list(self._studio.rights.register().consents)

    def person(self, label: str) -> Person:
        """Find somebody by name, code or id. Raises NotFound, and Invalid where two have the name."""
        wanted = label.strip().casefold()
        known = self.people()
        found = [one for one in known if wanted in (one.code.casefold(), one.id)]
        found = found or [one for one in known if wanted in {name.casefold() for name in one.names}]
        if not found:
            names = tuple(one.name for one in known if not one.erased) or (message("consent.nobody-yet"),)
            raise NotFound("consent.no-person", label=label[:80], people=names)
        if len(found) > 1:
            raise Invalid("consent.two-people", label=label[:80], codes=tuple(one.code for one in found))
        return found[0]

    def find(self, label: str) -> Consent:
        """Find a consent by its code or id. Raises NotFound."""
        for one in self.all():
            if label.strip().upper() == code(one.id) or label.strip() == one.id:
                return one
        raise NotFound("consent.not-found", label=label[:80])

    def details(self, identity: Id) -> dict[str, JsonValue]:
        """Give the words kept of a consent or a person; nothing where they were erased."""
        return next((dict(one.details or {}) for one in self._store.private() if one.id == identity), {})

    def why_revoked(self, consent: Consent) -> str:
        """Give the reason for which a consent was taken back, if one was given and not erased."""
        events = (one for one in self._store.consent_events() if one.consent == consent.id and one.kind is Said.REVOKED)
        return next((str(self.details(one.id).get("reason", "")) for one in events), "")

    def shown_as(self, person: Person) -> list[Shows]:
        """Give everything that shows somebody: characters, shots and pictures that are still there."""
        plan = self._store.plan
        owners = [row.of for row in plan.all(Likeness) if row.person == person.id]
        kinds: tuple[type[Character | Shot | Reference], ...] = (Character, Shot, Reference)
        return [found for of in owners for kind in kinds if (found := plan.find(kind, of)) is not None]

    def shown_by(self, one: Shows) -> list[Person]:
        """Name the real persons that one of the cast, a shot or a picture shows."""
        people = self._studio.rights.register().people
        bound = self._store.plan.of(Likeness, one.id)
        return [people.get(row.person) or Person(row.person, {}, erased=True) for row in bound]

    def ending(self) -> list[Ending]:
        """Give the consents that end within thirty days and still stand, the soonest first."""
        soon = endings(self._studio.rights.register(), self._studio.desk.now())
        return [one for one in soon if one.kind == "consent"]

    # Verbs

    def newcomer(self, *, name: str, aliases: Sequence[str] = (), subjects: Sequence[str] = ()) -> Person:
        """Prepare somebody who is not known yet; `subjects` are what packs call them. Raises Invalid without a name."""
        plain = " ".join(name.split())
        if not plain:
            raise Invalid("consent.no-name")
        if any(plain.casefold() in {known.casefold() for known in one.names} for one in self.people()):
            raise Invalid("consent.name-taken", name=plain)
        details: dict[str, JsonValue] = {"name": plain, "aliases": [*aliases], "subjects": [*subjects]}
        return Person(self._studio.desk.ids.new(), details)

    def add_person(self, *, name: str, aliases: Sequence[str] = (), subjects: Sequence[str] = ()) -> Person:
        """Make a real person known to the film. Raises Invalid without a name, and where it is taken."""
        person = self.newcomer(name=name, aliases=aliases, subjects=subjects)
        self._store.write(lambda writer: writer.add_private(person.id, person.id, person.details))
        return person

    def grant(self, *, person: Person, terms: Terms, description: str, evidence: Path | None = None) -> Consent:
        """Write down what somebody granted, who may be a newcomer; of the evidence only the hash is kept.

        Raises Invalid for a consent that says too little or contradicts itself, NotFound for missing evidence.
        """
        told = " ".join(description.split())
        if len(told) < _LEAST:
            raise Invalid("consent.describe", least=_LEAST)
        if person.erased:
            raise Invalid("consent.erased", person=person.code)
        terms = checked(terms)
        if evidence is not None:
            terms = terms.model_copy(update={"evidence": hash_of(evidence)})
        identity = self._studio.desk.ids.new()

        def work(writer: Writer) -> None:
            if person.id not in self._studio.rights.register().people:
                writer.add_private(person.id, person.id, person.details)
            writer.add_private(identity, person.id, {"description": told})
            writer.add_consent(self._event(identity, person.id, Said.GRANTED, terms=terms))

        self._store.write(work)
        return self.find(identity)

    def revoke(self, *, consent: Consent, keep: bool = False, reason: str = "") -> Reach:
        """Take a consent back and say what that reaches: waiting jobs are cancelled, takes leave the cut.

        With `keep` takes that were made may stay. The reason is kept where it can be erased. Raises Invalid for one
        that was taken back before.
        """
        if consent.revoked_at is not None:
            raise Invalid("consent.revoked-before", consent=code(consent.id), at=consent.revoked_at[:10])
        reach = self._studio.withdrawn.reach(consent)
        event, why = self._event(consent.id, consent.person, Said.REVOKED, keep=keep), " ".join(reason.split())

        def work(writer: Writer) -> None:
            writer.add_consent(event)
            if why:
                writer.add_private(event.id, consent.person, {"reason": why})

        self._store.write(work)
        # A film that is still to be rendered holds its takes already.
        self._cancel(reach.jobs if keep else (*reach.jobs, *reach.films))
        return reach

    def erase(self, *, person: Person) -> int:
        """Take everything that tells who somebody is, backups included; consents stay as hashes."""
        for consent in self._studio.rights.register().of_person(person.id):
            if consent.revoked_at is None:
                # What nobody can look up any more protects nobody: it ends with the person's details.
                self.revoke(consent=consent)
        return self._store.erase(person.id)

    def bind(self, *, of: Shows, person: Person) -> Changes:
        """Say that one of the cast, a shot or a picture shows somebody real."""
        plan = self._store.plan
        if any(row.person == person.id for row in plan.of(Likeness, of.id)):
            return Changes()
        row = Likeness(id=self._studio.desk.ids.new(), of=of.id, person=person.id)
        return written(self._studio, message("step.bind-person"), [plan.born(row)])

    def unbind(self, *, of: Shows, person: Person) -> Changes:
        """Say that one of the cast, a shot or a picture no longer shows somebody. Raises NotFound."""
        plan = self._store.plan
        rows = [row for row in plan.of(Likeness, of.id) if row.person == person.id]
        if not rows:
            raise NotFound("consent.not-bound", person=person.name)
        changes = [change for row in rows for change in plan.change(row, life=Life.BINNED)]
        return written(self._studio, message("step.unbind-person"), changes)

    def _event(
        self, consent: Id, person: Id, kind: Said, *, terms: Terms | None = None, keep: bool = False
    ) -> ConsentEvent:
        desk = self._studio.desk
        return ConsentEvent(
            id=desk.ids.new(),
            consent=consent,
            person=person,
            kind=kind,
            terms=terms,
            keep=keep,
            at=desk.now(),
            by=desk.author,
        )

    def _cancel(self, jobs: Sequence[Job]) -> None:
        """Cancel what can still be cancelled; what a provider has already is withdrawn when it arrives."""
        for job in jobs:
            now = self._store.job(job.id)
            if now.state in ENDED or now.state is JobState.UNKNOWN:
                continue
            try:
                self._studio.jobs.cancel(job=now)
            except FourbeatError:
                # The gate stops it before it is sent; a clip that is on its way is withdrawn as it comes.
                continue


_LEAST = 10
"""How many characters tell at least what a person granted."""


def checked(terms: Terms) -> Terms:
    """Refuse terms that contradict themselves, and a minor's consent that nobody may give. Raises Invalid."""
    for day in filter(None, (terms.from_, terms.until)):
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Invalid("consent.no-such-day", day=day) from None
    if terms.from_ and terms.until and terms.until < terms.from_:
        raise Invalid("consent.ends-before", until=terms.until, start=terms.from_)
    if terms.minor and terms.granted_by is not GrantedBy.GUARDIAN:
        raise Invalid("consent.guardian")
    known = {kind.value for kind in DutyKind}
    for duty in terms.duties:
        if duty not in known:
            raise Invalid("consent.no-such-duty", duty=duty[:40], duties=tuple(sorted(known)))
    return terms


def hash_of(file: Path) -> str:
    """Give the SHA-256 of a file of evidence. Raises NotFound, and Invalid for one that cannot be read."""
    if not file.is_file():
        raise NotFound("consent.no-evidence", file=str(file))
    try:
        with file.open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except OSError as error:
        raise Invalid("consent.evidence-unreadable", file=str(file), detail=error.strerror or "") from error
