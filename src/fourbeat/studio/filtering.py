"""Which shots a filter lets through: read in the person's words, asked of the board's cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from fourbeat.model.errors import Invalid
from fourbeat.model.finding import GRAVEST
from fourbeat.model.ids import Id
from fourbeat.model.message import Message, message
from fourbeat.model.plan import Angle, Character, Depth, Framing, Move, Place
from fourbeat.model.status import Shown
from fourbeat.writing.filter import COUNTED, FIELDS, Filter, Odd, Spoken, Term, amount, quoted, read
from fourbeat.writing.lint.rules import BY_ID
from fourbeat.writing.search import folded

from .board import Card, cards

if TYPE_CHECKING:
    from .studio import Studio

_CHOICES: Mapping[str, type[StrEnum]] = {
    "status": Shown,
    "framing": Framing,
    "angle": Angle,
    "move": Move,
    "depth": Depth,
}

HELD = ("take", "job", "line", "beat", "reference", "colour", "note", "title", "seed")
"""What a shot may have."""

FINDINGS = ("some", "none", *(one.value for one in GRAVEST), *BY_ID)
"""What may be found in a shot: anything, nothing, something so grave, or what one rule finds."""

Marks = Mapping[Id, frozenset[str]]
"""What is found in each shot, as `Findings.marks` gives it."""


class Filtering:
    """Read filters and ask them of shots."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    @cached_property
    def known(self) -> dict[str, tuple[str, ...]]:
        """Give the values of the fields that have only a few, in the program's own words."""
        return {**{name: tuple(map(str, kind)) for name, kind in _CHOICES.items()}, "has": HELD, "finding": FINDINGS}

    @cached_property
    def spoken(self) -> Spoken:
        """Give the person's own words for fields and values."""
        values = {name: {folded(self.word(name, one)): one for one in known} for name, known in self.known.items()}
        amounts = {folded(self.word("takes", one)): one for one in ("none", "some")}
        fields = {folded(self.field(name)): name for name in FIELDS}
        return Spoken(fields, {**values, **dict.fromkeys(COUNTED, amounts)})

    def field(self, name: str) -> str:
        """Say a field's name."""
        return self._studio.desk.say(f"filter.field.{name}")

    def word(self, name: str, value: str) -> str:
        """Say a field's value."""
        say = self._studio.desk.say
        match name:
            case "status":
                return say(f"shown.{value}")
            case "framing":
                return say(f"framing.{value}")
            case "angle":
                return say(f"angle.{value}")
            case "move":
                return say(f"move.{value}")
            case "depth":
                return say(f"depth.{value}")
            case "has":
                return say(f"filter.has.{value}")
            case "takes" | "seconds" | "finding" if value in ("none", "some"):
                return say(f"filter.amount.{value}")
            case "finding" if value not in BY_ID:
                return folded(say(f"severity.{value}"))
        return value

    def read(self, text: str) -> Filter:
        """Read a filter as a person wrote it."""
        return read(text, self.spoken, self.known)

    def shots(self, text: str) -> list[Card]:
        """Give the cards that a filter lets through, in board order. Raises Invalid for what means nothing."""
        asked = self.read(text)
        if asked.odd:
            raise Invalid("filter.odd", problems=tuple(map(self.problem, asked.odd)))
        found = self.found(asked, anew=True)
        return [card for card in cards(self._studio) if lets(asked, card, found)]

    def found(self, asked: Filter, *, anew: bool = False) -> Marks:
        """Give what is found in each shot where a filter asks for it: what is known, or `anew` the whole film."""
        if all(term.field != "finding" for term in asked.terms):
            return {}
        if anew:
            self._studio.findings.film()
        return self._studio.findings.marks()

    def problem(self, odd: Odd) -> Message:
        """Say what is odd in a filter."""
        if not odd.value:
            return message("filter.no-field", field=odd.field, fields=tuple(map(self.field, FIELDS)))
        if odd.field in COUNTED:
            return message("filter.no-amount", field=self.field(odd.field), value=odd.value)
        choices = tuple(self.word(odd.field, one) for one in odd.choices)
        return message("filter.no-value", field=self.field(odd.field), value=odd.value, choices=choices)

    def says(self, term: Term) -> str:
        """Say a term in words: "status: retake or review", "without take"."""
        say = self._studio.desk.say
        words = tuple(self.word(term.field, one) for one in term.values)
        if term.field == "text":
            told = say("filter.text", words=words)
        else:
            told = say("filter.term", field=self.field(term.field), words=words)
        return say("filter.not", term=told) if term.negated else told

    def offers(self, head: str, most: int = 12) -> list[str]:
        """Suggest whole terms for one that has been begun, in the person's words."""
        name, colon, value = head.replace("：", ":").partition(":")
        dash = "-" if name.startswith("-") else ""
        asked = folded(name.removeprefix("-"))
        found: list[str] = []
        if not colon:
            found += [f"{dash}{self.field(one)}:" for one in FIELDS if folded(self.field(one)).startswith(asked)]
            names = ((one, word) for one in ("cast", "status", "place") for word in self.values(one))
            found += [self._written(one, word, dash) for one, word in names if asked and folded(word).startswith(asked)]
        else:
            field = self.spoken.fields.get(asked, asked)
            done, comma, last = value.rpartition(",")
            words = [one for one in self.values(field) if folded(one).startswith(folded(last).strip('"'))]
            found += [f"{dash}{name.removeprefix('-')}:{done}{comma}{quoted(one)}" for one in words]
        return found[:most]

    def values(self, name: str) -> list[str]:
        """Give the values a field can be asked for, in the person's words."""
        plan = self._studio.plan
        if name in self.known:
            return [self.word(name, one) for one in self.known[name]]
        match name:
            case "cast":
                return [one.name for one in plan.all(Character)]
            case "place":
                return [one.name for one in plan.all(Place)]
            case "scene":
                return list(dict.fromkeys(one.number for one in plan.scenes()))
            case "sequence":
                return [one.number for one in plan.sequences()]
            case "takes":
                return [self.word(name, one) for one in ("none", "some")]
            case "provider":
                return sorted(self._studio.generators)
        return []

    def _written(self, name: str, word: str, dash: str = "") -> str:
        return f"{dash}{self.field(name)}:{quoted(word)}"


def lets(asked: Filter, card: Card, found: Marks) -> bool:
    """Tell whether a filter lets a shot through; `found` is what `Filtering.found` gives for it."""
    marks = found.get(card.shot, frozenset())
    return all(_meets(term, card, marks) is not term.negated for term in asked.terms)


def passing(asked: Filter, shown: Iterable[Card], found: Marks) -> set[Id]:
    """Give the shots among some that a filter lets through."""
    return {card.shot for card in shown if lets(asked, card, found)}


def _meets(term: Term, card: Card, found: frozenset[str]) -> bool:
    match term.field:
        case "finding":
            return any(
                one in found or (one in ("some", "none") and (one == "some") is bool(found)) for one in term.values
            )
        case "text":
            return any(one in card.words for one in term.values)
        case "status":
            return card.status.value in term.values
        case "cast":
            return any(one in folded(name) for one in term.values for name in card.cast)
        case "place":
            return any(one in folded(card.place) for one in term.values)
        case "number":
            return any(folded(card.number).startswith(one) for one in term.values)
        case "scene":
            return folded(card.scene_number) in term.values
        case "sequence":
            return folded(card.sequence) in term.values
        case "takes":
            return any(_counts(one, card.takes) for one in term.values)
        case "seconds":
            return any(_counts(one, float(card.seconds)) for one in term.values)
        case "has":
            return any(one in card.has for one in term.values)
        case "provider":
            return any(one in folded(card.provider) for one in term.values)
    return getattr(card, term.field) in term.values


def _counts(value: str, given: float) -> bool:
    if value in ("none", "some"):
        return (given > 0) is (value == "some")
    return amount(value, given)
