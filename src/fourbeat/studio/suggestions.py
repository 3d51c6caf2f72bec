"""Suggestions: what a provider refused and we had let pass, put before a person. Nothing is asked again by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import code
from fourbeat.model.job import Attempt, Job
from fourbeat.model.plan import Shot
from fourbeat.model.request import TakeRequest
from fourbeat.model.suggestion import Suggestion, SuggestionKind
from fourbeat.model.verdict import Decision

from .aliases import Added, with_name
from .passages import of_request
from .refusals import Refusal, refusal

if TYPE_CHECKING:
    from .studio import Studio

LONGEST = 120
"""How many characters a name may have, as in packs."""


@dataclass(frozen=True)
class Suggested:
    """Be a refusal of what we had let pass, with what a person has made of it so far."""

    attempt: Attempt
    job: Job
    shot: Shot | None
    refusal: Refusal
    answer: Suggestion | None = None


class Suggestions:
    """Hold the verbs and questions about what providers refused."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def all(self) -> list[Suggested]:
        """Give every refusal of what we had let pass, oldest first."""
        answers = {one.attempt: one for one in self._store.suggestions()}
        shots = {row.id: row for row in self._studio.plan.rows() if isinstance(row, Shot)}
        found = []
        for attempt in self._store.refused():
            job, refused = self._store.job(attempt.job), refusal(attempt)
            if refused is not None and isinstance(job.request, TakeRequest) and self._passed(job):
                shot = shots.get(job.request.shot)
                found.append(Suggested(attempt, job, shot, refused, answers.get(attempt.id)))
        return found

    def open(self) -> list[Suggested]:
        """Give those that nobody has answered."""
        return [one for one in self.all() if one.answer is None]

    def find(self, label: str) -> Suggested:
        """Find one by the code or id of its attempt. Raises NotFound."""
        for one in self.all():
            if label.strip().upper() == code(one.attempt.id) or label.strip() == one.attempt.id:
                return one
        raise NotFound("suggestion.not-found", label=label[:80])

    def answer(self, *, of: Suggested, kind: SuggestionKind, subject: str = "", text: str = "") -> Suggestion:
        """Write down what a refusal turned out to be; the last word counts. A new alias stands in what was asked for.

        Raises Invalid for an alias without a name or whose, or with one that was not asked for; NotFound for nobody.
        """
        name = " ".join(text.split())
        if kind is SuggestionKind.NEW_ALIAS:
            self._checked(of, name, subject)
        elif name or subject:
            raise Invalid("suggestion.no-name-needed")
        desk = self._studio.desk
        made = Suggestion(
            id=desk.ids.new(),
            attempt=of.attempt.id,
            kind=kind,
            subject=self._studio.reviews.subject(subject) if subject else "",
            text=name,
            at=desk.now(),
            by=desk.author,
        )
        self._store.write(lambda writer: writer.add_suggestion(made))
        return made

    def put_into(self, *, of: Suggested, pack: Path, out: Path, subject: str, text: str, language: str) -> Added:
        """Write a pack of one's own anew with a name that was missed; it is taken into use like any other.

        Raises Invalid for a name that was not asked for, a pack that does not hold the subject, or has the name.
        """
        name = " ".join(text.split())
        self._checked(of, name, subject)
        return with_name(pack, out, subject=self._studio.reviews.subject(subject), text=name, language=language)

    def _checked(self, of: Suggested, name: str, subject: str) -> None:
        if not name or not subject.strip():
            raise Invalid("suggestion.which-name")
        if len(name) > LONGEST:
            raise Invalid("suggestion.long-name", n=LONGEST)
        asked = of.job.request
        assert isinstance(asked, TakeRequest)
        if not any(name.casefold() in " ".join(one.text.split()).casefold() for one in of_request(asked)):
            raise Invalid("suggestion.not-asked-for", name=name)

    def _passed(self, job: Job) -> bool:
        return job.verdict is not None and self._store.verdict(job.verdict).decision is Decision.ALLOW
