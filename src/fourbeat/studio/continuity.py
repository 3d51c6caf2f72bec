"""Continuity: what each shot has of somebody or something, side by side, and what differs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from fourbeat.model.brief import Brief
from fourbeat.model.finding import Where
from fourbeat.model.ids import Id
from fourbeat.model.plan import Character, Place, Prop, Reference, Row, Shot
from fourbeat.writing.casting import Spotter
from fourbeat.writing.difference import Kind, Piece, difference
from fourbeat.writing.mentions import mentions, names
from fourbeat.writing.search import folded

from .briefs import LONG_FIELDS
from .panels import first_frame

if TYPE_CHECKING:
    from .studio import Studio

Named = Character | Place | Prop

_PARTS = {"character": "cast", "place": "place", "prop": "prop"}
"""What the prompt calls the parts that each kind writes."""


class Differs(StrEnum):
    """Name what is not as elsewhere: the words, what is worn (against the shot before), or that nothing is said."""

    WORDS = "words"
    WORN = "worn"
    UNSAID = "unsaid"


DIFFERS = {Differs.WORDS: "continuity.words", Differs.WORN: "continuity.worn", Differs.UNSAID: "continuity.unsaid"}
"""What each difference is called."""

_FIELDS = ("scene", "lens", "light", "mood", "sound", *LONG_FIELDS)


@dataclass(frozen=True)
class Naming:
    """Be a text of the brief that names one."""

    where: Where
    text: str


@dataclass(frozen=True)
class Said:
    """Be what one shot has of somebody or something.

    `words` are those of its prompt, `usual` those that most shots with the same costume have. `picture` is the shot's
    reference picture where it has no chosen `take`; one that is `withdrawn` may not be shown.
    """

    shot: Shot
    words: str
    costume: str = ""
    seen: bool = True
    named: tuple[Naming, ...] = ()
    take: Id | None = None
    withdrawn: bool = False
    picture: Reference | None = None
    usual: str = ""
    differs: tuple[Differs, ...] = ()

    @property
    def other(self) -> bool:
        """Tell whether most shots say it otherwise."""
        return Differs.WORDS in self.differs

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Give the words, with what went and came against the usual ones."""
        if not self.other:
            return (Piece(Kind.SAME, self.words),) if self.words else ()
        return tuple(difference(self.usual, self.words))


def said(studio: Studio, one: Named, shot: Shot) -> Said | None:
    """Say what a shot has of somebody or something, None for nothing; what differs is found out with all others."""
    plan = studio.plan
    brief = plan.brief(shot.id)
    spotter, bible = Spotter({one.id: names(one)}), plan.bible()
    named = tuple(
        Naming(Where(kind=row.kind, row=row.id, field=field), text)
        for row, field, text in _texts(brief)
        if spotter.seen(text) or any(mention.named.id == one.id for mention in mentions(text, bible))
    )
    there = [each.id for each in (*brief.cast, *brief.props, brief.place) if each]
    if not named and one.id not in (*there, *(voice.id for voice in brief.voices)):
        return None
    prompt = studio.shots.prompt(shot)
    own = [part for part in prompt.parts if part.field == f"{_PARTS[one.kind]}:{one.id}"]
    # A mention writes the name alone, wherever it stands; the words themselves stand together.
    own = [part for part in own if folded(prompt.text[part.start : part.end]) != folded(one.name.strip())]
    worn = brief.worn(one) if isinstance(one, Character) else None
    return Said(
        shot=shot,
        words=prompt.text[own[0].start : own[-1].end] if own else "",
        costume=worn.name if worn else "",
        seen=one.id in there,
        named=named,
        take=shot.take,
        picture=first_frame(brief.references) or next(iter(brief.references), None),
    )


def compared(shots: Iterable[Said]) -> list[Said]:
    """Mark in shots, in board order, what differs: words from most with the same costume, costumes within a scene."""
    given = list(shots)
    usual: dict[str, Counter[str]] = {}
    for one in given:
        if one.words:
            usual.setdefault(one.costume, Counter())[one.words] += 1
    worn: dict[Id, str] = {}
    told = []
    for one in given:
        most = usual[one.costume].most_common(1)[0][0] if one.words else ""
        differs = []
        if one.words != most:
            differs.append(Differs.WORDS)
        if one.seen:
            if worn.setdefault(one.shot.scene, one.costume) != one.costume:
                differs.append(Differs.WORN)
            worn[one.shot.scene] = one.costume
            if not one.words:
                differs.append(Differs.UNSAID)
        told.append(replace(one, usual=most, differs=tuple(differs)))
    return told


def _texts(brief: Brief) -> Iterator[tuple[Row, str, str]]:
    """Give what is written of a shot that may name somebody, with the row and field it stands in."""
    written: list[tuple[Row, str]] = [(brief.text, field) for field in _FIELDS]
    written += [(beat, "text") for beat in brief.beats]
    written += [(line, field) for line in brief.lines for field in ("delivery", "text")]
    for row, field in written:
        if text := getattr(row, field):
            yield row, field, text
