"""Recheck: old work judged anew by today's packs, consents and use; what it concludes reaches takes like a revocation.

Briefs, jobs, takes and finished films are judged as the gate would judge them today. Nothing is destroyed: jobs that
wait are cancelled or held, takes that are forbidden now are withdrawn, and come back once a later recheck clears them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import JsonValue

from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Id
from fourbeat.model.job import ENDED, WAITING, JobState
from fourbeat.model.verdict import Basis, Verdict
from fourbeat.queue.gate import covering, digest

from .rejudged import Deed, Rechecked, Rejudged, What
from .rejudging import Round

if TYPE_CHECKING:
    from fourbeat.store import Writer

    from .studio import Studio


class Recheck:
    """Judge old work anew."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._store = studio.store

    def reaches(self) -> tuple[int, int]:
        """Count the takes and shots that a new or changed pack has judged anew."""
        return len(self._store.takes()), len(self._studio.plan.cut_shots())

    def look(self) -> Rechecked:
        """Judge everything anew; nothing is written. Raises Storage for a damaged trust book."""
        turn = Round(self._studio)
        return Rechecked(tuple(turn.rows()), tuple(turn.unseen))

    def run(self) -> Rechecked:
        """Judge everything anew, write down what changed, and let it reach jobs and takes."""
        found = self.look()
        self.carry_out(found)
        return found

    def carry_out(self, found: Rechecked) -> None:
        """Write down what was found, and let it reach jobs and takes. Raises Storage."""
        at, changed = self._studio.desk.now(), found.changed
        counts: dict[str, JsonValue] = {what.value: found.count(what) for what in What}
        told: dict[str, JsonValue] = {
            "judged": counts,
            "changed": len(changed),
            "decision": found.decision.value,
            "packs": [f"{one.id} {one.version} {one.sha256}" for one in self._studio.rights.packs()],
        }

        def work(writer: Writer) -> None:
            verdicts: dict[object, Id] = {}
            for one in changed:
                verdict = self._verdict(writer, one, verdicts, at)
                if one.what is not What.BRIEF:
                    writer.add_recheck(one.of, _entry(one, verdict), at)
            writer.add_recheck(self._store.plan.project.id, told, at)
            for one in changed:
                self._stop(writer, one)

        self._store.write(work)
        for one in changed:
            self._cancel(one)

    def _verdict(self, writer: Writer, one: Rejudged, known: dict[object, Id], at: str) -> Id | None:
        """Write down a verdict, once for all that was asked for with the very same words."""
        if one.asked is None or one.judged is None:
            return None
        request = digest(one.asked)
        key = request, tuple(found.model_dump_json() for found in one.findings)
        if key not in known:
            judged = one.judged
            basis = Basis(
                request=request,
                rights=judged.rights,
                packs=judged.packs,
                people=judged.people,
                relied=judged.relied,
                subjects=judged.subjects,
            )
            known[key] = self._studio.desk.ids.new()
            writer.add_verdict(
                Verdict(
                    id=known[key],
                    shot=one.asked.shot,
                    digest=covering(basis),
                    decision=one.now,
                    findings=one.findings,
                    decided_at=at,
                    valid_until=judged.holds_until,
                    duties=judged.duties,
                    basis=basis,
                )
            )
        return known[key]

    def _stop(self, writer: Writer, one: Rejudged) -> None:
        """Cancel or hold a job that waits; inside the write nobody else can move it."""
        if one.deed not in (Deed.CANCEL, Deed.HOLD) or (state := self._store.job(one.of).state) not in WAITING:
            return
        why = next((found.why for found in one.findings if found.decision is one.now), None)
        if one.deed is Deed.CANCEL:
            writer.move_job(one.of, JobState.CANCELLED, expect=state, why=why, not_before=None)
        elif state is JobState.QUEUED:
            writer.move_job(one.of, JobState.HELD, expect=state, why=why, not_before=None)

    def _cancel(self, one: Rejudged) -> None:
        """Cancel a job that is under way, as far as its generator allows; what comes all the same is withdrawn."""
        if one.deed is not Deed.CANCEL or (job := self._store.job(one.of)).state in ENDED:
            return
        try:
            self._studio.jobs.cancel(job=job)
        except FourbeatError:
            return


def _entry(one: Rejudged, verdict: Id | None) -> dict[str, JsonValue]:
    return {
        "kind": one.what.value,
        "decision": one.now.value,
        "was": one.was.value if one.was else None,
        "deed": one.deed.value,
        "verdict": verdict,
    }
