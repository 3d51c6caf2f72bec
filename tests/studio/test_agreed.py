"""What a person agreed to pay: a film from elsewhere spends nothing of theirs by itself, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.job import Attempt, Estimate, Job, JobState, Money
from fourbeat.model.request import TakeRequest
from fourbeat.studio.agreed import Agreed
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.studio import Studio
from fourbeat.studio.wording import Wording
from studio.far import Far


class Priced(Far):
    """Ask for what stands in `price`, in dollars; nothing where it is empty."""

    def __init__(self, price: str) -> None:
        super().__init__()
        self.price = price

    def estimate(self, request: TakeRequest) -> Estimate:  # noqa: ARG002 - the protocol
        return _dollars(self.price) if self.price else Estimate(free=True)


def _dollars(amount: str) -> Estimate:
    most = Money(amount=amount, currency="USD")
    return Estimate(least=most, most=most)


def _far(studio: Studio, price: str) -> Priced:
    made = Priced(price)
    studio.__dict__["generators"] = {made.key: made, "animatic": studio.generators["animatic"]}
    return made


def _queued(studio: Studio, tmp_path: Path, price: str = "1.00") -> Job:
    _far(studio, price)
    studio.shots.add(brief=BriefFile(number="010", scene="A lamp goes out."), folder=tmp_path)
    (job,) = studio.jobs.add(shots=[studio.plan.shots()[0].model_copy(update={"provider": "far"})])
    return job


@pytest.fixture
def abroad(tmp_path: Path) -> Desk:
    return Desk(Home.at(tmp_path / "abroad"), Settings(author="ben", workers=1), Wording.of("en"))


def test_a_film_that_was_queued_elsewhere_waits_for_whoever_pays_here(studio, abroad, tmp_path):
    job = _queued(studio, tmp_path)
    studio.close()
    with open_studio(studio.folder, abroad) as here:
        far = _far(here, "0.50")
        here.jobs.run()
        held = here.store.job(job.id)
        assert (held.state, held.why.code, far.sent) == (JobState.HELD, "budget.held.elsewhere", [])
        assert held.estimate.most == _dollars("0.50").most
        here.budget.rate(currency="EUR", rate="1.1", into="USD")
        here.budget.go()
        assert here.store.job(job.id).state is JobState.HELD
        here.jobs.retry(job=held)
        here.jobs.run()
        assert len(far.sent) == 1


def test_the_exact_request_that_a_film_brings_along_is_not_sent_in_anybodys_name(studio, abroad, tmp_path):
    job = _queued(studio, tmp_path)
    far = studio.generators["far"]
    wire = far.prepare(job.request, "k-1", {}).model_copy(update={"payload": {"prompt": "something dearer"}})
    brought = Attempt(
        id=studio.desk.ids.new(),
        job=job.id,
        number=1,
        key=wire.key,
        wire={"provider": wire.provider, "payload": wire.payload, "files": []},
        wire_hash=wire.hash,
        started_at=studio.desk.now(),
    )
    studio.store.write(lambda writer: writer.add_attempt(brought))
    studio.close()
    with open_studio(studio.folder, abroad) as here:
        far = _far(here, "0.50")
        here.jobs.run()
        here.jobs.retry(job=here.store.job(job.id))
        here.jobs.run()
        (sent,) = far.sent
        assert sent.payload != wire.payload
        assert sent.key != wire.key


def test_trying_again_where_nobody_is_connected_agrees_to_nothing(studio, abroad, tmp_path):
    job = _queued(studio, tmp_path, "90")
    studio.jobs.cancel(job=job)
    studio.close()
    with open_studio(studio.folder, abroad) as here:
        here.jobs.retry(job=here.store.job(job.id))
        assert here.budget.agreed.of(job.id) is None
    with open_studio(studio.folder, abroad) as here:
        far = _far(here, "90")
        here.jobs.run()
        assert (here.store.job(job.id).why.code, far.sent) == ("budget.held.elsewhere", [])


def test_what_was_queued_here_goes_out_after_the_film_was_opened_anew(studio, tmp_path):
    job = _queued(studio, tmp_path)
    studio.close()
    with open_studio(studio.folder, studio.desk) as again:
        far = _far(again, "1.00")
        again.jobs.run()
        assert len(far.sent) == 1
        assert again.store.attempts(job.id)


def test_what_costs_nothing_here_needs_no_word(studio, abroad, tmp_path):
    _queued(studio, tmp_path)
    studio.close()
    with open_studio(studio.folder, abroad) as here:
        far = _far(here, "")
        here.jobs.run()
        assert len(far.sent) == 1


def test_a_price_that_the_film_says_was_agreed_to_counts_for_nothing(studio, tmp_path):
    job = _queued(studio, tmp_path)
    for state in (JobState.HELD, JobState.QUEUED):
        studio.store.write(
            lambda writer, state=state: writer.move_job(job.id, state, expect=tuple(JobState), estimate=_dollars("90"))
        )
    far = _far(studio, "90")
    studio.jobs.run()
    held = studio.store.job(job.id)
    assert (held.state, held.why.code, far.sent) == (JobState.HELD, "budget.held.dearer", [])
    studio.budget.go()
    assert studio.store.job(job.id).state is JobState.HELD


def test_words_once_given_are_read_by_every_process_and_a_torn_line_spoils_no_other(studio, tmp_path):
    job = _queued(studio, tmp_path)
    mine, other = Agreed(tmp_path / "agreed", "film"), Agreed(tmp_path / "agreed", "film")
    assert mine.of(job.id) is None
    other.note([job.model_copy(update={"id": "a"})])
    with other.path.open("a") as file:
        file.write("b 1.00")
    for name, told in (("c", Estimate(free=True)), ("d", None), ("e", _dollars("2"))):
        other.note([job.model_copy(update={"id": name, "estimate": told})])
    assert [mine.of(one) for one in "abcde"] == [
        _dollars("1.00"),
        None,
        Estimate(free=True),
        Estimate(),
        _dollars("2"),
    ]
    assert mine.path.stat().st_mode & 0o777 == 0o600
