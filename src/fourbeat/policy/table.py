"""Packs read from tables, for holders who keep lists: facts of the pack first, then a row for each thing or rule.

A table carries everything but descriptions (signatures) and pictures. A cell holds several texts parted by `|`; what
belongs to one of them stands in braces behind it: `Whisker {ambiguous: moon cat; moon films}`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from fourbeat.model.errors import Invalid

from .cells import duty_of, name_of
from .document import text_of
from .heads import BESIDE, HEADS, PACK_FACTS, PLACES, folded
from .memory import undisturbed
from .pack import Pack
from .reading import made

MOST_ROWS = 100_000
LONGEST_CELL = 4000

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
FORMULA = ("=", "+", "-", "@", "'")
"""What a spreadsheet would carry out; such a cell is written with an apostrophe before it, which is taken off again."""

_LISTS = frozenset({"use", "territory", "audience", "depicts", "scenario", "performance", "via", "project"})
_OF_THINGS = {"name": "name", "contact": "contact", "thing-default": "default", "thing-note": "note"}
_WHEN = (*sorted(_LISTS), "commercial", "duration-max-s")
_RULE = ("effect", "from", "until", "final", "note")


def read_table(data: bytes, name: str, *, signed: bool = False) -> Pack:
    """Read a pack from a table; errors name its rows. Raises Invalid."""
    with undisturbed():
        rows = _rows(text_of(data, name), name)
        building = _Building(name)
        at = building.facts(rows)
        building.heads(rows, at)
        for row, cells in rows[at + 1 :]:
            if any(cells):
                building.row(row, cells)
        return made(building.whole, name, building.line, signed=signed)


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    start = text[:4000]
    sign = max(",\t;", key=lambda one: (start.count(one), one == ","))
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            if len(rows) >= MOST_ROWS:
                raise Invalid("pack.too-many", file=name, line=reader.line_num, most=MOST_ROWS)
            if any(len(cell) > LONGEST_CELL for cell in row):
                raise Invalid("pack.long-text", file=name, line=reader.line_num, most=LONGEST_CELL)
            rows.append((reader.line_num, [_freed(cell.strip()) for cell in row]))
    except csv.Error as error:
        raise Invalid("pack.not-a-table", file=name, line=reader.line_num) from error
    return rows


def _freed(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell


@dataclass
class _Building:
    """Put a document together row by row, and remember on which row each part of it stands."""

    name: str
    whole: dict[str, Any] = field(default_factory=dict)
    _columns: dict[int, str] = field(default_factory=dict)
    _lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    _spots: dict[tuple[str, ...], tuple[dict[str, Any], tuple[str | int, ...]]] = field(default_factory=dict)

    def line(self, way: Sequence[str | int]) -> int:
        """Find the row of a part of the document, or of the nearest part around it."""
        steps = tuple(way)
        while steps and steps not in self._lines:
            steps = steps[:-1]
        return self._lines.get(steps, 1)

    def facts(self, rows: list[tuple[int, list[str]]]) -> int:
        """Read what is said of the whole pack; give the place of the row of heads."""
        for at, (row, cells) in enumerate(rows):
            named = [folded(cell) for cell in cells if cell]
            if not named:
                continue
            key = PACK_FACTS.get(named[0])
            if key is None or (len(named) > 2 and sum(one in HEADS for one in named) > 1):
                return at
            values = [cell for cell in cells[1:] if cell]
            self._lines[key,] = row
            if key in self.whole:
                raise Invalid("pack.twice-key", file=self.name, line=row, key=key)
            if key == "source":
                self.whole[key] = _source(values)
            elif values:
                self.whole[key] = values[0]
        raise Invalid("pack.no-heads", file=self.name)

    def heads(self, rows: list[tuple[int, list[str]]], at: int) -> None:
        """Learn what the columns hold. Raises Invalid for one that nobody knows."""
        row, cells = rows[at]
        for place, cell in enumerate(cells):
            if not cell:
                continue
            known = HEADS.get(folded(cell)) or (cell if _LANGUAGE.fullmatch(cell) else None)
            if known is None or known in self._columns.values():
                raise Invalid("pack.unknown-column", file=self.name, line=row, column=cell[:60])
            self._columns[place] = known
        if not set(PLACES) & set(self._columns.values()):
            raise Invalid("pack.no-heads", file=self.name)

    def row(self, row: int, cells: Sequence[str]) -> None:
        """Read one row: a thing, and a rule of it where the row says one."""
        said = {self._columns[place]: cell for place, cell in enumerate(cells) if cell and place in self._columns}
        if any(cell and place not in self._columns for place, cell in enumerate(cells)):
            raise Invalid("pack.beside-columns", file=self.name, line=row)
        thing, way = self._thing(said, row)
        for column, cell in said.items():
            if column in PLACES or column in BESIDE:
                continue
            if column in ("ids", "not"):
                _add(thing.setdefault(column, []), _parts(cell))
            elif column in _OF_THINGS:
                key = _OF_THINGS[column]
                if thing.setdefault(key, cell) != cell:
                    raise Invalid("pack.twice-key", file=self.name, line=row, key=column.removeprefix("thing-"))
            else:
                _add(thing.setdefault("names", {}).setdefault(column, []), map(name_of, _parts(cell)))
        rule = _rule(said)
        if rule is None and "note" in said:
            thing["note"] = said["note"]
        if rule:
            rules = thing.setdefault("rules", [])
            rule.setdefault("id", f"row-{row}")
            self._lines[*way, "rules", len(rules)] = row
            rules.append(rule)
        elif "source" in said or "seen" in said:
            thing["source"] = _source([said.get("source", ""), said.get("seen", "")])

    def _thing(self, said: Mapping[str, str], row: int) -> tuple[dict[str, Any], tuple[str | int, ...]]:
        """Find the thing a row speaks of, or begin it; whatever it stands under must be named in the row, too."""
        steps = [(column, said[column]) for column in PLACES if column in said]
        if not steps:
            raise Invalid("pack.nameless-row", file=self.name, line=row)
        here, way, trail = self.whole, tuple[str | int, ...](), tuple[str, ...]()
        for column, cell in steps:
            slug = self._slug(cell, row)
            trail = (*trail, f"{column}:{slug}")
            known = self._spots.get(trail)
            if known is None:
                several = here.setdefault(PLACES[column], [])
                begun: dict[str, Any] = {"id": slug}
                if column == "holder":
                    begun["name"] = said.get("name", cell) if len(steps) == 1 else cell
                known = begun, (*way, PLACES[column], len(several))
                several.append(begun)
                self._spots[trail] = known
                self._lines[known[1]] = row
            here, way = known
        return here, way

    def _slug(self, cell: str, row: int) -> str:
        if _SLUG.fullmatch(cell):
            return cell
        bare = "".join(one for one in unicodedata.normalize("NFKD", cell) if not unicodedata.combining(one))
        slug = re.sub(r"[^a-z0-9]+", "-", bare.casefold().replace("'", "").replace("’", "")).strip("-")[:64]
        if not slug or re.search(r"[^\W\d_]", re.sub(r"[A-Za-z]", "", bare)):
            raise Invalid("pack.no-slug", file=self.name, line=row, given=cell[:60])
        return slug


def _add(several: list[Any], new: Iterable[Any]) -> None:
    # Whoever gives a thing a second rule copies its row: what is said again is not said twice.
    several.extend(one for one in new if one not in several)


def _parts(cell: str) -> list[str]:
    return [part for one in re.split(r"[|\n]", cell) if (part := one.strip())]


def _source(values: Sequence[str]) -> str | dict[str, str]:
    url, seen = (*values, "", "")[:2]
    if not url.startswith(("http://", "https://")) and not seen:
        return url
    return {key: value for key, value in (("url", url), ("seen", seen)) if value}


def _rule(said: Mapping[str, str]) -> dict[str, Any] | None:
    if not {"rule", *_RULE, *_WHEN, "duties", "lifts"} - {"note"} & said.keys():
        return None
    rule: dict[str, Any] = {"id": said["rule"]} if "rule" in said else {}
    rule |= {key: said[key] for key in _RULE if key in said}
    when = {key: _parts(said[key]) if key in _LISTS else said[key] for key in _WHEN if key in said}
    if when:
        rule["when"] = when
    if "duties" in said:
        rule["duties"] = [duty_of(part) for part in _parts(said["duties"])]
    if "lifts" in said:
        rule["lifts"] = _parts(said["lifts"])
    if "source" in said or "seen" in said:
        rule["source"] = _source([said.get("source", ""), said.get("seen", "")])
    return rule
