"""Terms: what was agreed on sharing revenue, as a dated file with its source; no share is ever made up."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationError, field_validator, model_validator

from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.message import Frozen

if TYPE_CHECKING:
    from .studio import Studio

LARGEST = 64 * 1024
"""Bytes; a file of terms is a page at most."""

PERCENT = r"^(100(\.0{1,4})?|\d{1,2}(\.\d{1,4})?)$"


class Weigh(StrEnum):
    """Say what a rightsholder's percent is of: of the share of the film in which theirs is seen, or of all of it."""

    SCREEN_TIME = "screen-time"
    WHOLE_FILM = "whole-film"


class Together(StrEnum):
    """Say what counts where several duties to the same holder meet in one shot."""

    HIGHEST = "highest"
    SUM = "sum"


class Side(Frozen):
    """Be the platform or the creator; whichever has no percent gets the rest."""

    name: str = Field(min_length=1, max_length=120)
    percent: str | None = Field(default=None, pattern=PERCENT)

    @property
    def share(self) -> Fraction | None:
        """Give the share as a fraction of the whole; None for the rest."""
        return None if self.percent is None else fraction(self.percent)


class Agreed(Frozen):
    """Be what was agreed with one holder whose pack does not say how much; `to` is as the table of dues names them."""

    to: str = Field(min_length=1, max_length=200)
    percent: str = Field(pattern=PERCENT)


class Terms(Frozen):
    """Be what was agreed: on which day, where that can be read, and who gets what."""

    dated: date
    source: str = Field(min_length=1, max_length=400)
    platform: Side
    creator: Side
    holder: tuple[Agreed, ...] = Field(default=(), max_length=200)
    weigh: Weigh = Weigh.SCREEN_TIME
    together: Together = Together.HIGHEST

    @field_validator("dated", mode="before")
    @classmethod
    def _day(cls, given: object) -> object:
        # A bare number would be read as seconds since 1970.
        if not isinstance(given, str | date):
            raise ValueError("a day")
        return given

    @model_validator(mode="after")
    def _whole(self) -> Terms:
        names = [one.to.casefold() for one in self.holder]
        if len(names) != len(set(names)):
            raise ValueError("a holder stands twice")
        return self

    def agreed(self, *names: str) -> Fraction | None:
        """Give the share agreed with a holder, by any of the names they go by; None where nothing was."""
        wanted = {one.casefold() for one in names if one}
        return next((fraction(one.percent) for one in self.holder if one.to.casefold() in wanted), None)


def fraction(percent: str) -> Fraction:
    """Give a percentage, a decimal text, as an exact fraction of the whole."""
    return Fraction(Decimal(percent)) / 100


def read(file: Path) -> tuple[Terms, bytes]:
    """Read terms from a TOML file; give them with the bytes they were read from. Raises NotFound, Invalid, Storage."""
    try:
        with file.open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise NotFound("terms.no-file", file=str(file)) from None
    except OSError as error:
        raise Storage("terms.unreadable", file=str(file), detail=error.strerror or "") from error
    if len(data) > LARGEST:
        raise Invalid("terms.too-large", file=str(file), most=LARGEST // 1024)
    try:
        found = Terms.model_validate(_read(data))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Invalid("terms.wrong", file=str(file), detail=" ".join(str(error).split())[:200]) from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise Invalid("terms.wrong", file=str(file), detail=f"{where}: {first['msg']}".removeprefix(": ")) from error
    if found.creator.percent is None and found.platform.percent is None:
        raise Invalid("terms.no-percent", file=str(file))
    return found, data


def _read(data: bytes) -> dict[str, Any]:
    # Numbers stay the text that was written: 12.5 is exact.
    found = tomllib.loads(data.decode("utf-8-sig"), parse_float=str)
    return {key: _exact(value) for key, value in found.items()}


def _exact(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _exact(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_exact(one) for one in value]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class KeptTerms:
    """Keep one file of terms for each film, in the person's own home: terms are not for everybody who gets the film."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio

    @property
    def file(self) -> Path:
        """Name the file in which the terms of this film are kept."""
        return self._studio.desk.home.settings / "terms" / f"{self._studio.plan.project.id}.toml"

    @property
    def there(self) -> bool:
        """Tell whether terms are kept for this film."""
        return self.file.is_file()

    def now(self) -> Terms | None:
        """Give the terms that are kept for this film; None where there are none. Raises Invalid, Storage."""
        return read(self.file)[0] if self.there else None

    def keep(self, *, file: Path) -> Terms:
        """Check a file of terms and keep a copy for this film. Raises NotFound, Invalid, Storage."""
        found, data = read(file)
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            part = self.file.with_suffix(".part")
            part.write_bytes(data)
            part.replace(self.file)
        except OSError as error:
            raise Storage("terms.not-kept", file=str(self.file), detail=error.strerror or "") from error
        return found

    def forget(self) -> bool:
        """Keep no terms for this film any more; tell whether there were any. Raises Storage."""
        there = self.there
        try:
            self.file.unlink(missing_ok=True)
        except OSError as error:
            raise Storage("terms.not-kept", file=str(self.file), detail=error.strerror or "") from error
        return there
