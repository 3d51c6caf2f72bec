"""`fourbeat lint` and `check`: findings as a good compiler tells them, with the words underlined and what clears it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from fourbeat.model.brief import Brief
from fourbeat.model.errors import Invalid
from fourbeat.model.finding import Finding, Fix, Rank
from fourbeat.model.plan import Severity, Shot
from fourbeat.studio.checking import everything, place
from fourbeat.studio.findings import Tally
from fourbeat.studio.loose import Loose, Spot
from fourbeat.studio.opening import looks_like_project
from fourbeat.studio.prose import breadth
from fourbeat.studio.studio import Studio
from fourbeat.writing.lint.case import passages
from fourbeat.writing.lint.rules import BY_ID

from . import accepted, mending
from .session import Session
from .shared import command
from .speech import Group, option

FOUND = 1
"""The exit code where something was found that counts: errors, with --strict warnings, too."""

USUAL = "usual"
_STYLE = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_AROUND = 60


class LintGroup(Group):
    """Be a group whose name alone reads a project: `lint film.toml` is `lint look film.toml`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the first command in where none is named."""
        asks_for_help = args[:1] in (["--help"], ["-h"])
        if not asks_for_help and (not args or args[0] not in self.commands):
            args = ["look", *args]
        return super().parse_args(ctx, args)


lint = LintGroup("lint", help="help.lint")


@command(lint, "look", "help.lint-look")
@click.argument("what", required=False, metavar="[PROJECT|FILE|-]", type=click.Path(path_type=Path, allow_dash=True))
@option("--shot", "labels", text="option.lint-shot", multiple=True, metavar="SHOT")
@option("--strict", text="option.lint-strict", is_flag=True)
@option("--short", text="option.lint-short", is_flag=True)
@option("--fix", "mend", text="option.lint-fix", is_flag=True)
@option("--diff", "compared", text="option.lint-diff", is_flag=True)
@option("--accept", text="option.lint-accept", multiple=True, metavar="MARK")
@option("--reason", text="option.lint-reason", metavar="TEXT", default="")
def look(
    session: Session,
    what: Path | None,
    labels: tuple[str, ...],
    strict: bool,
    short: bool,
    mend: bool,
    compared: bool,
    accept: tuple[str, ...],
    reason: str,
) -> int:
    """Read briefs and say what is found; 1 if anything of it counts."""
    if what is not None and not looks_like_project(what):
        if accept or labels:
            raise Invalid("lint.only-in-projects")
        if mend or compared:
            return mending.loose(session, what, lambda: _loose(session, what, strict, short), compared=compared)
        return _loose(session, what, strict, short)
    if what is not None:
        session.project = what
    with session.open(write=(mend and not compared) or bool(accept)) as studio:
        shots = [studio.shots.find(label) for label in labels] or studio.plan.shots()
        if compared:
            return mending.compare(session, studio, shots)
        tell = _Telling(session, strict)
        if mend:
            count, _ = studio.findings.fix_all(shots=shots)
            tell.also = {"fixed": count}
            tell.after.append(session.desk.say("lint.fixed", n=count) if count else session.desk.say("lint.no-fixes"))
        if accept:
            tell.accepted(studio, shots, accept, reason)
        shots = [studio.plan.get(Shot, shot.id) for shot in shots]
        found = studio.findings.film(shots)
        left_out = sum(len(studio.findings.accepted(shot)) for shot in shots)
        if left_out:
            tell.after.append(session.desk.say("lint.left-out", n=left_out))
        for shot in shots:
            tell.shot(studio.plan.brief(shot.id), shot.number, _without(found.get(shot.id, ()), short))
        return tell.end(len(shots))


@command(lint, "rules", "help.lint-rules")
def rules(session: Session) -> None:
    """List the rules."""
    here = session.around()
    severities: dict[str, tuple[Severity, bool]] = {one: (rule.severity, True) for one, rule in BY_ID.items()}
    if here is not None:
        with session.open(write=False) as studio:
            severities = {one.rule.id: (one.severity, one.usual) for one in studio.findings.rules()}
    say = session.desk.wording
    session.answer.give(
        {
            "rules": [
                {"rule": one, "severity": severity, "usual": usual, "why": say(BY_ID[one].why)}
                for one, (severity, usual) in severities.items()
            ]
        }
    )
    session.answer.table(
        [session.desk.say(code) for code in ("column.rule", "column.severity", "column.why")],
        [
            [one, session.desk.say(f"severity.{severity}") + ("" if usual else " *"), say(BY_ID[one].why)]
            for one, (severity, usual) in severities.items()
        ],
    )


@command(lint, "set", "help.lint-set")
@click.argument("rule")
@click.argument("severity", type=click.Choice([*(one.value for one in Severity), USUAL]), metavar="SEVERITY")
def set_(session: Session, rule: str, severity: str) -> None:
    """Say how a rule counts."""
    with session.open(write=True) as studio:
        studio.findings.set(rule=rule, severity=None if severity == USUAL else Severity(severity))
        now = next(one.severity for one in studio.findings.rules() if one.rule.id == rule)
    session.answer.give({"rule": rule, "severity": now})
    session.answer.say(session.desk.say("lint.rule-set", rule=rule, severity=session.desk.say(f"severity.{now}")))


accepted.commands(lint)


@command(None, "check", "help.check")
@click.argument("what", nargs=-1, metavar="[SHOT…|PROJECT]")
@option("--strict", text="option.lint-strict", is_flag=True)
def check(session: Session, what: tuple[str, ...], strict: bool) -> int:
    """Say everything that is found in shots, or in the whole film; 1 if anything of it counts."""
    labels = list(what)
    if len(labels) == 1 and looks_like_project(Path(labels[0])):
        session.project = Path(labels.pop())
    with session.open(write=False) as studio:
        shots = [studio.shots.find(label) for label in labels] or studio.plan.cut_shots()
        tell = _Telling(session, strict)
        for shot in shots:
            tell.shot(studio.plan.brief(shot.id), shot.number, everything(studio, shot))
        return tell.end(len(shots))


def _loose(session: Session, what: Path, strict: bool, short: bool) -> int:
    name = str(what)
    loose = mending.opened(session, what)
    found = loose.findings()
    tell = _Telling(session, strict, loose, name)
    for shot in loose.plan.shots():
        tell.shot(loose.plan.brief(shot.id), shot.number, _without(found.get(shot.id, []), short))
    return tell.end(len(found))


def _without(findings: tuple[Finding, ...] | list[Finding], short: bool) -> list[Finding]:
    return [one for one in findings if not (short and one.rule in BY_ID and BY_ID[one.rule].element)]


class _Telling:
    """Tell findings one after the other, and count them."""

    def __init__(self, session: Session, strict: bool, loose: Loose | None = None, name: str = "") -> None:
        self._session, self._strict, self._loose, self._name = session, strict, loose, name
        self._say = session.desk.say
        self._tally = Tally()
        self._documents: list[dict[str, Any]] = []
        self.also: dict[str, Any] = {}
        self.after: list[str] = []

    def accepted(self, studio: Studio, shots: list[Shot], marks: tuple[str, ...], reason: str) -> None:
        """Let findings stand and say how many."""
        if "all" in marks:
            meant = [one for several in studio.findings.film(shots).values() for one in several]
        else:
            meant = [one for mark in marks for one in studio.findings.find(mark, shots)]
        studio.findings.accept(findings=meant, reason=reason)
        self.also["accepted"] = len(meant)
        self.after.append(self._say("lint.accepted", n=len(meant)))

    def shot(self, brief: Brief, number: str, findings: list[Finding]) -> None:
        """Tell the findings of one shot."""
        self._tally += Tally.of(findings)
        texts = {(one.kind, one.row, one.field): one.text for one in passages(brief)}
        for one in findings:
            text = texts.get((one.where.kind, one.where.row, one.where.field), "")
            at = self._loose.where(one) if self._loose else None
            self._documents.append(_document(self._session, one, number, text, at))
            self._tell(one, number, text, at)

    def end(self, shots: int) -> int:
        """Tell the sum; give the exit code."""
        tally, say = self._tally, self._session.answer.say
        counts = {"errors": tally.errors, "warnings": tally.warnings, "notes": tally.notes}
        self._session.answer.give({"findings": self._documents, **counts, "shots": shots, **self.also})
        parts = {"lint.errors": tally.errors, "lint.warnings": tally.warnings, "lint.notes": tally.notes}
        said = tuple(self._say(code, n=number) for code, number in parts.items() if number)
        say(self._say("lint.summary", parts=said) if said else self._say("lint.clean", n=shots), "bold")
        for line in self.after:
            say(line)
        return FOUND if tally.errors or (self._strict and tally.warnings) else 0

    def _tell(self, one: Finding, number: str, text: str, at: Spot | None) -> None:
        say, words = self._session.answer.say, self._session.desk.wording
        severity = self._say(f"severity.{one.severity}")
        say(self._say("lint.head", severity=severity, what=words(one.what)), _STYLE.get(one.severity, ""))
        where = self._say("lint.of-shot", shot=number, place=place(one.where))
        source = f"{self._name}:{at.line}:{at.column}" if at else ""
        head = source if self._loose and self._loose.prose else "  ".join(filter(None, (source, where)))
        say(f"  --> {head}  [{one.rule} {one.fingerprint[:6]}]", "dim")
        if text and one.where.start is not None and one.where.end is not None:
            line, before, width = _cut(text, one.where.start, one.where.end)
            say(f"   | {line}")
            say(f"   | {' ' * before}{'^' * width}", _STYLE.get(one.severity, ""))
        say(f"   = {self._say('lint.tell-why', why=one.why)}")
        if one.rank is Rank.PROVIDER and one.rule in BY_ID:
            # What is known of a generator is worth as much as whoever says it, and when.
            say(f"   = {self._say('lint.tell-source', source=one.source)}")
        for fix in one.fixes:
            say(f"   = {self._say('lint.tell-fix', fix=fix.label)}")
            if command := _command(fix, number):
                say(f"     $ {command}", "dim")
        say("")


def _cut(text: str, start: int, end: int) -> tuple[str, int, int]:
    """Cut the line out of a text that a stretch stands in; give it with the columns before the stretch and under it."""
    left = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    stop = text.find("\n", start)
    right = min(stop if stop >= 0 else len(text), max(end, start + 1) + _AROUND)
    line = text[left:right].replace("\t", " ").replace("\r", " ")
    lead = "…" if left > 0 and text[left - 1] != "\n" else ""
    tail = "…" if right < len(text) and text[right : right + 1] != "\n" else ""
    under = text[start : min(end, right)]
    return f"{lead}{line}{tail}", breadth(lead + text[left:start]), max(1, breadth(under))


def _command(fix: Fix, number: str) -> str:
    """Give what carries out a fix that `--fix` leaves for a person to choose; none where it is an edit of words."""
    shot = shlex.quote(number)
    if fix.elsewhere:
        return f"fourbeat shot retarget {shlex.quote(fix.elsewhere)} {shot}"
    if fix.fit is not None:
        return f"fourbeat ref crop {shot} {shlex.quote(fix.fit.name)} --size {fix.fit.size}"
    return ""


def _document(session: Session, one: Finding, number: str, text: str, at: Spot | None) -> dict[str, Any]:
    say = session.desk.wording
    return {
        "rule": one.rule,
        "severity": one.severity,
        "mark": one.fingerprint,
        "shot": number,
        "kind": one.where.kind,
        "id": one.where.row,
        "field": one.where.field,
        "start": one.where.start,
        "end": one.where.end,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "words": one.words,
        "text": text,
        "message": say(one.what),
        "why": say(one.why),
        "source": say(one.source),
        "fixes": [say(fix.label) for fix in one.fixes],
    }
