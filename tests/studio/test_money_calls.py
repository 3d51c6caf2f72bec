"""What is said about money from a terminal while a window holds the project: done by the holder, and answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from fourbeat.model.briefing import BriefFile
from fourbeat.model.budget import PurseWord
from fourbeat.model.errors import Busy, Invalid
from fourbeat.model.job import Charged
from fourbeat.store import Call, calls
from fourbeat.studio import money_calls
from fourbeat.studio.call_seals import Seal
from fourbeat.studio.settings import Home
from fourbeat.studio.studio import Studio

from .money import spend


@pytest.fixture
def heard(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Iterator[Studio]:
    """Hold the project as a window does."""
    monkeypatch.setattr("fourbeat.studio.calls._GLANCE", 0.01)
    with studio.calls.heard():
        yield studio


def ask(studio: Studio, verb: str, **given: str) -> dict[str, object] | None:
    return money_calls.ask(studio.folder, studio.desk.home, verb, given, by="Ben")


CAP = {"span": "project", "measure": "money", "most": "5", "currency": "USD"}


def test_the_holder_does_what_is_said_in_the_name_of_who_says_it(heard: Studio) -> None:
    made = ask(heard, "cap", **CAP)
    (cap,) = heard.budget.caps()
    assert made == cap.model_dump(mode="json")
    assert (cap.most, cap.by) == ("5", "Ben")
    heard.budget.stop()
    ask(heard, "go", reason="back from lunch")
    assert not heard.budget.is_stopped
    assert heard.store.purse_events()[-1].by == "Ben"
    ask(heard, "rate", currency="JPY", rate="1", into="JPY")
    ask(heard, "rate", currency="USD", rate="150", day="2026-11-01")
    assert [(one.rate, one.day) for one in heard.store.exchanges()][-1] == ("150", "2026-11-01")
    ask(heard, "allow", of="")
    assert heard.store.purse_events()[-1].word is PurseWord.UNKNOWN_ALLOWED


def test_what_the_holder_refuses_is_told_to_who_asked(heard: Studio) -> None:
    ask(heard, "cap", **CAP)
    with pytest.raises(Invalid) as told:
        ask(heard, "cap", **{**CAP, "most": "9"})
    assert told.value.code == "budget.why"
    assert heard.budget.caps()[0].most == "5"


def test_attempts_are_settled_one_by_one_and_by_an_invoice(heard: Studio, tmp_path: Path) -> None:
    shot = heard.shots.add(brief=BriefFile(scene="Fog."), folder=tmp_path)
    first = spend(heard, shot, charged=Charged.UNKNOWN)
    spend(heard, shot, charged=Charged.UNKNOWN, remote="r-77")
    ask(heard, "settle", job=first, amount="0.8", currency="USD")
    bill = tmp_path / "bill.csv"
    bill.write_text("id,amount,currency\nr-77,0.20,USD\n", encoding="utf-8")
    assert ask(heard, "invoice", file=str(bill), provider="far") == {"settled": 1}
    assert heard.ledger.figures().spent.money == {"USD": 1}
    assert heard.ledger.figures().unknown.many == 0


def test_nobody_else_loosens_the_purse(heard: Studio, tmp_path: Path) -> None:
    heard.budget.stop()
    # Another person's home has no key, and whoever makes one up is passed over.
    other = Home.at(tmp_path / "other")
    assert money_calls.ask(heard.folder, other, "go", {}, by="Mallory") is None
    Seal(other, heard.folder).make()
    forged = calls.stamped(Call("budget", by="Mallory", facts={"verb": "go"}))
    forged = replace(forged, seal=Seal(other, heard.folder).of(forged) or "")
    assert calls.leave(heard.folder, forged, patience=5)
    assert calls.answered(heard.folder, forged, patience=0.2) is None
    assert heard.budget.is_stopped


def test_a_call_counts_once(heard: Studio) -> None:
    seal = Seal(heard.desk.home, heard.folder)
    call = calls.stamped(Call("budget", by="Ben", facts={"verb": "go"}))
    call = replace(call, seal=seal.of(call) or "")
    assert calls.leave(heard.folder, call, patience=5)
    assert calls.answered(heard.folder, call, patience=5) is not None
    heard.budget.stop()
    assert calls.leave(heard.folder, call, patience=5)
    assert calls.answered(heard.folder, call, patience=0.2) is None
    assert heard.budget.is_stopped


def test_an_answer_that_somebody_else_leaves_is_none(heard: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(money_calls, "answered_to", None)
    monkeypatch.setattr(money_calls, "_LONGEST", 1)
    monkeypatch.setattr(
        "fourbeat.studio.calls.answered_to",
        lambda studio, call, _seal: calls.answer(studio.folder, call, '{"content": "[]", "seal": "x"}'),
    )
    with pytest.raises(Busy):
        ask(heard, "go")


def test_without_a_holder_nobody_is_asked(studio: Studio) -> None:
    assert ask(studio, "go") is None
    with studio.calls.heard():
        pass
    assert not list((studio.desk.home.settings / "calls").glob("*.key"))
