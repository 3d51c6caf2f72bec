"""Old work judged anew: what changed is told, reaches jobs, takes and films, and is undone by a better verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.consent import Terms
from fourbeat.model.cut import Ghost
from fourbeat.model.errors import FourbeatError
from fourbeat.model.job import JobState
from fourbeat.model.review import Seen
from fourbeat.model.take import Take
from fourbeat.model.verdict import Decision
from fourbeat.studio.rejudged import Deed, What
from fourbeat.studio.studio import Studio
from fourbeat.studio.withdrawn import Withdrawn

from .far import Shelf, arrive, guards, rule
from .test_rights import DESCRIBED, ada, one, shelf

__all__ = ["shelf"]

ALLOW, ASK, BLOCK = Decision.ALLOW, Decision.ASK, Decision.BLOCK


@pytest.fixture
def take(studio: Studio, shelf: Shelf) -> Take:
    """Give a take of the first shot, made when no pack knew anything; another job for it waits."""
    assert shelf.versions == 0
    done, _waiting = studio.jobs.add(shots=[one(studio)], takes=2)
    return arrive(studio, done.id)


def changes(studio: Studio) -> list[tuple[What, Decision | None, Decision, Deed]]:
    return [(row.what, row.was, row.now, row.deed) for row in studio.recheck.run().changed]


def test_nothing_changes_where_nothing_is_found(studio: Studio, take: Take) -> None:
    found = studio.recheck.look()
    assert (found.changed, found.decision) == ([], ALLOW)
    assert [found.count(what) for what in What] == [3, 1, 1, 0, 0]
    assert studio.withdrawn.takes() == frozenset()
    assert take.number == 1


def test_a_new_pack_reaches_jobs_takes_and_the_cut(studio: Studio, shelf: Shelf, take: Take) -> None:
    (waiting,) = studio.store.jobs({JobState.QUEUED})
    shelf.fill(guards("Whisker", rule("never", "block")))
    assert studio.recheck.look().decision is BLOCK
    assert studio.withdrawn.takes() == frozenset(), "looking changes nothing"
    assert changes(studio) == [
        (What.BRIEF, ALLOW, BLOCK, Deed.NONE),
        (What.JOB, ALLOW, BLOCK, Deed.CANCEL),
        (What.TAKE, ALLOW, BLOCK, Deed.WITHDRAW),
    ]
    assert studio.store.job(waiting.id).state is JobState.CANCELLED
    assert studio.withdrawn.takes() == {take.id}
    assert isinstance(studio.reels.cut(studio.reels.find()).items[0].source, Ghost)
    assert studio.store.take(take.id) == take, "it is kept"
    told = [(entry.of, entry.told["decision"]) for entry in studio.audits.all() if entry.what == "recheck"]
    assert told == [(waiting.id, "block"), (take.id, "block"), (studio.plan.project.id, "block")]
    assert studio.audits.check().broken is None
    assert changes(studio) == [], "the second time all is known"
    assert studio.recheck.look().decision is BLOCK, "the brief still says it"


def test_a_later_recheck_gives_a_take_back(studio: Studio, shelf: Shelf, take: Take) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.recheck.run()
    assert studio.withdrawn.takes() == {take.id}
    shelf.fill()
    assert changes(studio) == [(What.BRIEF, BLOCK, ALLOW, Deed.NONE), (What.TAKE, BLOCK, ALLOW, Deed.RETURN)]
    assert studio.withdrawn.takes() == frozenset()


def test_what_is_asked_holds_a_job_and_leaves_a_take(studio: Studio, shelf: Shelf, take: Take) -> None:
    (waiting,) = studio.store.jobs({JobState.QUEUED})
    shelf.fill(guards("Whisker"))
    assert changes(studio)[1:] == [(What.JOB, ALLOW, ASK, Deed.HOLD), (What.TAKE, ALLOW, ASK, Deed.NONE)]
    held = studio.store.job(waiting.id)
    assert (held.state, held.why.code) == (JobState.HELD, "rights.both")
    assert take.id not in studio.withdrawn.takes()
    assert changes(studio) == []


def test_a_take_that_no_verdict_ever_judged_is_judged(studio: Studio, shelf: Shelf, take: Take) -> None:
    studio.store.write(lambda w: w.run('UPDATE "verdict" SET "basis" = NULL'))
    shelf.fill(guards("Whisker", rule("never", "block")))
    assert (What.TAKE, None, BLOCK, Deed.WITHDRAW) in changes(studio)
    assert studio.withdrawn.takes() == {take.id}


def test_a_rewritten_brief_leaves_the_old_take_withdrawn(studio: Studio, shelf: Shelf, take: Take) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.recheck.run()
    studio.fields.set(shots=[one(studio)], fields={"scene": "Nobody walks along the quay."})
    found = studio.recheck.run()
    assert (found.changed, found.decision) == ([], ALLOW)
    assert studio.withdrawn.takes() == {take.id}


def test_what_arrives_of_a_job_that_was_under_way_is_withdrawn(studio: Studio, shelf: Shelf) -> None:
    (job,) = studio.jobs.add(shots=[one(studio)])
    shelf.fill(guards("Whisker", rule("never", "block")))
    found = studio.recheck.look()
    late = arrive(studio, job.id)
    studio.recheck.carry_out(found)
    assert studio.withdrawn.takes() == {late.id}
    shelf.fill()
    (again,) = studio.jobs.add(shots=[one(studio)])
    assert arrive(studio, again.id).id not in studio.withdrawn.takes()


def test_takes_that_may_stay_stay(studio: Studio, shelf: Shelf) -> None:
    anna = studio.consents.add_person(name="Anna")
    studio.consents.bind(of=ada(studio), person=anna)
    given = studio.consents.grant(person=anna, terms=Terms(), description=DESCRIBED)
    (job,) = studio.jobs.add(shots=[one(studio)])
    take = arrive(studio, job.id)
    studio.consents.revoke(consent=given, keep=True)
    assert changes(studio) == [(What.BRIEF, ALLOW, BLOCK, Deed.NONE)]
    assert take.id not in studio.withdrawn.takes()
    assert shelf.versions == 0


def test_a_finished_film_is_told_of_and_one_that_waits_is_cancelled(
    studio: Studio, shelf: Shelf, take: Take, tmp_path: Path
) -> None:
    reel = studio.reels.find()
    done = studio.jobs.render(reel=reel, target=tmp_path / "sent.mp4")
    (tmp_path / "sent.mp4").write_bytes(b"a film")
    moves = (
        (JobState.QUEUED, JobState.RESERVED),
        (JobState.RESERVED, JobState.RUNNING),
        (JobState.RUNNING, JobState.DONE),
    )
    for before, after in moves:
        studio.store.write(lambda w, before=before, after=after: w.move_job(done.id, after, expect=before))
    waiting = studio.jobs.render(reel=reel, target=tmp_path / "next.mp4")
    shelf.fill(guards("Whisker", rule("never", "block")))
    found = {row.of: row for row in studio.recheck.run().changed}
    assert (found[done.id].deed, found[waiting.id].deed) == (Deed.NOTE, Deed.CANCEL)
    assert studio.store.job(waiting.id).state is JobState.CANCELLED
    known = studio.recheck.run()
    assert (known.changed, known.decision, known.count(What.DELIVERY)) == ([], BLOCK, 1)
    shelf.fill()
    again = studio.jobs.render(reel=reel, target=tmp_path / "sent.mp4")
    for before, after in moves:
        studio.store.write(lambda w, before=before, after=after: w.move_job(again.id, after, expect=before))
    assert [row.of for row in studio.recheck.look().rows if row.what is What.DELIVERY] == [again.id], "the last one"
    (tmp_path / "sent.mp4").unlink()
    assert studio.recheck.look().count(What.DELIVERY) == 0
    assert take.id in studio.withdrawn.takes()


def test_a_take_of_a_removed_shot_is_judged_too(studio: Studio, shelf: Shelf, take: Take) -> None:
    studio.shots.remove(shot=one(studio))
    shelf.fill(guards("Whisker", rule("never", "block")))
    assert (What.TAKE, ALLOW, BLOCK, Deed.WITHDRAW) in changes(studio)
    assert studio.withdrawn.takes() == {take.id}


def test_an_audit_that_says_nonsense_is_told_of(studio: Studio, shelf: Shelf, take: Take) -> None:
    shelf.fill(guards("Whisker", rule("never", "block")))
    studio.recheck.run()
    told = '{"decision": "perhaps"}'
    studio.store.write(lambda w: w.run('UPDATE "audit" SET "told" = ? WHERE "of" = ?', (told, take.id)))
    with pytest.raises(FourbeatError):
        Withdrawn(studio).takes()


def test_the_name_of_somebody_seen_in_a_take_is_kept_nowhere(studio: Studio, take: Take) -> None:
    zelda = studio.consents.add_person(name="Zelda Privatename")
    studio.reviews.look(takes=[take], character=Seen.NO, person=Seen.YES, logo=Seen.NO, subject="Zelda Privatename")
    studio.recheck.run()
    held = [found for verdict in studio.store.verdicts() for found in verdict.findings if found.rule == "rights-review"]
    assert held
    assert all(zelda.code in found.why.model_dump_json() for found in held)
    assert "Zelda Privatename" in studio.desk.wording(studio.reviews.told(studio.reviews.marks()[0]))
    studio.store.back_up()
    studio.consents.erase(person=zelda)
    assert zelda.code in studio.desk.wording(studio.reviews.told(studio.reviews.marks()[0]))
    files = [file for file in studio.folder.rglob("*") if file.is_file()]
    assert {"project.fourbeat", "project.fourbeat-wal"} <= {file.name for file in files}
    assert any(file.parent.name == "backups" for file in files)
    for file in files:
        assert b"Privatename" not in file.read_bytes(), file.name
