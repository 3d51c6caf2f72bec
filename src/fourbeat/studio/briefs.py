"""Brief and film files read from disk, and briefs turned into rows."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from fourbeat.exchange.files import decoded, formatted
from fourbeat.model import order
from fourbeat.model.briefing import BriefFile, FilmFile
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.ids import Id, Ids
from fourbeat.model.message import Frozen, Message, message
from fourbeat.model.plan import (
    Appearance,
    Beat,
    BriefText,
    Character,
    Colour,
    Costume,
    Dressing,
    Line,
    Prop,
    Row,
)
from fourbeat.model.time import Rate, exact

from . import translations

F = TypeVar("F", bound=Frozen)

LARGEST_FILE = 4 * 1024 * 1024
"""A brief file longer than this, in bytes, is not one."""

LARGEST_FILM = 64 * 1024 * 1024
"""A film file longer than this, in bytes, is not one: a thousand shots of the long form have about three million."""


def read_brief(path: Path) -> BriefFile:
    """Read a brief file. Raises NotFound or Invalid, naming the line or field that is wrong."""
    return parse(read_text(path), BriefFile, str(path))


def read_film(path: Path) -> FilmFile:
    """Read a film file. Raises NotFound or Invalid, naming the line or field that is wrong."""
    return parse(read_text(path, LARGEST_FILM), FilmFile, str(path))


def read_text(path: Path, most: int = LARGEST_FILE) -> str:
    """Read a text file of at most `most` bytes. Raises NotFound, Invalid."""
    name = str(path)
    try:
        if path.exists() and not path.is_file():
            raise Invalid("brief.not-a-file", file=name)
        with path.open("rb") as file:
            content = file.read(most + 1)
        if len(content) > most:
            raise Invalid("brief.too-large", file=name, most=most // (1024 * 1024))
    except FileNotFoundError as error:
        raise NotFound("brief.no-file", file=name) from error
    except (OSError, ValueError) as error:
        raise Invalid("brief.unreadable", file=name, detail=getattr(error, "strerror", "") or "") from error
    return text_of(content, name)


def text_of(content: bytes, name: str) -> str:
    """Read bytes as text: as UTF-8, else in whatever encoding an older program saved it. Raises Invalid for none."""
    if formatted(content):
        raise Invalid("brief.formatted", file=name)
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8-sig")
    try:
        return decoded(content, name)
    except Invalid as error:
        raise Invalid("brief.not-text", file=name) from error


def parse(text: str, kind: type[F], name: str) -> F:
    """Read a brief or film from TOML text; `name` is what errors call it."""
    try:
        return kind.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        raise Invalid("brief.not-toml", file=name, line=line) from error
    except (RecursionError, ValueError) as error:
        if isinstance(error, ValidationError):
            raise Invalid("brief.wrong", file=name, problems=problems(error)) from error
        raise Invalid("brief.not-toml", file=name, line=1) from error


def overlaid(base: BriefFile, new: Mapping[str, object]) -> BriefFile:
    """Lay new field values over a brief; who is no longer seen wears nothing. Raises Invalid, naming what is wrong."""
    try:
        made = BriefFile.model_validate({**base.model_dump(), **new})
        if "wearing" in new or not made.wearing:
            return made
        seen = {name.casefold() for name in made.cast}
        return made.model_copy(
            update={"wearing": {name: worn for name, worn in made.wearing.items() if name.casefold() in seen}}
        )
    except ValidationError as error:
        raise Invalid("brief.wrong-option", problems=problems(error)) from error


def said(brief: BriefFile) -> dict[str, object]:
    """Give the fields in which a brief says something."""
    plain = BriefFile()
    return {name: value for name in BriefFile.model_fields if (value := getattr(brief, name)) != getattr(plain, name)}


def problems(error: ValidationError) -> tuple[Message, ...]:
    """Say what a validation found, at most five, in the words of the file's author."""
    found = error.errors(include_url=False)
    return tuple(_problem(one) for one in found[:5])


def _problem(one: object) -> Message:
    assert isinstance(one, dict)
    where = ".".join(str(step + 1) if isinstance(step, int) else str(step) for step in one["loc"])
    given = str(one.get("input", ""))[:60]
    match one["type"]:
        case "extra_forbidden":
            return message("brief.unknown-field", field=where)
        case "missing":
            return message("brief.missing-field", field=where)
        case "enum":
            choices = str(one["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
            return message("brief.not-a-choice", field=where, given=given, choices=choices)
        case "bool_parsing":
            return message("brief.not-a-choice", field=where, given=given, choices="yes, no")
        case "string_pattern_mismatch":
            return message("brief.not-the-form", field=where, given=given, form=_form(where))
        case _:
            return message("brief.wrong-value", field=where, given=given)


_FORMS = {
    "size": "1280x720",
    "seconds": "4, 2.5",
    "at": "4, 2.5",
    "language": "en, ja, pt-BR",
    "number": "010, 12A",
    "crop": "0,0,1280,720",
}
"""How fields of a fixed form are written, by their names."""


def _form(where: str) -> str:
    last = where.split(".")
    if "palette" in last:
        return "#a1b2c3 name"
    return _FORMS.get(last[-1], "en, ja, pt-BR" if "sent" in last else "#a1b2c3")


LONGEST_SHOT = 3600
"""Seconds: what is longer is a slip of the hand."""


def whole_frames(brief: BriefFile, rate: Rate) -> int:
    """Give a shot's length in frames. Raises Invalid for less than one, and for more than an hour."""
    if exact(brief.seconds) > LONGEST_SHOT:
        raise Invalid("shot.too-long", seconds=brief.seconds, most=LONGEST_SHOT)
    frames = rate.frames(brief.seconds)
    if frames < 1:
        raise Invalid("shot.no-length", seconds=brief.seconds)
    return frames


@dataclass(frozen=True)
class Stock:
    """Hold the costumes and props that a brief may name, by casefolded name; a costume also by who wears it."""

    costumes: Mapping[tuple[Id, str], Costume] = field(default_factory=dict)
    props: Mapping[str, Prop] = field(default_factory=dict)

    @classmethod
    def of(cls, costumes: Iterable[Costume], props: Iterable[Prop]) -> Stock:
        """Take stock."""
        return cls(
            {(one.character, one.name.casefold()): one for one in costumes},
            {one.name.casefold(): one for one in props},
        )

    def costume(self, person: Character, name: str) -> Costume:
        """Find a costume of a character. Raises NotFound."""
        costume = self.costumes.get((person.id, name.casefold()))
        if costume is None:
            known = tuple(one.name for (owner, _), one in self.costumes.items() if owner == person.id)
            nothing = message("brief.no-costumes")
            raise NotFound("brief.not-a-costume", name=name, character=person.name, costumes=known or (nothing,))
        return costume

    def prop(self, name: str) -> Prop:
        """Find a prop. Raises NotFound."""
        prop = self.props.get(name.casefold())
        if prop is None:
            known = tuple(sorted(one.name for one in self.props.values()))
            raise NotFound("brief.not-a-prop", name=name, props=known or (message("brief.no-props"),))
        return prop


NO_STOCK = Stock()
"""Neither costumes nor props."""


def rows(
    brief: BriefFile, shot: Id, rate: Rate, frames: int, cast: dict[str, Character], ids: Ids, stock: Stock = NO_STOCK
) -> list[Row]:
    """Make the rows of a shot's brief, pictures aside; `cast` finds characters by casefolded name.

    Raises NotFound for a name that is not in the cast or stock, Invalid for a time past the end of the clip.
    """

    def person(name: str) -> Character:
        character = cast.get(name.casefold())
        if character is None:
            known = tuple(sorted(one.name for one in cast.values()))
            raise NotFound("brief.not-cast", name=name, cast=known or (message("brief.nobody"),))
        return character

    def frame(at: str | None) -> int | None:
        if at is None:
            return None
        when = rate.frames(at)
        if when >= frames:
            raise Invalid("brief.past-the-end", at=at, seconds=brief.seconds)
        return when

    made: list[Row] = [BriefText(id=shot, **{name: getattr(brief, name) for name in TEXT_FIELDS})]
    made += translations.rows(shot, brief.sent, ids)
    worn = {name.casefold(): costume for name, costume in brief.wearing.items()}
    for name in worn.keys() - {name.casefold() for name in brief.cast}:
        raise Invalid("brief.wears-unseen", name=next(one for one in brief.wearing if one.casefold() == name))
    for key, name in zip(order.spread(len(brief.cast)), brief.cast, strict=True):
        seen = person(name)
        costume = stock.costume(seen, worn[name.casefold()]).id if name.casefold() in worn else None
        made.append(Appearance(id=ids.new(), shot=shot, order=key, character=seen.id, costume=costume))
    made += [
        Dressing(id=ids.new(), shot=shot, order=key, prop=stock.prop(name).id)
        for key, name in zip(order.spread(len(brief.props)), brief.props, strict=True)
    ]
    for key, beat in zip(order.spread(len(brief.beats)), brief.beats, strict=True):
        made.append(Beat(id=ids.new(), shot=shot, order=key, at=frame(beat.at), text=beat.text))
        made += translations.rows(made[-1].id, beat.sent, ids)
    for key, line in zip(order.spread(len(brief.lines)), brief.lines, strict=True):
        speaker = cast.get(line.speaker.casefold())
        made.append(
            Line(
                id=ids.new(),
                shot=shot,
                order=key,
                at=frame(line.at),
                character=speaker.id if speaker else None,
                speaker="" if speaker else line.speaker,
                delivery=line.delivery,
                text=line.text,
                language=line.language,
            )
        )
        made += translations.rows(made[-1].id, line.sent, ids)
    for key, colour in zip(order.spread(len(brief.palette)), brief.palette, strict=True):
        value, _, name = colour.partition(" ")
        made.append(Colour(id=ids.new(), shot=shot, order=key, value=value.lower(), name=name.strip()))
    return made


LONG_FIELDS = ("look", "filters", "grade", "atmosphere", "blocking", "dressing", "camera", "finish")
"""The fields of a brief that only the long form writes, in its order."""

PROSE_FIELDS = ("scene", "lens", "light", "mood", "sound", *LONG_FIELDS, "prompt")
"""The fields of a brief row in which a person writes freely."""

TEXT_FIELDS = (
    *("scene", "framing", "angle", "move", "depth", "lens", "light", "mood", "sound", "short"),
    *LONG_FIELDS,
    *("prompt", "made_from"),
)
"""The single-valued fields a brief file and a brief row share."""
