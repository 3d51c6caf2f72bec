"""What verdicts said before of the very same words, whatever number the take had."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from fourbeat.model.ids import Id
from fourbeat.model.request import TakeRequest
from fourbeat.model.still import Still
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision, Verdict
from fourbeat.policy.judging import STRICTNESS
from fourbeat.queue.gate import digest

from .register import read

if TYPE_CHECKING:
    from fourbeat.store import Store

RIGHTS = "rights-"
"""What the rules of findings begin with that concern the rights of others."""

SHOWN = ("takes", "stills")
"""The fields of findings about what a take or a still shows."""


class Recorded:
    """Know the last verdict about each request: of jobs, takes, and whatever was judged anew since."""

    def __init__(self, store: Store) -> None:
        self._requests = {
            job.verdict: job.request for job in store.jobs() if job.verdict and isinstance(job.request, TakeRequest)
        }
        self._verdicts = {one.id: one for one in store.verdicts()}
        self._of: dict[str, str] = {}
        self._last: dict[str, Decision] | None = None
        self._kept = frozenset(one.id for one in read(store).consents if one.revoked_at is not None and one.keep)
        self.learn(self._requests.values())

    def learn(self, asked: Iterable[TakeRequest]) -> None:
        """Learn of requests that verdicts may speak of."""
        self._of.update((digest(one), content(one)) for one in asked)
        self._last = None

    def decision(self, asked: TakeRequest) -> Decision | None:
        """Give what the last verdict about a request said of rights; None where there is none."""
        return self._known().get(content(asked))

    def of_take(self, take: Take | Still, asked: TakeRequest | None) -> Decision | None:
        """Give what the last verdict about a take's request said, else the one it was made under."""
        said = self.decision(asked) if asked is not None else None
        own = self._verdicts.get(take.verdict)
        return said or (_of_rights(own) if own is not None else None)

    def stays(self, take: Take | Still) -> frozenset[Id]:
        """Name the consents that a take was made under and that were taken back for new takes only."""
        own = self._verdicts.get(take.verdict)
        return self._kept & frozenset(own.basis.relied) if own is not None and own.basis is not None else frozenset()

    def _known(self) -> dict[str, Decision]:
        if self._last is None:
            self._last = {}
            for one in self._verdicts.values():
                said = _of_rights(one)
                request = self._of.get(one.basis.request) if one.basis is not None else None
                if said is not None and request is not None:
                    self._last[request] = said
        return self._last


def content(asked: TakeRequest) -> str:
    """Give the hash of what a request says beside its number: takes of one brief differ in nothing else."""
    panel = asked.panel.model_dump_json(exclude={"slate"})
    said = asked.model_dump_json(exclude={"number", "seed", "panel"})
    return hashlib.sha256(f"{panel}\n{said}".encode()).hexdigest()


def _of_rights(verdict: Verdict) -> Decision | None:
    """Give what a verdict said of rights alone; None for one that was made before they were looked at."""
    if verdict.basis is None or not verdict.basis.rights:
        return None
    # What one take shows says nothing of others that are asked for with the same words.
    said = (one.decision for one in verdict.findings if one.rule.startswith(RIGHTS) and one.field not in SHOWN)
    return max(said, key=STRICTNESS.index, default=Decision.ALLOW)
