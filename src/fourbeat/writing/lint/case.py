"""What a rule is given and what it gives: a shot with its brief and its neighbour, and the spots it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from fourbeat.model.brief import Brief
from fourbeat.model.edit import Change
from fourbeat.model.finding import Fix, Where
from fourbeat.model.format import Size
from fourbeat.model.house_rules import NO_RULES, UNWARY, HouseRules, Wary
from fourbeat.model.ids import Id
from fourbeat.model.message import Message
from fourbeat.model.picture_kind import Kind
from fourbeat.model.plan import Beat, Character, Life, Line, Reference, Role, Shot
from fourbeat.model.time import Rate

from ..pen import Missing
from .lexicon import Lexicon

_NEEDED = {"beat", "line", "translation"}
"""Rows that are nothing without their text."""

_FIELDS = (
    "scene",
    "lens",
    "light",
    "mood",
    "sound",
    "look",
    "filters",
    "grade",
    "atmosphere",
    "blocking",
    "dressing",
    "camera",
    "finish",
    "prompt",
)


@dataclass(frozen=True)
class Passage:
    """Be a stretch of prose in a brief; `role` is the part of the brief it writes, whatever row holds it."""

    kind: str
    row: Id
    field: str
    text: str
    role: str

    def at(self, start: int | None = None, end: int | None = None) -> Where:
        """Point at the passage, or at a part of it."""
        return Where(kind=self.kind, row=self.row, field=self.field, start=start, end=end)

    def reworded(self, text: str) -> tuple[Change, ...]:
        """Make the edit that lets the passage read otherwise; a row left without words goes to the bin."""
        if not text.strip() and self.kind in _NEEDED:
            return (Change(kind=self.kind, entity=self.row, field="life", before=Life.ALIVE, after=Life.BINNED),)
        return (Change(kind=self.kind, entity=self.row, field=self.field, before=self.text, after=text),)


@dataclass(frozen=True)
class Other:
    """Be another generator that the person has, and what is known of its refusals."""

    key: str
    name: str
    house: HouseRules


def no_others() -> tuple[Other, ...]:
    """Say that there is no other generator."""
    return ()


@dataclass(frozen=True)
class Target:
    """Say what the model that makes a shot takes, as far as anybody knows.

    Empty `sizes` means any size, empty `seconds` any length up to the longest, `roles` is None where nobody knows
    them. `retired` is the day the model ends, or ended if `over`; `successor` follows it. `limit` is the longest
    prompt in characters, `words` in words. `language` is the one it is written to in, "" for as the author writes.
    `house` is what it refuses, `unread` why that cannot be read, `wary` what this film has learned of its refusals.
    `pictures` is how many it accepts at most. `here` says whether it is connected on this machine. `members` are
    the servers of a pool that have the model: what is refused is up to each of them. `others` gives the person's
    other generators.
    """

    provider: str
    model: str
    sizes: tuple[Size, ...] = ()
    seconds: tuple[Fraction, ...] = ()
    longest: Fraction | None = None
    roles: frozenset[Role] | None = None
    limit: int | None = None
    words: int | None = None
    retired: str = ""
    over: bool = False
    successor: str = ""
    language: str = ""
    house: HouseRules = NO_RULES
    unread: Message | None = None
    wary: Wary = UNWARY
    pictures: int | None = None
    here: bool = True
    members: tuple[Target, ...] = ()
    others: Callable[[], tuple[Other, ...]] = no_others

    @property
    def judges(self) -> tuple[Target, ...]:
        """Give those who may refuse the shot: the servers of a pool, or the generator itself."""
        return self.members or (self,)


@dataclass(frozen=True)
class PictureFile:
    """Be what the beginning of a picture's file tells: its kind and its size, where they are known, and its bytes."""

    kind: Kind | None
    size: Size | None
    bytes: int


@dataclass(frozen=True)
class Before:
    """Be the shot that stands before another in its scene."""

    shot: Shot
    brief: Brief


@dataclass(frozen=True)
class Case:
    """Be one shot as the rules see it.

    `size` is the picture it is made in, `pictures` the sizes of its references by content, `pictured` the characters,
    places and props that have a reference picture, `prompt` the text that would be sent, `unsent` what nobody has
    written in the language it is sent in. `sent` are the pictures that would go along, those of cast and place as well,
    `files` their files by content, `real` the characters that show a real person.
    """

    shot: Shot
    brief: Brief
    rate: Rate
    size: Size
    lexicon: Lexicon
    target: Target | None = None
    before: Before | None = None
    pictures: Mapping[str, Size] = field(default_factory=dict)
    pictured: frozenset[Id] = frozenset()
    prompt: str = ""
    unsent: tuple[Missing, ...] = ()
    sent: tuple[Reference, ...] = ()
    files: Mapping[str, PictureFile] = field(default_factory=dict)
    real: tuple[Character, ...] = ()

    @property
    def seconds(self) -> Fraction:
        """Give the length of the shot."""
        return self.rate.seconds(self.shot.frames)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Give all prose of the brief, in the order of its fields."""
        return tuple(passages(self.brief))

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        """Give the prose that describes: everything but what is spoken and how."""
        return tuple(one for one in self.passages if one.role not in ("line", "delivery"))

    @cached_property
    def described(self) -> str:
        """Give all that describes as one text, to ask whether something is said anywhere."""
        return "\n".join(one.text for one in self.prose)

    @property
    def empty(self) -> bool:
        """Tell whether nobody has written anything yet."""
        return not self.passages

    @property
    def short(self) -> bool:
        """Tell whether the brief leaves things out on purpose: it says so, or it is typed by hand as it goes out."""
        return self.brief.text.short or bool(self.brief.text.prompt.strip())

    def on(self, field: str) -> Where:
        """Point at a field of the brief as a whole."""
        return Where(kind="brief", row=self.shot.id, field=field)

    def on_shot(self, field: str) -> Where:
        """Point at a field of the shot as a whole."""
        return Where(kind="shot", row=self.shot.id, field=field)


@dataclass(frozen=True)
class Spot:
    """Be what a rule found: where, in words, and what would clear it.

    `why` and `source` stand only where they are other than the rule's own.
    """

    where: Where
    what: Message
    words: str = ""
    fixes: tuple[Fix, ...] = ()
    why: Message | None = None
    source: Message | None = None


def passages(brief: Brief) -> Iterator[Passage]:
    """Give the prose of a brief; what is written to be sent in another language is read as well."""
    text = brief.text
    for name in _FIELDS:
        if (words := getattr(text, name)).strip():
            yield Passage("brief", text.id, name, words, name)
    for beat in brief.beats:
        yield Passage("beat", beat.id, "text", beat.text, "beat")
    for line in brief.lines:
        yield Passage("line", line.id, "text", line.text, "line")
        if line.delivery.strip():
            yield Passage("line", line.id, "delivery", line.delivery, "delivery")
    roles = _roles(brief)
    for one in brief.translations:
        if (role := roles.get((one.of, one.field))) and one.text.strip():
            yield Passage("translation", one.id, "text", one.text, role)


def _roles(brief: Brief) -> dict[tuple[Id, str], str]:
    roles = {(brief.text.id, name): name for name in _FIELDS}
    rows: tuple[Beat | Line, ...] = (*brief.beats, *brief.lines)
    for row in rows:
        roles[row.id, "text"] = row.kind
    return roles
