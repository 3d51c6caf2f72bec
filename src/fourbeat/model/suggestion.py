"""Suggestions: what a person made of a provider's refusal."""

from __future__ import annotations

from enum import StrEnum

from .ids import Id
from .message import Frozen


class SuggestionKind(StrEnum):
    """Say what a refusal turned out to be.

    It was right, it was wrong, it showed a name that a pack lacks, or nobody wants to hear of it again.
    """

    RIGHT = "right"
    FALSE_REFUSAL = "false-refusal"
    NEW_ALIAS = "new-alias"
    DISMISSED = "dismissed"


class Suggestion(Frozen):
    """Record what a person made of the refusal of an attempt; `subject` names whose name it is, `text` the name."""

    id: Id
    attempt: Id
    kind: SuggestionKind
    subject: str = ""
    text: str = ""
    at: str
    by: str
