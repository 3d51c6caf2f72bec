"""What is known of services and their models: data with a date and a source, and what the person knows better."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError

from fourbeat.model.connection import Connection, Entry, WireProtocol
from fourbeat.model.errors import FourbeatError, Invalid
from fourbeat.model.format import Size
from fourbeat.model.message import message
from fourbeat.model.plan import Role
from fourbeat.model.price import Per, Price, prices
from fourbeat.model.provider import Capabilities, ModelFacts

from .resources import resources
from .retirements import Retirement

Table = Mapping[str, object]
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
LARGEST = 256 * 1024
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6})?")
_SPOKEN = {
    WireProtocol.VIDEOS: "openai-videos",
    WireProtocol.OPENROUTER: "openrouter",
    WireProtocol.COMFYUI: "comfyui",
    WireProtocol.HANDWORK: "handwork",
}
"""The data of each protocol as such."""


@dataclass(frozen=True)
class Service:
    """Be a place one may connect to: what to fill in, and where that was learned."""

    key: str
    name: str
    protocol: WireProtocol
    url: str = ""
    profile: str = ""
    entry: Entry = Entry.NONE
    header: str = ""
    local: bool = False
    hosts: tuple[str, ...] = ()
    date: str = ""
    source: str = ""

    def fields(self) -> dict[str, object]:
        """Give what a connection to it is filled in with."""
        said = {"url": self.url, "profile": self.profile, "header": self.header}
        return {
            "name": self.name,
            "protocol": self.protocol.value,
            "entry": self.entry.value,
            **{name: text for name, text in said.items() if text},
        }


def loaded(file: Path) -> dict[str, object]:
    """Read a file of facts about a service. Raises Invalid for one that cannot be read."""
    try:
        with file.open("rb") as content:
            data = content.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Invalid("dialect.not-toml", file=str(file), detail=f"> {LARGEST // 1024} KB")
        return tomllib.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise Invalid("dialect.unreadable", file=str(file), detail=error.strerror or "") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Invalid("dialect.not-toml", file=str(file), detail=str(error)[:200]) from error


@cache
def shipped(name: str) -> Table:
    """Give what ships about a service; nothing where nobody wrote it down."""
    file = resources() / "providers" / f"{name}.toml"
    return loaded(file) if NAME.fullmatch(name) and file.is_file() else {}


@cache
def services() -> tuple[Service, ...]:
    """Give the services that are known by name, those of this machine first."""
    made = []
    for file in sorted((resources() / "providers").glob("*.toml")):
        table = _table(shipped(file.stem).get("service"))
        if not table:
            continue
        facts = {name: _value(given) for name, given in table.items()}
        told = _table(table.get("url"))
        made.append(
            Service(
                key=file.stem,
                name=str(facts.get("name", file.stem)),
                protocol=WireProtocol(str(facts["protocol"])),
                url=str(facts.get("url", "")),
                profile=str(facts.get("profile", "")),
                entry=Entry(str(facts.get("entry", "none"))),
                header=str(facts.get("header", "")),
                local=facts.get("local") is True,
                hosts=tuple(map(str, _list(facts.get("hosts")))),
                date=str(told.get("date", "")),
                source=str(told.get("source", "")),
            )
        )
    return tuple(sorted(made, key=lambda one: (not one.local, one.name.lower())))


def spoken_of(key: str, connection: Connection | None) -> tuple[str, ...]:
    """Name the data that speaks of a provider, the most general first: its protocol's, its service's, its own."""
    names = [key]
    if connection is not None:
        host = (urlsplit(connection.url).hostname or "").lower()
        at_home = [one.key for one in services() if any(host == own or host.endswith(f".{own}") for own in one.hosts)]
        names = [_SPOKEN[connection.protocol], *at_home, key]
    return tuple(dict.fromkeys(names))


def retired(tables: Iterable[Table], model: str) -> Retirement | None:
    """Say when a model ends, as the last of the tables knows it; None where none says so. Raises Invalid."""
    found = None
    for table in tables:
        facts = {name: _value(given) for name, given in _table(_table(table.get("models")).get(model)).items()}
        if day := facts.get("retired"):
            found = Retirement(str(fact("retired", day, model=model)), str(facts.get("successor", "") or ""))
        elif facts.get("retired") is False:
            found = None
    return found


def informed(able: Capabilities, known: Table, own: Table, *, learned: bool, today: str) -> Capabilities:
    """Lay data over what a server said of itself: facts that ship fill gaps, the person's own win.

    Models that only the person names are added; where nothing was learned they take the place of what was assumed.
    Models that are gone come last, so that none is chosen by itself. Raises Invalid for facts that cannot be right.
    """
    theirs, mine = _table(known.get("models")), _table(own.get("models"))
    models = [_laid(_laid(one, _table(theirs.get(one.id)), gaps=True), _table(mine.get(one.id))) for one in able.models]
    there = {one.id for one in models}
    named = [name for name, table in mine.items() if name not in there and _described(_table(table))]
    if not learned:
        named += [name for name, table in theirs.items() if name not in (*there, *named) and _described(_table(table))]
    told = [
        _laid(_laid(_unsaid(able, name), _table(theirs.get(name)), gaps=True), _table(mine.get(name))) for name in named
    ]
    if told and not learned:
        models = told
    else:
        models += told
    # What the person says of a model that is not there is read, too: a mistake in it is found here.
    gone = {name: retired((known, own), name) for name in (*(one.id for one in models), *mine)}

    def over(one: ModelFacts) -> bool:
        end = gone[one.id]
        return end is not None and end.day <= today

    return able.model_copy(update={"models": tuple(sorted(models, key=over))})


def _unsaid(able: Capabilities, name: str) -> ModelFacts:
    """Begin a model nobody has described with what its server is assumed to take."""
    assumed = able.models[0] if able.models else ModelFacts(id=name)
    return assumed.model_copy(update={"id": name, "sizes": (), "seconds": ()})


def _described(table: Table) -> bool:
    return any(name in FACTS for name in table)


def _laid(facts: ModelFacts, table: Table, *, gaps: bool = False) -> ModelFacts:
    """Lay a table of facts over a model's; with `gaps` only where it says nothing itself."""
    plain = ModelFacts(id=facts.id)
    new: dict[str, object] = {}
    for name, given in table.items():
        if name in FACTS and name not in PRICES and not (gaps and getattr(facts, name) != getattr(plain, name)):
            new[name] = fact(name, _value(given), model=facts.id)
    if (told := _prices(table, facts.id)) and not (gaps and (facts.prices or facts.free)):
        # Whoever names a price names all that counts, and says that it is not free, whatever was assumed.
        new = {"free": False, **new, "prices": told}
    try:
        return ModelFacts.model_validate({**dict(facts), **new})
    except ValidationError as error:
        raise Invalid("provider.odd-fact", model=facts.id, fact=next(iter(new), "")) from error


def fact(name: str, given: object, *, model: str) -> object:
    """Read one fact about a model. Raises Invalid for one that cannot be right."""
    odd = Invalid("provider.odd-fact", model=model, fact=message(f"provider.fact-{name}"))
    try:
        match name:
            case "retired" if given is not False:
                # A day is compared as it is written.
                if not _DAY.fullmatch(str(given)):
                    raise odd
                return date.fromisoformat(str(given)).isoformat()
            case "retired":
                return given
            case "successor":
                if not isinstance(given, str) or not given.strip() or not given.isprintable():
                    raise odd
                return given
            case "sizes":
                return tuple(Size.parse(str(one)) for one in _list(given))
            case "seconds":
                return tuple(_seconds(one) for one in _list(given))
            case "longest":
                return _seconds(given)
            case "roles":
                return tuple(Role(str(one)) for one in _list(given))
            case "seed" | "sound" | "free" | "still":
                if not isinstance(given, bool):
                    raise odd
                return given
            case "pictures" | "characters":
                if not isinstance(given, int) or isinstance(given, bool) or given < 0:
                    raise odd
                return given
            case _:
                written = given if isinstance(given, str) else ", ".join(str(one) for one in _list(given))
                return prices(written, PRICES[name])
    except (FourbeatError, ValueError) as error:
        raise odd from error


PRICES = {
    "price_per_second": Per.SECOND,
    "price_per_clip": Per.CLIP,
    "price_per_picture": Per.PICTURE,
    "price_at_least": Per.LEAST,
}
"""What prices are called in data, and what each is for."""

FACTS = (
    "sizes",
    "seconds",
    "longest",
    "roles",
    "seed",
    "sound",
    "free",
    "still",
    "pictures",
    "characters",
    *PRICES,
)
"""What may be said of a model in data."""


def _prices(table: Table, model: str) -> tuple[Price, ...]:
    """Read the prices of a table, each with the day it was learned. Raises Invalid."""
    found: list[Price] = []
    for name in PRICES:
        given = table.get(name)
        if given is None:
            continue
        day = str(given.get("date", "")) if isinstance(given, dict) else ""
        read = fact(name, _value(given), model=model)
        assert isinstance(read, tuple)
        found += [one.model_copy(update={"day": day}) for one in read]
    return tuple(found)


def _seconds(given: object) -> str:
    text = str(given).strip().removesuffix("s").strip()
    if not _NUMBER.fullmatch(text) or not float(text):
        raise ValueError(text)
    return text


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else list(value) if isinstance(value, tuple) else []


def _value(given: object) -> object:
    return given["value"] if isinstance(given, dict) and "value" in given else given
