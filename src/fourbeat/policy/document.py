"""YAML of strangers as plain texts: no tags, no references, no key twice, nothing endless; and on which line it stands.

Every value stays the text that was written (the language code `no` is not a No). JSON is read just as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import yaml

from fourbeat.model.errors import Invalid

LARGEST = 16 * 1024 * 1024
DEEPEST = 24
MOST_NODES = 1_500_000
MOST_ENTRIES = 500
LONGEST_TEXT = 4000

LONG_LISTS = frozenset({"holders", "catalogues", "works", "characters", "versions", "people", "styles"})
"""The lists that may be long; any other has at most `MOST_ENTRIES`."""
MOST_THINGS = 100_000

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"

_ODD = re.compile(
    # Control characters, what turns the reading direction of text that follows, tags, halves of letters, non-letters.
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_FRAME = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentStartEvent, yaml.DocumentEndEvent)
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def text_of(data: bytes, name: str) -> str:
    """Give a file's text; `name` is what errors call it. Raises Invalid."""
    if len(data) > LARGEST:
        raise Invalid("pack.too-large", file=name, most=LARGEST // (1024 * 1024))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Invalid("pack.not-text", file=name, line=line) from error
    if found := _ODD.search(text):
        raise _odd(name, text.count("\n", 0, found.start()) + 1, found[0])
    return text


def tree(text: str, name: str) -> Tree:
    """Read one document. Raises Invalid with the line."""
    root: list[Tree] = []
    # Keys without a value are as if they were not there; until the end they stand, against a second one.
    empty: list[tuple[dict[str, Tree], str]] = []
    # What is open: the list or mapping, the key that waits for its value, and how many entries it may have.
    stack: list[tuple[list[Tree] | dict[str, Tree], str | None, int]] = []
    here: list[Tree] | dict[str, Tree] = root
    key: str | None = None
    room = 1
    count = 0
    for event in _events(text, name):
        kind = type(event)
        if kind is yaml.ScalarEvent:
            value = event.value
            if event.anchor is not None or event.tag is not None:
                raise Invalid("pack.refers", file=name, line=_line(event))
            if len(value) > LONGEST_TEXT:
                raise Invalid("pack.long-text", file=name, line=_line(event), most=LONGEST_TEXT)
            # Only between double quotes can a letter be written by its number.
            if event.style == '"' and (found := _ODD.search(value)):
                raise _odd(name, _line(event), found[0])
            if isinstance(here, dict):
                if key is None:
                    if value in here:
                        raise Invalid("pack.twice-key", file=name, line=_line(event), key=value[:60])
                    key = value
                else:
                    here[key] = value
                    if not value and not event.style:
                        empty.append((here, key))
                    key = None
            else:
                here.append(value)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                raise Invalid("pack.refers", file=name, line=_line(event))
            if type(here) is dict and key is None:
                raise Invalid("pack.odd-key", file=name, line=_line(event))
            if len(stack) >= DEEPEST:
                raise Invalid("pack.too-deep", file=name, line=_line(event), most=DEEPEST)
            stack.append((here, key, room))
            new: list[Tree] | dict[str, Tree] = {} if kind is yaml.MappingStartEvent else []
            if isinstance(here, dict):
                here[str(key)] = new
            else:
                here.append(new)
            room = MOST_THINGS if type(new) is list and key in LONG_LISTS else MOST_ENTRIES
            here, key = new, None
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            here, _, room = stack.pop()
            key = None
        elif kind is yaml.AliasEvent:
            raise Invalid("pack.refers", file=name, line=_line(event))
        elif kind is yaml.DocumentStartEvent:
            if root:
                raise Invalid("pack.several", file=name, line=_line(event))
            continue
        else:
            continue
        count += 1
        if count > MOST_NODES or len(here) > room:
            most = MOST_NODES if count > MOST_NODES else room
            raise Invalid("pack.too-many", file=name, line=_line(event), most=most)
    for mapping, bare in empty:
        del mapping[bare]
    return root[0] if root else ""


def line_of(text: str, way: Sequence[str | int], name: str) -> int:
    """Find the line on which a part of a document stands, or the nearest part around it that is there."""
    line = 1
    events = (event for event in _events(text, name) if type(event) not in _FRAME)
    here = next(events, None)
    for step in way:
        if type(here) is yaml.MappingStartEvent:
            here = _value(events, str(step))
        elif type(here) is yaml.SequenceStartEvent and isinstance(step, int):
            here = _entry(events, step)
        else:
            return line
        if here is None:
            return line
        line = _line(here)
    return line


def _value(events: Iterator[Any], key: str) -> Any:
    """Go to the value of a key; None where the mapping ends before it."""
    for event in events:
        if type(event) is yaml.MappingEndEvent:
            return None
        if event.value == key:
            return next(events)
        _pass_over(next(events), events)
    return None


def _entry(events: Iterator[Any], index: int) -> Any:
    for event in events:
        if type(event) is yaml.SequenceEndEvent:
            return None
        if index == 0:
            return event
        _pass_over(event, events)
        index -= 1
    return None


def _pass_over(event: Any, events: Iterator[Any]) -> None:
    depth = 0
    while True:
        depth += type(event) in _OPENING
        depth -= type(event) in _CLOSING
        if not depth:
            return
        event = next(events)


def _events(text: str, name: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Invalid("pack.not-yaml", file=name, line=mark.line + 1 if mark else 1) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise Invalid("pack.not-yaml", file=name, line=1) from error


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _odd(name: str, line: int, letter: str) -> Invalid:
    return Invalid("pack.odd-letter", file=name, line=line, letter=f"U+{ord(letter):04X}")
