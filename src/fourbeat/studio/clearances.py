"""Clearances: a person's answer to what packs ask, with its reason; "not this character" is remembered narrowly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fourbeat.model.clearance import Answer, Clearance, Reach
from fourbeat.model.errors import Invalid, NotFound, Refused
from fourbeat.model.ids import Id, code
from fourbeat.model.message import message
from fourbeat.model.plan import Shot
from fourbeat.model.verdict import Decision

from .consents import hash_of
from .rights import Found, field_hash

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio


class Clearances:
    """Hold the verbs and questions about answers to an ask."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def all(self) -> list[Clearance]:
        """Give the answers that stand, in the order they were given."""
        return list(self._studio.rights.register().answers)

    def find(self, label: str) -> Clearance:
        """Find an answer by its code or id. Raises NotFound."""
        for one in self.all():
            if label.strip().upper() == code(one.clearance) or label.strip() == one.clearance:
                return one
        raise NotFound("clearance.not-found", label=label[:80])

    def open_asks(self, shot: Shot) -> list[Found]:
        """Give what is asked of a shot, or of what was seen in its takes, and may be answered, each subject once."""
        found = (*self._studio.rights.look(shot).found, *self._studio.reviews.asks(shot))
        asks = [one for one in found if one.ruled.decision is Decision.ASK]
        return list({(one.subject.id, one.ruled.marks): one for one in asks if one.ruled.marks}.values())

    def clear(
        self,
        *,
        shots: Sequence[Shot],
        subject: str = "",
        reason: str,
        reach: Reach = Reach.SHOT,
        until: str = "",
        evidence: Path | None = None,
    ) -> list[Clearance]:
        """Answer what is asked of shots about one subject (by id or name), or all; each answers one rule as it reads.

        Raises Invalid without a reason and for a day that is none; NotFound where nothing can be answered.
        """
        why, proof = _reason(reason), hash_of(evidence) if evidence else ""
        self._day(until)
        wanted = subject.strip().casefold()
        made: dict[tuple[str, tuple[str, ...], Id], Clearance] = {}
        for shot in shots:
            for one in self.open_asks(shot):
                if wanted and wanted not in (one.subject.id.casefold(), one.subject.name.casefold()):
                    continue
                of = self._of(shot, reach)
                told = {"reason": why, "until": until, "evidence": proof}
                key = one.subject.id, one.ruled.marks, of
                made.setdefault(key, self._answer(one, Answer.CLEARED, reach, of, **told))
        if not made:
            raise NotFound("clearance.nothing-asked", subject=subject or message("clearance.anything"))
        return self._write(list(made.values()))

    def not_this(self, *, shot: Shot, subject: str, reason: str, words: str = "") -> list[Clearance]:
        """Say that words of a shot do not mean a subject: exactly these words, in these texts as they read now.

        Raises Invalid without a reason, NotFound where nothing in the shot is read so, Refused against a final block.
        """
        why, wanted = _reason(reason), subject.strip().casefold()
        found = [
            one
            for one in self._studio.rights.look(shot).found
            if one.passage.text
            and wanted in (one.subject.id.casefold(), one.subject.name.casefold())
            and (not words or one.hit.text == words)
        ]
        if not found:
            raise NotFound("clearance.not-there", subject=subject[:80], shot=shot.number)
        # The same words are sent in other texts, too: in the prompt, on the slate.
        meant, made = {(one.subject.id, one.hit.text) for one in found}, dict[tuple[str, str, str], Clearance]()
        for one in self._studio.rights.look(shot, whole=True).found:
            if not one.passage.text or (one.subject.id, one.hit.text) not in meant:
                continue
            if one.for_good:
                raise Refused("clearance.final", subject=one.subject.name)
            key = one.subject.id, one.hit.text, field_hash(one.passage.text)
            told = {"text": key[1], "field": key[2], "reason": why}
            made.setdefault(key, self._answer(one, Answer.NOT_THIS, Reach.SHOT, shot.id, **told))
        return self._write(list(made.values()))

    def done(
        self,
        *,
        subjects: Sequence[str],
        mark: str,
        reached: Sequence[tuple[Reach, Id]],
        reason: str,
        until: str = "",
        evidence: Path | None = None,
    ) -> list[Clearance]:
        """Write down that a duty to subjects is fulfilled; `mark` names it (`duties.py`), and answers no rule.

        Raises Invalid without a reason and for a day that is none or over.
        """
        desk, why, proof = self._studio.desk, _reason(reason), hash_of(evidence) if evidence else ""
        self._day(until)
        made = []
        for subject in subjects:
            for reach, of in reached:
                identity = desk.ids.new()
                made.append(
                    Clearance(
                        id=identity,
                        clearance=identity,
                        kind=Answer.CLEARED,
                        subject=subject,
                        marks=(mark,),
                        reach=reach,
                        of=of,
                        reason=why,
                        until=until,
                        evidence=proof,
                        at=desk.now(),
                        by=desk.author,
                    )
                )
        return self._write(made)

    def withdraw(self, *, clearance: Clearance, reason: str) -> Clearance:
        """Take an answer back. Raises Invalid without a reason."""
        desk = self._studio.desk
        back = clearance.model_copy(
            update={
                "id": desk.ids.new(),
                "kind": Answer.WITHDRAWN,
                "reason": _reason(reason),
                "at": desk.now(),
                "by": desk.author,
            }
        )
        self._write([back])
        return back

    def _answer(self, found: Found, kind: Answer, reach: Reach, of: Id, **told: str) -> Clearance:
        desk, subject = self._studio.desk, found.subject
        identity = desk.ids.new()
        return Clearance(
            id=identity,
            clearance=identity,
            kind=kind,
            subject=subject.id,
            pack=subject.pack,
            version=subject.version,
            marks=found.ruled.marks if kind is Answer.CLEARED else (),
            reach=reach,
            of=of,
            at=desk.now(),
            by=desk.author,
            **told,
        )

    def _write(self, answers: list[Clearance]) -> list[Clearance]:
        def work(writer: Writer) -> None:
            for one in answers:
                writer.add_clearance(one)

        self._store.write(work)
        return answers

    def _of(self, shot: Shot, reach: Reach) -> Id:
        return {Reach.SHOT: shot.id, Reach.SCENE: shot.scene, Reach.PROJECT: self._store.plan.project.id}[reach]

    def _day(self, day: str) -> None:
        if not day:
            return
        try:
            date.fromisoformat(day)
        except ValueError:
            raise Invalid("consent.no-such-day", day=day[:20]) from None
        if day < self._studio.desk.now()[:10]:
            raise Invalid("clearance.over", day=day)


def _reason(text: str) -> str:
    plain = " ".join(text.split())
    if not plain:
        raise Invalid("clearance.no-reason")
    return plain
