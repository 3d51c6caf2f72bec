"""`fourbeat take`: list and compare takes, say what you think of them, choose the one that stands in the cut."""

from __future__ import annotations

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.plan import TakeStatus
from fourbeat.studio.differences import differences
from fourbeat.studio.ignored import ignored
from fourbeat.studio.takes import BEST, Listed

from .remix import COMMANDS
from .review import review
from .session import Session
from .shared import command, group
from .speech import option
from .take_told import differences_document, document, lineage_document, tell_differences, tell_take

take = group("take", "help.take")
take.add_command(review)
for one in COMMANDS:
    take.add_command(one)


@command(take, "list", "help.take-list")
@click.argument("label", metavar="[SHOT]", required=False)
def list_(session: Session, label: str | None) -> None:
    """List the takes of a shot or of the whole film."""
    with session.open(write=False) as studio:
        listed = studio.takes.list(studio.shots.find(label) if label else None)
        say, answer = session.desk.say, session.answer
        answer.give({"takes": [document(studio, one) for one in listed]})
        if not listed:
            answer.say(say("take.none"))
            return
        withdrawn = studio.withdrawn.takes()
        answer.table(
            [say(f"column.{name}") for name in ("shot", "take", "chosen", "judged", "provider", "frames", "file")],
            [
                [
                    one.shot.number,
                    f"t{one.take.number}",
                    "✓" if one.chosen else "",
                    say("take.withdrawn") if one.take.id in withdrawn else judged(session, one),
                    one.take.provider,
                    str(one.take.facts.frames),
                    one.take.media,
                ]
                for one in listed
            ],
            right=(5,),
        )


@command(take, "choose", "help.take-choose")
@click.argument("label", metavar="SHOT")
@click.argument("number", metavar="[TAKE]", required=False)
@option("--none", "nothing", text="option.none", is_flag=True)
def choose(session: Session, label: str, number: str | None, nothing: bool) -> None:
    """Choose a take for the cut, or none."""
    if nothing == (number is not None):
        raise Invalid("take.which")
    with session.open(write=True) as studio:
        shot = studio.shots.find(label)
        chosen = studio.takes.find(shot, number) if number else None
        studio.takes.choose(shot=shot, take=chosen)
        session.answer.give({"shot": shot.number, "chosen": chosen.number if chosen else None})
        if chosen:
            session.answer.say(session.desk.say("take.chosen", shot=shot.number, take=f"t{chosen.number}"))
        else:
            session.answer.say(session.desk.say("take.unchosen", shot=shot.number))


@command(take, "show", "help.take-show")
@click.argument("label", metavar="SHOT")
@click.argument("number", metavar="TAKE")
def show(session: Session, label: str, number: str) -> None:
    """Tell how a take was made and what is thought of it."""
    with session.open(write=False) as studio:
        one = studio.takes.listed(studio.takes.find(studio.shots.find(label), number))
        unused = ignored(studio, one.take, wait=True)
        session.answer.give({**document(studio, one), "reference_ignored": unused is not None})
        tell_take(session, studio, one)


@command(take, "compare", "help.take-compare")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE TAKE", nargs=2)
def compare(session: Session, label: str, numbers: tuple[str, str]) -> None:
    """Tell what changed from one take to another: words, settings, references."""
    with session.open(write=False) as studio:
        shot = studio.shots.find(label)
        before, after = (studio.takes.listed(studio.takes.find(shot, number)) for number in numbers)
        if before.take.id == after.take.id:
            raise Invalid("take.same-twice", take=f"t{before.take.number}")
        found = differences(before.take, after.take)
        session.answer.give(
            {
                "shot": shot.number,
                "before": before.take.number,
                "after": after.take.number,
                "lineage": [lineage_document(studio, one.take) for one in (before, after)],
                **differences_document(found),
            }
        )
        tell_differences(session, studio, before, after, found)


@command(take, "rate", "help.take-rate")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
@click.argument("rating", metavar=f"0-{BEST}", type=click.IntRange(0, BEST))
def rate(session: Session, label: str, numbers: tuple[str, ...], rating: int) -> None:
    """Rate takes of a shot; 0 takes the rating away."""
    _mark(session, label, numbers, rating=rating)


@command(take, "approve", "help.take-approve")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
def approve(session: Session, label: str, numbers: tuple[str, ...]) -> None:
    """Approve takes of a shot."""
    _mark(session, label, numbers, status=TakeStatus.APPROVED)


@command(take, "reject", "help.take-reject")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
def reject(session: Session, label: str, numbers: tuple[str, ...]) -> None:
    """Reject takes of a shot; they stay."""
    _mark(session, label, numbers, status=TakeStatus.REJECTED)


@command(take, "select", "help.take-select")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
def select(session: Session, label: str, numbers: tuple[str, ...]) -> None:
    """Make takes of a shot selects: worth another look."""
    _mark(session, label, numbers, status=TakeStatus.SELECT)


@command(take, "candidate", "help.take-candidate")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
def candidate(session: Session, label: str, numbers: tuple[str, ...]) -> None:
    """Take an approval, a rejection or a select back."""
    _mark(session, label, numbers, status=TakeStatus.CANDIDATE)


@command(take, "note", "help.take-note")
@click.argument("label", metavar="SHOT")
@click.argument("numbers", metavar="TAKE…", nargs=-1, required=True)
@click.argument("text", metavar="NOTE")
def note(session: Session, label: str, numbers: tuple[str, ...], text: str) -> None:
    """Write a note about takes of a shot; an empty one takes it away."""
    _mark(session, label, numbers, note=text)


def _mark(
    session: Session,
    label: str,
    numbers: tuple[str, ...],
    *,
    rating: int | None = None,
    status: TakeStatus | None = None,
    note: str | None = None,
) -> None:
    with session.open(write=True) as studio:
        takes = studio.takes.several(studio.shots.find(label), numbers)
        studio.takes.mark(takes=takes, rating=rating, status=status, note=note)
        marked = [studio.takes.listed(take) for take in takes]
        session.answer.give({"takes": [document(studio, one) for one in marked]})
        for one in marked:
            words = session.desk.say(
                "take.judged", shot=one.shot.number, take=f"t{one.take.number}", judged=judged(session, one)
            )
            session.answer.say(words)


def judged(session: Session, one: Listed) -> str:
    """Say in a line what is thought of a take."""
    stars = "★" * one.mark.rating
    return " · ".join(filter(None, (session.desk.say(f"takes-dock.{one.mark.status}"), stars, one.mark.note)))
