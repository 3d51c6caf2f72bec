"""Findings: what the linter says about shots, which of it counts in this film, and the verbs that clear it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change, Changes
from fourbeat.model.errors import FourbeatError, Invalid, NotFound
from fourbeat.model.finding import Finding, Rank
from fourbeat.model.format import Size
from fourbeat.model.ids import Id
from fourbeat.model.message import message
from fourbeat.model.plan import Life, Reference, Ruling, Severity, Shot, ShotStatus
from fourbeat.model.request import TakeRequest
from fourbeat.writing.lint.case import PictureFile
from fourbeat.writing.lint.rules import BY_ID, OF_PROVIDERS, OF_WORDS, RULES, Rule, look

from .arrange import written
from .cases import Cases
from .elsewhere import others
from .mending import Mended, mended
from .picture_size import file_of
from .pictures import picture

if TYPE_CHECKING:
    from .studio import Studio


def forbids(one: Finding) -> bool:
    """Tell whether somebody's right forbids the shot as it is written."""
    return one.rank is Rank.RIGHTS and one.severity is Severity.ERROR


@dataclass(frozen=True)
class Tally:
    """Count the findings of one shot, or of several, by how grave they are; `forbidden` are errors about rights."""

    errors: int = 0
    warnings: int = 0
    notes: int = 0
    forbidden: int = 0

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Tally:
        """Count findings."""
        given = list(findings)
        kinds = [one.severity for one in given]
        forbidden = sum(forbids(one) for one in given)
        return cls(kinds.count(Severity.ERROR), kinds.count(Severity.WARNING), kinds.count(Severity.NOTE), forbidden)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.errors + other.errors,
            self.warnings + other.warnings,
            self.notes + other.notes,
            self.forbidden + other.forbidden,
        )

    @property
    def all(self) -> int:
        """Give the whole number."""
        return self.errors + self.warnings + self.notes


@dataclass(frozen=True)
class RuleHere:
    """Say how a rule counts in this film; `usual` is how it counts where nobody says otherwise."""

    rule: Rule
    severity: Severity

    @property
    def usual(self) -> bool:
        """Tell whether it counts as it does everywhere."""
        return self.severity is self.rule.severity


class Findings:
    """Hold the questions and verbs about findings; each is kept until its shot, or the one before, changes."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store
        self._lock = Lock()
        self._epoch = 0
        self._world = 0
        self._rights: dict[Id, tuple[object, tuple[Finding, ...]]] = {}
        self._versions: dict[Id, int] = {}
        self._kept: dict[Id, tuple[object, tuple[Finding, ...]]] = {}
        self._files: dict[str, PictureFile | None] = {}
        self._read: Plan | None = None
        self._told: object = None
        self._stamp: object = None
        self._laid: tuple[Plan, list[tuple[Shot, Shot | None]]] | None = None
        self._ruled: tuple[Plan, dict[str, Severity], dict[tuple[Id, str], Ruling]] | None = None
        studio.store.subscribe(self._heard)
        studio.looks.subscribe(self._seen)

    # Questions

    def of(self, shot: Shot) -> tuple[Finding, ...]:
        """Give what is found in a shot, the gravest first; what was accepted is left out."""
        if shot.status is ShotStatus.OMITTED:
            return ()
        cases = self._cases()
        return self._open(self._look(cases, shot, cases.before(shot)))

    def film(self, shots: Iterable[Shot] | None = None) -> dict[Id, tuple[Finding, ...]]:
        """Give what is found in every shot of the film, or in some, in board order."""
        wanted = None if shots is None else {shot.id for shot in shots}
        cases = self._cases()
        pairs = self._pairs() if wanted is None else [one for one in self._pairs() if one[0].id in wanted]
        return {shot.id: self._open(self._look(cases, shot, before)) for shot, before in pairs}

    def of_request(self, asked: TakeRequest) -> tuple[Finding, ...]:
        """Say what the generator of a request may refuse it for, by what is known of it; without all other rules.

        The brief may read otherwise by now: what is told stands in the request.
        """
        plan = self._store.plan
        shot = plan.find(Shot, asked.shot)
        if shot is None:
            return ()
        there = shot.model_copy(update={"provider": asked.provider, "model": asked.model})
        case, sent = self._cases().of(there, None), {one.sha256 for one in asked.references}
        case = replace(case, prompt=asked.prompt, sent=tuple(one for one in case.sent if one.sha256 in sent))
        prompt = asked.prompt.casefold()
        return tuple(
            one
            for one in self._open(tuple(look(case, self._rulings()[0], OF_PROVIDERS)))
            if one.rule not in OF_WORDS or one.words.casefold() in prompt
        )

    def accepted(self, shot: Shot) -> tuple[tuple[Finding, Ruling], ...]:
        """Give the findings of a shot that somebody accepted, each with the ruling that says why."""
        accepted, cases = self._rulings()[1], self._cases()
        found = self._look(cases, shot, cases.before(shot))
        return tuple(
            (one, accepted[one.shot, one.fingerprint]) for one in found if (one.shot, one.fingerprint) in accepted
        )

    def standing(self, shots: Iterable[Shot] | None = None) -> tuple[tuple[Finding, Ruling], ...]:
        """Give what was accepted in the film, or in some shots, in board order, each with its ruling."""
        ruled = {shot for shot, _mark in self._rulings()[1]}
        within = self._store.plan.shots() if shots is None else shots
        return tuple(pair for shot in within if shot.id in ruled for pair in self.accepted(shot))

    def known(self) -> dict[Id, Tally]:
        """Count what is already known, by shot, without looking anew: cards ask this as they are drawn."""
        self._listen()
        return {
            shot.id: Tally.of(self._open(kept[1]))
            for shot, before in self._pairs()
            if (kept := self._kept.get(shot.id)) is not None and kept[0] == self._key(shot, before)
        }

    def marks(self) -> dict[Id, frozenset[str]]:
        """Give the rules and severities that are known of each shot, as a filter asks for them."""
        self._listen()
        return {
            shot.id: frozenset(word for one in self._open(kept[1]) for word in (one.rule, one.severity.value))
            for shot, before in self._pairs()
            if (kept := self._kept.get(shot.id)) is not None and kept[0] == self._key(shot, before)
        }

    def unknown(self) -> Iterator[Shot]:
        """Give the shots that have changed, or whose neighbour has, since they were last looked at, in board order."""
        self._listen()
        for shot, before in self._pairs():
            kept = self._kept.get(shot.id)
            if kept is None or kept[0] != self._key(shot, before):
                yield shot

    def rules(self) -> list[RuleHere]:
        """Give every rule as it counts in this film."""
        here = self._rulings()[0]
        return [RuleHere(rule, here.get(rule.id, rule.severity)) for rule in RULES]

    def find(self, label: str, shots: Iterable[Shot] | None = None) -> list[Finding]:
        """Find findings by the beginning of their fingerprint, or by their rule. Raises NotFound."""
        found = [one for several in self.film(shots).values() for one in several]
        meant = [one for one in found if one.rule == label or (len(label) >= 4 and one.fingerprint.startswith(label))]
        if not meant:
            raise NotFound("lint.no-such-finding", label=label)
        return meant

    # Verbs

    def fix(self, *, finding: Finding, number: int = 0) -> Changes:
        """Carry out one of a finding's fixes. Raises Invalid where it is no longer there or has no such fix."""
        plan = self._store.plan
        shot = plan.find(Shot, finding.shot)
        now = self.of(shot) if shot else ()
        same = [one for one in now if (one.rule, one.fingerprint) == (finding.rule, finding.fingerprint)]
        here = next((one for one in same if one.where == finding.where), same[0] if same else None)
        if here is None or shot is None:
            raise Invalid("lint.gone")
        if number >= len(here.fixes):
            raise Invalid("lint.no-fix", rule=finding.rule)
        fix = here.fixes[number]
        if fix.fit is not None:
            return self._studio.references.fit(one=plan.get(Reference, fix.fit.reference), size=fix.fit.size)
        if fix.elsewhere:
            there = self._studio.retargeting.plan(shots=[shot], provider=fix.elsewhere)
            for move in there.moves:
                if move.why is not None:
                    raise Invalid(move.why.code, **move.why.params)
            return self._studio.retargeting.carry_out(retarget=there)
        changes = fix.ready(plan, self._studio.desk.ids)
        return written(self._studio, message("step.fix-finding", shot=shot.number), changes)

    def fix_all(self, *, shots: Sequence[Shot]) -> tuple[int, Changes]:
        """Carry out the first fix of every finding that has one, as one step; say how many.

        What would put something into the bin is left for a person to choose; omitted shots are left alone.
        """
        mended = self.mended(shots)
        if not mended.changes:
            return 0, Changes()
        return mended.count, written(self._studio, message("step.fix-findings", n=mended.count), mended.changes)

    def mended(self, shots: Sequence[Shot]) -> Mended:
        """Work out what `fix_all` would do; nothing is changed."""
        return mended(self._store.plan, shots, self._anew, self._studio.desk.ids)

    def _anew(self, plan: Plan, shot: Shot) -> tuple[Finding, ...]:
        cases = self._laid_out(plan)
        return self._open(tuple(look(cases.of(shot, cases.before(shot)), self._rulings()[0])))

    def accept(self, *, findings: Sequence[Finding], reason: str) -> Changes:
        """Let findings stand, as one step: they are not told again. Raises Invalid without a reason."""
        if not reason.strip():
            raise Invalid("lint.no-reason")
        if any(one.rank is Rank.RIGHTS for one in findings):
            raise Invalid("rights.not-accepted")
        plan, known, changes = self._store.plan, self._rulings()[1], list[Change]()
        for one in {(one.shot, one.fingerprint): one for one in findings}.values():
            if (one.shot, one.fingerprint) not in known:
                changes.append(
                    plan.born(
                        Ruling(
                            id=self._studio.desk.ids.new(),
                            rule=one.rule,
                            severity=Severity.OFF,
                            shot=one.shot,
                            fingerprint=one.fingerprint,
                            reason=reason.strip(),
                        )
                    )
                )
        return written(self._studio, message("step.accept-findings", n=len(changes)), changes) if changes else Changes()

    def reopen(self, *, rulings: Sequence[Ruling]) -> Changes:
        """Tell again what was accepted."""
        plan = self._store.plan
        changes = [one for ruling in rulings for one in plan.change(plan.get(Ruling, ruling.id), life=Life.BINNED)]
        return written(self._studio, message("step.reopen-findings", n=len(rulings)), changes) if changes else Changes()

    def set(self, *, rule: str, severity: Severity | None) -> Changes:
        """Say how a rule counts in this film, None for as usual. Raises NotFound for a rule that is not there."""
        if rule not in BY_ID:
            raise NotFound("lint.no-such-rule", rule=rule, rules=tuple(BY_ID))
        plan = self._store.plan
        rows = [one for one in plan.all(Ruling) if one.rule == rule and not one.fingerprint and one.shot is None]
        changes: list[Change] = []
        if severity is None or severity is BY_ID[rule].severity:
            changes += [change for row in rows for change in plan.change(row, life=Life.BINNED)]
        elif rows:
            changes += plan.change(rows[0], severity=severity)
        else:
            changes.append(plan.born(Ruling(id=self._studio.desk.ids.new(), rule=rule, severity=severity)))
        return written(self._studio, message("step.set-rule", rule=rule), changes) if changes else Changes()

    # Inside

    def _heard(self, changes: Changes) -> None:
        with self._lock:
            for shot in changes.shots:
                self._versions[shot] = self._versions.get(shot, 0) + 1
            told = (changes.project, changes.cast, changes.places, changes.props, changes.scenes, changes.rights)
            if any(told):
                self._epoch += 1
                self._world += 1

    def _seen(self, sha256: str, shot: Id | None) -> None:
        """Look anew at what a picture, or a take of one shot, shows: its fingerprints are there now."""
        frames = self._studio.looks.known(sha256)
        looks = [one.look for one in frames.frames] if frames else []
        with suppress(FourbeatError):
            if frames and not self._studio.rights.guarded().shown(sha256, looks):
                return
        with self._lock:
            if shot is not None:
                self._versions[shot] = self._versions.get(shot, 0) + 1
            else:
                self._epoch += 1
                self._world += 1

    def _key(self, shot: Shot, before: Shot | None) -> object:
        version = self._versions.get
        epoch = self._epoch, self._studio.dialects.version
        return epoch, version(shot.id, 0), before.id if before else "", version(before.id, 0) if before else 0

    def stamp(self) -> object:
        """Give what changes whenever rights packs do; reading none, so that whoever wonders may ask often."""
        # Asking must not be what loads them: a window has shown its first picture before rights are looked at.
        rights = self._studio.__dict__.get("rights")
        return rights.stamp() if rights is not None else None

    def _listen(self) -> None:
        """Look anew once generators are others or spoken to otherwise, packs changed, or another day has come."""
        learned = self._studio.wariness.version()
        connected = self._studio.connections.stamp()
        told = self._studio.dialects.stamp(), self._studio.desk.now()[:10], learned, connected
        stamp = self.stamp()
        packs_changed = self._stamp is not None and stamp != self._stamp
        self._stamp = stamp
        if told != self._told or packs_changed:
            self._told = told
            self._epoch += 1
            self._world += 1

    def _cases(self) -> Cases:
        self._listen()
        plan = self._store.plan
        if self._store.read_only and plan is not self._read:
            # Another process wrote, and nobody tells what.
            self._epoch += 1
            self._world += 1
        self._read = plan
        return self._laid_out(plan)

    def _laid_out(self, plan: Plan) -> Cases:
        studio = self._studio
        today = studio.desk.now()[:10]
        return Cases(
            plan,
            studio.generators,
            self._size,
            today=today,
            dialects=studio.dialects,
            retiring=studio.connections.retirement,
            house=studio.connections.house_rules,
            wary=studio.wariness.of,
            look=self._file,
            members=studio.connections.members,
            others=partial(others, studio),
        )

    def _pairs(self) -> list[tuple[Shot, Shot | None]]:
        plan = self._store.plan
        if self._laid is None or self._laid[0] is not plan:
            self._laid = plan, list(self._cases().every())
        return self._laid[1]

    def _look(self, cases: Cases, shot: Shot, before: Shot | None) -> tuple[Finding, ...]:
        key = self._key(shot, before)
        kept = self._kept.get(shot.id)
        if kept is not None and kept[0] == key:
            return kept[1]
        written = look(cases.of(shot, before), self._rulings()[0])
        found = tuple(sorted((*self._of_rights(shot), *written), key=_gravity))
        self._kept[shot.id] = key, found
        return found

    def _of_rights(self, shot: Shot) -> tuple[Finding, ...]:
        """Give what rights find in a shot, which no neighbour and no ruling changes."""
        key = self._world, self._studio.dialects.version, self._versions.get(shot.id, 0), shot.status
        kept = self._rights.get(shot.id)
        if kept is None or kept[0] != key:
            if self._stamp is None:
                self._stamp = self._studio.rights.stamp()
            kept = self._rights[shot.id] = key, tuple(self._studio.rights.findings(shot))
        return kept[1]

    def _open(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        accepted = self._rulings()[1]
        if not accepted:
            return findings
        return tuple(one for one in findings if one.rank is Rank.RIGHTS or (one.shot, one.fingerprint) not in accepted)

    def _rulings(self) -> tuple[Mapping[str, Severity], Mapping[tuple[Id, str], Ruling]]:
        plan = self._store.plan
        if self._ruled is None or self._ruled[0] is not plan:
            rows = plan.all(Ruling)
            here = {one.rule: one.severity for one in rows if one.shot is None and not one.fingerprint}
            accepted = {(one.shot, one.fingerprint): one for one in rows if one.shot is not None and one.fingerprint}
            self._ruled = plan, here, accepted
        return self._ruled[1], self._ruled[2]

    def _size(self, sha256: str) -> Size | None:
        file = self._file(sha256)
        return file.size if file else None

    def _file(self, sha256: str) -> PictureFile | None:
        if sha256 not in self._files:
            path = picture(self._store.media, sha256)
            self._files[sha256] = file_of(path) if path else None
        return self._files[sha256]


def _gravity(finding: Finding) -> tuple[int, int]:
    return finding.gravity
