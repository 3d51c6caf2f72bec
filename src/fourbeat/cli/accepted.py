"""`fourbeat lint accepted` and `lint reopen`: what was let stand, and telling it again."""

from __future__ import annotations

import click

from fourbeat.model.errors import NotFound
from fourbeat.model.finding import Finding
from fourbeat.model.plan import Ruling, Shot
from fourbeat.studio.checking import place

from .session import Session
from .shared import command
from .speech import Group, option

Pair = tuple[Finding, Ruling]


def commands(lint: Group) -> None:
    """Give the linter its commands about what was accepted."""

    @command(lint, "accepted", "help.lint-accepted")
    @option("--shot", "labels", text="option.lint-shot", multiple=True, metavar="SHOT")
    def accepted(session: Session, labels: tuple[str, ...]) -> None:
        """List what was let stand."""
        with session.open(write=False) as studio:
            shots = [studio.shots.find(label) for label in labels] or None
            told = studio.findings.standing(shots)
            numbers = {one.shot: studio.plan.get(Shot, one.shot).number for one, _ruling in told}
        _tell(session, told, numbers)

    @command(lint, "reopen", "help.lint-reopen")
    @click.argument("marks", nargs=-1, required=True, metavar="MARK…")
    @option("--shot", "labels", text="option.lint-shot", multiple=True, metavar="SHOT")
    def reopen(session: Session, marks: tuple[str, ...], labels: tuple[str, ...]) -> None:
        """Tell again what was let stand."""
        with session.open(write=True) as studio:
            shots = [studio.shots.find(label) for label in labels] or None
            told = studio.findings.standing(shots)
            meant = {ruling.id: ruling for mark in marks for _one, ruling in _meant(told, mark)}
            studio.findings.reopen(rulings=list(meant.values()))
        session.answer.give({"reopened": len(meant)})
        session.answer.say(session.desk.say("lint.reopened", n=len(meant)))


def _meant(told: tuple[Pair, ...], mark: str) -> list[Pair]:
    found = [
        pair
        for pair in told
        if mark in ("all", pair[0].rule) or (len(mark) >= 4 and pair[0].fingerprint.startswith(mark))
    ]
    if not found:
        raise NotFound("lint.not-accepted", label=mark)
    return found


def _tell(session: Session, told: tuple[Pair, ...], numbers: dict[str, str]) -> None:
    say, words = session.desk.say, session.desk.wording
    session.answer.give(
        {
            "accepted": [
                {
                    "rule": one.rule,
                    "mark": one.fingerprint,
                    "shot": numbers[one.shot],
                    "field": one.where.field,
                    "words": one.words,
                    "message": words(one.what),
                    "reason": ruling.reason,
                }
                for one, ruling in told
            ]
        }
    )
    for one, ruling in told:
        where = say("lint.of-shot", shot=numbers[one.shot], place=place(one.where))
        session.answer.say(words(one.what))
        session.answer.say(f"  --> {where}  [{one.rule} {one.fingerprint[:6]}]", "dim")
        session.answer.say(f"   = {say('lint.stands', reason=ruling.reason)}")
    if not told:
        session.answer.say(say("lint.none-accepted"))
