"""Briefs as a page of text: what goes to the clipboard, into a mail or a text editor, and comes back from there."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import Field, ValidationError

from fourbeat.model.briefing import BriefFile
from fourbeat.model.errors import Invalid
from fourbeat.model.message import Frozen, Message, message

from .briefs import problems

SHOTS = "shots"
LONGEST = 1024 * 1024
"""A page longer than this, in letters, is not one."""

MOST = 1000
LONGEST_PROSE = 4000
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


class Page(Frozen):
    """Be several briefs in one text: a brief file's fields under each `[[shots]]`."""

    shots: tuple[BriefFile, ...] = Field(min_length=1)


# Writing


def page(briefs: Sequence[BriefFile]) -> str:
    """Write briefs as text: one as a brief file, several one after the other under `[[shots]]`."""
    if len(briefs) == 1:
        return written(briefs[0])
    return "\n\n".join("\n".join([f"[[{SHOTS}]]", *_lines(one, f"{SHOTS}.")]) for one in briefs) + "\n"


def written(whole: Frozen) -> str:
    """Write a brief or a film as the text of its file."""
    return "\n".join(_lines(whole, "")) + "\n"


def _lines(whole: Frozen, above: str) -> Iterator[str]:
    """Write the fields that say something; tables stand last, as TOML wants it."""
    tables: list[str] = []
    for name, field in type(whole).model_fields.items():
        value = getattr(whole, name)
        if not field.is_required() and name != "seconds" and value == field.get_default(call_default_factory=True):
            continue
        if isinstance(value, tuple) and value and isinstance(value[0], Frozen):
            for row in value:
                tables += [f"\n[[{above}{name}]]", *_lines(row, f"{above}{name}.")]
        else:
            yield f"{name} = {_value(value)}"
    yield from tables


def _value(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case StrEnum():
            return _quoted(value.value)
        case tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            return "{ " + ", ".join(f"{_quoted(str(name))} = {_value(one)}" for name, one in value.items()) + " }"
        case Frozen():
            said = {name: getattr(value, name) for name in type(value).model_fields}
            return _value({name: one for name, one in said.items() if one is False or one})
        case _:
            text = str(value)
            return _written_out(text) if "\n" in text and "\r" not in text else _quoted(text)


def literal(text: str) -> str:
    """Write a text as TOML has it: within quotes, or over several lines."""
    return _value(text)


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _written_out(text: str) -> str:
    """Write text of several lines as lines."""
    lines = "\n".join("".join(map(_escaped, line)) for line in text.split("\n"))
    return f'"""\n{lines}"""'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return f"\\u{ord(letter):04x}" if ord(letter) < 32 or ord(letter) == 127 else letter


# Reading


def read_page(text: str) -> tuple[BriefFile, ...]:
    """Read briefs from text: a brief file, several under `[[shots]]`, or plain prose, which is a shot's scene.

    Raises Invalid, naming the line or field that is wrong.
    """
    if len(text) > LONGEST:
        raise Invalid("page.too-long", most=LONGEST // 1024)
    if any(unicodedata.category(letter) == "Cs" for letter in text):
        raise Invalid("page.not-text")
    plain = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise Invalid("page.empty")
    try:
        found = tomllib.loads(plain)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        if _meant_as_brief(plain):
            raise Invalid("brief.not-toml", file=_named(), line=_line_of(error, plain)) from error
        return (_prose(plain),)
    if not found or not ({*found} & {*BriefFile.model_fields, SHOTS}):
        return (_prose(plain),) if not _meant_as_brief(plain) else _checked(found)
    return _checked(found)


def _checked(found: dict[str, object]) -> tuple[BriefFile, ...]:
    try:
        if SHOTS not in found:
            return (BriefFile.model_validate(found),)
        shots = found[SHOTS]
        if isinstance(shots, list) and len(shots) > MOST:
            raise Invalid("page.too-many", most=MOST)
        return Page.model_validate(found).shots
    except ValidationError as error:
        raise Invalid("brief.wrong", file=_named(), problems=problems(error)) from error


def _prose(text: str) -> BriefFile:
    words = "".join(letter for letter in text if letter in "\n\t" or unicodedata.category(letter) != "Cc").strip()
    if not words:
        raise Invalid("page.empty")
    if len(words) > LONGEST_PROSE:
        raise Invalid("page.long-prose", most=LONGEST_PROSE, letters=len(words))
    return BriefFile(scene=words)


def _meant_as_brief(text: str) -> bool:
    """Tell whether a text has a line that only a brief has: a field's name and an equals sign, or a table's head."""
    fields = {*BriefFile.model_fields, SHOTS}
    for line in text.splitlines():
        head, sign, _ = line.partition("=")
        if (sign and head.strip() in fields) or line.strip() in {f"[[{name}]]" for name in fields}:
            return True
    return False


def _line_of(error: Exception, text: str) -> int:
    words = str(error).partition("at line ")[2].split(",")[0]
    return int(words) if words.isdecimal() else text.count("\n") + 1 if "end of document" in str(error) else 1


def _named() -> Message:
    return message("page.pasted")
