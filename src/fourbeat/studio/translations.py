"""The text to send for words that their author wrote in another language: read, made and changed. Nobody translates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from fourbeat.model.document import Plan
from fourbeat.model.edit import Change
from fourbeat.model.ids import Id, Ids
from fourbeat.model.message import Frozen
from fourbeat.model.plan import Life, Translation

Sent = dict[str, dict[str, str]]
"""The text to send by language and field, as files have it."""


def sent(rows: Iterable[Translation], of: Id) -> Sent:
    """Give the text to send for one row of the plan, as its file would say it."""
    made: Sent = {}
    for row in sorted(rows, key=lambda one: (one.language, one.field)):
        if row.of == of and row.text.strip():
            made.setdefault(row.language, {})[row.field] = row.text.strip()
    return made


def rows(of: Id, given: Mapping[str, Frozen], ids: Ids) -> list[Translation]:
    """Make the rows of the text to send for one row of the plan."""
    return [
        Translation(id=ids.new(), of=of, field=field, language=language, text=text)
        for language, fields in given.items()
        for field, text in fields.model_dump().items()
        if text
    ]


def changes(plan: Plan, of: Id, given: Mapping[str, Frozen], ids: Ids) -> list[Change]:
    """Work out what makes the text to send for one row of the plan read as given."""
    wanted = {(row.field, row.language): row for row in rows(of, given, ids)}
    made: list[Change] = []
    for row in plan.of(Translation, of):
        becomes = wanted.pop((row.field, row.language), None)
        made += plan.change(row, text=becomes.text) if becomes else plan.change(row, life=Life.BINNED)
    return made + [plan.born(row) for row in wanted.values()]
