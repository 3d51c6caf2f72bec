"""`fourbeat demo`: the example film, from briefs to a finished cut."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from fourbeat.model.errors import NotFound
from fourbeat.model.job import JobState
from fourbeat.studio.demo import prepare, wanted
from fourbeat.studio.running import JobNews
from fourbeat.studio.studio import Studio

from . import window, work
from .reel import finish
from .session import Session
from .shared import command
from .speech import Folder, option


@command(None, "demo", "help.demo")
@click.argument("folder", type=Folder(), default=Path("fourbeat-demo"))
@option("--film", text="option.film", default="workshop", metavar="NAME")
@option("--open/--no-open", "show", text="option.open", default=None)
def demo(session: Session, folder: Path, film: str, show: bool | None) -> int:
    """Build, generate and render an example; run again, it goes on where it stopped.

    On a terminal with a screen the studio window shows it at the end, unless told otherwise.
    """
    code = _made(session, folder, film)
    if code != 0 or show is False:
        return code
    if show:
        window.open_window(session, folder)
    elif sys.stdout.isatty() and not session.answer.as_json and window.obstacle() is None:
        try:
            window.open_window(session, folder)
        except NotFound as error:
            # Nobody asked for it: the film is there, and that is what counts.
            session.answer.note(session.desk.wording(error.message))
    return code


def _made(session: Session, folder: Path, film: str) -> int:
    made = prepare(folder, session.desk, film=film)
    with made.studio as studio:
        say, name = session.desk.say, studio.plan.project.name
        session.answer.say(say("demo.building" if made.fresh else "demo.continuing", name=name, folder=str(folder)))
        wanted(studio)
        jobs = work.run(session, studio, choose=True, also=_first_shot(session, studio))
        if any(job.state is not JobState.DONE for job in jobs):
            text = "\n".join(work.ended_line(session, studio, job) for job in jobs if job.state is not JobState.DONE)
            session.answer.error(say("reel.not-rendered"), text, "reel.not-rendered")
            return work.exit_code(jobs)
        render = studio.jobs.render(reel=studio.reels.find())
        code = finish(session, studio, render.id)
        if code == 0:
            session.answer.say(say("demo.done", file=str(studio.reels.target(studio.reels.find()))))
            session.answer.say(say("demo.next", folder=str(folder)))
        return code


def _first_shot(session: Session, studio: Studio) -> work.Heard:
    """Say as soon as there is something to watch."""
    told = bool(studio.store.take_counts())

    def hear(news: JobNews) -> None:
        nonlocal told
        if told or news.job.state is not JobState.DONE or news.job.take is None:
            return
        told = True
        file = studio.store.media.path(studio.store.take(news.job.take).media)
        session.answer.note(session.desk.say("demo.first", file=str(file)))

    return hear
