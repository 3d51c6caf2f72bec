"""Caps, the stop, rates, the ledger and what is settled later, through the studio's verbs."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import Measure, Span
from fourbeat.model.errors import Invalid, NotFound
from fourbeat.model.job import Charged, Estimate, Failure, JobState, Money
from fourbeat.model.message import message
from fourbeat.model.request import TakeRequest
from fourbeat.store import Call, calls
from fourbeat.studio.budget import checked_amount
from fourbeat.studio.invoices import How
from fourbeat.studio.ledger import Group
from fourbeat.studio.ledger_sheet import as_csv
from fourbeat.studio.send_sheet import sheet
from fourbeat.studio.studio import Studio
from studio.far import Far
from studio.money import spend

S = JobState
DOLLAR = Money(amount="1.00", currency="USD")


class Dear(Far):
    """Ask a dollar for everything."""

    price: Money | None = DOLLAR

    def estimate(self, request: TakeRequest) -> Estimate:
        return Estimate(least=self.price, most=self.price, basis=f"{request.model}: 1.00 USD")


@pytest.fixture
def studio(studio: Studio, tmp_path: Path) -> Studio:
    for number in ("010", "020", "030", "040"):
        studio.shots.add(brief=BriefFile(number=number, scene="A lamp goes out."), folder=tmp_path)
    return studio


@pytest.fixture
def dear(studio: Studio) -> Dear:
    made = Dear()
    studio.__dict__["generators"] = {made.key: made, "animatic": studio.generators["animatic"]}
    return made


def cap(studio: Studio, most: str | None, **more: object) -> None:
    given = {"span": Span.PROJECT, "measure": Measure.MONEY, "currency": "USD", **more}
    studio.budget.cap(most=most, **given)


# Sums


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("12.50", "12.5"),
        ("1,200.50", "1200.5"),
        ("1.200,50", "1200.5"),
        ("3,5", "3.5"),
        ("1 000", "1000"),
        ("１２", "12"),
        ("１，２００．５０", "1200.5"),
        ("0", "0"),
    ],
)
def test_sums_are_read_as_people_write_them(given, read):
    assert checked_amount(given) == read


@pytest.mark.parametrize("given", ["", "-3", "1e9", "NaN", "Infinity", "12 USD", "=1+1", "1" * 40, "1.2.3"])
def test_what_is_no_sum_is_refused(given):
    with pytest.raises(Invalid):
        checked_amount(given)


# Caps


def test_raising_or_lifting_a_cap_needs_a_reason_and_lowering_does_not(studio):
    cap(studio, "5")
    for most in ("6", None):
        with pytest.raises(Invalid) as error:
            cap(studio, most)
        assert error.value.code == "budget.why"
    cap(studio, "4")
    cap(studio, "6", reason="The client agreed")
    with pytest.raises(Invalid):
        cap(studio, "6", currency="JPY")
    cap(studio, None, reason="No more limits")
    assert studio.budget.caps() == []
    with pytest.raises(NotFound):
        cap(studio, None, reason="again")
    assert [one.reason for one in studio.store.caps()] == ["", "", "The client agreed", "No more limits"]
    assert [one.what for one in studio.store.audit()] == ["money-cap"] * 4


@pytest.mark.parametrize(
    "wrong",
    [{"provider": "nobody"}, {"currency": "dollars"}, {"most": "x"}, {"most": "1.5", "measure": Measure.CLIPS}],
)
def test_a_cap_that_makes_no_sense_is_refused(studio, wrong):
    with pytest.raises(Invalid):
        cap(studio, **{"most": "1", **wrong})
    assert studio.store.caps() == []


def test_what_is_over_a_cap_is_held_from_the_first_and_goes_on_when_it_is_raised(studio, dear):
    cap(studio, "2")
    shot = studio.plan.shots()[0].model_copy(update={"provider": dear.key})
    jobs = studio.jobs.add(shots=[shot], takes=3)
    assert [job.state for job in jobs] == [S.QUEUED, S.QUEUED, S.HELD]
    assert jobs[-1].why.code == "budget.held.over"
    assert studio.budget.left()[0][1] == 0
    assert studio.budget.held() == [jobs[-1]]
    cap(studio, "3", reason="One more")
    assert [job.state for job in studio.jobs.all()] == [S.QUEUED] * 3


def test_what_is_still_held_says_what_holds_it_now(studio, dear):
    cap(studio, "1")
    shot = studio.plan.shots()[0].model_copy(update={"provider": dear.key})
    _first, held = studio.jobs.add(shots=[shot], takes=2)
    studio.budget.stop(by="Ben")
    assert studio.store.job(held.id).why.code == "budget.held.over"
    cap(studio, None, reason="No more limits")
    assert studio.store.job(held.id).why == message("budget.held.stopped", by="Ben")
    cap(studio, "1")
    studio.budget.go()
    assert studio.store.job(held.id).why.code == "budget.held.over"
    cap(studio, "9", reason="More")
    assert [job.state for job in studio.jobs.all()] == [S.QUEUED] * 2


def test_the_stop_holds_what_costs_and_reaches_whoever_has_the_project(studio, dear, monkeypatch):
    monkeypatch.setattr("fourbeat.studio.calls._GLANCE", 0.01)
    with studio.calls.heard():
        call = Call("stop-spending", text="lunch", by="Ben")
        assert calls.leave(studio.folder, call, patience=5)
        for _ in range(500):
            if studio.budget.stopped() is not None:
                break
            studio.calls._ended.wait(0.01)
    event = studio.budget.stopped()
    assert (event.by, event.reason) == ("Ben", "lunch")
    shot = studio.plan.shots()[0].model_copy(update={"provider": dear.key})
    (job,) = studio.jobs.add(shots=[shot])
    assert (job.state, job.why) == (S.HELD, message("budget.held.stopped", by="Ben"))
    studio.budget.go()
    assert studio.store.job(job.id).state is S.QUEUED
    assert not studio.budget.is_stopped


def test_a_price_that_nobody_knows_can_be_allowed_for_one_job(studio, dear):
    dear.price = None
    cap(studio, "2")
    shot = studio.plan.shots()[0].model_copy(update={"provider": dear.key})
    one, two = studio.jobs.add(shots=[shot], takes=2)
    studio.budget.allow_unknown(of=one.id)
    assert [studio.store.job(job.id).state for job in (one, two)] == [S.QUEUED, S.HELD]


def test_the_send_sheet_says_price_and_basis_and_writes_nothing(studio, dear):
    cap(studio, "5")
    shots = [shot.model_copy(update={"provider": dear.key}) for shot in studio.plan.shots()[:2]]
    found = sheet(studio, shots, 2)
    assert found.paid
    assert (found.allowed, found.blocked) == (4, ())
    assert found.price.sums == (("USD", Fraction(4), Fraction(4)),)
    assert found.price.basis == ("far-1: 1.00 USD",) or len(found.price.basis) == 1
    assert [(line.shots, line.takes) for line in found.lines] == [(2, 4)]
    assert [left for _, left in found.left] == [5]
    assert studio.jobs.all() == []
    assert not sheet(studio, studio.plan.shots()[:1], 1).paid


# The ledger


def test_three_numbers_that_are_never_mixed(studio):
    first, second = studio.plan.shots()[:2]
    spend(studio, first, charge=Money(amount="0.80", currency="USD"), by="ana")
    spend(studio, first, charged=Charged.YES, failure=Failure.POLICY_OUTPUT, by="ben")
    spend(studio, second, charged=Charged.UNKNOWN, price=None)
    spend(studio, second, charged=Charged.NO, failure=Failure.POLICY_INPUT)
    spend(studio, second, waits=True)
    spend(studio, second)
    figures = studio.ledger.figures()
    assert figures.spent.money == {"USD": Fraction("0.8")}
    assert figures.reserved.money == {"USD": Fraction(2)}
    assert (figures.unknown.money, figures.unknown.unpriced) == ({"USD": Fraction(1)}, 1)
    assert figures.refused.many == 1
    people = {line.key: line.figures.spent.money for line in studio.ledger.by(Group.PERSON)}
    assert people == {"ana": {"USD": Fraction("0.8")}, "ben": {}}
    for group in Group:
        lines = studio.ledger.by(group)
        spent = sum((line.figures.spent.money.get("USD", Fraction(0)) for line in lines), start=Fraction(0))
        assert spent == Fraction("0.8"), group


def test_currencies_stay_apart_without_a_rate(studio):
    shot = studio.plan.shots()[0]
    spend(studio, shot, charge=Money(amount="1", currency="USD"))
    spend(studio, shot, charge=Money(amount="100", currency="JPY"))
    assert studio.ledger.figures().spent.own is None
    studio.budget.currency(currency="jpy")
    assert studio.ledger.figures().spent.own is None
    studio.budget.rate(currency="USD", rate="150")
    spent = studio.ledger.figures().spent
    assert (spent.own, spent.money) == (250, {"USD": 1, "JPY": 100})


def test_a_currency_is_worth_itself_and_nothing_else(studio):
    for into in ("", "USD"):
        with pytest.raises(Invalid) as error:
            studio.budget.rate(currency="usd", rate="1.5", into=into)
        assert error.value.code == "budget.own-rate"
    assert studio.ledger.rates().own == ""


def test_cost_to_finish_comes_from_the_films_own_history(studio):
    shots = studio.plan.shots()
    assert studio.ledger.to_finish().cost() == {}
    for shot, amount in zip(shots[:2], ("2", "4"), strict=True):
        spend(studio, shot, charge=Money(amount=amount, currency="USD"), chosen=True)
    spend(studio, shots[0], charge=Money(amount="2", currency="USD"), failure=Failure.POLICY_OUTPUT)
    seconds = Fraction(shots[0].frames, 24)
    done = studio.ledger.accepted()
    assert (done.shots, done.cost.money) == (2, {"USD": 8})
    left = studio.ledger.to_finish()
    assert left.shots == len(shots) - 2
    low, high = left.range["USD"]
    assert (low, high) == (Fraction(4) / seconds, Fraction(4) / seconds)


def test_the_sheet_holds_no_formula(studio):
    spend(studio, studio.plan.shots()[0], charge=DOLLAR, by="=HYPERLINK(1)", provider="+far")
    rows = list(csv.DictReader(io.StringIO(as_csv(studio).decode("utf-8-sig"))))
    assert [(row["person"], row["provider"], row["amount"]) for row in rows] == [("'=HYPERLINK(1)", "'+far", "1.00")]


# Invoices


def test_an_invoice_settles_by_id_else_by_the_only_moment_and_sum_that_fit(studio, tmp_path):
    shot = studio.plan.shots()[0]
    known = spend(studio, shot, charged=Charged.UNKNOWN, remote="gen-1", at="2026-11-20T10:00:00.000Z")
    timed = spend(studio, shot, charged=Charged.UNKNOWN, remote="gen-2", at="2026-11-20T12:00:00.000Z")
    for minute in (0, 1):
        at = f"2026-11-20T15:0{minute}:00.000Z"
        spend(studio, shot, charged=Charged.UNKNOWN, remote=f"twin-{minute}", at=at)
    spend(studio, shot, charge=DOLLAR, remote="gen-5")
    file = tmp_path / "invoice.csv"
    file.write_text(
        "Generation ID;Created;Cost (USD)\n"
        "gen-1;2026-11-20 10:00:05;0.50\n"
        "gen-1;2026-11-20 10:00:05;0.30\n"
        ";2026-11-20T12:00:30Z;1.00\n"
        ";2026-11-20T15:00:30Z;1.00\n"
        "gen-5;2026-11-20;1.00\n"
        "gen-9;2026-11-20;=1+1\n"
        ";2026-01-01;7\n",
        encoding="utf-8",
    )
    found = studio.invoices.match(file=file, provider="far")
    assert [one.how for one in found] == [
        How.ID,
        How.TIME,
        How.AMBIGUOUS,
        How.KNOWN,
        How.UNREADABLE,
        How.NOBODYS,
    ]
    assert studio.store.settlements() == []
    made = studio.invoices.settle(file=file, matches=found)
    jobs = {one.id: one.job for job in (known, timed) for one in studio.store.attempts(job)}
    assert [(jobs[one.attempt], one.amount, one.source) for one in made] == [
        (known, "0.80", "invoice.csv:2+3"),
        (timed, "1", "invoice.csv:4"),
    ]
    again = studio.invoices.match(file=file, provider="far")
    assert [one.how for one in again][:2] == [How.KNOWN, How.NOBODYS]
    assert studio.ledger.figures().unknown.many == 2


def test_an_invoice_of_nobody_is_refused(studio, tmp_path):
    file = tmp_path / "x.csv"
    file.write_text("id,cost,currency\ngen-1,1.00,USD\n", encoding="utf-8")
    spend(studio, studio.plan.shots()[0], charged=Charged.UNKNOWN, remote="gen-1")
    with pytest.raises(Invalid) as error:
        studio.invoices.match(file=file, provider="nosuch")
    assert error.value.code == "budget.no-provider"
    assert "far" in error.value.message.params["known"]
    assert [one.how for one in studio.invoices.match(file=file, provider="far")] == [How.ID]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "invoice.no-columns"),
        (b"id,amount\nx,1\n", "invoice.which-currency"),
        (b"\x00\xff\x81\x00", "invoice.not-a-table"),
        (b'"' * 200_000, "invoice.no-columns"),
    ],
)
def test_a_file_that_is_no_invoice_is_refused(studio, tmp_path, content, code):
    file = tmp_path / "x.csv"
    file.write_bytes(content)
    with pytest.raises(Invalid) as error:
        studio.invoices.match(file=file, provider="far")
    assert error.value.code == code
    with pytest.raises(NotFound):
        studio.invoices.match(file=Path("nowhere.csv"), provider="far")
