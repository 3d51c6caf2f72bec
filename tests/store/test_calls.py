"""Calls left for the holder: taken once, in order, taken back when nobody answers, and never more than words."""

from __future__ import annotations

import json
import os
import threading
import time

import pytest

from fourbeat.model.errors import Busy
from fourbeat.store import Call, Store, calls
from fourbeat.store.lock import Holder, ProjectLock

ALL = frozenset({"pause", "cancel"})


def test_a_call_is_taken_once_and_its_caller_told(tmp_path):
    taken = []

    def answer():
        while not taken:
            taken.extend(calls.take(tmp_path, ALL))
            time.sleep(0.01)

    holder = threading.Thread(target=answer)
    holder.start()
    assert calls.leave(tmp_path, Call("cancel", ("a", "b")), patience=10)
    holder.join()
    assert taken == [Call("cancel", ("a", "b"))]
    assert calls.take(tmp_path, ALL) == []


def test_a_call_nobody_takes_is_taken_back(tmp_path):
    began = time.monotonic()
    assert not calls.leave(tmp_path, Call("pause"), patience=0.2)
    assert time.monotonic() - began < 5
    assert calls.take(tmp_path, ALL) == []
    assert not list((tmp_path / "cache" / "calls").iterdir())


def test_words_the_holder_does_not_know_stay_for_another(tmp_path):
    home = tmp_path / "cache" / "calls"
    home.mkdir(parents=True)
    for place, word in enumerate(("show", "pause", "cancel")):
        (home / f"{place}.call").write_text(json.dumps({"word": word, "jobs": []}))
    assert [call.word for call in calls.take(tmp_path, ALL)] == ["pause", "cancel"]
    assert [call.word for call in calls.take(tmp_path, frozenset({"show"}))] == ["show"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"word": 1}', "[" * 100_000, '{"word": "pause", "jobs": 7}', "\x00"])
def test_what_is_no_call_is_thrown_away(tmp_path, text):
    home = tmp_path / "cache" / "calls"
    home.mkdir(parents=True)
    (home / "1.call").write_text(text)
    assert calls.take(tmp_path, ALL) == []
    assert not (home / "1.call").exists()


def test_a_project_is_opened_without_the_calls_of_yesterday(store, opening, folder):
    home = folder / "cache" / "calls"
    store.close()
    home.mkdir(parents=True)
    (home / "1.call").write_text(json.dumps({"word": "pause", "jobs": []}))
    opening()
    assert not list(home.iterdir())


def test_who_holds_a_project_is_known_without_taking_it(store, folder):
    busy = Store.busy(folder)
    assert busy is not None
    assert busy.message.params["pid"] == os.getpid()
    store.close()
    assert Store.busy(folder) is None
    assert Store.busy(folder.parent) is None


def test_another_holder_is_waited_for(tmp_path):
    first, second = ProjectLock(tmp_path / "l"), ProjectLock(tmp_path / "l")
    first.take(Holder("one", 7, "here"))
    with pytest.raises(Busy):
        second.take(Holder("two", 8, "here"), 0.1)
    later = threading.Timer(0.3, first.release)
    later.start()
    second.take(Holder("two", 8, "here"), 10)
    second.release()
    later.join()
