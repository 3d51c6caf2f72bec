"""`fourbeat template`: briefs kept for shots to come."""

from __future__ import annotations

import click

from fourbeat.studio.templates import Templates

from .session import Session
from .shared import command, group
from .speech import option

template = group("template", "help.template")


@command(template, "list", "help.template-list")
def list_(session: Session) -> None:
    """List the templates."""
    say, found = session.desk.say, Templates(session.desk.home).all()
    session.answer.give(
        {
            "templates": [
                {"name": one.name, "file": str(one.file), "brief": one.brief and one.brief.model_dump(mode="json")}
                for one in found
            ]
        }
    )
    if not found:
        session.answer.say(say("template.none"))
        return
    rows = [
        [one.name, " ".join((one.brief.title or one.brief.scene).split()) if one.brief else say("template.spoilt")]
        for one in found
    ]
    session.answer.table([say("column.template"), say("column.line")], rows)


@command(template, "save", "help.template-save")
@click.argument("label", metavar="SHOT")
@click.argument("name")
@option("--replace", text="option.template-replace", is_flag=True)
def save(session: Session, label: str, name: str, replace: bool) -> None:
    """Keep a shot's brief as a template."""
    with session.open(write=False) as studio:
        brief = studio.shots.written(studio.shots.find(label))
        kept = studio.templates.save(name=name, brief=brief, replace=replace)
        session.answer.give({"name": kept.name, "file": str(kept.file)})
        session.answer.say(session.desk.say("template.saved", name=kept.name))
        if brief.references:
            session.answer.note(session.desk.say("template.no-pictures"))


@command(template, "remove", "help.template-remove")
@click.argument("name")
def remove(session: Session, name: str) -> None:
    """Take a template out of the list; its file is kept aside."""
    kept = Templates(session.desk.home).remove(name=name)
    session.answer.give({"removed": name, "kept": str(kept)})
    session.answer.say(session.desk.say("template.removed", name=name, file=str(kept)))
