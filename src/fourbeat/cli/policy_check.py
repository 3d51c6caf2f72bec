"""`fourbeat policy check`: whose rights a film or a plain text touches; 0 clear, 10 ask, 20 block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.errors import NotFound
from fourbeat.model.plan import Severity
from fourbeat.model.verdict import Decision
from fourbeat.studio.common_words import common
from fourbeat.studio.endings import ENDING
from fourbeat.studio.opening import looks_like_project
from fourbeat.studio.packs import Packs
from fourbeat.studio.plain import gravest, look
from fourbeat.studio.shelf import Shelf

from .session import Session
from .several import read_text
from .shared import command

EXITS = {Decision.ALLOW: 0, Decision.ASK: 10, Decision.BLOCK: 20}
"""The exit codes; 1 and 2 stay errors."""

LARGEST = 4 * 1024 * 1024
_DECISIONS = {Severity.ERROR: Decision.BLOCK, Severity.WARNING: Decision.ASK}
STYLE = {Decision.BLOCK: "bold red", Decision.ASK: "yellow", Decision.ALLOW: "cyan"}


@command(None, "check", "help.policy-check")
@click.argument("what", required=False, metavar="[PROJECT|FILE|-]", type=click.Path(path_type=Path, allow_dash=True))
def check(session: Session, what: Path | None) -> int:
    """Say whose rights are touched, and what would clear it."""
    if what is None or looks_like_project(what):
        session.project = what or session.project
        rows = _film(session)
    else:
        rows = _text(session, what)
    decision = gravest([Decision(one["decision"]) for one in rows])
    session.answer.give({"decision": decision, "findings": rows})
    for one in rows:
        head = session.desk.say("policy.check-line", where=one["where"], what=one["message"])
        session.answer.say(head, STYLE[Decision(one["decision"])])
        session.answer.say(f"   {one['fix']}")
    if not rows:
        session.answer.say(session.desk.say("policy.check-clear"), "bold")
    return EXITS[decision]


def _film(session: Session) -> list[dict[str, Any]]:
    say = session.desk.wording
    with session.open(write=False) as studio:
        return [
            {
                # What ends soon is allowed until then.
                "decision": Decision.ALLOW if one.rule == ENDING else _DECISIONS.get(one.severity, Decision.ALLOW),
                "where": shot.number,
                "field": one.where.field,
                "start": one.where.start,
                "end": one.where.end,
                "words": one.words,
                "rule": one.rule,
                "source": say(one.source),
                "message": say(one.what),
                "fix": say(one.why),
            }
            for shot in studio.plan.cut_shots()
            for one in studio.rights.findings(shot)
        ]


def _text(session: Session, what: Path) -> list[dict[str, Any]]:
    if what.is_dir():
        raise NotFound("project.none-here", folder=str(what))
    say, desk = session.desk.wording, session.desk
    text = read_text(what, LARGEST)
    guarded = Shelf(Packs(desk.home, desk.now), common)()
    return [
        {
            "decision": one.finding.decision,
            "where": f"{what}:{one.line}:{one.column}",
            "start": one.finding.start,
            "end": one.finding.end,
            "words": one.finding.words,
            "rule": one.finding.rule,
            "subject": one.finding.subject,
            "pack": one.finding.pack,
            "version": one.finding.version,
            "message": say(one.why),
            "fix": say(one.finding.fix),
        }
        for one in look(text, guarded, desk.now()[:10], desk.wording.language)
    ]
