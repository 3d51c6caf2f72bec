"""Beats and lines as they are typed in a command: "1.5=turns to the window", "Ada (softly): It works."."""

from __future__ import annotations

import re
from typing import Any

from fourbeat.model.errors import Invalid

_AT = re.compile(r"\s*(?P<at>\d+(?:\.\d+)?(?:/\d+)?)\s*=(?P<rest>.*)", re.DOTALL)
_SAID = re.compile(
    r"(?P<speaker>[^:：(（]+)(?:[(（](?P<delivery>[^()（）]*)[)）]\s*)?[:：](?P<text>.*)",
    re.DOTALL,
)


def beat(text: str) -> dict[str, Any]:
    """Read a beat, with its second before an equals sign where it has one; any other equals sign is a word."""
    at, words = _at(text)
    return {"at": at, "text": words}


def line(text: str) -> dict[str, Any]:
    """Read a line: who says it, how in parentheses, and what. Raises Invalid where nobody is named."""
    at, words = _at(text)
    said = _SAID.fullmatch(words)
    if said is None:
        raise Invalid("brief.line-needs-speaker", line=text[:60])
    made = {"at": at, "speaker": said["speaker"].strip(), "text": said["text"].strip()}
    return {**made, "delivery": said["delivery"].strip()} if said["delivery"] else made


def _at(text: str) -> tuple[str | None, str]:
    found = _AT.fullmatch(text)
    return (found["at"], found["rest"].strip()) if found else (None, text.strip())
