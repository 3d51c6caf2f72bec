"""One process writes, any may read; the lock goes with its process, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from fourbeat.model.errors import Busy, Storage
from fourbeat.model.message import message
from fourbeat.store import lock as lock_module
from fourbeat.store.lock import Holder, NoLocks, ProjectLock

OTHER = """
import sys, time
from pathlib import Path
from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.store import Store

given = {"ids": Ids(), "now": lambda: "2026-09-21T11:00:00.000Z", "author": "ben"}
store = Store.open(Path(sys.argv[1]), holder="the window", **given)

def change(writer, title):
    writer.edit(message("test.step"), writer.plan.change(writer.plan.project, note=title))

def half(writer):
    change(writer, "half")
    # Push pages out of the cache, so that the cut transaction has really reached the disk.
    writer.run("PRAGMA cache_size = 1")
    for _ in range(50):
        writer.edit(message("test.step"), writer.plan.change(writer.plan.project, note="half" * 5000 + str(_)))
    print("half", flush=True)
    time.sleep(60)

store.write(lambda writer: change(writer, "whole"))
print("whole", flush=True)
if sys.argv[2] == "half":
    store.write(half)
sys.stdin.read()
store.close()
"""


def _no_locks(_):
    raise OSError(38, "not implemented")


@contextmanager
def another_process(folder: Path, how: str = "whole"):
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(folder), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        for _ in range(2 if how == "half" else 1):
            assert process.stdout.readline()
        try:
            yield process
        finally:
            process.kill()


def test_a_second_writer_is_refused_by_name_and_a_reader_reads_meanwhile(store, opening, folder):
    store.close()
    with another_process(folder) as process:
        with pytest.raises(Busy) as error:
            opening()
        assert error.value.code == "store.busy"
        params = error.value.message.params
        assert (params["holder"], params["pid"], params["project"]) == ("the window", process.pid, "film")
        reader = opening(write=False)
        assert reader.read_only
        assert reader.plan.project.note == "whole"
        with pytest.raises(Storage) as refused:
            reader.write(lambda w: w.undo())
        assert refused.value.code == "store.read-only"
        process.communicate("")
    writer = opening()
    assert not writer.read_only


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs kill -9")
@pytest.mark.parametrize("reader_first", [False, True])
def test_a_killed_writer_loses_only_its_open_transaction_and_its_lock(store, opening, folder, reader_first):
    store.close()
    with another_process(folder, "half") as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    if reader_first:
        assert opening(write=False).plan.project.note == "whole"
    writer = opening()
    assert writer.plan.project.note == "whole"
    assert len(writer.steps()) == 2
    writer.write(lambda w: w.undo())
    assert writer.plan.project.note == ""


def test_two_stores_of_one_process_exclude_each_other_too(store, opening):
    with pytest.raises(Busy) as error:
        opening()
    assert error.value.message.params["pid"] == os.getpid()
    store.close()
    assert not opening().read_only


@pytest.mark.usefixtures("store")
def test_a_refused_open_leaves_the_holders_words(opening, folder):
    words = (folder / "project.lock").read_text()
    for _ in range(2):
        with pytest.raises(Busy):
            opening()
    assert (folder / "project.lock").read_text() == words


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("words", ["", "{}", "[1]", '{"pid": "x", "name": "", "host": "", "since": ""}', "\x00\xff"])
def test_unreadable_words_still_say_busy(opening, folder, words):
    (folder / "project.lock").write_text(words)
    with pytest.raises(Busy) as error:
        opening()
    assert error.value.code == "store.busy-unnamed"


def test_a_lock_file_that_leads_elsewhere_is_left_alone(store, opening, folder, tmp_path):
    store.close()
    diary = tmp_path / "diary.txt"
    diary.write_text("mine")
    (folder / "project.lock").unlink()
    (folder / "project.lock").symlink_to(diary)
    with pytest.raises(Storage) as error:
        opening()
    assert error.value.code == "store.lock-is-a-link"
    assert diary.read_text() == "mine"


def test_a_disk_without_locks_is_only_read(store, opening, monkeypatch):
    store.close()

    monkeypatch.setattr(lock_module, "_grab", _no_locks)
    reader = opening()
    assert reader.read_only
    assert [notice.code for notice in reader.notices] == ["store.notice-no-locks"]
    with pytest.raises(Storage):
        reader.write(lambda w: w.edit(message("x"), []))


def test_a_lock_says_why_it_cannot_be_taken(tmp_path, monkeypatch):
    first, second = ProjectLock(tmp_path / "l"), ProjectLock(tmp_path / "l")
    first.take(Holder("one", 7, "here"))
    with pytest.raises(Busy):
        second.take(Holder("two", 8, "here"))
    assert second.holder() == Holder("one", 7, "here")
    first.release()
    first.release()
    second.take(Holder("two", 8, "here"))
    second.release()
    monkeypatch.setattr(lock_module, "_grab", _no_locks)
    with pytest.raises(NoLocks):
        first.take(Holder())


def test_a_mere_question_keeps_nobody_from_the_lock(tmp_path, monkeypatch):
    asking, taking = ProjectLock(tmp_path / "l"), ProjectLock(tmp_path / "l")
    taking.take(Holder())
    taking.release()
    drop, taken = lock_module._drop, []

    def slowly(fd):
        # Another process opens while the question stands, and the question ends soon after.
        monkeypatch.setattr(lock_module, "_drop", drop)
        thread = threading.Thread(target=lambda: taken.append(taking.take(Holder("two", 8, "here"))))
        thread.start()
        time.sleep(0.02)
        drop(fd)
        thread.join()

    monkeypatch.setattr(lock_module, "_drop", slowly)
    assert not asking.held()
    assert taken == [None]
    assert asking.held()
    taking.release()


@pytest.mark.skipif(sys.platform == "win32", reason="locks are not shared there")
def test_two_who_ask_at_once_do_not_take_each_other_for_a_writer(tmp_path, monkeypatch):
    one, two = ProjectLock(tmp_path / "l"), ProjectLock(tmp_path / "l")
    one.take(Holder())
    one.release()
    drop, told = lock_module._drop, []

    def meanwhile(fd):
        monkeypatch.setattr(lock_module, "_drop", drop)
        told.append(two.held())
        drop(fd)

    monkeypatch.setattr(lock_module, "_drop", meanwhile)
    assert not one.held()
    assert told == [False]
