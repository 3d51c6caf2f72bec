"""`fourbeat budget`, and what `queue add` asks before it spends."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourbeat.model.job import Estimate, Money
from fourbeat.model.provider import Cancel
from fourbeat.studio.desk import Desk
from fourbeat.studio.opening import open_studio
from fourbeat.studio.settings import Home, Settings
from fourbeat.studio.wording import Wording
from media.clips import make_clip

from .conftest import Call


@pytest.fixture
def here(call: Call, film: Path) -> tuple[str, ...]:
    del call
    return ("--project", str(film))


@pytest.fixture
def paid(monkeypatch: pytest.MonkeyPatch) -> dict[str, Estimate]:
    """Let the animatic ask half a dollar a take."""
    price = Money(amount="0.50", currency="USD")
    asked = {"now": Estimate(least=price, most=price, basis="half a dollar")}
    monkeypatch.setattr("fourbeat.media.animatic.provider.Animatic.estimate", lambda _self, _request: asked["now"])
    return asked


def test_caps_are_set_raised_with_a_reason_and_shown(call: Call, here: tuple[str, ...]) -> None:
    assert call("budget", "cap", "5", "USD", "--a-day", *here).code == 0
    refused = call("budget", "cap", "9", "usd", "--a-day", *here)
    assert refused.code != 0
    assert "why" in refused.err
    assert call("budget", "raise", "9", "usd", "--a-day", *here).code == 2
    assert call("budget", "raise", "9", "usd", "--a-day", "--why", "The client agreed", *here).code == 0
    shown = call("budget", "show", *here)
    assert "9 USD a day" in shown.out
    assert "The client agreed" in shown.out
    (cap,) = call("budget", "show", "--json", *here).document["caps"]
    assert (cap["most"], cap["currency"], cap["span"]) == ("9", "USD", "day")


def test_what_costs_is_shown_and_queued_only_with_a_word(
    call: Call, here: tuple[str, ...], paid: dict[str, Estimate]
) -> None:
    asked = call("queue", "add", "--all", "--takes", "2", *here)
    assert asked.code == 2
    assert "2 USD" in asked.out
    assert "half a dollar" in asked.err
    assert "--max-cost" in asked.err
    assert call("queue", "add", "--all", "--yes", *here).code == 2
    dear = call("queue", "add", "--all", "--takes", "2", "--max-cost", "1.99", "--yes", *here)
    assert dear.code != 0
    assert call("queue", "status", "--json", *here).document["jobs"] == []
    assert call("queue", "add", "--all", "--takes", "2", "--max-cost", "2", "--yes", *here).code == 0
    assert len(call("queue", "status", "--json", *here).document["jobs"]) == 4
    paid["now"] = Estimate()
    assert call("queue", "add", "--all", "--max-cost", "9", "--yes", *here).code != 0
    assert "`--unknown-prices --yes`" in call("queue", "add", "--all", *here).err
    assert call("queue", "add", "--all", "--unknown-prices", "--yes", *here).code == 0


def test_takes_made_from_takes_obey_the_same_rule(
    call: Call, here: tuple[str, ...], tmp_path: Path, paid: dict[str, Estimate]
) -> None:
    clip = make_clip(tmp_path / "a.mp4", frames=24)
    assert call("handwork", "bring", str(clip), "--shot", "010", *here).code == 0
    for verb in ("remix", "edit", "extend"):
        words = ("take", verb, "010", "1", "make it night", "--provider", "animatic")
        asked = call(*words, "--takes", "2", *here)
        assert asked.code == 2
        assert "1 USD" in asked.out
        assert "half a dollar" in asked.err
        assert "--max-cost" in asked.err
        assert call(*words, "--takes", "2", "--max-cost", "0.99", "--yes", *here).code != 0
        assert call(*words, "--show", *here).code == 0
        assert call(*words, "--max-cost", "0.50", "--yes", *here).code == 0
    paid["now"] = Estimate()
    assert call(*words, "--max-cost", "9", "--yes", *here).code != 0
    waiting = [job for job in call("queue", "status", "--json", *here).document["jobs"] if job["state"] == "queued"]
    assert len(waiting) == 3


def test_what_is_over_a_cap_is_held_and_told(call: Call, here: tuple[str, ...], paid: dict[str, Estimate]) -> None:
    del paid
    call("budget", "cap", "0.50", "USD", *here)
    added = call("queue", "add", "--all", "--max-cost", "1", "--yes", *here)
    assert "1 job is held because of money" in added.err
    assert "`fourbeat budget cap`" in added.err
    ledger = call("budget", "ledger", "--by", "shot", "--json", *here).document
    assert [line["reserved"]["sums"] for line in ledger["lines"]] == [{"USD": "0.5"}]


def test_a_run_in_which_all_is_held_says_what_holds_it(
    call: Call, here: tuple[str, ...], paid: dict[str, Estimate]
) -> None:
    del paid
    call("budget", "cap", "0.40", "USD", *here)
    call("queue", "add", "--all", "--max-cost", "1", "--yes", *here)
    ran = call("queue", "run", *here)
    assert ran.code == 9
    assert "2 are still held: This needs 0.50 USD" in ran.out
    assert call("queue", "run", "--json", *here).document["still_held"][0]["n"] == 2


@pytest.mark.parametrize(("answer", "said"), [(Cancel.TOO_LATE, "too late"), (Cancel.UNSUPPORTED, "cannot stop")])
def test_a_job_that_cannot_be_stopped_is_said_to_go_on(
    call: Call, here: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, answer: Cancel, said: str
) -> None:
    call("queue", "add", "010", *here)
    monkeypatch.setattr("fourbeat.queue.run.Queue.call_off", lambda _self, jobs: dict.fromkeys(jobs, answer))
    told = call("queue", "cancel", "--all", *here)
    assert said in told.out
    assert "a clip that comes is kept" in told.out
    assert said in call("queue", "cancel", "--all", "--json", *here).document["jobs"][0]["goes_on"]


def test_the_story_of_a_job_says_what_it_cost_or_may_have_cost(
    call: Call, here: tuple[str, ...], paid: dict[str, Estimate]
) -> None:
    del paid
    call("queue", "add", "010", "--max-cost", "1", "--yes", *here)
    call("queue", "run", *here)
    (job,) = call("queue", "status", "--json", *here).document["jobs"]
    assert "It may have cost 0.50 USD." in call("queue", "show", job["code"], *here).out
    call("budget", "settle", job["code"], "0.40", "USD", *here)
    assert "It cost 0.40 USD." in call("queue", "show", job["code"], *here).out
    (tried,) = call("queue", "show", job["code"], "--json", *here).document["job"]["attempts"]
    assert tried["cost"] == "It cost 0.40 USD."


def test_stop_holds_all_and_go_lets_it_go_on(call: Call, here: tuple[str, ...], paid: dict[str, Estimate]) -> None:
    del paid
    assert call("budget", "stop", "--why", "lunch", *here).code == 0
    assert "lunch" in call("budget", "show", *here).out
    call("queue", "add", "010", "--max-cost", "1", "--yes", *here)
    (job,) = call("queue", "status", "--json", *here).document["jobs"]
    assert job["state"] == "held"
    assert call("budget", "go", *here).code == 0
    (job,) = call("queue", "status", "--json", *here).document["jobs"]
    assert job["state"] == "queued"


def test_free_takes_ask_nothing(call: Call, here: tuple[str, ...]) -> None:
    assert call("queue", "add", "--all", *here).code == 0
    assert call("budget", "ledger", *here).out.strip() == "Nothing has cost anything yet."


def test_rates_and_refusals(call: Call, here: tuple[str, ...], tmp_path: Path) -> None:
    assert call("budget", "rate", "JPY", *here).code == 0
    assert "1 USD is 150 JPY" in call("budget", "rate", "USD", "150", *here).out
    assert call("budget", "rate", "USD", "0", *here).code != 0
    assert call("budget", "rate", "USD", "1", "--day", "yesterday", *here).code != 0
    assert call("budget", "settle", "NOBODY00", "1", "USD", *here).code != 0
    assert call("budget", "invoice", str(tmp_path / "no.csv"), "--provider", "far", *here).code != 0
    bill = tmp_path / "bill.csv"
    bill.write_text("id,created,cost,currency\ngen-1,2026-11-20,0.30,USD\n", encoding="utf-8")
    nobody = call("budget", "invoice", str(bill), "--provider", "nosuch", *here)
    assert nobody.code == 2
    assert "no generator nosuch" in nobody.err
    (line,) = call("budget", "invoice", str(bill), "--provider", "animatic", "--json", *here).document["lines"]
    assert (line["id"], line["time"], line["how"]) == ("gen-1", "2026-11-20", "nobodys")
    assert call("queue", "add", "010", *here).code == 0
    (job,) = call("queue", "status", "--json", *here).document["jobs"]
    refused = call("budget", "settle", job["code"], "1", "USD", *here)
    assert "has not been sent" in refused.err


def test_trying_again_obeys_the_same_rule(call: Call, here: tuple[str, ...], paid: dict[str, Estimate]) -> None:
    assert call("queue", "add", "--all", "--max-cost", "1", "--yes", *here).code == 0
    assert call("queue", "cancel", "--all", *here).code == 0
    codes = [job["code"] for job in call("queue", "status", "--json", *here).document["jobs"]]
    price = Money(amount="0.60", currency="USD")
    paid["now"] = Estimate(least=price, most=price, basis="sixty cents")
    asked = call("queue", "retry", *codes, *here)
    assert asked.code == 2
    assert "1.20 USD" in asked.out
    assert "sixty cents" in asked.err
    assert "--max-cost" in asked.err
    assert call("queue", "retry", *codes, "--max-cost", "1", "--yes", *here).code != 0
    states = [job["state"] for job in call("queue", "status", "--json", *here).document["jobs"]]
    assert states == ["cancelled", "cancelled"]
    assert call("queue", "retry", *codes, "--max-cost", "1.20", "--yes", *here).code == 0
    again = call("queue", "retry", codes[0], "--max-cost", "9", "--yes", *here)
    assert again.code == 2
    assert "queued" in again.err.lower() or "waiting" in again.err.lower()


def test_a_window_that_holds_the_film_does_what_a_terminal_says(
    call: Call, film: Path, here: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("fourbeat.studio.calls._GLANCE", 0.01)
    desk = Desk(Home.at(tmp_path / "home"), Settings(author="window"), Wording.of("en"))
    with open_studio(film, desk, write=True) as studio, studio.calls.heard():
        assert call("budget", "cap", "5", "USD", *here).code == 0
        refused = call("budget", "cap", "9", "USD", *here)
        assert refused.code == 2
        assert "says why" in refused.err
        assert call("budget", "raise", "9", "USD", "--why", "The client agreed", *here).code == 0
        assert call("budget", "stop", *here).code == 0
        assert call("budget", "go", *here).code == 0
        assert "1 USD is 150 JPY" in call("budget", "rate", "USD", "150", "--into", "JPY", *here).out
        assert call("budget", "allow", *here).code == 0
        assert [one.most for one in studio.budget.caps()] == ["9"]
        assert not studio.budget.is_stopped
    with open_studio(film, desk, write=True):
        # It holds the film and listens to nobody: it is named.
        refused = call("budget", "go", *here)
        assert refused.code == 4
        assert "process" in refused.err


def test_clips_made_by_hand_are_brought_with_their_cost_and_one_that_is_none_is_told(
    call: Call, here: tuple[str, ...], tmp_path: Path
) -> None:
    good, bad = make_clip(tmp_path / "a.mp4", frames=24), tmp_path / "b.mp4"
    bad.write_bytes(b"no clip")
    brought = call("handwork", "bring", str(good), str(bad), "--shot", "010", "--cost", "0.80 USD", *here)
    assert brought.code == 7
    assert "b.mp4 cannot be played" in brought.err
    ledger = call("budget", "ledger", "--json", *here).document
    assert [line["spent"]["sums"] for line in ledger["lines"]] == [{"USD": "0.8"}]
    assert call("handwork", "bring", str(good), "--shot", "020", "--cost", "much", *here).code == 2
    unsaid = call("handwork", "bring", str(good), "--shot", "020", *here)
    assert "What 1 file cost is not known" in unsaid.err
