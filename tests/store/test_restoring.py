"""A damaged project comes back from its backup, and what was there is kept beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from fourbeat.model.errors import Busy, Invalid, NotFound, Storage
from fourbeat.model.message import message
from fourbeat.store import Store
from store import film


def note(store, text):
    store.write(lambda w: w.edit(message("x"), w.plan.change(w.plan.project, note=text)))


@pytest.mark.parametrize("gone", [False, True])
def test_a_backup_takes_the_place_of_a_damaged_database(store, opening, folder, clock, gone):
    note(store, "backed up")
    copy = store.back_up()
    note(store, "later")
    file, log = folder / "project.fourbeat", folder / "project.fourbeat-wal"
    left = log.read_bytes()
    store.close()
    # A writer that crashed leaves its log behind; beside the copy, SQLite would play it into the copy.
    log.write_bytes(left)
    file.unlink() if gone else file.write_bytes(b"damaged" * 1000)
    kept = Store.restore(folder, copy, now=clock)
    assert opening().plan.project.note == "backed up"
    assert copy.exists()
    assert (kept is None) is gone
    assert gone or kept.read_bytes() == b"damaged" * 1000
    assert not (folder / "project.fourbeat.part").exists()


def test_a_project_in_use_is_not_replaced(store, folder, clock):
    copy = store.back_up()
    note(store, "later")
    with pytest.raises(Busy):
        Store.restore(folder, copy, now=clock)
    note(store, "latest")
    assert store.plan.project.note == "latest"


@pytest.mark.parametrize(("content", "error"), [(b"", Storage), (b"rubbish" * 1000, Storage), (None, NotFound)])
def test_an_unsound_backup_replaces_nothing(store, opening, folder, clock, tmp_path, content, error):
    note(store, "as it is")
    store.close()
    copy = tmp_path / "copy.fourbeat"
    if content is not None:
        copy.write_bytes(content)
    with pytest.raises(error):
        Store.restore(folder, copy, now=clock)
    assert opening().plan.project.note == "as it is"


def test_another_programs_file_is_no_backup(store, folder, clock, tmp_path):
    store.close()
    with closing(sqlite3.connect(tmp_path / "songs.db")) as conn:
        conn.execute("CREATE TABLE song (name)")
        conn.commit()
    with pytest.raises(Invalid) as error:
        Store.restore(folder, tmp_path / "songs.db", now=clock)
    assert error.value.code == "store.not-a-project"


def test_a_sound_database_has_no_findings_and_a_loose_end_is_found(store, opening, folder, ids):
    shot = ids.new()
    verdict = film.verdict(ids, shot)
    job = film.job(ids, shot, verdict=verdict.id)
    store.write(lambda w: (w.add_verdict(verdict), w.add_job(job)))
    assert store.check() == []
    store.close()
    with closing(sqlite3.connect(folder / "project.fourbeat", isolation_level=None)) as conn:
        conn.execute("DELETE FROM verdict")
    assert opening(write=False).check() == [message("store.found-loose-end", table="job", n=1)]
