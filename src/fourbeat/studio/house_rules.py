"""What generators refuse, as data with a date and a source says it, and as the person knows it better."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache

from pydantic import ValidationError

from fourbeat.model.dialect import Source
from fourbeat.model.errors import Invalid
from fourbeat.model.house_rules import NO_RULES, HouseRules

from .briefs import problems
from .resources import resources
from .services import Table, loaded

FACTS = frozenset(HouseRules.model_fields) - {"sources"}


def house_rules(tables: Iterable[Table], model: str) -> HouseRules:
    """Lay what several tables say of a generator over one another, the last one wins. Raises Invalid."""
    facts: dict[str, object] = {}
    sources: dict[str, Source] = {}
    for table in tables:
        for said in (table, _table(_table(table.get("models")).get(model))):
            for name, given in _table(said.get("refuses")).items():
                if name not in FACTS:
                    known = tuple(sorted(FACTS))
                    raise Invalid("house-rules.unknown", name=str(name)[:60], known=known)
                dated = given if isinstance(given, dict) and "value" in given else {"value": given}
                facts[name] = dated["value"]
                sources[name] = Source(date=str(dated.get("date", "")), source=str(dated.get("source", "")))
    if not facts:
        return NO_RULES
    try:
        return HouseRules.model_validate({**facts, "sources": sources})
    except ValidationError as error:
        raise Invalid("house-rules.wrong", problems=problems(error)) from error


def of_model(model: str) -> tuple[Table, ...]:
    """Give what is known of a model whoever serves it: gateways put a maker's name before its own."""
    name = model.rpartition("/")[2].lower()
    return tuple(table for patterns, table in _families() if any(fnmatchcase(name, one) for one in patterns))


@cache
def _families() -> tuple[tuple[tuple[str, ...], Table], ...]:
    files = sorted((resources() / "providers" / "models").glob("*.toml"))
    tables = [loaded(file) for file in files]
    return tuple((tuple(str(one) for one in _names(table)), table) for table in tables)


def _names(table: Table) -> Iterable[object]:
    names = table.get("names")
    return names if isinstance(names, list) else ()


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}
