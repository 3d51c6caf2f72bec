"""Packs written as tables that `table.py` reads again; descriptions and pictures have no place in one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from fourbeat.model.errors import Invalid

from .heads import BESIDE, PLACES
from .pack import Holder, Pack, Placed, things
from .rule import Duty, Rule, Source
from .subject import Name
from .table import FORMULA

_FACTS = ("pack", "version", "issued", "basis", "name", "note", "default")
_OF_THINGS = ("name", "contact", "ids", "not", "default", "about")


def table(pack: Pack) -> tuple[bytes, int]:
    """Write a pack as a table; give it with the number of descriptions and pictures left out. Raises Invalid."""
    every = list(things(pack))
    rows = [row for placed in every for row in _rows(placed)]
    languages = dict.fromkeys(language for placed in every for language in placed.thing.names)
    used = {column for row in rows for column, cell in row.items() if cell}
    heads = [one for one in (*PLACES, *_OF_THINGS, *languages, *BESIDE) if one in used]
    out = io.StringIO(newline="")
    # For spreadsheets: without the mark they would take Japanese for something else.
    out.write("\ufeff")
    write = csv.writer(out).writerow
    for key in _FACTS:
        if value := str(getattr(pack, key)):
            write((key, safe(value)))
    if pack.source is not None:
        write(("source", *_source(pack.source).values()))
    write(())
    write(heads)
    for row in rows:
        write([safe(row.get(head, "")) for head in heads])
    left_out = sum((placed.thing.signature is not None) + len(placed.thing.images) for placed in every)
    return out.getvalue().encode(), left_out


def _rows(placed: Placed) -> Iterator[dict[str, str]]:
    """Give the row of a thing, then one for each of its rules."""
    thing = placed.thing
    places = dict(_places(placed))
    yield {
        **places,
        **({"name": thing.name, "contact": thing.contact} if isinstance(thing, Holder) else {}),
        "ids": _joined(thing.ids),
        "not": _joined(thing.never),
        "default": thing.default or "",
        "about": thing.note,
        **{language: _joined(map(_name, names)) for language, names in thing.names.items()},
        **_source(thing.source),
    }
    for rule in thing.rules:
        yield {**places, **_rule(rule)}


def _places(placed: Placed) -> Iterator[tuple[str, str]]:
    if placed.over is not None:
        yield from _places(placed.over)
    yield placed.kind.value, placed.thing.id


def _rule(rule: Rule) -> dict[str, str]:
    when = rule.when
    return {
        "rule": rule.id,
        "effect": rule.effect.value,
        "final": "true" if rule.final else "",
        "commercial": "" if when.commercial is None else str(when.commercial).lower(),
        "use": _joined(when.use),
        "territory": _joined(when.territory),
        "audience": _joined(when.audience),
        "depicts": _joined(when.depicts),
        "scenario": _joined(when.scenario),
        "performance": _joined(when.performance),
        "via": _joined(when.via),
        "project": _joined(when.project),
        "duration-max-s": when.duration_max_s,
        "from": rule.from_,
        "until": rule.until,
        "duties": _joined(map(_duty, rule.duties)),
        "lifts": _joined(rule.lifts),
        "note": rule.note,
        **_source(rule.source),
    }


def _source(source: Source | None) -> dict[str, str]:
    if source is None:
        return {}
    return {"source": source.url or source.text, "seen": source.seen}


def _name(name: Name) -> str:
    if name.grade is None and not name.needs:
        return _plain(name.text)
    needs = f": {'; '.join(_plain(one, ';') for one in name.needs)}" if name.needs else ""
    return f"{_plain(name.text)} {{{name.grade or ''}{needs}}}"


def _duty(duty: Duty) -> str:
    facts = (("to", duty.to), ("text", duty.text), ("percent", duty.percent))
    said = "; ".join(f"{key}: {_plain(value, ';')}" for key, value in facts if value)
    return f"{duty.kind} {{{said}}}" if said else duty.kind.value


def _joined(parts: Iterable[str]) -> str:
    return " | ".join(parts)


def _plain(text: str, also: str = "") -> str:
    """Let a text pass that a cell can hold beside others. Raises Invalid."""
    if any(sign in text for sign in "{}|\n" + also):
        raise Invalid("pack.not-for-a-table", text=text[:60])
    return text


def safe(cell: str) -> str:
    """Write a cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
