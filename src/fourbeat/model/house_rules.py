"""House rules: what a generator says it will not make, and whether what it blocks is charged; dated, with a source."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .dialect import Source
from .job import Charged
from .message import Frozen
from .picture_kind import Kind


class Category(StrEnum):
    """Name what a filter looks for."""

    VIOLENCE = "violence"
    SEXUAL = "sexual"
    MINORS = "minors"
    SELF_HARM = "self-harm"
    HATE = "hate"
    DANGEROUS = "dangerous"


class Faces(StrEnum):
    """Say which faces a generator does not take in pictures: those of real people, or any that looks real."""

    REAL = "real"
    ANY = "any"


_RATIO = r"^[1-9]\d{0,3}:[1-9]\d{0,3}$"


class HouseRules(Frozen):
    """Hold what is known of what a generator refuses; what nobody knows is left open, and then nothing is found.

    `instead` holds plain words for refused ones. `in_context` says that its filter reads the sense of a prompt, so that
    a word which is only kept out is no trouble.
    `people` says that real people are not shown, `suspends` that too many blocked requests close an account.
    `charged_input` and `charged_output` say whether what is blocked before and after rendering is charged.
    `pictures` is how many go along at most; of each, `picture_exact` says that it has to have the clip's very size,
    `picture_least` and `picture_most` bound its sides in pixels, `picture_narrowest` and `picture_widest` its shape,
    `picture_bytes` its file, and `picture_kinds` are the kinds of files that are read.
    """

    categories: tuple[Category, ...] = ()
    words: tuple[str, ...] = Field(default=(), max_length=500)
    instead: dict[str, str] = Field(default_factory=dict, max_length=500)
    in_context: bool = False
    faces: Faces | None = None
    people: bool = False
    suspends: bool = False
    charged_input: Charged | None = None
    charged_output: Charged | None = None
    pictures: int | None = Field(default=None, ge=0)
    picture_exact: bool = False
    picture_least: int | None = Field(default=None, ge=1)
    picture_most: int | None = Field(default=None, ge=1)
    picture_narrowest: str | None = Field(default=None, pattern=_RATIO)
    picture_widest: str | None = Field(default=None, pattern=_RATIO)
    picture_bytes: int | None = Field(default=None, ge=1)
    picture_kinds: tuple[Kind, ...] = ()
    sources: dict[str, Source] = Field(default_factory=dict)

    def source(self, name: str) -> Source:
        """Say when and from where a fact is known; a person's own choice has neither."""
        return self.sources.get(name, Source())


NO_RULES = HouseRules()
"""The rules of a generator of which none are known."""


class Refused(Frozen):
    """Be one refusal of this film's own: who refused which words, with which pictures, of which shot, and when."""

    provider: str
    model: str
    prompt: str
    pictures: tuple[str, ...] = ()
    shot: str
    day: str
    code: str
    """By what people find the job that was refused."""


class Wary(Frozen):
    """Be what this film has learned of a generator: what it refused, and the words that only its refusals have.

    Each word comes with the shots whose prompts had it.
    """

    refused: tuple[Refused, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


UNWARY = Wary()
"""What is learned where nothing was refused."""
