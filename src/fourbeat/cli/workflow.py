"""`fourbeat workflow`: the ComfyUI graphs that clips are asked of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.providers.comfyui.graph import Place
from fourbeat.providers.comfyui.slots import Slot
from fourbeat.studio.workflows import Kept, Workflows, places

from .session import Session
from .shared import command, group
from .speech import option

workflow = group("workflow", "help.workflow")


@command(workflow, "list", "help.workflow-list")
def list_(session: Session) -> None:
    """List the workflows."""
    say, known = session.desk.say, Workflows(session.desk.home)
    session.answer.give({"workflows": [document(one) for one in known.all()]})
    rows = [
        [
            one.workflow.id,
            one.workflow.name,
            say("workflow.own" if one.own else "workflow.shipped"),
            ", ".join(one.workflow.slots),
        ]
        for one in known.all()
    ]
    session.answer.table([say(f"column.{name}") for name in ("workflow", "name", "origin", "slots")], rows)
    for file in known.spoilt():
        session.answer.note(say("workflow.spoilt", file=str(file)))


@command(workflow, "show", "help.workflow-show")
@click.argument("name", metavar="WORKFLOW")
def show(session: Session, name: str) -> None:
    """Show where a workflow's slots are, its lengths and the files it needs."""
    one = Workflows(session.desk.home).find(name)
    session.answer.give(document(one))
    _tell(session, one)


@command(workflow, "add", "help.workflow-add")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option("--name", text="option.workflow-name", metavar="TEXT")
@option("--slot", "slots", text="option.workflow-slot", metavar="SLOT=NODE.INPUT", multiple=True)
@option("--replace", text="option.workflow-replace", is_flag=True)
def add(session: Session, file: Path, name: str | None, slots: tuple[str, ...], replace: bool) -> None:
    """Take a workflow from API JSON, or from a picture or clip that ComfyUI saved."""
    one = Workflows(session.desk.home).add(file=file, name=name or file.stem, slots=_slots(slots), replace=replace)
    session.answer.give(document(one))
    session.answer.say(session.desk.say("workflow.added", workflow=one.workflow.id))
    _tell(session, one)


@command(workflow, "slot", "help.workflow-slot")
@click.argument("name", metavar="WORKFLOW")
@click.argument("slots", metavar="SLOT=NODE.INPUT…", nargs=-1, required=True)
def slot(session: Session, name: str, slots: tuple[str, ...]) -> None:
    """Say where slots are; an empty place takes a slot away."""
    one = Workflows(session.desk.home).change(name=name, slots=_slots(slots))
    session.answer.give(document(one))
    _tell(session, one)


@command(workflow, "remove", "help.workflow-remove")
@click.argument("name", metavar="WORKFLOW")
def remove(session: Session, name: str) -> None:
    """Remove a workflow that was added."""
    Workflows(session.desk.home).remove(name=name)
    session.answer.give({"removed": name})
    session.answer.say(session.desk.say("workflow.removed", workflow=name))


def _slots(texts: tuple[str, ...]) -> dict[Slot, tuple[Place, ...]]:
    found = {}
    for text in texts:
        name, sign, where = text.partition("=")
        if not sign or name not in set(Slot):
            raise Invalid("workflow.bad-slot", slot=name, known=tuple(one.value for one in Slot))
        found[Slot(name)] = places(where)
    return found


def _tell(session: Session, one: Kept) -> None:
    say, made = session.desk.say, one.workflow
    rows = [
        [slot.value, ", ".join(f"{place.node}.{place.input}" for place in where)] for slot, where in made.slots.items()
    ]
    session.answer.table([say("column.slot"), say("column.place")], rows)
    session.answer.say(
        say("workflow.makes", fps=made.fps, step=made.step, grid=made.grid, longest=_longest(made.facts.longest))
    )
    for file in made.files:
        session.answer.say(say("workflow.needs", file=file.file, folder=file.folder, source=file.source))


def _longest(text: str) -> str:
    from fractions import Fraction

    return f"{float(Fraction(text)):.2f}"


def document(one: Kept) -> dict[str, Any]:
    """Give a workflow as JSON, without its graph."""
    made = one.workflow.model_dump(mode="json", exclude={"graph"})
    return {**made, "longest": one.workflow.facts.longest, "own": one.own, "file": str(one.file)}
