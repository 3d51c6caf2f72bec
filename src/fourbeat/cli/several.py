"""Several shots named in one command: by their numbers, or by a filter."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from fourbeat.model.errors import Invalid
from fourbeat.model.plan import Shot
from fourbeat.studio.board import Card
from fourbeat.studio.briefs import LARGEST_FILE, text_of
from fourbeat.studio.briefs import read_text as read_brief_text
from fourbeat.studio.studio import Studio

from .session import Session
from .speech import option

F = TypeVar("F", bound=Callable[..., Any])


def several(function: F) -> F:
    """Give a command shots to be named, or a filter."""
    function = option("--filter", "asked", text="option.filter", metavar="FILTER")(function)
    return click.argument("labels", nargs=-1, metavar="SHOT…")(function)


def placed(function: F) -> F:
    """Give a command the options that say where shots go."""
    function = option("--before", text="option.before", metavar="SHOT")(function)
    return option("--after", text="option.after", metavar="SHOT")(function)


def chosen(studio: Studio, labels: tuple[str, ...], asked: str | None) -> list[Shot]:
    """Find the shots a command names, each once, in the order named. Raises NotFound, Invalid."""
    shots = [studio.shots.find(label) for label in labels]
    if asked is not None:
        shots += [studio.plan.get(Shot, card.shot) for card in studio.filtering.shots(asked)]
    elif not labels:
        raise Invalid("shots.which")
    found = list({shot.id: shot for shot in shots}.values())
    if not found:
        raise Invalid("filter.nobody", filter=asked or "")
    return found


def numbers(shots: list[Shot]) -> tuple[str, ...]:
    """Give the numbers of shots, as many as a sentence holds."""
    named = tuple(shot.number for shot in shots[:12])
    return (*named, "…") if len(shots) > len(named) else named


def table(session: Session, studio: Studio, cards: list[Card]) -> None:
    """Write the cards a filter lets through as a table or as JSON."""
    say, answer, rate = session.desk.say, session.answer, studio.plan.project.fps
    answer.give({"shots": [document(card) for card in cards], "of": len(studio.plan.shots())})
    rows = [
        [
            f"{card.sequence}/{card.number}",
            say(f"shown.{card.status}"),
            str(card.takes),
            f"t{card.chosen}" if card.chosen else "–",
            f"{float(rate.seconds(card.frames)):g}",
            card.line,
        ]
        for card in cards
    ]
    if rows:
        heads = [say(f"column.{name}") for name in ("shot", "status", "takes", "chosen", "seconds", "line")]
        answer.table(heads, rows, right=(2, 4))
    answer.say(say("filter.count", shown=len(cards), n=len(studio.plan.shots())))


def document(card: Card) -> dict[str, Any]:
    """Give a card for programs."""
    return {
        "id": card.shot,
        "sequence": card.sequence,
        "scene": card.scene_number,
        "number": card.number,
        "title": card.title,
        "line": card.line,
        "status": str(card.status),
        "frames": card.frames,
        "takes": card.takes,
        "chosen": card.chosen,
        "cast": list(card.cast),
        "place": card.place,
        "provider": card.provider,
    }


def read_text(file: Path | None, most: int = LARGEST_FILE) -> str:
    """Read a text from a file, or from standard input where none or "-" is named. Raises NotFound, Invalid."""
    if file is not None and str(file) != "-":
        return read_brief_text(file, most)
    content = sys.stdin.buffer.read(most + 1)
    if len(content) > most:
        raise Invalid("brief.too-large", file="-", most=most // (1024 * 1024))
    return text_of(content, "-")


def tell_size(session: Session, studio: Studio, shots: Iterable[Shot]) -> None:
    """Say which shots ask for a size that their model does not make, and which sizes it makes."""
    for found in studio.findings.film(shots).values():
        for one in found:
            if one.rule == "size-not-made":
                number = studio.plan.get(Shot, one.shot).number
                session.answer.note(session.desk.say("send.warned", shot=number, why=one.what))
