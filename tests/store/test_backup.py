"""Backups are whole and checked, and thinned as they age."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fourbeat.model.errors import Storage
from fourbeat.model.message import message
from fourbeat.store import backup
from fourbeat.store.backup import surplus
from store import film


def test_a_backup_opens_as_the_project_it_was(store, opening, tmp_path, ids):
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 3)]))
    before = {(row.kind, row.id): row for row in store.plan.rows()}
    made = store.back_up()
    store.write(lambda w: w.undo())
    other = tmp_path / "other"
    other.mkdir()
    shutil.copyfile(made, other / "project.fourbeat")
    again = opening(folder=other)
    assert {(row.kind, row.id): row for row in again.plan.rows()} == before
    assert again.undoable() is not None
    assert [path.name for path in made.parent.iterdir()] == [made.name]


def test_a_backup_is_made_while_others_write(store, ids):
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 50)]))

    def work(writer):
        writer.edit(message("y"), writer.plan.change(writer.plan.project, note="open"))
        # From a reading connection: the open transaction is not in it.
        return store._readers.mine() and backup.back_up(store._readers.mine().conn, store.folder, film.AT)

    made = store.write(work)
    with closing(sqlite3.connect(made)) as conn:
        assert conn.execute('SELECT "note" FROM "project"').fetchall() == [("",)]


@pytest.mark.parametrize("spoil", ["DELETE FROM step_gone", "DELETE FROM brief"])
def test_a_backup_that_is_not_the_same_does_not_count(store, ids, monkeypatch, spoil):
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 3)]))
    real = backup.connect_to_read

    def spoiled(file, *, frozen=False):
        with closing(sqlite3.connect(file)) as conn:
            conn.execute("CREATE TABLE step_gone (a)")
            conn.execute(spoil)
            conn.commit()
        return real(file, frozen=frozen)

    monkeypatch.setattr(backup, "connect_to_read", spoiled)
    with pytest.raises(Storage) as error:
        store.back_up()
    assert error.value.code == "store.backup-wrong"
    assert list((store.folder / "backups").iterdir()) == []


def test_a_backup_without_room_leaves_no_half_file(store):
    shutil.rmtree(store.folder / "backups")
    (store.folder / "backups").write_text("in the way")
    with pytest.raises(Storage) as error:
        store.back_up()
    assert error.value.code == "store.backup-failed"
    store.write(lambda w: w.edit(message("x"), w.plan.change(w.plan.project, note="on")))


def test_backups_are_thinned_to_the_newest_ten_and_one_a_day(store):
    home = store.folder / "backups"
    names = [f"202609{day:02}T{hour:02}0000000Z" for day in range(1, 22) for hour in (9, 18)]
    kept_always = home / "20250101T000000000Z-before-v2.fourbeat"
    for path in (*(home / f"{name}.fourbeat" for name in names), kept_always, home / "mine.fourbeat"):
        path.touch()
    made = store.back_up()
    left = {path.stem for path in home.iterdir()}
    newest = sorted([*names, made.stem])[-10:]
    daily = {f"202609{day:02}T180000000Z" for day in range(8, 21)} | {max(newest)}
    assert left == {kept_always.stem, "mine", *newest, *daily}


def test_thinning_never_counts_on_the_clock_being_right():
    files = [Path(f"2030010{day}T000000000Z.fourbeat") for day in range(1, 6)]
    assert surplus(files, "2026-01-01T00:00:00.000Z") == []
