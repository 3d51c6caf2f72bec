"""Models as rows and rows as models: scalars as they are, nested values as JSON text, never a float."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, JsonValue, TypeAdapter, ValidationError
from pydantic_core import from_json

from ..model.document import Plan
from ..model.errors import Invalid, Storage
from ..model.plan import ROWS, Project, Row

M = TypeVar("M", bound=BaseModel)

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ORDER = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]")

NESTED = frozenset(
    {
        "answer",
        "basis",
        "charge",
        "details",
        "duties",
        "estimate",
        "facts",
        "findings",
        "label",
        "marks",
        "parts",
        "references",
        "request",
        "settings",
        "takes",
        "terms",
        "told",
        "why",
        "wire",
    }
)
"""The columns that hold JSON text, in whatever table they stand."""

Cell = str | int | None


def quoted(names: Iterable[str]) -> str:
    """Write column names for SQL."""
    return ", ".join(f'"{name}"' for name in names)


def cell(name: str, value: JsonValue) -> Cell:
    """Give a value the form it is stored in. Raises Invalid for a value that no column holds."""
    if name in NESTED:
        return None if value is None else to_json(value)
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int):
        return value
    raise Invalid("store.value-refused", detail=f"{name}: {type(value).__name__}")


def to_json(value: JsonValue) -> str:
    """Write a value as JSON text. Raises Invalid for what JSON cannot hold."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except ValueError as error:
        raise Invalid("store.value-refused", detail=str(error)[:80]) from error


def execute(conn: sqlite3.Connection, statement: str, values: Sequence[Cell] = ()) -> int:
    """Run one writing statement and give how many rows it touched. Raises Invalid for a value no column holds."""
    try:
        return conn.execute(statement, values).rowcount
    except (UnicodeEncodeError, OverflowError) as error:
        raise Invalid("store.value-refused", detail=str(error)[:160]) from error


def insert(conn: sqlite3.Connection, table: str, values: dict[str, JsonValue]) -> None:
    """Write a new row."""
    marks = ", ".join("?" * len(values))
    execute(
        conn,
        f'INSERT INTO "{table}" ({quoted(values)}) VALUES ({marks})',
        [cell(name, value) for name, value in values.items()],
    )


def check_id(table: str, identity: str) -> None:
    """Refuse what cannot be an id: files are named by them. Raises Storage."""
    if not _ID.fullmatch(identity):
        raise wrong_row(table, identity, ValueError("id"))


def columns(model: type[BaseModel]) -> str:
    """Write a model's columns for SQL, in the order of its fields."""
    return quoted(model.model_fields)


def read(
    model: type[M],
    rows: Iterable[Sequence[Cell]],
    *,
    names: Sequence[str] | None = None,
    nested: Collection[str] = NESTED,
) -> list[M]:
    """Turn rows into models; `names` are their columns, the model's fields in order unless given.

    Raises Storage for a row that cannot be right.
    """
    names = tuple(model.model_fields) if names is None else names
    texts = [index for index, name in enumerate(names) if name in nested]
    found = []
    for row in rows:
        values: list[JsonValue] = list(row)
        try:
            for index in texts:
                text = values[index]
                if isinstance(text, str):
                    values[index] = from_json(text, allow_inf_nan=False)
            found.append(model.model_validate(dict(zip(names, values, strict=True))))
        except ValueError as error:
            raise wrong_row(model.__name__, row[0], error) from error
    return found


def load_plan(conn: sqlite3.Connection) -> Plan:
    """Read the whole plan. Raises Storage for a row that cannot be right."""
    found: list[Row] = []
    for kind in ROWS:
        names = tuple(kind.model_fields)
        cursor = conn.execute(f'SELECT {quoted(names)} FROM "{kind.kind}"')
        try:
            rows = _many(kind).validate_python([dict(zip(names, row, strict=True)) for row in cursor])
        except ValidationError as error:
            raise wrong_row(kind.kind, error.errors(include_url=False)[0]["loc"][0], error) from error
        _check_keys(kind, rows)
        found += rows
    projects = sum(row.kind == Project.kind for row in found)
    if projects != 1:
        raise Storage("store.bad-row", table=Project.kind, row=str(projects), detail="count")
    return Plan(found)


@cache
def _many(kind: type[Row]) -> TypeAdapter[list[Row]]:
    return TypeAdapter(list[kind])  # type: ignore[valid-type]


def _check_keys(kind: type[Row], rows: Iterable[Row]) -> None:
    """Refuse ids that are none, and order keys that nothing could be put before or after."""
    for row in rows:
        check_id(kind.kind, row.id)
        if not _ORDER.fullmatch(getattr(row, "order", "V")):
            raise wrong_row(kind.kind, row.id, ValueError("order"))


def wrong_row(table: str, row: object, error: Exception) -> Storage:
    """Say which row of the database cannot be right."""
    detail = str(error)
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        detail = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    return Storage("store.bad-row", table=table, row=str(row)[:60], detail=detail[:160])
