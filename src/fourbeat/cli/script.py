"""`fourbeat script`: bring scripts in as shots, see what was read, and bring them up to date."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from fourbeat.exchange.scripts import NAMES
from fourbeat.model.plan import Scene
from fourbeat.studio.script_update import Deed, Fate, Redraft, SceneFate
from fourbeat.studio.scripts import Imported, Proposal, sequence_named
from fourbeat.studio.studio import Studio
from fourbeat.writing.breakdown import SECONDS, Breakdown, PieceKind, ProposedShot, without

from .session import Session
from .shared import command, group
from .speech import option

script = group("script", "help.script")

_FILE = click.Path(path_type=Path)


@command(script, "import", "help.script-import")
@click.argument("file", type=_FILE)
@option("--dry-run", "dry", text="option.script-dry", is_flag=True)
@option("--as", "form", text="option.script-as", type=click.Choice(NAMES), metavar="FORMAT")
@option("--into", text="option.script-into", metavar="SEQUENCE")
@option("--seconds", text="option.script-seconds", type=click.Choice([*map(str, SECONDS)]), default=str(SECONDS[0]))
@option("--scene", "scenes", text="option.script-scene", multiple=True, type=click.IntRange(1), metavar="N")
@option("--not-cast", "left_out", text="option.script-not-cast", multiple=True, metavar="NAME")
def import_(
    session: Session,
    file: Path,
    dry: bool,
    form: str | None,
    into: str | None,
    seconds: str,
    scenes: tuple[int, ...],
    left_out: tuple[str, ...],
) -> None:
    """Propose the shots of a script, and bring them in unless only looked at."""
    say = session.desk.say
    with session.open(write=not dry) as studio:
        sequence = sequence_named(studio, into) if into is not None else None
        proposal = studio.scripts.propose(file, form=form, seconds=Fraction(seconds))
        proposal = _chosen(proposal, scenes)
        if dry:
            session.answer.give(_proposed(proposal))
            _show(session, proposal)
            session.answer.note(say("script.dry"))
            return
        done = studio.scripts.bring_in(proposal=proposal, into=sequence, left_out=left_out)
        session.answer.give(_imported(studio, done))
        session.answer.say(say("script.imported", n=len(done.shots), scenes=say("count.scenes", n=len(done.scenes))))
        _tell_joined(session, done)


@command(script, "list", "help.script-list")
def list_(session: Session) -> None:
    """List the scripts that scenes were read from."""
    say = session.desk.say
    with session.open(write=False) as studio:
        found = [(one, studio.scripts.scenes(one)) for one in studio.scripts.all()]
        session.answer.give(
            {
                "scripts": [
                    {"id": one.id, "name": one.name, "format": one.format, "sha256": one.sha256, "scenes": len(scenes)}
                    for one, scenes in found
                ]
            }
        )
        if not found:
            session.answer.say(say("script.none-yet"))
            return
        rows = [[one.name, say(f"script.form.{one.format}"), str(len(scenes))] for one, scenes in found]
        session.answer.table([say("column.script"), say("column.format"), say("column.scenes")], rows, right=(2,))


@command(script, "show", "help.script-show")
@click.argument("label", metavar="[SCRIPT]", required=False)
@option("--text", "as_text", text="option.script-text", is_flag=True)
def show(session: Session, label: str | None, as_text: bool) -> None:
    """Show the scenes of a script with the words they were read from."""
    say = session.desk.say
    with session.open(write=False) as studio:
        found = studio.scripts.find(label)
        scenes = studio.scripts.scenes(found)
        session.answer.give(
            {
                "script": {"id": found.id, "name": found.name, "format": found.format, "sha256": found.sha256},
                "file": str(studio.scripts.file(found)),
                "scenes": [_scene(studio, scene) for scene in scenes],
            }
        )
        session.answer.say(f"{found.name}: {say(f'script.form.{found.format}')}", "bold")
        if as_text:
            for scene in scenes:
                session.answer.say(f"\n{scene.number}  {scene.heading}".rstrip(), "bold")
                session.answer.say(scene.text)
            return
        rows = [
            [scene.number, str(len(shots := studio.plan.shots(scene.id))), _length(studio, shots), scene.heading]
            for scene in scenes
        ]
        heads = [say("column.scene"), say("column.shots"), say("column.length"), say("column.heading")]
        session.answer.table(heads, rows, right=(1, 2))


@command(script, "update", "help.script-update")
@click.argument("file", type=_FILE)
@option("--dry-run", "dry", text="option.script-update-dry", is_flag=True)
@option("--accept", text="option.script-accept", multiple=True, metavar="SCENE")
@option("--all", "every", text="option.script-all", is_flag=True)
@option("--of", "label", text="option.script-of", metavar="SCRIPT")
@option("--as", "form", text="option.script-as", type=click.Choice(NAMES), metavar="FORMAT")
def update(
    session: Session, file: Path, dry: bool, accept: tuple[str, ...], every: bool, label: str | None, form: str | None
) -> None:
    """Show what a later draft changes, and carry out what is accepted of it."""
    say = session.desk.say
    looks = dry or not (accept or every)
    with session.open(write=not looks) as studio:
        known = studio.scripts.find(label) if label is not None else None
        redraft = studio.scripts.compare(file, form=form, script=known)
        if looks:
            session.answer.give(_compared(studio, redraft, []))
            _show_redraft(session, studio, redraft)
            if redraft.open:
                session.answer.note(say("script.accept-hint"))
            return
        labels = [one.label for one in redraft.open] if every else list(accept)
        if not (redraft.open or accept):
            session.answer.give(_compared(studio, redraft, []))
            session.answer.say(say("script.same"))
            return
        done = studio.scripts.accept(redraft=redraft, scenes=labels)
        session.answer.give(_compared(studio, redraft, labels))
        session.answer.say(say("script.updated", n=len(labels)))
        _tell_joined(session, done)
        left = [one.label for one in redraft.open if one.label not in labels]
        if left:
            session.answer.note(say("script.left", scenes=tuple(left)))


def _chosen(proposal: Proposal, scenes: tuple[int, ...]) -> Proposal:
    """Keep only the scenes named by their place in the script."""
    if not scenes:
        return proposal
    out = set(range(len(proposal.breakdown.scenes))) - {one - 1 for one in scenes}
    return Proposal(proposal.path, proposal.script, without(proposal.breakdown, out), proposal.people, proposal.places)


def _show(session: Session, proposal: Proposal) -> None:
    say, answer, made = session.desk.say, session.answer, proposal.breakdown
    rows: list[list[str]] = []
    for place, scene in enumerate(made.scenes, 1):
        title = " · ".join(filter(None, (scene.part, scene.heading)))
        rows.append([str(place), "", _clock(scene.seconds), title or say("script.no-heading")])
        for number, shot in enumerate(scene.shots, 1):
            rows.append(["", str(number), _exact(shot.seconds), _words(shot)])
    heads = [say("column.scene"), say("column.shot"), say("column.length"), say("column.line")]
    answer.table(heads, rows, right=(0, 1, 2))
    answer.say("")
    answer.say(_summary(session, made, proposal.script.format))
    people = tuple(one.name for one in proposal.people if one.new)
    places = tuple(one.name for one in proposal.places if one.new)
    if people:
        answer.say(say("script.new-people", names=people))
    if places:
        answer.say(say("script.new-places", names=places))


def _summary(session: Session, made: Breakdown, form: str) -> str:
    say = session.desk.say
    return say(
        "script.summary",
        form=say(f"script.form.{form}"),
        scenes=say("count.scenes", n=len(made.scenes)),
        shots=say("count.shots", n=made.shots),
        lines=say("count.lines", n=sum(1 for _ in made.lines())),
        length=_clock(made.length),
    )


def _words(shot: ProposedShot) -> str:
    title = [shot.listed.title] if shot.listed and shot.listed.title else []
    said = [f"{one.speaker}: {one.text}" if one.kind is PieceKind.LINE else one.text for one in shot.pieces]
    return " / ".join([*title, *said])


def _clock(seconds: Fraction) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _exact(seconds: Fraction) -> str:
    return f"{float(seconds):.3f}".rstrip("0").rstrip(".")


def _length(studio: Studio, shots: list[Any]) -> str:
    return _clock(studio.plan.project.fps.seconds(sum(shot.frames for shot in shots)))


def _tell_joined(session: Session, done: Imported) -> None:
    say = session.desk.say
    if done.joined:
        session.answer.note(say("script.new-people", names=done.joined))
    if done.places:
        session.answer.note(say("script.new-places", names=done.places))
    if done.left_out:
        session.answer.note(say("script.bad-pictures", n=done.left_out))


def _show_redraft(session: Session, studio: Studio, redraft: Redraft) -> None:
    say, answer = session.desk.say, session.answer
    rows = [[one.label, say(f"script.fate.{one.fate}"), one.heading] for one in redraft.scenes]
    answer.table([say("column.scene"), say("column.fate"), say("column.heading")], rows)
    for one in redraft.of(Fate.CHANGED):
        answer.say("")
        answer.say(f"{one.label}  {one.heading}", "bold")
        for step in one.steps:
            number = _number(studio, step.shot)
            answer.say(f"  {say(f'script.deed.{step.deed}', shot=number)}")
            for sign, words in (("−", step.old), ("+", step.new)):
                if words:
                    answer.say(f"    {sign} {words}")


def _number(studio: Studio, shot: str | None) -> str:
    from fourbeat.model.plan import Shot

    found = studio.plan.find(Shot, shot)
    return found.number if found else ""


def _proposed(proposal: Proposal) -> dict[str, Any]:
    made = proposal.breakdown
    return {
        "format": proposal.script.format,
        "title": proposal.script.title,
        "scenes": [
            {
                "heading": scene.heading,
                "number": scene.number,
                "part": scene.part,
                "seconds": str(scene.seconds),
                "note": scene.note,
                "shots": [
                    {
                        "seconds": str(shot.seconds),
                        "title": shot.listed.title if shot.listed else "",
                        "beats": [one.text for one in shot.of(PieceKind.BEAT)],
                        "lines": [
                            {"speaker": one.speaker, "delivery": one.delivery, "text": one.text}
                            for one in shot.of(PieceKind.LINE)
                        ],
                        "notes": [one.text for one in shot.of(PieceKind.NOTE)],
                        "picture": str(shot.listed.picture) if shot.listed and shot.listed.picture else None,
                    }
                    for shot in scene.shots
                ],
            }
            for scene in made.scenes
        ],
        "shots": made.shots,
        "seconds": str(made.length),
        "people": [{"name": one.name, "known": one.known or None} for one in proposal.people],
        "places": [{"name": one.name, "known": one.known or None} for one in proposal.places],
    }


def _imported(studio: Studio, done: Imported) -> dict[str, Any]:
    return {
        "script": {"id": done.script.id, "name": done.script.name, "format": done.script.format},
        "scenes": [_scene(studio, studio.plan.get(Scene, scene.id)) for scene in done.scenes],
        "shots": len(done.shots),
        "cast": list(done.joined),
        "places": list(done.places),
        "pictures_left_out": done.left_out,
    }


def _scene(studio: Studio, scene: Scene) -> dict[str, Any]:
    return {
        "id": scene.id,
        "number": scene.number,
        "heading": scene.heading,
        "text": scene.text,
        "note": scene.note,
        "shots": [shot.number for shot in studio.plan.shots(scene.id)],
    }


def _compared(studio: Studio, redraft: Redraft, accepted: list[str]) -> dict[str, Any]:
    return {
        "script": redraft.script.name,
        "scenes": [_fate(studio, one, one.label in accepted) for one in redraft.scenes],
    }


def _fate(studio: Studio, one: SceneFate, accepted: bool) -> dict[str, Any]:
    return {
        "scene": one.label,
        "heading": one.heading,
        "fate": one.fate.value,
        "accepted": accepted,
        "steps": [
            {
                "deed": step.deed.value,
                "shot": _number(studio, step.shot) or None,
                "old": step.old,
                "new": step.new,
                "new_shot": step.deed is Deed.SHOT,
            }
            for step in one.steps
        ],
    }
