"""`fourbeat policy report` and `verify`: what a rightsholder is told, and how anybody checks it."""

from __future__ import annotations

from pathlib import Path

import click

from fourbeat.model.errors import Invalid, NotFound

from .session import Session
from .shared import command
from .speech import option

_FILE = click.Path(path_type=Path)
WRONG = 1
"""The exit code where something does not fit."""


@command(None, "report", "help.policy-report")
@click.argument("project", required=False, type=_FILE)
@option("--holder", text="option.report-holder", metavar="ID", required=True)
@option("-o", "--out", "files", text="option.report-out", type=_FILE, metavar="FILE", multiple=True)
@option("--replace", text="option.report-replace", is_flag=True)
def report(session: Session, project: Path | None, holder: str, files: tuple[Path, ...], replace: bool) -> None:
    """Report to a holder; without a file, only say what it would come to."""
    from fourbeat.studio.holder_reports import checked

    session.project = project or session.project
    checked(files, replace=replace)
    say, answer = session.desk.say, session.answer
    with session.open(write=bool(files)) as studio:
        made = studio.holder_reports.make(who=holder) if files else None
        body = made.body if made else studio.holder_reports.look(who=holder)
        if made:
            studio.holder_reports.give_out(report=made, files=files, replace=replace)
        answer.give(
            {
                "holder": body.holder,
                "names": list(body.names),
                "complete": body.complete,
                "open": [session.desk.wording(one) for one in body.open],
                "counts": body.counts,
                "files": [str(file) for file in files],
                "head": made.head if made else None,
                "seal": body.seal if made else None,
            }
        )
        counts = {name: body.counts[name] for name in ("related", "requests", "seen")}
        answer.say(say("holder.told", holder=", ".join(body.names), **counts), "bold")
        if not body.complete:
            answer.say(say("holder.open"), "bold yellow")
        for one in body.open:
            answer.say(f"  {session.desk.wording(one)}", "yellow")
        for file in files:
            answer.say(say("holder.wrote", file=str(file)))
        if made:
            answer.say(say("holder.last-hash", head=made.head))
        else:
            answer.note(say("holder.no-out"))


@command(None, "verify", "help.policy-verify")
@click.argument("file", metavar="REPORT", type=_FILE)
@click.argument("page", metavar="[PAGE]", required=False, type=_FILE)
@option("--head", text="option.verify-head", metavar="HASH", default="")
def verify(session: Session, file: Path, page: Path | None, head: str) -> int:
    """Check a report without the film."""
    from fourbeat.studio.holder_check import SHOWN, check
    from fourbeat.studio.holder_report import LARGEST, read

    found, text = read(file)
    done = check(found, text, head=head, html=_text(page, LARGEST) if page else "")
    say, answer = session.desk.say, session.answer
    answer.give(
        {
            "fits": done.fits,
            "complete": done.complete,
            "entries": done.entries,
            "blanked": done.blanked,
            "head": done.head,
            "wrong": [{"code": one.code, "message": session.desk.wording(one)} for one in done.wrong],
        }
    )
    if done.fits:
        answer.say(say("holder.fits", n=done.entries), "bold")
        if done.blanked:
            answer.say(say("holder.fits-blanked", n=done.blanked))
        answer.say(say("holder.last-hash", head=done.head))
    else:
        answer.say(say("holder.does-not-fit", n=len(done.wrong)), "bold red")
        for one in done.wrong[:SHOWN]:
            answer.say(f"  {session.desk.wording(one)}")
        if len(done.wrong) > SHOWN:
            answer.say(f"  {say('holder.and-more', n=len(done.wrong) - SHOWN)}")
    if not done.complete:
        answer.say(say("holder.is-open"), "yellow")
    return 0 if done.fits else WRONG


def _text(page: Path, largest: int) -> str:
    if not page.is_file():
        raise NotFound("holder.no-file", file=str(page))
    try:
        if page.stat().st_size > largest:
            raise ValueError
        return page.read_bytes().decode("utf-8")
    except (OSError, ValueError) as error:
        raise Invalid("holder.not-a-report", file=str(page)) from error
