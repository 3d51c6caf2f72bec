"""`fourbeat provider character`: the cast as servers know it, shown to them by takes of the film."""

from __future__ import annotations

from pathlib import Path

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Character, Shot
from fourbeat.model.take import Take
from fourbeat.studio.studio import Studio

from . import work
from .session import Session
from .shared import command, group
from .speech import option

character = group("character", "help.provider-character")


@command(character, "list", "help.provider-character-list")
def list_(session: Session) -> None:
    """List whom servers know."""
    say = session.desk.say
    with session.open(write=False) as studio:
        names = {one.id: one.name for one in studio.plan.all(Character)}
        known = studio.enrolments.known()
        session.answer.give({"characters": [one.model_dump(mode="json") for one in known]})
        if not known:
            session.answer.say(say("enrol.none-yet"))
            return
        rows = [[names.get(one.character, "–"), one.provider, one.name, one.remote_id, one.at[:10]] for one in known]
        heads = ("character", "connection", "name", "known-as", "since")
        session.answer.table([say(f"column.{one}") for one in heads], rows)


@command(character, "add", "help.provider-character-add")
@click.argument("key", metavar="KEY")
@click.argument("who", metavar="CHARACTER")
@click.argument("label", metavar="SHOT")
@click.argument("number", metavar="[TAKE]", required=False)
@option("--clip", "clip", text="option.enrol-clip", type=click.Path(path_type=Path), metavar="FILE")
@option("--yes", text="option.enrol-yes", is_flag=True)
def add(session: Session, key: str, who: str, label: str, number: str | None, clip: Path | None, yes: bool) -> None:
    """Show a take of one of the cast to a server, or a clip that becomes one, so that later requests can name them."""
    if (number is None) is (clip is None):
        raise Invalid("enrol.take-or-clip")
    with session.open(write=True) as studio:
        found = studio.cast.find(who)
        shot = studio.shots.find(label)
        told = {"shot": shot.number, "provider": key, "character": found.name}
        if clip is not None:
            if not yes:
                raise Invalid("enrol.clip-needs-yes", file=clip.name, **told)
            take = _brought(session, studio, clip, shot)
        else:
            take = studio.takes.find(shot, number or "")
            offer = studio.enrolments.offered(provider=key, character=found, shot=shot, take=take)
            if offer.people:
                session.answer.note(session.desk.say("enrol.people", people=offer.people))
            if not yes:
                raise Invalid("enrol.needs-yes", take=f"t{take.number}", **told)
        made = studio.enrolments.enrol(provider=key, character=found, shot=shot, take=take)
        session.answer.give(made.model_dump(mode="json"))
        session.answer.say(session.desk.say("enrol.done", character=found.name, provider=key))


def _brought(session: Session, studio: Studio, clip: Path, shot: Shot) -> Take:
    """Take a clip in as a take of its shot, behind the gate like any other. Raises what kept it from being one."""
    (looked,) = studio.handwork.look([clip])
    (brought,) = studio.handwork.bring(clips=[(looked, shot)])
    if brought.job is None or brought.error is not None:
        raise brought.error or Invalid("enrol.clip-no-take", file=clip.name)
    (done,) = work.run(session, studio, only=[brought.job.id])
    studio.handwork.tidy([done.id])
    if done.take is None:
        raise Invalid("enrol.clip-no-take", file=clip.name)
    return studio.store.take(done.take)


@command(character, "forget", "help.provider-character-forget")
@click.argument("key", metavar="KEY")
@click.argument("who", metavar="CHARACTER")
def forget(session: Session, key: str, who: str) -> None:
    """No longer name one of the cast to a server."""
    with session.open(write=True) as studio:
        found = studio.cast.find(who)
        made = studio.enrolments.forget(provider=key, character=found)
        session.answer.give(made.model_dump(mode="json"))
        session.answer.say(session.desk.say("enrol.forgotten", character=found.name, provider=key))
