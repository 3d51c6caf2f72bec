"""`fourbeat shot`: add, list, show, edit, move and remove shots."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Angle, Declared, Depth, Framing, Move, Role, Shot
from fourbeat.studio.briefs import overlaid, read_brief
from fourbeat.studio.studio import Studio

from .project import show as show_project
from .session import Session
from .shared import command, group
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])
shot = group("shot", "help.shot")

_CHOICES = {"framing": Framing, "angle": Angle, "move": Move, "depth": Depth}
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


def composed(base: BriefFile, given: dict[str, Any]) -> BriefFile:
    """Lay the options of a command over a brief. Raises Invalid, naming what is wrong."""
    new: dict[str, Any] = {}
    for name in (*_TEXTS, *_CHOICES, "seed", "short"):
        value = given.get("shot_size" if name == "size" else name)
        if value is not None:
            new[name] = value
    for name in ("palette", "cast"):
        if given[name]:
            new[name] = given[name]
    if given["beat"]:
        new["beats"] = [_beat(text) for text in given["beat"]]
    if given["line"]:
        new["lines"] = [_line(text) for text in given["line"]]
    if given["reference"]:
        new["references"] = [_reference(text) for text in given["reference"]]
    return overlaid(base, new)


def _at(text: str) -> tuple[str | None, str]:
    """Split "1.5=words" into its second and its words; words with an equals sign later on stay whole."""
    head, sign, rest = text.partition("=")
    if sign and head.replace(".", "", 1).replace("/", "", 1).strip().isdigit():
        return head.strip(), rest.strip()
    return None, text.strip()


def _beat(text: str) -> dict[str, Any]:
    at, words = _at(text)
    return {"at": at, "text": words}


def _line(text: str) -> dict[str, Any]:
    at, words = _at(text)
    speaker, sign, said = words.partition(":")
    if not sign:
        raise Invalid("brief.line-needs-speaker", line=text[:60])
    return {"at": at, "speaker": speaker, "text": said}


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
def add(
    session: Session, file: Path | None, in_scene: str | None, after: str | None, before: str | None, **given: Any
) -> None:
    """Add a shot from a brief file, from options, or both."""
    base = read_brief(file) if file else BriefFile()
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


@command(shot, "list", "help.shot-list")
def list_(session: Session) -> None:
    """List the shots in board order."""
    with session.open(write=False) as studio:
        show_project(session, studio)


@command(shot, "show", "help.shot-show")
@click.argument("label", metavar="SHOT")
def show(session: Session, label: str) -> None:
    """Show one shot's brief and the exact prompt that would be sent."""
    with session.open(write=False) as studio:
        one = studio.shots.find(label)
        full = document(studio, one)
        session.answer.give(full)
        session.answer.say(session.desk.say("shot.head", shot=one.number, title=one.title), "bold")
        session.answer.say(full["prompt"])


@command(shot, "edit", "help.shot-edit")
@click.argument("label", metavar="SHOT")
@brief_options
def edit(session: Session, label: str, file: Path | None, **given: Any) -> None:
    """Change the named fields of a shot's brief; with --brief the whole brief is replaced."""
    with session.open(write=True) as studio:
        one = studio.shots.find(label)
        brief = composed(read_brief(file) if file else studio.shots.written(one), given)
        changed = studio.shots.edit(shot=one, brief=brief, folder=file.absolute().parent if file else Path.cwd())
        now = studio.shots.find(one.id)
        session.answer.give(document(studio, now))
        session.answer.say(session.desk.say("shot.edited" if changed else "shot.unchanged", shot=now.number))
        tell_lacking(session, studio, now)


@command(shot, "move", "help.shot-move")
@click.argument("label", metavar="SHOT")
@option("--after", text="option.after", metavar="SHOT")
@option("--before", text="option.before", metavar="SHOT")
def move(session: Session, label: str, after: str | None, before: str | None) -> None:
    """Move a shot after or before another."""
    with session.open(write=True) as studio:
        one = studio.shots.find(label)
        studio.shots.move(
            shot=one,
            after=studio.shots.find(after) if after else None,
            before=studio.shots.find(before) if before else None,
        )
        order = tuple(shot.number for shot in studio.plan.shots())
        session.answer.give({"order": list(order)})
        session.answer.say(session.desk.say("shot.moved", shot=one.number, order=" ".join(order)))


@command(shot, "remove", "help.shot-remove")
@click.argument("label", metavar="SHOT")
def remove(session: Session, label: str) -> None:
    """Put a shot into the project's bin."""
    with session.open(write=True) as studio:
        one = studio.shots.find(label)
        studio.shots.remove(shot=one)
        session.answer.give({"removed": one.id, "number": one.number})
        session.answer.say(session.desk.say("shot.removed", shot=one.number))


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
