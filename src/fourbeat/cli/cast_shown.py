"""How one of the cast, a place or a prop is shown: what is said of it, where it is used, and what each shot has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fourbeat.model.plan import Character, Costume, Place, Prop, Reference
from fourbeat.studio.checking import place as field_of
from fourbeat.studio.continuity import DIFFERS, Said
from fourbeat.studio.studio import Studio
from fourbeat.studio.uses import WAYS, Use
from fourbeat.writing.difference import Kind, Piece

from .session import Session

_LABELS = {
    "identity": "named.field.identity",
    "wardrobe": "named.field.wardrobe",
    "voice": "named.field.voice",
    "colour": "named.field.colour",
    "aliases": "named.field.aliases",
    "note": "named.field.note",
}


def told(one: Character | Place | Prop, fields: tuple[str, ...]) -> dict[str, str]:
    """Give what is said of one."""
    return {name: getattr(one, name) for name in fields}


def colours_of(entries: Any, one: Any) -> list[str]:
    """Write the colours of one."""
    return [f"{swatch.value} {swatch.name}".strip() for swatch in entries.colours(one)]


def costumes_of(studio: Studio, costumes: list[Costume]) -> list[dict[str, Any]]:
    """Write the costumes of somebody."""
    sent = studio.cast.costume_sent
    return [{"id": each.id, "name": each.name, "words": each.words, "sent": sent(each)} for each in costumes]


def show_one(session: Session, studio: Studio, entries: Any, one: Any, fields: tuple[str, ...]) -> None:
    """Show one with everywhere it is used."""
    uses: list[Use] = entries.uses(one)
    costumes = studio.cast.costumes(one) if isinstance(one, Character) else []
    colours = colours_of(entries, one)
    session.answer.give(
        {
            "id": one.id,
            "name": one.name,
            **told(one, fields),
            "colours": colours,
            "sent": entries.sent(one),
            "costumes": costumes_of(studio, costumes),
            "references": [
                {"sha256": row.sha256, "name": row.name, "declared": str(row.declared)}
                for row in studio.plan.of(Reference, one.id)
            ],
            "uses": [
                {
                    "way": str(use.way),
                    "owner": use.owner,
                    "binned": use.binned,
                    "shot": use.shot,
                    "scene": use.scene,
                    "field": use.field,
                    "text": use.text,
                }
                for use in uses
            ],
        }
    )
    say, answer = session.desk.say, session.answer
    answer.say(one.name, "bold")
    for field in fields:
        if text := getattr(one, field):
            answer.say(f"{say(_LABELS[field])}: {text}")
    for language, texts in entries.sent(one).items():
        for field, text in texts.items():
            answer.say(f"{say(_LABELS[field])} [{language}]: {text}")
    if colours:
        answer.say(f"{say('named.field.colours')}: {', '.join(colours)}")
    if costumes:
        answer.say(say("named.field.costumes"))
        for each in costumes:
            answer.say("  " + say("named.costume", name=each.name, words=each.words))
            for language, text in studio.cast.costume_sent(each).items():
                answer.say(f"    [{language}] {text}")
    if not uses:
        answer.say(say("named.unused"))
        return
    owners = [say("use.in-bin", owner=use.owner) if use.binned else use.owner for use in uses]
    rows = [[owner, say(WAYS[use.way]), one_line(use.text)] for owner, use in zip(owners, uses, strict=True)]
    answer.table([say("column.owner"), say("column.way"), say("column.line")], rows)


def show_continuity(session: Session, studio: Studio, shots: list[Said]) -> None:
    """Show what each shot has of one, side by side."""
    say, answer = session.desk.say, session.answer
    numbers = studio.store.take_numbers()
    answer.give(
        {
            "shots": [
                {
                    "shot": one.shot.number,
                    "words": one.words,
                    "costume": one.costume,
                    "differs": [str(what) for what in one.differs],
                    "usual": one.usual,
                    "named": [
                        {"field": at.where.field, "kind": at.where.kind, "id": at.where.row, "text": at.text}
                        for at in one.named
                    ],
                    "take": numbers.get(one.take or ""),
                    "picture": one.picture.sha256 if one.picture else None,
                }
                for one in shots
            ]
        }
    )
    if not shots:
        answer.say(say("named.unused"))
    for one in shots:
        told = [say("continuity.wears", costume=one.costume)] if one.costume else []
        told += [say(DIFFERS[what]) for what in one.differs]
        told += [say("continuity.take", number=numbers[one.take])] if one.take in numbers else []
        told += [say("continuity.picture", name=one.picture.name)] if one.picture else []
        answer.say("  ".join([one.shot.number, *told]), "bold")
        answer.say("  " + (_marked(one.pieces) or say("named.unsaid")))
        for at in one.named:
            answer.say(f"  {session.desk.wording(field_of(at.where))}: {one_line(at.text)}", "dim")


def _marked(pieces: Sequence[Piece]) -> str:
    """Write words on one line, with what went and came in brackets as differences are written."""
    signs = {Kind.SAME: "{}", Kind.GONE: "[-{}-]", Kind.NEW: "{{+{}+}}"}
    return one_line(
        "".join(signs[piece.kind].format(piece.text) if piece.text.strip() else piece.text for piece in pieces)
    )


def one_line(text: str) -> str:
    """Write a text on one line."""
    return " ".join(text.split())
