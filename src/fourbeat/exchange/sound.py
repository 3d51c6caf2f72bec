"""Whatever a reader found, made fit to be kept: letters that can be stored, numbers that can stand in a label."""

from __future__ import annotations

import unicodedata
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import TypeVar, cast

from fourbeat.model.letters import kept
from fourbeat.model.screenplay import Element, ElementKind, Screenplay, ScriptScene, ScriptShot

from .fountain import LONGEST_NUMBER

T = TypeVar("T")
N = TypeVar("N", ScriptScene, ScriptShot)


def sound(script: Screenplay) -> Screenplay:
    """Make a script fit to be kept; a number too long for one becomes a note."""
    script = _lettered(script)
    scenes = (replace(one, shots=tuple(_numbered(shot) for shot in one.shots)) for one in script.scenes)
    return replace(script, scenes=tuple(_numbered(one) for one in scenes))


def _lettered(value: T) -> T:
    """Mend every text in a value, however deep."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return cast(T, kept(value))
    if isinstance(value, tuple):
        return cast(T, tuple(_lettered(one) for one in value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _lettered(getattr(value, one.name)) for one in fields(value)})
    return value


def _numbered(one: N) -> N:
    # A slash would make two folders of a label, and space or a control sign cannot be typed in one.
    bare = "".join(letter for letter in one.number if not letter.isspace() and unicodedata.category(letter) != "Cc")
    number = bare.replace("/", "-")
    if len(number) <= LONGEST_NUMBER:
        return replace(one, number=number)
    return replace(one, number="", elements=(*one.elements, Element(ElementKind.NOTE, bare)))
