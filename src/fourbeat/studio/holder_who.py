"""Who a report is for: a holder as packs know them, or as verdicts have named them before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from fourbeat.model.errors import NotFound
from fourbeat.model.message import message
from fourbeat.policy.subject import Kind, Subject

if TYPE_CHECKING:
    from .studio import Studio


@dataclass(frozen=True)
class Holder:
    """Be who a report is for: their id, what packs call them, and what the packs in use guard of theirs."""

    id: str
    names: tuple[str, ...]
    roots: tuple[str, ...]
    subjects: tuple[Subject, ...]

    def owns(self, subject: str) -> bool:
        """Tell whether a subject is the holder's, also one of a pack that is used no longer."""
        return subject in self._ids or any(subject == root or subject.startswith(f"{root}/") for root in self.roots)

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(one.id for one in self.subjects)


def holder(studio: Studio, label: str) -> Holder:
    """Find a holder by id or name in the packs in use, else in what was decided before. Raises NotFound."""
    wanted, every = label.strip().casefold(), studio.rights.guarded().subjects.values()
    roots: dict[str, str] = {}
    for one in every:
        root, name = one.id.partition("/")[0], one.holder or one.name
        slug = root.partition(":")[2].casefold()
        if wanted == root.casefold() or (one.kind is not Kind.PERSON and wanted in (slug, one.holder.casefold())):
            roots[root] = name
    if not roots:
        roots = {root: root.partition(":")[2] for root in before(studio) if wanted in _called(root)}
    if not roots:
        known = sorted({one.id.partition("/")[0].partition(":")[2] for one in every if one.kind is not Kind.PERSON})
        raise NotFound("holder.nobody", label=label[:80], holders=tuple(known[:12]) or (message("packs.none"),))
    own = [one for one in every if one.id.partition("/")[0] in roots]
    ids = {each for one in own for each in one.ids}
    owned = {one.id for one in own}
    kin = [one for one in every if one.id not in owned and not ids.isdisjoint(one.ids)]
    slug = next(iter(roots)).partition(":")[2]
    return Holder(slug, tuple(dict.fromkeys(roots.values())), tuple(roots), (*own, *kin))


def before(studio: Studio) -> set[str]:
    """Name the holders whose subjects verdicts and reviews have named."""
    named = {one for verdict in studio.store.verdicts() if verdict.basis for one in verdict.basis.subjects}
    named |= {one.subject for one in studio.store.reviews() if one.subject}
    return {one.partition("/")[0] for one in named if ":" in one and not one.startswith("person:")}


def _called(root: str) -> tuple[str, str]:
    return root.casefold(), root.partition(":")[2].casefold()
