"""`fourbeat policy recheck`: old work judged anew by today's packs, consents and use; 0 clear, 10 ask, 20 block."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.message import message
from fourbeat.model.verdict import Decision
from fourbeat.studio.rejudged import COUNTED, DID, WOULD, Deed, Rechecked, Rejudged, What
from fourbeat.studio.studio import Studio

from .policy_check import EXITS, STYLE
from .session import Session
from .shared import command
from .speech import Folder, option

_STANDS = {Decision.ASK: "recheck.still-asked", Decision.BLOCK: "recheck.still-blocked"}


@command(None, "recheck", "help.policy-recheck")
@click.argument("project", required=False, type=Folder())
@option("--dry-run", text="option.recheck-dry-run", is_flag=True)
def recheck(session: Session, project: Path | None, dry_run: bool) -> int:
    """Judge old work anew, and let what changed reach jobs and takes."""
    session.project = project or session.project
    return rechecked(session, dry_run=dry_run)


def rechecked(session: Session, *, dry_run: bool = False) -> int:
    """Judge the project's old work anew and tell of it; give the exit code."""
    with session.open(write=not dry_run) as studio:
        found = studio.recheck.look() if dry_run else studio.recheck.run()
        session.answer.give(_document(session, studio, found, dry_run=dry_run))
        _tell(session, found, dry_run=dry_run)
    return EXITS[found.decision]


def offer_after_use(session: Session, studio: Studio) -> None:
    """Say what another use of the film reaches."""
    takes, shots = studio.recheck.reaches()
    if takes:
        told = {"takes": message("count.takes", n=takes), "shots": message("count.shots", n=shots)}
        session.answer.note(session.desk.say("recheck.offer-use", **told))


def offer(session: Session) -> None:
    """Say what a new or changed pack reaches: the film one stands in, else any."""
    say = session.desk.say
    if session.around() is None:
        session.answer.note(say("recheck.offer-any"))
        return
    with session.open(write=False) as studio:
        takes, shots = studio.recheck.reaches()
    if takes or shots:
        told = {"takes": message("count.takes", n=takes), "shots": message("count.shots", n=shots)}
        session.answer.note(say("recheck.offer", **told))


def _tell(session: Session, found: Rechecked, *, dry_run: bool) -> None:
    say, wording = session.desk.say, session.desk.wording
    for one in found.changed:
        was = say(f"decision.{one.was}") if one.was else say("recheck.never")
        line = say("recheck.line", what=one.label, was=was, now=say(f"decision.{one.now}"))
        if one.deed is not Deed.NONE:
            line = say("recheck.then", line=line, deed=message((WOULD if dry_run else DID)[one.deed]))
        session.answer.say(line, STYLE[one.now])
        for why in dict.fromkeys(wording(found.why) for found in one.findings if found.decision is one.now):
            session.answer.say(f"   {why}")
    counts = tuple(message(COUNTED[what], n=found.count(what)) for what in What if found.count(what))
    if counts:
        session.answer.say(say("recheck.judged", counts=counts), "bold")
    if found.unseen:
        session.answer.note(say("recheck.unseen", n=len(found.unseen)))
    changed = len(found.changed)
    session.answer.say(say("recheck.changed", n=changed) if changed else say("recheck.same"))
    if not changed and found.decision is not Decision.ALLOW:
        session.answer.say(say(_STANDS[found.decision]), STYLE[found.decision])


def _document(session: Session, studio: Studio, found: Rechecked, *, dry_run: bool) -> dict[str, Any]:
    return {
        "decision": found.decision,
        "dry_run": dry_run,
        "project": studio.plan.project.id,
        "packs": [one.model_dump() for one in studio.rights.packs()],
        "judged": {what.value: found.count(what) for what in What},
        "changes": [_row(session, one) for one in found.changed],
        "unseen": [one.id for one in found.unseen],
    }


def _row(session: Session, one: Rejudged) -> dict[str, Any]:
    say = session.desk.wording
    return {
        "what": one.what,
        "id": one.of,
        "label": say(one.label),
        "was": one.was,
        "now": one.now,
        "deed": one.deed,
        "findings": [
            {
                "decision": finding.decision,
                "rule": finding.rule,
                "subject": finding.subject,
                "pack": finding.pack,
                "version": finding.version,
                "told_by": finding.told_by,
                "field": finding.field,
                "start": finding.start,
                "end": finding.end,
                "words": finding.words,
                "message": say(finding.why),
                "fix": say(finding.fix),
            }
            for finding in one.findings
        ],
    }
