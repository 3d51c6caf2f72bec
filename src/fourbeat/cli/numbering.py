"""`fourbeat shot renumber|lock|split|join`: the film's numbers, and shots made two or one."""

from __future__ import annotations

import click

from fourbeat.model.plan import Numbering

from .session import Session
from .shared import command
from .speech import option


@command(None, "renumber", "help.shot-renumber")
@option("--scheme", text="option.scheme", type=click.Choice([*map(str, Numbering)]), metavar="WORD")
@option("--sequence", text="option.sequence-only", metavar="SEQUENCE")
@option("--dry-run", "dry", text="option.renumber-dry", is_flag=True)
def renumber(session: Session, scheme: str | None, sequence: str | None, dry: bool) -> None:
    """Number the film's shots anew, or show what that would change."""
    wanted = Numbering(scheme) if scheme else None
    with session.open(write=not dry) as studio:
        part = studio.numbering.find_sequence(sequence) if sequence else None
        changes = studio.numbering.proposed(scheme=wanted, sequence=part)
        rows = [[shot.number, label, shot.title] for shot, label in changes]
        if not dry:
            studio.numbering.renumber(scheme=wanted, sequence=part)
        session.answer.give(
            {
                "scheme": str(wanted or studio.plan.project.numbering),
                "renumbered": [{"id": shot.id, "was": shot.number, "number": label} for shot, label in changes],
                "written": not dry,
            }
        )
        if rows:
            session.answer.table([session.desk.say(f"column.{name}") for name in ("was", "number", "line")], rows)
        session.answer.say(session.desk.say("numbers.would" if dry else "numbers.done", n=len(rows)))


@command(None, "lock", "help.shot-lock")
@option("--off", text="option.lock-off", is_flag=True)
def lock(session: Session, off: bool) -> None:
    """Lock the film's shot numbers, or unlock them."""
    with session.open(write=True) as studio:
        studio.numbering.lock(locked=not off)
        session.answer.give({"locked": not off})
        session.answer.say(session.desk.say("numbers.unlocked" if off else "numbers.now-locked"))


@command(None, "split", "help.shot-split")
@click.argument("label", metavar="SHOT")
@option("--at", "at", text="option.split-at", metavar="SECONDS")
def split(session: Session, label: str, at: str | None) -> None:
    """Make two shots of one."""
    with session.open(write=True) as studio:
        shot = studio.shots.find(label)
        second = studio.splitting.split(shot=shot, at=studio.plan.project.fps.frames(at) if at else None)
        rate = studio.plan.project.fps
        first = studio.shots.find(shot.id)
        session.answer.give(
            {"shots": [{"id": one.id, "number": one.number, "frames": one.frames} for one in (first, second)]}
        )
        session.answer.say(
            session.desk.say(
                "split.done",
                first=first.number,
                length=f"{float(rate.seconds(first.frames)):g}",
                second=second.number,
                rest=f"{float(rate.seconds(second.frames)):g}",
            )
        )


@command(None, "join", "help.shot-join")
@click.argument("first", metavar="SHOT")
@click.argument("second", metavar="SHOT")
def join(session: Session, first: str, second: str) -> None:
    """Make one shot of two that follow one another."""
    with session.open(write=True) as studio:
        one, other = studio.shots.find(first), studio.shots.find(second)
        studio.splitting.join(first=one, second=other)
        whole = studio.shots.find(one.id)
        session.answer.give({"id": whole.id, "number": whole.number, "frames": whole.frames, "binned": other.id})
        seconds = f"{float(studio.plan.project.fps.seconds(whole.frames)):g}"
        session.answer.say(session.desk.say("join.done", first=whole.number, second=other.number, seconds=seconds))
