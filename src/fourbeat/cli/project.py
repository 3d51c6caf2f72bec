"""`fourbeat new`, `open` and `status`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.exchange.scripts import ENDINGS
from fourbeat.model.errors import Invalid
from fourbeat.model.ids import code
from fourbeat.model.message import message
from fourbeat.studio.briefs import read_film
from fourbeat.studio.film import check
from fourbeat.studio.opening import create
from fourbeat.studio.opening import restore as put_back
from fourbeat.studio.overview import Overview, overview
from fourbeat.studio.studio import Studio
from fourbeat.studio.unknown import unknown_generators

from .session import Session
from .shared import command
from .speech import Folder, option


@command(None, "new", "help.new")
@click.argument("folder", type=Folder())
@option("--name", text="option.name")
@option("--size", text="option.size", metavar="WxH")
@option("--rate", text="option.rate", metavar="FPS")
@option("--from", "source", text="option.from", type=click.Path(path_type=Path))
def new(
    session: Session, folder: Path, name: str | None, size: str | None, rate: str | None, source: Path | None
) -> None:
    """Make a new project."""
    if source is not None and source.suffix.casefold() in ENDINGS:
        raise Invalid("film.a-script", file=str(source))
    film = read_film(source) if source else None
    if film and source:
        check(film, source.absolute().parent)
    given_name = name if name is not None else film.name if film else folder.absolute().name
    given_size = size or (film.size if film else "1280x720")
    given_rate = rate or (film.rate if film else "24")
    with create(folder, session.desk, name=given_name, size=given_size, rate=given_rate) as studio:
        if film and source:
            studio.film.load(film=film, folder=source.absolute().parent)
        session.answer.say(session.desk.say("new.done", name=given_name, folder=str(folder)), "bold")
        show(session, studio)


@command(None, "open", "help.open")
@click.argument("folder", type=Folder(), required=False)
def open_(session: Session, folder: Path | None) -> None:
    """Open a project for writing, which brings an older one up to date, and show it."""
    if folder is not None:
        session.project = folder
    with session.open(write=True) as studio:
        show(session, studio)


@command(None, "status", "help.status")
def status(session: Session) -> None:
    """Show a project at a glance; never writes."""
    with session.open(write=False) as studio:
        show(session, studio)


@command(None, "restore", "help.restore")
@click.argument("backup", type=click.Path(path_type=Path), required=False)
def restore(session: Session, backup: Path | None) -> None:
    """Put a backup in the place of a project's database; the replaced one is kept."""
    folder = session.folder()
    used, kept = put_back(folder, session.desk, backup=backup)
    session.answer.give({"restored": str(used), "kept": str(kept) if kept else None})
    session.answer.say(session.desk.say("restore.done", backup=used.name))
    if kept:
        session.answer.say(session.desk.say("restore.kept", file=str(kept)))


def show(session: Session, studio: Studio) -> None:
    """Write the overview as a table or as JSON."""
    view, say, answer = overview(studio), session.desk.say, session.answer
    answer.give(document(session, studio, view))
    rate = view.project.fps
    answer.say(
        say(
            "status.head",
            name=view.project.name,
            shots=message("count.shots", n=len(view.shots)),
            length=rate.timecode(view.frames),
            size=view.project.size,
            rate=rate.label,
        )
    )
    heads = [say(f"column.{name}") for name in ("shot", "status", "takes", "chosen", "seconds", "line")]
    rows = [
        [
            f"{one.sequence}/{one.shot.number}",
            say("status.cut-off") if one.cut_off else say(f"shown.{one.status}"),
            str(one.takes),
            f"t{one.chosen}" if one.chosen else "–",
            f"{float(rate.seconds(one.shot.frames)):g}",
            one.line,
        ]
        for one in view.shots
    ]
    if rows:
        answer.table(heads, rows, right=(2, 4))
    else:
        answer.say(say("status.no-shots"))
    if view.jobs:
        counted = tuple(
            message("status.jobs-in-state", count=n, state=message(f"state.{s}")) for s, n in view.jobs.items()
        )
        answer.say(say("status.jobs", jobs=counted))
    if view.cut_off:
        answer.say(say("status.jobs-cut-off", n=view.cut_off))
    for one in view.ending:
        answer.say(session.desk.wording(one.label), "yellow")
    if view.undo:
        answer.say(say("status.undo", step=view.undo))
    for key in unknown_generators(studio):
        answer.say(say("provider.unknown-here", key=key), "yellow")


def document(session: Session, studio: Studio, view: Overview) -> dict[str, Any]:
    """Give the overview for programs."""
    rate = view.project.fps
    return {
        "project": {
            "id": view.project.id,
            "name": view.project.name,
            "folder": str(studio.folder),
            "size": view.project.size,
            "rate": view.project.rate,
            "frames": view.frames,
            "length": rate.timecode(view.frames),
        },
        "shots": [
            {
                "id": one.shot.id,
                "sequence": one.sequence,
                "scene": one.scene,
                "number": one.shot.number,
                "title": one.shot.title,
                "line": one.line,
                "status": str(one.status),
                "frames": one.shot.frames,
                "takes": one.takes,
                "chosen": one.chosen,
                "cut_off": one.cut_off,
            }
            for one in view.shots
        ],
        "jobs": {str(state): n for state, n in view.jobs.items()},
        "cut_off": view.cut_off,
        "ending": [
            {"kind": one.kind, "id": one.of, "code": code(one.of), "until": one.until, "days": one.days}
            for one in view.ending
        ],
        "undo": session.desk.wording(view.undo) if view.undo else None,
        "redo": session.desk.wording(view.redo) if view.redo else None,
        "notices": [session.desk.wording(notice) for notice in view.notices],
        "unknown_generators": list(unknown_generators(studio)),
    }
