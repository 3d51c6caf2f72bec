"""`fourbeat reel render`: the chosen takes as one film."""

from __future__ import annotations

from pathlib import Path

import click

from fourbeat.model.job import JobState
from fourbeat.model.plan import Reel
from fourbeat.model.request import RenderRequest
from fourbeat.studio.dues_sheet import carried
from fourbeat.studio.studio import Studio

from . import work
from .session import Session
from .shared import command, group
from .speech import option

reel = group("reel", "help.reel")


@command(reel, "render", "help.reel-render")
@click.argument("name", metavar="[REEL]", required=False)
@option("--to", "target", text="option.to", type=click.Path(path_type=Path, dir_okay=False))
def render(session: Session, name: str | None, target: Path | None) -> int:
    """Render a reel to one MP4; shots without a chosen take stand as ghosts."""
    with session.open(write=True) as studio:
        job = studio.jobs.render(reel=studio.reels.find(name), target=target)
        return finish(session, studio, job.id)


def finish(session: Session, studio: Studio, job: str) -> int:
    """Run a render job to its end and say what came of it."""
    work.run(session, studio, only=[job], tell=False)
    ended = studio.store.job(job)
    if ended.state is not JobState.DONE:
        text = work.ended_line(session, studio, ended)
        session.answer.error(session.desk.say("reel.not-rendered"), text, "reel.not-rendered")
        return work.exit_code([ended])
    request = ended.request
    assert isinstance(request, RenderRequest)
    made = studio.jobs.renders[request.target]
    length = request.cut.format.fps.timecode(made.frames)
    say, answer = session.desk.say, session.answer
    told = list(carried(studio.dues.of_cut(studio.plan.get(Reel, request.reel), request.cut)))
    answer.give(
        {
            "file": str(request.target),
            "frames": made.frames,
            "samples": made.samples,
            "length": length,
            "copied": made.copied,
            "encoded": made.encoded,
            "reasons": [session.desk.wording(reason) for reason in made.reasons],
            "dues": [{"message": session.desk.wording(one), "unmet": unmet} for one, unmet in told],
        }
    )
    answer.say(say("reel.rendered", file=str(request.target), frames=made.frames, length=length), "bold")
    answer.say(say("reel.copied", copied=made.copied, encoded=made.encoded))
    for reason in made.reasons:
        answer.say("  " + session.desk.wording(reason))
    for one, unmet in told:
        answer.say(session.desk.wording(one), "yellow" if unmet else "")
    return 0
