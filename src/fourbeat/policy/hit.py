"""A hit: where a text, or a picture, means something that a pack guards, and how it was read."""

from __future__ import annotations

from enum import StrEnum

from fourbeat.model.message import Frozen


class Reading(StrEnum):
    """Say how a subject was recognised."""

    NAME = "name"
    OBFUSCATED = "obfuscated"
    FUZZY = "fuzzy"
    MASKED = "masked"
    SIGNATURE = "signature"
    IMAGE = "image"
    CAST = "cast"


class Sure(StrEnum):
    """Say how far a hit may go: a note only informs, a doubtful one may at most ask, a sure one counts in full."""

    NOTE = "note"
    DOUBTFUL = "doubtful"
    SURE = "sure"


class Hit(Frozen):
    """Point at the exact stretch of the original text (characters, end exclusive) and the subject it means.

    `read_as` is the alias it was read as, `folds` what had to be undone to read it so (look-alikes, spacing, masks…),
    `traits` the phrases of a description; for a picture start and end are 0 and `distance` is in bits.
    """

    subject: str
    reading: Reading
    sure: Sure
    start: int
    end: int
    text: str
    read_as: str
    folds: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    distance: int | None = None
