"""Words of a brief written so that they can be read back: whatever looks like a part of the template is escaped."""

from __future__ import annotations

import re

from fourbeat.model.brief import Brief
from fourbeat.model.plan import Beat, Character, Line
from fourbeat.model.time import Rate

from .marks import speaks_up
from .mentions import Named

ESCAPE = "\\"
_TIMED = re.compile(r"^(at |\d|\\)", re.IGNORECASE)


def block(words: str, brief: Brief) -> str:
    """Write text of several lines; one that would be taken for a heading or label begins with a backslash."""
    lines = words.split("\n")
    return "\n".join(f"{ESCAPE}{line}" if speaks_up(line, brief.bible) else line for line in lines)


def name(named: Named, brief: Brief) -> str:
    """Write who or what is seen, and the costume where it is not the usual one."""
    costume = brief.worn(named) if isinstance(named, Character) else None
    return f"@{named.name.strip()}" + (f" [{_hidden(costume.name, ']')}]" if costume else "")


def palette(brief: Brief) -> str:
    """Write colours with their values."""
    return ", ".join(f"{one.value} {_hidden(one.name.strip(), ',、，;；')}".strip() for one in brief.colours)


def beat(one: Beat, rate: Rate) -> str:
    """Write a beat with its exact second."""
    text = one.text.strip()
    if _TIMED.match(text):
        text = ESCAPE + text
    return _at(one.at, rate) + _indented(text)


def line(brief: Brief, one: Line, rate: Rate) -> str:
    """Write a line with its exact second, language and delivery."""
    speaker = _hidden(brief.speaker(one).strip(), '[(（:：“「"')
    if _TIMED.match(speaker) and not speaker.startswith(ESCAPE):
        speaker = ESCAPE + speaker
    tongue = f" [{one.language}]" if one.language else ""
    how = f" ({_hidden(one.delivery.strip(), ')）')})" if one.delivery.strip() else ""
    return f"{_at(one.at, rate)}{speaker}{tongue}{how}: “{_indented(one.text.strip())}”"


def _at(frames: int | None, rate: Rate) -> str:
    return "" if frames is None else f"at {rate.written(frames)} s: "


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")


def _hidden(text: str, signs: str) -> str:
    """Put a backslash before signs that mean something where the text stands."""
    text = "".join(f"{ESCAPE}{letter}" if letter in signs + ESCAPE else letter for letter in text)
    return text.replace("\n", f"{ESCAPE}n")


def shown(text: str) -> str:
    """Read a text back that was written with backslashes."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text, flags=re.DOTALL)
