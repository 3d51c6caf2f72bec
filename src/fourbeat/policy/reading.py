"""Bytes of strangers to a pack, or a clear error with the lines to mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Any

from pydantic import ValidationError

from fourbeat.model.errors import Invalid
from fourbeat.model.message import Message, message

from .document import Tree, line_of, text_of, tree
from .faults import Fault, faults
from .memory import undisturbed
from .pack import Pack

MOST_TOLD = 5
"""So many faults are told at once; the rest is found when these are mended."""


def read(data: bytes, name: str, *, signed: bool = False) -> Pack:
    """Read a pack; `name` is what errors call it, `signed` says that it has a whole signature. Raises Invalid."""
    with undisturbed():
        text = text_of(data, name)
        return made(tree(text, name), name, lambda way: line_of(text, way, name), signed=signed)


def made(whole: Tree, name: str, line: Callable[[Sequence[str | int]], int], *, signed: bool) -> Pack:
    """Make a pack of a document; `line` tells where a part of it stands. Raises Invalid."""
    if not isinstance(whole, dict) or "pack" not in whole:
        raise Invalid("pack.no-pack", file=name)
    pack, found = tried(whole, signed=signed)
    if pack is None or found:
        raise _wrong(found, name, line)
    return pack


def tried(whole: Tree, *, signed: bool, most: int = MOST_TOLD) -> tuple[Pack | None, list[Fault]]:
    """Make a pack of a document, and say what is wrong and where; None where its form alone keeps it from being one."""
    try:
        pack = Pack.model_validate(whole)
    except ValidationError as error:
        return None, [(_way(one["loc"]), _said(one)) for one in error.errors(include_url=False)[:most]]
    return pack, list(islice(faults(pack, signed=signed), most))


def _wrong(found: Sequence[Fault], name: str, line: Callable[[Sequence[str | int]], int]) -> Invalid:
    told = sorted(((line(way), what) for way, what in found), key=lambda one: one[0])
    problems = tuple(message("pack.line", line=at, what=what) for at, what in told)
    return Invalid("pack.wrong", file=name, problems=problems)


def _way(place: Sequence[str | int]) -> tuple[str | int, ...]:
    # pydantic names the key of a mapping that is itself wrong by an entry of its own.
    return tuple(step for step in place if step != "[key]")


def _said(one: Mapping[str, Any]) -> Message:
    way = _way(one["loc"])
    key = next((str(step) for step in reversed(way) if isinstance(step, str)), "")
    given, facts = _given(one.get("input")), one.get("ctx", {})
    match one["type"]:
        case "extra_forbidden":
            return message("pack.unknown-key", key=str(way[-1])[:60])
        case "missing":
            return message("pack.missing-key", key=str(way[-1]))
        case "enum" | "literal_error":
            known = tuple(part.strip("' ") for part in str(facts["expected"]).replace(" or ", ", ").split(", "))
            return message("pack.not-one-of", key=key, given=given, known=known)
        case "string_too_long" | "too_long":
            return message("pack.too-long", key=key, most=int(facts["max_length"]))
        case "string_too_short" if "names" in way or key in ("name", "phrases", "needs", "not"):
            return message("pack.empty-name")
        case "string_too_short" | "too_short":
            return message("pack.too-short", key=key, least=int(facts["min_length"]))
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return message("pack.not-a-number", key=key, given=given)
        case "greater_than_equal" | "less_than_equal":
            return message("pack.out-of-range", key=key, given=given)
        case "bool_parsing" | "bool_type":
            return message("pack.not-true-or-false", key=key, given=given)
        case "tuple_type":
            return message("pack.not-a-list", key=key)
        case "dict_type" | "model_type" | "model_attributes_type":
            return message("pack.not-a-group", key=key)
        case "string_type":
            return message("pack.not-a-text", key=key)
        case "string_pattern_mismatch" if key in ("id", "pack"):
            return message("pack.bad-id", key=key, given=given)
        case "string_pattern_mismatch" if key == "ids":
            return message("pack.bad-registered", given=given)
        case "string_pattern_mismatch" if key in ("issued", "seen", "from", "until"):
            return message("pack.no-day", given=given)
        case "string_pattern_mismatch" if "names" in way:
            return message("pack.no-language", given=given)
    return message("pack.bad-value", key=key, given=given)


def _given(value: object) -> str:
    return value[:60] if isinstance(value, str) else "…"
