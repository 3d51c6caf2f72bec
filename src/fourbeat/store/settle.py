"""Changes tried on a copy of the plan and said truthfully, before a byte is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from pydantic import JsonValue, ValidationError

from ..model.document import Plan
from ..model.edit import BORN, Change
from ..model.errors import Invalid, NotFound
from ..model.ids import Id
from ..model.plan import KINDS, Life, Row


@dataclass
class Draft:
    """Hold a plan with changes tried on it, the changes as they truly are, and the ids they touched by noun."""

    plan: Plan
    changes: list[Change] = field(default_factory=list)
    touched: dict[str, set[Id]] = field(default_factory=lambda: defaultdict(set))

    def put(self, change: Change) -> None:
        """Carry out one change that is known to be true."""
        news = self.plan.apply((change,))
        self.changes.append(change)
        for noun in fields(news):
            self.touched[noun.name] |= getattr(news, noun.name)


def settle(plan: Plan, changes: Iterable[Change]) -> Draft:
    """Try changes on a copy of a plan: before-values become what they really were, empty changes are left out.

    Raises Invalid for what the model does not allow, NotFound for a row that is not there.
    """
    draft = Draft(plan.copy())
    for change in changes:
        if change.kind not in KINDS:
            raise Invalid("store.unknown-kind", kind=change.kind[:40])
        if change.field == BORN:
            _bear(draft, change)
        else:
            row = draft.plan.get(KINDS[change.kind], change.entity)
            _alter(draft, row, {change.field: change.after})
    return draft


def _bear(draft: Draft, change: Change) -> None:
    try:
        row = KINDS[change.kind].model_validate(change.after)
    except ValidationError as error:
        raise _refusal(change.kind, error) from error
    if row.id != change.entity:
        raise Invalid("store.value-refused", detail=f"{change.kind}.id")
    old = _find(draft.plan, row)
    new = row.model_dump(mode="json")
    if old is None:
        draft.put(Change(kind=row.kind, entity=row.id, field=BORN, after=new))
    elif old.life is Life.ALIVE:
        raise Invalid("store.already-there", kind=row.kind, id=row.id)
    else:
        # A brief or a mark has its shot's or take's id: after an undone birth it comes back under the same one.
        _alter(draft, old, new)


def _alter(draft: Draft, row: Row, new: dict[str, JsonValue]) -> None:
    model = type(row)
    for name in new:
        if name not in model.model_fields or (name == "id" and new[name] != row.id):
            raise Invalid("store.no-such-field", kind=row.kind, field=name[:40])
    try:
        later = model.model_validate({**row.model_dump(), **new})
    except ValidationError as error:
        raise _refusal(row.kind, error) from error
    before, after = row.model_dump(mode="json"), later.model_dump(mode="json")
    for name in new:
        if before[name] != after[name]:
            draft.put(Change(kind=row.kind, entity=row.id, field=name, before=before[name], after=after[name]))


def _find(plan: Plan, row: Row) -> Row | None:
    try:
        return plan.get(type(row), row.id)
    except NotFound:
        return None


def _refusal(kind: str, error: ValidationError) -> Invalid:
    first = error.errors(include_url=False)[0]
    return Invalid("store.value-refused", detail=f"{kind}.{'.'.join(map(str, first['loc']))}: {first['msg']}"[:160])
