"""`fourbeat take remix|edit|extend`: takes made from takes."""

from __future__ import annotations

from typing import Any

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.job import JobState
from fourbeat.model.request import Verb
from fourbeat.studio.remix_ways import Way
from fourbeat.studio.remixes import Remix

from .queue import document
from .sending import agree, spending, tell_held
from .session import Session
from .shared import command
from .speech import option


def _verb(verb: Verb, help_code: str) -> click.Command:
    @command(None, verb.value, help_code)
    @click.argument("label", metavar="SHOT")
    @click.argument("number", metavar="TAKE")
    @click.argument("words", metavar="WORDS", nargs=-1, required=True)
    @option("--way", text="option.remix-way", type=click.Choice([one.value for one in Way]), metavar="WAY")
    @option("--frame", text="option.remix-frame", metavar="FRAME")
    @option("--seconds", text="option.remix-seconds", metavar="N")
    @option("--seed", text="option.remix-seed", type=int, metavar="N")
    @option("--provider", text="option.remix-provider", metavar="NAME")
    @option("--model", text="option.remix-model", metavar="NAME")
    @option("--takes", text="option.takes", type=click.IntRange(1, 100), default=1, metavar="N")
    @spending
    @option("--show", text="option.remix-show", is_flag=True)
    def asked(
        session: Session,
        label: str,
        number: str,
        words: tuple[str, ...],
        way: str | None,
        frame: str | None,
        seconds: str | None,
        seed: int | None,
        provider: str | None,
        model: str | None,
        takes: int,
        most: str | None,
        unknown: bool,
        agreed: bool,
        show: bool,
    ) -> None:
        """Ask for takes made from a take."""
        with session.open(write=not show) as studio:
            source = studio.takes.find(studio.shots.find(label), number)
            remix = studio.remixes.plan(
                take=source,
                verb=verb,
                delta=" ".join(words),
                way=Way(way) if way else None,
                frame=_frame(frame),
                seconds=seconds,
                seed=seed,
                provider=provider,
                model=model,
            )
            _tell(session, remix)
            if lost := studio.remixes.left_out(remix=remix):
                session.answer.note(session.desk.say("remix.left-out", names=lost))
            if (advice := studio.remixes.advice(verb=verb, delta=remix.delta)) is not None:
                session.answer.note(session.desk.wording(advice))
            if show:
                session.answer.give({**_document(remix), "jobs": []})
                session.answer.say(remix.prompt)
                return
            told = studio.remixes.sheet(remix=remix, takes=takes)
            agree(session, told, most=most, unknown=unknown, agreed=agreed)
            jobs = studio.remixes.ask(remix=remix, takes=takes, told=told.told)
            session.answer.give({**_document(remix), "jobs": [document(studio, job) for job in jobs]})
            session.answer.say(session.desk.say("remix.asked", n=sum(job.state is JobState.QUEUED for job in jobs)))
            tell_held(session, jobs)

    return asked


def _frame(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "last":
        return -1
    if not text.isascii() or not text.isdigit():
        raise Invalid("remix.bad-frame", frame=text)
    return int(text)


def _tell(session: Session, remix: Remix) -> None:
    session.answer.note(session.desk.wording(remix.told()))


def _document(remix: Remix) -> dict[str, Any]:
    return {
        "verb": remix.verb.value,
        "way": remix.way,
        "provider": remix.provider,
        "model": remix.model,
        "prompt": remix.prompt,
        "frame": remix.frame,
        "seconds": remix.seconds,
        "seed": remix.seed,
    }


COMMANDS = (
    _verb(Verb.REMIX, "help.take-remix"),
    _verb(Verb.EDIT, "help.take-edit"),
    _verb(Verb.EXTEND, "help.take-extend"),
)
