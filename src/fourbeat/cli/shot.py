"""`fourbeat shot`: add, list, show and edit shots; what is done with several stands in `board`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from fourbeat.model.briefing import BriefFile
from fourbeat.model.plan import Angle, Declared, Depth, Framing, Move, Role, Shot, ShotStatus
from fourbeat.studio.briefs import overlaid, read_brief, said
from fourbeat.studio.studio import Studio
from fourbeat.studio.templates import Templates

from .board import duplicate, move, omit, paste, remove
from .items import beat, line
from .numbering import join, lock, renumber, split
from .project import show as show_project
from .retarget import retarget
from .session import Session
from .several import chosen, several, table, tell_size
from .shared import command, group
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])
shot = group("shot", "help.shot")

_CHOICES = {"framing": Framing, "angle": Angle, "move": Move, "depth": Depth}
_MADE_WITH = {"provider", "model", "size"}
_TEXTS = ("title", "number", "seconds", "scene", "lens", "light", "mood", "sound", "provider", "model", "size")
_LISTS = ("palette", "cast", "beat", "line", "reference")


def brief_options(function: F) -> F:
    """Give a command an option for every field of a brief."""
    for name in reversed(_LISTS):
        metavar = {"beat": "[AT=]TEXT", "line": "[AT=]NAME:TEXT", "reference": "FILE[:ROLE[:DECLARED]]"}.get(name)
        function = option(f"--{name}", text=f"option.{name}", multiple=True, metavar=metavar)(function)
    function = option("--seed", text="option.seed", type=int)(function)
    function = option("--short/--no-short", text="option.short", default=None)(function)
    for name, kind in reversed(_CHOICES.items()):
        function = option(f"--{name}", text=f"option.{name}", type=click.Choice([*map(str, kind)]), metavar="WORD")(
            function
        )
    for name in reversed(_TEXTS):
        parameter = "shot_size" if name == "size" else name
        function = option(f"--{name}", parameter, text=f"option.shot-{name}")(function)
    return option("--brief", "file", text="option.brief", type=click.Path(path_type=Path))(function)


def named(given: dict[str, Any]) -> dict[str, Any]:
    """Give the fields of a brief that the options of a command name. Raises Invalid for a line without a speaker."""
    new: dict[str, Any] = {}
    for name in (*_TEXTS, *_CHOICES, "seed", "short"):
        value = given.get("shot_size" if name == "size" else name)
        if value is not None:
            new[name] = value
    for name in ("palette", "cast"):
        if given[name]:
            new[name] = given[name]
    if given["beat"]:
        new["beats"] = [beat(text) for text in given["beat"]]
    if given["line"]:
        new["lines"] = [line(text) for text in given["line"]]
    if given["reference"]:
        new["references"] = [_reference(text) for text in given["reference"]]
    return new


def composed(base: BriefFile, given: dict[str, Any]) -> BriefFile:
    """Lay the options of a command over a brief. Raises Invalid, naming what is wrong."""
    return overlaid(base, named(given))


def _reference(text: str) -> dict[str, Any]:
    """Split "file.png:role:declared"; a colon in the path itself (C:\\…) is not a separator."""
    words = text.split(":")
    made: dict[str, Any] = {}
    if len(words) > 1 and words[-1] in [*map(str, Declared)]:
        made["declared"] = words.pop()
    if len(words) > 1 and words[-1] in [*map(str, Role)]:
        made["role"] = words.pop()
    return {"file": ":".join(words), **made}


@command(shot, "add", "help.shot-add")
@brief_options
@option("--in-scene", "in_scene", text="option.in-scene", metavar="SCENE")
@option("--after", text="option.after", metavar="SHOT")
@option("--before", text="option.before", metavar="SHOT")
@option("--template", "pattern", text="option.template", metavar="NAME")
def add(
    session: Session,
    file: Path | None,
    in_scene: str | None,
    after: str | None,
    before: str | None,
    pattern: str | None,
    **given: Any,
) -> None:
    """Add a shot from a template, a brief file, options, or all of them laid over one another."""
    base = Templates(session.desk.home).read(pattern) if pattern else BriefFile()
    if file is not None:
        base = overlaid(base, said(read_brief(file)))
    with session.open(write=True) as studio:
        made = studio.shots.add(
            brief=composed(base, given),
            folder=file.absolute().parent if file else Path.cwd(),
            scene=studio.shots.find_scene(in_scene),
            after=studio.shots.find(after) if after else None,
            before=studio.shots.find(before) if before else None,
        )
        session.answer.give(document(studio, made))
        session.answer.say(session.desk.say("shot.added", shot=made.number))
        tell_lacking(session, studio, made)
        tell_size(session, studio, [made])


@command(shot, "list", "help.shot-list")
@option("--filter", "asked", text="option.filter", metavar="FILTER")
def list_(session: Session, asked: str | None) -> None:
    """List the shots in board order, or those that a filter lets through."""
    with session.open(write=False) as studio:
        if asked is None:
            show_project(session, studio)
        else:
            table(session, studio, studio.filtering.shots(asked))


@command(shot, "show", "help.shot-show")
@several
@option("--toml", text="option.as-text", is_flag=True)
def show(session: Session, labels: tuple[str, ...], asked: str | None, toml: bool) -> None:
    """Show shots' briefs and the exact prompts that would be sent, or the briefs as text to copy."""
    with session.open(write=False) as studio:
        shots = chosen(studio, labels, asked)
        page = studio.pasting.page(shots) if toml else ""
        documents = [document(studio, one) for one in shots]
        session.answer.give(documents[0] if len(shots) == 1 else {"shots": documents})
        if toml:
            session.answer.say(page.rstrip("\n"))
            return
        for one, full in zip(shots, documents, strict=True):
            session.answer.say(session.desk.say("shot.head", shot=one.number, title=one.title), "bold")
            session.answer.say(full["prompt"])


@command(shot, "edit", "help.shot-edit")
@several
@brief_options
@option("--note", text="option.note")
@option("--status", text="option.status", type=click.Choice(["none", *map(str, ShotStatus)]), metavar="WORD")
def edit(
    session: Session,
    labels: tuple[str, ...],
    asked: str | None,
    file: Path | None,
    note: str | None,
    status: str | None,
    **given: Any,
) -> None:
    """Change the named fields of shots; with --brief one shot's whole brief is replaced first."""
    fields = named(given)
    if file is not None:
        fields = {**read_brief(file).model_dump(), **fields}
    if note is not None:
        fields["note"] = note
    if status is not None:
        fields["status"] = None if status == "none" else ShotStatus(status)
    with session.open(write=True) as studio:
        shots = chosen(studio, labels, asked)
        changes = studio.fields.set(shots=shots, fields=fields, folder=file.absolute().parent if file else Path.cwd())
        now = [studio.plan.get(Shot, one.id) for one in shots]
        documents = [document(studio, one) for one in now]
        session.answer.give(documents[0] if len(now) == 1 else {"shots": documents})
        if len(now) == 1:
            session.answer.say(session.desk.say("shot.edited" if changes else "shot.unchanged", shot=now[0].number))
        else:
            session.answer.say(session.desk.say("shots.edited", n=len(changes.shots)))
        for one in now:
            tell_lacking(session, studio, one)
        if fields.keys() & _MADE_WITH:
            tell_size(session, studio, now)


def tell_lacking(session: Session, studio: Studio, one: Shot) -> None:
    """Say before anything is drawn what the fonts cannot draw."""
    if letters := studio.shots.lacking(one):
        session.answer.note(session.desk.say("shot.lacking", shot=one.number, letters=" ".join(letters[:12])))


def document(studio: Studio, one: Shot) -> dict[str, Any]:
    """Give a shot for programs: its brief as a file would say it, and its prompt."""
    return {
        "id": one.id,
        **studio.shots.written(one).model_dump(mode="json"),
        "frames": one.frames,
        "prompt": studio.shots.prompt(one).text,
    }


for _deed in (move, duplicate, omit, remove, paste, split, join, renumber, lock, retarget):
    shot.add_command(_deed)
