"""A dialect: how a generator likes to be spoken to, each fact with its date and source."""

from __future__ import annotations

from pydantic import Field

from .message import Frozen
from .plan import Form


class Source(Frozen):
    """Say when a fact was true and who said so; a choice of the person has no date."""

    date: str = ""
    source: str = ""


class Dialect(Frozen):
    """Hold how prompts for a generator, or for one of its models, are written; what nobody knows is left open.

    `form` is what it reads best, `language` what it is written to in ("" is as the author writes), `labels` whether the
    parts of a prompt are named, `words` and `characters` the most it reads; `called` gives parts other names.
    """

    form: Form | None = None
    language: str = Field(default="", pattern=r"^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")
    labels: bool = True
    words: int | None = Field(default=None, ge=1)
    characters: int | None = Field(default=None, ge=1)
    called: dict[str, str] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)


PLAIN = Dialect()
"""The dialect of a generator about which nothing is known."""
