"""Tables written as TOML: whatever was read is written back, so that nothing a person added by hand is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time


def toml_text(table: Mapping[str, object]) -> str:
    """Write a table; plain values come first, then the tables within it. Raises TypeError for what TOML cannot say."""
    return "\n".join(_lines(table, ())).strip("\n") + "\n"


def _lines(table: Mapping[str, object], path: tuple[str, ...]) -> list[str]:
    plain = {name: value for name, value in table.items() if not _is_table(value)}
    lines = [f"{_key(name)} = {_value(value)}" for name, value in plain.items()]
    if path and (lines or not table):
        lines = ["", f"[{'.'.join(map(_key, path))}]", *lines]
    for name, value in table.items():
        if isinstance(value, Mapping) and _is_table(value):
            lines += _lines(value, (*path, name))
    return lines


def _is_table(value: object) -> bool:
    """Tell a table of its own from one that stands in a line: a fact with its date and source."""
    return isinstance(value, Mapping) and "value" not in value


def _key(name: str) -> str:
    return name if name.isascii() and name and name.replace("-", "").replace("_", "").isalnum() else _quoted(name)


def _value(value: object) -> str:
    match value:
        case Mapping():
            inside = ", ".join(f"{_key(str(name))} = {_value(one)}" for name, one in value.items())
            return f"{{ {inside} }}" if inside else "{}"
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case datetime() | date() | time():
            return value.isoformat()
        case str():
            return _quoted(value)
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(letter if letter.isprintable() else _escaped(letter) for letter in plain) + '"'


def _escaped(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if ord(letter) < 0x10000 else f"\\U{ord(letter):08x}"
