"""Make the sample database of today's version: run once per version, then keep the file for ever.

PYTHONPATH=tests python -m store.make_sample
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from fourbeat.model.budget import Cap, Exchange, Measure, PurseEvent, PurseWord, Settlement, Span
from fourbeat.model.claim import ClaimEvent, ClaimKind, ClaimState
from fourbeat.model.clearance import Answer, Clearance, Reach
from fourbeat.model.consent import ConsentEvent, Said, Terms
from fourbeat.model.enrolment import Enrolment
from fourbeat.model.ids import Ids
from fourbeat.model.job import Charged, Estimate, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.plan import Character, Depiction, Likeness, Project, Prop, Purpose, Reference, Role
from fourbeat.model.review import Review, Seen
from fourbeat.model.suggestion import Suggestion, SuggestionKind
from fourbeat.model.verdict import Basis, Owed
from fourbeat.store import Store
from fourbeat.store.migrations import HISTORY, newest
from store import film

SAMPLES = Path(__file__).parent / "samples"


def make(target: Path) -> None:
    """Write a small project with a bit of everything."""
    ids = Ids(lambda: 1_790_000_000_000, Random(1).getrandbits)
    version = newest(HISTORY)
    with TemporaryDirectory() as home:
        folder = Path(home) / "sample"
        project = Project(id=ids.new(), name=f"Sample of version {version}")
        rows = [*film.film(ids, 1), Prop(id=ids.new(), order="V", name="Kite", identity="red paper")]
        with Store.create(folder, project, rows=rows, ids=ids, now=lambda: film.AT, author="sample") as store:
            (shot,) = store.plan.shots()
            verdict = film.verdict(ids, shot.id).model_copy(
                update={
                    "duties": (Owed(kind="attribution", subject="pack:one", text="Thanks to One"),),
                    "basis": Basis(request="c" * 64, rights="e" * 64, subjects=("pack:one",)),
                }
            )
            price = Estimate(
                least=Money(amount="0.40", currency="USD"),
                most=Money(amount="0.80", currency="USD"),
                basis="one: 4 s x 0.10-0.20 USD",
                seconds="4",
            )
            job = film.job(ids, shot.id, state=JobState.DONE, verdict=verdict.id)
            job = job.model_copy(update={"estimate": price, "by": "ana"})
            attempt = film.attempt(ids, job).model_copy(update={"estimate": price, "charged": Charged.UNKNOWN})
            take = film.take(ids, job, attempt, verdict)

            def work(writer):
                person = ids.new()
                said = [
                    Likeness(id=ids.new(), of=writer.plan.all(Character)[0].id, person=person),
                    Purpose(id=writer.plan.project.id, commercial=False, territory="JP,US-NY"),
                    Depiction(id=shot.id, depicts="smoking"),
                ]
                writer.edit(message("sample.rights"), [writer.plan.born(row) for row in said])
                still = pictures(writer, ids, attempt.id)
                writer.edit(message("sample.title"), writer.plan.change(shot, title="Dawn", frames=48))
                writer.add_verdict(verdict)
                writer.add_job(job.model_copy(update={"take": take.id}))
                writer.add_attempt(attempt)
                writer.add_take(take)
                rights(writer, ids, person, take.id, still)
                money(writer, ids, attempt.id)

            store.write(work)
            shutil.copyfile(store.back_up(), target)


def rights(writer, ids, person, take, still):
    """Write one record of each kind about rights."""
    consent, told = ids.new(), {"at": film.AT, "by": "sample"}
    writer.add_private(person, person, {"name": "Ada Sample"})
    writer.add_consent(
        ConsentEvent(
            id=ids.new(), consent=consent, person=person, kind=Said.GRANTED, terms=Terms(via=("local",)), **told
        )
    )
    answer = {"kind": Answer.CLEARED, "subject": "pack:one", "marks": ("m",), "reach": Reach.PROJECT}
    first = ids.new()
    writer.add_clearance(
        Clearance(id=first, clearance=first, of=writer.plan.project.id, reason="A letter came", **answer, **told)
    )
    claim = {"kind": ClaimKind.CLAIM, "state": ClaimState.OPEN, "subject": "pack:one", "takes": (take,)}
    writer.add_claim(ClaimEvent(id=ids.new(), claim=ids.new(), about="Looks like One", **claim, **told))
    seen = {"character": Seen.NO, "person": Seen.NO, "logo": Seen.UNSURE}
    writer.add_review(Review(id=ids.new(), take=take, **seen, **told))
    writer.add_review(Review(id=ids.new(), still=still, **seen, **told))


def money(writer, ids, attempt):
    """Write one record of each kind about money, and one about a refusal."""
    told = {"at": film.AT, "by": "sample"}
    writer.add_cap(
        Cap(id=ids.new(), span=Span.DAY, measure=Measure.MONEY, most="20", currency="USD", reason="Sketches", **told)
    )
    writer.add_purse_event(PurseEvent(id=ids.new(), word=PurseWord.STOPPED, reason="Lunch", **told))
    writer.add_settlement(
        Settlement(id=ids.new(), attempt=attempt, amount="0.75", currency="USD", source="invoice line 2", **told)
    )
    writer.add_exchange(Exchange(id=ids.new(), currency="USD", into="JPY", rate="151.20", day="2026-09-20", **told))
    writer.add_suggestion(
        Suggestion(id=ids.new(), attempt=attempt, kind=SuggestionKind.NEW_ALIAS, subject="pack:one", text="Uno", **told)
    )


def pictures(writer, ids, attempt):
    """Write a still of one of the cast with its job, its reference, and that a provider knows her; give the still."""
    one = writer.plan.all(Character)[0]
    verdict = film.verdict(ids, one.id)
    job = film.job(ids, one.id, state=JobState.DONE, order="k", verdict=verdict.id)
    job = job.model_copy(update={"request": film.still_request(one.id)})
    tried = film.attempt(ids, job)
    still = film.still(ids, job, tried, verdict)
    writer.add_verdict(verdict)
    writer.add_job(job)
    writer.add_attempt(tried)
    writer.add_still(still)
    picture = Reference(
        id=ids.new(), of=one.id, order="V", role=Role.CHARACTER, sha256=still.sha256, name=still.media, still=still.id
    )
    writer.edit(message("sample.picture"), [writer.plan.born(picture)])
    writer.add_enrolment(
        Enrolment(
            id=ids.new(),
            character=one.id,
            provider="one",
            name="Person",
            remote_id="char_1",
            attempt=attempt,
            at=film.AT,
            by="sample",
        )
    )
    return still.id


if __name__ == "__main__":
    file = SAMPLES / f"v{newest(HISTORY)}.fourbeat"
    if file.exists():
        raise SystemExit(f"{file} is kept as it is")
    SAMPLES.mkdir(exist_ok=True)
    make(file)
