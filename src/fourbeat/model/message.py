"""A text for a person, before it has words: a code with parameters.

Any floor makes messages; `studio/wording.py` alone turns them into English or Japanese.
"""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class Frozen(BaseModel):
    """Refuse unknown fields and any change after construction: the base of every model."""

    model_config = ConfigDict(frozen=True, extra="forbid", revalidate_instances="never")


class Message(Frozen):
    """Name one sentence of the word table and the facts that fill it."""

    code: str
    params: dict[str, str | int | Message | tuple[str | Message, ...]] = Field(default_factory=dict)


def message(code: str, /, **params: str | int | Message | tuple[str | Message, ...]) -> Message:
    """Make a message from its code and named facts."""
    return Message(code=code, params=params)
