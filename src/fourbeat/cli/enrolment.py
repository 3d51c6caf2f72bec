"""`fourbeat provider character`: the cast as servers know it, shown to them by takes of the film."""

from __future__ import annotations

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Character

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
@click.argument("number", metavar="TAKE")
@option("--yes", text="option.enrol-yes", is_flag=True)
def add(session: Session, key: str, who: str, label: str, number: str, yes: bool) -> None:
    """Show a take of one of the cast to a server, so that later requests can name them."""
    with session.open(write=True) as studio:
        found = studio.cast.find(who)
        shot = studio.shots.find(label)
        take = studio.takes.find(shot, number)
        if not yes:
            told = {"shot": shot.number, "take": f"t{take.number}", "provider": key}
            raise Invalid("enrol.needs-yes", character=found.name, **told)
        made = studio.enrolments.enrol(provider=key, character=found, shot=shot, take=take)
        session.answer.give(made.model_dump(mode="json"))
        session.answer.say(session.desk.say("enrol.done", character=found.name, provider=key))


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
