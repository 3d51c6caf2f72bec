"""What passes the gate and what does not, when it is queued and when it is sent."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from backlot import Backlot, Scripted

from fourbeat.model.format import Size
from fourbeat.model.ids import Ids
from fourbeat.model.job import Failure, JobState
from fourbeat.model.message import message
from fourbeat.model.plan import Role
from fourbeat.model.provider import ModelFacts, WireFile, WireRequest
from fourbeat.model.request import TakeRequest
from fourbeat.model.verdict import Decision, Finding, Verdict
from fourbeat.queue import RULES, Prepared, check, digest

S = JobState
AT = "2030-01-01T00:00:00.000Z"


def judge(request: TakeRequest, provider: Scripted | None, files: dict[str, Path] | None = None) -> Verdict:
    prepared = Prepared(request, provider.capabilities() if provider else None, files or {})
    return check(prepared, ids=Ids(), at=AT)


def rules(verdict: Verdict) -> list[str]:
    return [finding.rule for finding in verdict.findings]


def test_a_legal_request_passes(lot: Backlot) -> None:
    verdict = judge(lot.request(), lot.provider)
    assert (verdict.decision, verdict.findings) == (Decision.ALLOW, ())
    assert verdict.shot == lot.shots[0].id
    assert verdict.decided_at == AT


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"model": "reel-0"}, "model"),
        ({"size": Size(width=642, height=360)}, "size"),
        ({"seconds": "5"}, "seconds"),
        ({"seconds": "soon"}, "seconds"),
        ({"prompt": "  \n"}, "prompt"),
    ],
)
def test_illegal_settings_are_found(lot: Backlot, wrong: dict[str, object], rule: str) -> None:
    verdict = judge(lot.request(**wrong), lot.provider)
    assert verdict.decision is Decision.BLOCK
    assert rules(verdict) == [rule]
    (finding,) = verdict.findings
    assert finding.why.code.startswith("gate.")
    assert finding.fix.code == f"{finding.why.code}.fix"


def test_an_equal_length_written_otherwise_is_legal(lot: Backlot) -> None:
    assert judge(lot.request(seconds="4.0"), lot.provider).decision is Decision.ALLOW


def test_a_model_without_a_grid_has_a_longest_length(lot: Backlot) -> None:
    lot.provider.models = (ModelFacts(id="reel-1", longest="10"),)
    assert judge(lot.request(seconds="1001/240"), lot.provider).decision is Decision.ALLOW
    assert rules(judge(lot.request(seconds="10.1"), lot.provider)) == ["seconds"]
    assert rules(judge(lot.request(seconds="0"), lot.provider)) == ["seconds"]


def test_a_model_that_draws_the_panel_needs_no_words(lot: Backlot) -> None:
    lot.provider.models = (ModelFacts(id="reel-1", panel=True),)
    assert judge(lot.request(prompt=""), lot.provider).decision is Decision.ALLOW


def test_a_shot_without_frames_is_found(lot: Backlot) -> None:
    empty = lot.request().model_copy(update={"frames": 0})
    assert rules(judge(empty, lot.provider)) == ["frames"]


def test_an_unknown_provider_is_found(lot: Backlot) -> None:
    assert rules(judge(lot.request(provider="gone"), None)) == ["provider"]


def test_a_provider_without_models_offers_none(lot: Backlot) -> None:
    lot.provider.models = ()
    assert rules(judge(lot.request(), lot.provider)) == ["model"]


def test_a_reference_that_would_be_left_out_is_found(lot: Backlot, tmp_path: Path) -> None:
    reference = lot.reference(tmp_path).model_copy(update={"role": Role.STYLE})
    request = lot.request(references=(reference,))
    files = {reference.sha256: lot.store.media.picture(reference.sha256)}
    assert rules(judge(request, lot.provider, files)) == ["role"]


def test_more_references_than_go_along_are_found_but_none_is_told_twice(lot: Backlot, tmp_path: Path) -> None:
    first = lot.reference(tmp_path)
    style = first.model_copy(update={"role": Role.STYLE})
    files = {first.sha256: lot.store.media.picture(first.sha256)}
    lot.provider.models = tuple(one.model_copy(update={"pictures": 1}) for one in lot.provider.models)
    assert rules(judge(lot.request(references=(first, style)), lot.provider, files)) == ["role"]
    assert rules(judge(lot.request(references=(first, first)), lot.provider, files)) == ["pictures"]


def test_references_must_be_there_and_whole(lot: Backlot, tmp_path: Path) -> None:
    reference = lot.reference(tmp_path)
    request = lot.request(references=(reference,))
    path = lot.store.media.picture(reference.sha256)
    assert judge(request, lot.provider, {reference.sha256: path}).decision is Decision.ALLOW
    path.write_bytes(b"another picture")
    changed = judge(request, lot.provider, {reference.sha256: path})
    assert changed.findings[0].why == message("gate.reference-changed", name="first.png")
    path.unlink()
    gone = judge(request, lot.provider, {reference.sha256: path})
    assert gone.findings[0].why == message("gate.reference-gone", name="first.png")
    assert rules(judge(request, lot.provider)) == ["reference"]


def test_the_files_of_the_exact_request_are_looked_at(lot: Backlot, tmp_path: Path) -> None:
    missing = WireFile(field="image", sha256="a" * 64, path=tmp_path / "no.png")
    wire = WireRequest(provider="studio-a", key="k", payload={}, files=(missing,))
    prepared = Prepared(lot.request(), lot.provider.capabilities(), {}, wire)
    assert rules(check(prepared, ids=Ids(), at=AT)) == ["reference"]
    other = replace(prepared, wire=WireRequest(provider="studio-b", key="k", payload={}))
    assert rules(check(other, ids=Ids(), at=AT)) == ["wire"]


def test_the_digest_covers_everything_but_the_number(lot: Backlot) -> None:
    first = lot.request()
    assert digest(first) == digest(lot.request(number=2))
    for change in ({"prompt": "A lighthouse in the rain "}, {"seed": 8}, {"seconds": "8"}, {"frames": 47}):
        assert digest(first) != digest(lot.request(**change))


def test_what_is_asked_for_the_plain_way_hashes_as_it_always_did(lot: Backlot) -> None:
    # Verdicts in films of older versions are about this very digest.
    plain = lot.request().model_copy(update={"shot": "0" * 36})
    assert digest(plain) == "69137515568d7fc8b25edbb2db3b6cd4b05fd1ead826d402c2f9de00aac0a51a"
    assert digest(plain.model_copy(update={"enrolled": ("char_1",)})) != digest(plain)


def ask_first(prepared: Prepared) -> Iterator[Finding]:
    if prepared.request.prompt.startswith("A lighthouse"):
        yield Finding(
            rule="ask", decision=Decision.ASK, why=message("queue.not-allowed"), fix=message("queue.not-allowed")
        )


def test_further_rules_join_and_the_gravest_decides(lot: Backlot) -> None:
    prepared = Prepared(lot.request(), lot.provider.capabilities(), {})
    asked = check(prepared, ids=Ids(), at=AT, rules=(*RULES, ask_first))
    assert asked.decision is Decision.ASK
    blocked = check(replace(prepared, capabilities=None), ids=Ids(), at=AT, rules=(*RULES, ask_first))
    assert blocked.decision is Decision.BLOCK


# At the moment of sending


def refused(lot: Backlot, job: str) -> str:
    assert (lot.state(job), lot.store.job(job).failure) == (S.FAILED, Failure.REFUSED)
    assert not lot.provider.sent
    return lot.why(job)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"model": "reel-0"}, "gate.no-model"),
        ({"size": Size(width=642, height=360)}, "gate.size"),
        ({"seconds": "60"}, "gate.seconds"),
        ({"prompt": ""}, "gate.no-prompt"),
        ({"provider": "gone"}, "gate.no-provider"),
    ],
)
@pytest.mark.parametrize("checked", [True, False])
def test_illegal_settings_are_never_sent(lot: Backlot, wrong: dict[str, str], why: str, checked: bool) -> None:
    job = lot.enqueue(lot.request(**wrong), checked=checked)
    lot.queue.drain()
    assert refused(lot, job) == why
    verdict = lot.store.verdict(str(lot.store.job(job).verdict))
    assert verdict.decision is Decision.BLOCK


def test_every_submission_has_a_stored_verdict(lot: Backlot) -> None:
    unchecked = lot.enqueue(checked=False)
    lot.queue.drain()
    done = lot.store.job(unchecked)
    assert done.state is S.DONE
    verdict = lot.store.verdict(str(done.verdict))
    assert (verdict.decision, verdict.digest) == (Decision.ALLOW, digest(lot.request()))


def test_a_reference_that_vanished_after_queueing_is_not_sent(lot: Backlot, tmp_path: Path) -> None:
    reference = lot.reference(tmp_path)
    job = lot.enqueue(lot.request(references=(reference,)))
    kept = lot.store.media.picture(reference.sha256)
    content = kept.read_bytes()
    kept.unlink()
    lot.queue.drain()
    assert refused(lot, job) == "gate.reference-gone"
    kept.write_bytes(content)
    lot.queue.retry(job)
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    assert lot.store.verdict(str(lot.store.job(job).verdict)).decision is Decision.ALLOW


def test_references_travel(lot: Backlot, tmp_path: Path) -> None:
    reference = lot.reference(tmp_path)
    job = lot.enqueue(lot.request(references=(reference,)))
    lot.queue.drain()
    assert lot.state(job) is S.DONE
    (wire,) = lot.provider.sent
    assert [file.sha256 for file in wire.files] == [reference.sha256]
    assert wire.files[0].path.read_bytes() == b"a picture"
    assert lot.store.takes()[0].references == (reference,)


def test_a_model_retired_after_queueing_is_not_asked(lot: Backlot) -> None:
    job = lot.enqueue()
    lot.provider.models = (ModelFacts(id="reel-2"),)
    lot.queue.drain()
    assert refused(lot, job) == "gate.no-model"


def test_another_request_than_the_one_checked_is_not_sent(lot: Backlot) -> None:
    job = lot.enqueue()
    other = lot.judge(lot.request(prompt="A dam at dawn"))
    lot.store.write(lambda writer: writer.add_verdict(other))
    lot.store.write(lambda writer: writer.move_job(job, S.HELD, expect=S.QUEUED))
    lot.store.write(lambda writer: writer.move_job(job, S.QUEUED, expect=S.HELD, verdict=other.id))
    lot.queue.drain()
    assert refused(lot, job) == "queue.verdict-differs"


def test_a_verdict_that_asks_holds_the_job(lot: Backlot) -> None:
    lot.new_queue(rules=(*RULES, ask_first))
    job = lot.enqueue()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.HELD, "queue.not-allowed")
    assert not lot.provider.sent


def test_a_verdict_past_its_time_is_replaced(lot: Backlot) -> None:
    request = lot.request()
    old = lot.judge(request).model_copy(update={"valid_until": "2029-12-31T00:00:00.000Z"})
    job = lot.enqueue(request, checked=False)
    lot.store.write(lambda writer: writer.add_verdict(old))
    lot.store.write(lambda writer: writer.move_job(job, S.HELD, expect=S.QUEUED))
    lot.store.write(lambda writer: writer.move_job(job, S.QUEUED, expect=S.HELD, verdict=old.id))
    lot.queue.drain()
    done = lot.store.job(job)
    assert done.state is S.DONE
    assert done.verdict != old.id
    assert lot.store.takes()[0].verdict == done.verdict


def spoil(database: Path) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("UPDATE attempt SET wire = replace(wire, 'lighthouse', 'dam')")


def test_a_damaged_stored_request_is_not_sent(lot: Backlot) -> None:
    came = lot.provider.shut("submit")
    lot.provider.resend = lot.provider.resend.SAFE
    job = lot.enqueue()
    lot.queue.start()
    assert came.wait(5)
    lot.reopen(meanwhile=lambda: spoil(lot.folder / "project.fourbeat"))
    lot.provider.gates["submit"].set()
    lot.queue.drain()
    assert (lot.state(job), lot.why(job)) == (S.FAILED, "queue.request-changed")
    assert len(lot.provider.sent) == 1
