"""Checking a holder's report without the film: every line of it against the audit that came with it.

The audit's entries are sealed one onto the other, and the last of them seals the report. So nothing in either can be
changed alone; who makes both anew from the first entry on is found out only by a head that was given out before. Lines
about others are blanked: of these only their place in the chain can be checked, and that as many stand there.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import JsonValue

from fourbeat.model.audit import AuditEntry
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.verdict import Basis
from fourbeat.queue.gate import covering

from .holder_lines import broken, digest
from .holder_page import page
from .holder_report import ENTRY, Asked, Blanked, Decided, Report, canonical, written
from .wording import Wording

SHOWN = 50
"""How many things that do not fit are told; the rest are counted."""


@dataclass(frozen=True)
class Result:
    """Be what checking came to: what does not fit, and what was checked."""

    wrong: tuple[Message, ...]
    entries: int
    blanked: int
    head: str
    complete: bool

    @property
    def fits(self) -> bool:
        """Tell whether everything fits."""
        return not self.wrong


def check(report: Report, text: str, *, head: str = "", html: str = "") -> Result:
    """Say what in a report does not fit; `head` is one that was given out before, `html` the page made of it."""
    wrong = list(_Check(report).wrong())
    if text.replace("\r\n", "\n") != written(report):
        wrong.append(message("holder.wrong.form"))
    if head:
        wrong += _head(report, head.strip().lower())
    if html:
        wrong += _page(report, html)
    return Result(tuple(wrong), len(report.audit), report.blanked, report.head, report.body.complete)


def _head(report: Report, head: str) -> Iterator[Message]:
    """Look for a hash that was given out before; a blanked line could be given any, so it proves nothing there."""
    if all(one.hash != head for one in report.audit):
        yield message("holder.wrong.other-head", head=head[:80])
    elif all(one.hash != head for one in report.entries):
        yield message("holder.wrong.blanked-head", head=head[:80])


def _page(report: Report, html: str) -> Iterator[Message]:
    language = "ja" if '<html lang="ja"' in html[:400] else "en"
    there = html.replace("\r\n", "\n").split("\n")
    meant = page(report, Wording.of(language)).split("\n")
    for number, (one, other) in enumerate(zip(there, meant, strict=False), start=1):
        if one != other:
            yield message("holder.wrong.page", line=number)
            return
    if len(there) != len(meant):
        yield message("holder.wrong.page", line=min(len(there), len(meant)) + 1)


class _Check:
    def __init__(self, report: Report) -> None:
        self._report = report
        self._body = report.body
        self._by_of: dict[tuple[str, Id], list[AuditEntry]] = {}
        for one in report.entries:
            self._by_of.setdefault((one.what, one.of), []).append(one)
        self._taken: set[tuple[Id, str]] = set()
        self._blank = Counter(one.at for one in report.audit if isinstance(one, Blanked))
        self._verdicts = {one.of: one for one in report.entries if one.what == "verdict"}
        self._known = {one.subject for one in report.body.known}
        self._first = report.audit[0].at if report.audit else ""

    def wrong(self) -> Iterator[Message]:
        yield from self._chain()
        yield from self._sealed()
        shown: set[Id] = set()
        for asked in self._body.requests:
            for one in asked.verdicts:
                shown.add(one.verdict)
                yield from self._verdict(one, asked)
            yield from self._exact(asked)
        for one in self._body.loose:
            shown.add(one.verdict)
            yield from self._verdict(one, None)
        for identity in self._verdicts.keys() - shown:
            yield message("holder.wrong.left-out", what=identity)
        yield from self._looks()
        yield from self._people()
        yield from self._numbers()

    def _chain(self) -> Iterator[Message]:
        place = broken(self._report.audit)
        if place is not None:
            yield message("holder.wrong.chain", entry=place)
        if not self._report.audit or self._report.head != self._report.audit[-1].hash:
            yield message("holder.wrong.head")

    def _sealed(self) -> Iterator[Message]:
        last = self._report.audit[-1] if self._report.audit else None
        told = last.told if isinstance(last, AuditEntry) and last.what == ENTRY else {}
        if told.get("seal") != self._body.seal or told.get("holder") != self._body.holder:
            yield message("holder.wrong.seal")
        if told.get("lines") != digest(self._report.audit[:-1]):
            yield message("holder.wrong.lines")

    def _stands_blanked(self, what: Id, at: str) -> bool:
        """Take one blanked line of this very moment for something told; every line stands for one thing only."""
        if (what, at) not in self._taken:
            self._taken.add((what, at))
            self._blank[at] -= 1
        return self._blank[at] >= 0

    def _verdict(self, one: Decided, asked: Asked | None) -> Iterator[Message]:
        entry = self._verdicts.get(one.verdict)
        if entry is None:
            # Verdicts from before there was an audit are in none.
            if one.at >= self._first and not (one.blanked and self._stands_blanked(one.verdict, one.at)):
                yield message("holder.wrong.not-in-audit", what=one.verdict)
            return
        told = entry.told
        if (told.get("digest"), told.get("decision"), entry.at) != (one.digest, one.decision, one.at):
            yield message("holder.wrong.differs", what=one.verdict)
        if one.request and covering(Basis(request=one.request, rights=one.rights)) != one.digest:
            yield message("holder.wrong.digest", what=one.verdict)
        if asked is not None and asked.related and one.request and told.get("packs", []) != list(one.packs):
            yield message("holder.wrong.differs", what=one.verdict)
        subjects = told.get("subjects", [])
        if isinstance(subjects, list) and {each for each in subjects if self._own(str(each))} - set(one.subjects):
            yield message("holder.wrong.hidden", what=one.verdict)

    def _own(self, subject: str) -> bool:
        """Tell whether a subject is the holder's, whatever the report says it has looked for."""
        slug = subject.partition(":")[2].partition("/")[0]
        return subject in self._known or slug.casefold() == self._body.holder.casefold()

    def _exact(self, asked: Asked) -> Iterator[Message]:
        """Hash the exact request again where it is given, and compare what is shown of it."""
        if asked.asked is None:
            return
        hashed = hashlib.sha256(canonical(asked.asked).encode()).hexdigest()
        requests = {one.request for one in asked.verdicts if one.request}
        if requests and hashed not in requests:
            yield message("holder.wrong.request", what=asked.job)
        if asked.asked.get("prompt") != asked.prompt or asked.asked.get("provider") != asked.provider:
            yield message("holder.wrong.request", what=asked.job)

    def _looks(self) -> Iterator[Message]:
        seen: set[Id] = set()
        for asked in self._body.requests:
            made = [each for each in (asked.take, asked.still) if each]
            for of, one in ((each, look) for each in made for look in each.reviews):
                seen.add(one.review)
                if one.blanked and ("review", one.review) not in self._by_of:
                    if not self._stands_blanked(one.review, one.at):
                        yield message("holder.wrong.review", what=one.review)
                    continue
                entry = next(iter(self._by_of.get(("review", one.review), ())), None)
                told: dict[str, JsonValue] = dict(entry.told) if entry else {}
                subject = told.get("subject")
                said = {"character": one.character, "person": one.person, "logo": one.logo}
                fits = all(told.get(name) == value for name, value in said.items())
                fits = fits and (subject == one.subject if one.subject else bool(subject) == one.other)
                if entry is None or not fits or told.get("take" if of is asked.take else "still") != of.take:
                    yield message("holder.wrong.review", what=one.review)
        for what, identity in self._by_of:
            if what == "review" and identity not in seen:
                yield message("holder.wrong.left-out", what=identity)

    def _people(self) -> Iterator[Message]:
        """Compare answers and claims with the audit, and look for any that were left out."""
        for one in self._body.answers:
            entries = self._by_of.get((f"clearance-{one.kind}", one.clearance), [])
            if not any((entry.at, entry.told.get("subject")) == (one.at, one.subject) for entry in entries):
                yield message("holder.wrong.answer", what=one.clearance)
        for claimed in self._body.claims:
            entries = self._by_of.get((f"claim-{claimed.kind}", claimed.claim), [])
            if claimed.blanked and not entries and self._stands_blanked(claimed.event, claimed.at):
                continue
            if not any((entry.at, entry.told.get("state")) == (claimed.at, claimed.state) for entry in entries):
                yield message("holder.wrong.claim", what=claimed.claim)
        answers = {one.clearance for one in self._body.answers}
        claims = {one.claim for one in self._body.claims}
        for entry in self._report.entries:
            subject = entry.told.get("subject")
            if not isinstance(subject, str) or not self._own(subject):
                continue
            kind = entry.what.partition("-")[0]
            if (kind == "clearance" and entry.of not in answers) or (kind == "claim" and entry.of not in claims):
                yield message("holder.wrong.left-out", what=entry.of)

    def _numbers(self) -> Iterator[Message]:
        body, counts = self._body, self._body.counts
        takes = [one.take for one in body.requests if one.take]
        unreviewed = sum(not one.reviews for one in takes)
        stills = [one.still for one in body.requests if one.still]
        unseen = sum(not one.reviews for one in stills)
        counted = (len(stills), len(body.requests), len(body.related), len(takes), unreviewed)
        told = (counts.get(name) for name in ("requests", "related", "takes", "unreviewed"))
        # Reports from before there were stills count none.
        if counted != (counts.get("stills", 0), *told):
            yield message("holder.wrong.counts")
        # Reports from before people looked at stills say nothing of how many nobody has looked at.
        told_unseen = counts.get("unreviewed-stills")
        if told_unseen is not None and told_unseen != unseen:
            yield message("holder.wrong.counts")
        if body.complete and (unreviewed or told_unseen or body.open):
            yield message("holder.wrong.complete")
