"""Findings fixed in files outside any project: only the words at fault change, the rest of a file stays as it is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from fourbeat.model.brief import Brief
from fourbeat.model.document import Plan
from fourbeat.model.errors import Invalid
from fourbeat.model.finding import Finding, Fix
from fourbeat.model.ids import Ids
from fourbeat.model.plan import Shot
from fourbeat.writing.lint.rules import look

from .briefs import PROSE_FIELDS
from .cases import Cases
from .loose import Loose, region
from .mending import mended
from .pages import literal

_LITERAL = r"\"\"\"(?:\\.|[^\\])*?\"\"\"+|'''.*?'''+|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'"
_HEAD = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TEXTS = frozenset(("brief", "beat", "line"))
_FIELDS = frozenset((*PROSE_FIELDS, "text", "delivery"))


@dataclass(frozen=True)
class MendedText:
    """Be a file's text with its fixes carried out, and how many they were."""

    text: str
    count: int


class _Edit(NamedTuple):
    """Be one text of a shot that reads otherwise now; `own` says that it stands in the shot itself, not in a list."""

    name: str
    old: str
    new: str
    own: bool


def mended_text(loose: Loose, again: Callable[[str], Loose]) -> MendedText:
    """Carry out the first fix of each finding in a file's text; `again` reads a text as the file was read.

    What a file cannot show, such as somebody who joins the cast, is left. Raises Invalid where the words cannot be
    found again in the file as it is written; then nothing has changed.
    """

    def found(plan: Plan, shot: Shot) -> list[Finding]:
        cases = Cases(plan, {}, loose.sizes.get)
        return look(cases.of(shot, cases.before(shot)))

    may = _in_prose if loose.prose else _in_file
    made = mended(loose.plan, loose.plan.shots(), found, Ids(), may)
    if not made.count:
        return MendedText(loose.text, 0)
    if loose.prose:
        (shot,) = made.plan.shots()
        return MendedText(made.plan.brief(shot.id).text.scene, made.count)
    text = loose.text
    # From the end, so that places before stay where they are.
    for number, shot in reversed(list(enumerate(made.plan.shots()))):
        text = _rewritten(text, number, loose.plan, made.plan, shot)
    if not _same(again(text).plan, made.plan):
        raise Invalid("lint.not-in-place")
    return MendedText(text, made.count)


def _in_prose(fix: Fix) -> bool:
    return all(change.kind == "brief" and change.field == "scene" for change in fix.changes)


def _in_file(fix: Fix) -> bool:
    return all(
        (change.kind, change.field) == ("shot", "frames")
        or (change.kind in _TEXTS and change.field in _FIELDS and isinstance(change.after, str))
        for change in fix.changes
    )


def _rewritten(text: str, number: int, before: Plan, after: Plan, shot: Shot) -> str:
    start, end = region(text, number)
    for edit in _edits(before.brief(shot.id), after.brief(shot.id)):
        places = list(_places(text, start, end, edit))
        if not places:
            raise Invalid("lint.not-in-place")
        for left, right in reversed(places):
            new = literal(edit.new)
            text = text[:left] + new + text[right:]
            end += len(new) - (right - left)
    was, now = before.get(Shot, shot.id).frames, shot.frames
    return text if was == now else _lengthened(text, start, end, after.project.fps.written(now))


def _edits(before: Brief, after: Brief) -> Iterator[_Edit]:
    for name in PROSE_FIELDS:
        old, new = getattr(before.text, name), getattr(after.text, name)
        if old != new:
            yield _Edit(name, old, new, own=True)
    for beat, other in zip(before.beats, after.beats, strict=True):
        if beat.text != other.text:
            yield _Edit("text", beat.text, other.text, own=False)
    for line, said in zip(before.lines, after.lines, strict=True):
        for name in ("text", "delivery"):
            old, new = getattr(line, name), getattr(said, name)
            if old != new:
                yield _Edit(name, old, new, own=False)


def _places(text: str, start: int, end: int, edit: _Edit) -> Iterator[tuple[int, int]]:
    """Find where in a shot's part of a file a text stands under its name."""
    if edit.own:
        end = _own_end(text, start, end)
    for found in re.compile(rf"\b{edit.name}[ \t]*=[ \t]*({_LITERAL})", re.DOTALL).finditer(text, start, end):
        if _read(found[1]) == edit.old:
            yield found.span(1)


def _own_end(text: str, start: int, end: int) -> int:
    """Give where a shot's own fields end, and those of its lists begin."""
    first = text.find("\n", start) + 1 if _HEAD.match(text, start) else start
    head = _HEAD.search(text, first, end)
    return head.start() if head else end


def _lengthened(text: str, start: int, end: int, seconds: str) -> str:
    found = re.compile(rf"^[ \t]*seconds[ \t]*=[ \t]*({_LITERAL})", re.DOTALL | re.MULTILINE).search(
        text, start, _own_end(text, start, end)
    )
    if found is not None:
        return f'{text[: found.start(1)]}"{seconds}"{text[found.end(1) :]}'
    first = text.find("\n", start) + 1 if _HEAD.match(text, start) else start
    ending = "\r\n" if "\r\n" in text else "\n"
    return f'{text[:first]}seconds = "{seconds}"{ending}{text[first:]}'


def _read(words: str) -> str:
    try:
        return str(tomllib.loads(f"x = {words}")["x"]).strip()
    except (tomllib.TOMLDecodeError, ValueError):
        return ""


def _same(read: Plan, wanted: Plan) -> bool:
    return [_said(read, shot) for shot in read.shots()] == [_said(wanted, shot) for shot in wanted.shots()]


def _said(plan: Plan, shot: Shot) -> tuple[object, ...]:
    brief = plan.brief(shot.id)
    own = tuple(getattr(brief.text, name).strip() for name in PROSE_FIELDS)
    items = [(one.text.strip(), one.at) for one in brief.beats]
    lines = [(one.text.strip(), one.delivery.strip(), one.at) for one in brief.lines]
    return shot.frames, own, tuple(items), tuple(lines)
