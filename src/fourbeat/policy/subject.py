"""What a pack guards: holders, catalogues, works, characters, versions of them, and people; how each is known again."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from fourbeat.model.message import Frozen
from fourbeat.model.verdict import Decision

from .rule import Rule, Written


class Kind(StrEnum):
    """Name what a subject is; the later in this order, the more specific its rules."""

    HOLDER = "holder"
    CATALOGUE = "catalogue"
    WORK = "work"
    CHARACTER = "character"
    VERSION = "version"
    PERSON = "person"
    STYLE = "style"


class Basis(StrEnum):
    """Name what a pack rests upon; one of mere facts holds no rule."""

    RIGHTSHOLDER_STATEMENT = "rightsholder-statement"
    SIGNED_LICENCE = "signed-licence"
    PUBLIC_STATEMENT = "public-statement"
    HOUSE_POLICY = "house-policy"
    FACT_ONLY = "fact-only"


class Grade(StrEnum):
    """Say how surely a name means its subject: an ambiguous one needs company, a common one says nothing."""

    STRONG = "strong"
    AMBIGUOUS = "ambiguous"
    COMMON = "common"


class Name(Written):
    """Be one name in one language (BCP 47); `needs` are words that make an ambiguous name sure when they stand near.

    `grade` is None where the pack leaves it to the rarity of the words.
    """

    text: str = Field(min_length=1, max_length=120)
    language: str = ""
    grade: Grade | None = None
    needs: tuple[str, ...] = ()


class Trait(Written):
    """Be one attribute of a description: any of its phrases counts its weight once."""

    weight: int = Field(ge=1, le=9)
    phrases: tuple[str, ...] = Field(min_length=1)
    language: str = "en"


class Signature(Written):
    """Know a subject by its description: enough weight from enough different traits; it can only ever ask."""

    threshold: int = Field(ge=2)
    groups: int = Field(default=3, ge=2)
    of: tuple[Trait, ...] = Field(min_length=2)


class Print(Written):
    """Be the fingerprints of one picture: hexadecimal texts, made by the pack's builder, with those of its crops."""

    note: str = ""
    dhash: tuple[str, ...] = ()
    pdq: tuple[str, ...] = ()


class Subject(Frozen):
    """Be one guarded thing, flat: what matching and judging read.

    `id` is `pack:holder/…/slug`; `chain` are the rules that reach it, the most general first, with where each stands.
    """

    id: str
    pack: str
    version: int
    kind: Kind
    name: str
    holder: str = ""
    """The holder's name as shown; empty for people."""
    above: tuple[str, ...] = ()
    """The ids of the works and catalogues it belongs to, nearest last: a sibling or the work itself is context."""
    names: tuple[Name, ...] = ()
    never: tuple[str, ...] = ()
    """Phrases that are never this subject, whatever name they hold."""
    signature: Signature | None = None
    prints: tuple[Print, ...] = ()
    chain: tuple[tuple[Kind, Rule], ...] = ()
    default: Decision = Decision.ASK
    signed: bool = False
    """Whether the pack's signature is trusted: an unsigned pack may only tighten."""
    ids: tuple[str, ...] = ()
    """What registries call it (`wikidata:Q…`, `eidr:…`): two packs that name the same id mean the same."""
    basis: Basis = Basis.RIGHTSHOLDER_STATEMENT
