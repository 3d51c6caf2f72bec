"""Older files are brought up to date behind a backup; newer, foreign and damaged ones are left as they are."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from fourbeat.model.audit import broken
from fourbeat.model.clearance import standing
from fourbeat.model.consent import consents
from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.job import Charged
from fourbeat.model.message import message
from fourbeat.model.plan import Form, Prop, Reference, Shot
from fourbeat.model.still import View
from fourbeat.store import Store
from fourbeat.store.schema import FIFTH, FIRST, FOURTH, SECOND, SIXTH, THIRD
from store import film

SAMPLES = Path(__file__).parent / "samples"


def history(*, fails: bool = False) -> Migrations:
    """Make a history with one more version than today's."""
    made = Migrations("fourbeat")

    @made(name="v1")
    def first(db):
        for statement in FIRST:
            db.execute(statement)

    @made(name="v2")
    def second(db):
        for statement in SECOND:
            db.execute(statement)

    @made(name="v3")
    def third(db):
        for statement in THIRD:
            db.execute(statement)

    @made(name="v4")
    def fourth(db):
        for statement in FOURTH:
            db.execute(statement)

    @made(name="v5")
    def fifth(db):
        for statement in FIFTH:
            db.execute(statement)

    @made(name="v6")
    def sixth(db):
        for statement in SIXTH:
            db.execute(statement)

    @made(name="v7")
    def seventh(db):
        db.execute('CREATE TABLE "ledger" ("id" TEXT NOT NULL PRIMARY KEY, "amount" TEXT NOT NULL) STRICT')
        if fails:
            db.execute('INSERT INTO "ledger" VALUES (1, NULL)')

    return made


class Next(Store):
    history = history()


class Failing(Store):
    history = history(fails=True)


def print_of(folder):
    return hashlib.sha256((folder / "project.fourbeat").read_bytes()).hexdigest()


def tamper(folder, statement):
    with closing(sqlite3.connect(folder / "project.fourbeat", isolation_level=None)) as conn:
        conn.execute(statement)


@pytest.fixture
def given(ids, clock):
    return {"ids": ids, "now": clock, "author": "ana"}


@pytest.fixture
def closed(store, folder):
    store.close()
    return folder


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_project_is_refused_untouched(closed, opening, write):
    tamper(closed, "PRAGMA user_version = 99")
    before = print_of(closed)
    with pytest.raises(Invalid) as error:
        opening(write=write)
    assert error.value.message.params == {"project": "film", "version": 99, "known": 6}
    assert print_of(closed) == before
    assert error.value.code == "store.newer"
    assert (closed / "project.lock").read_text() == ""


def test_an_older_project_is_upgraded_behind_a_checked_backup(closed, given):
    with pytest.raises(Storage) as error:
        Next.open(closed, write=False, **given)
    assert error.value.code == "store.needs-upgrade"
    with Next.open(closed, **given) as store:
        assert store.plan.project.name == "Film"
    (backup,) = (closed / "backups").iterdir()
    assert backup.name.endswith("-before-v7.fourbeat")
    with closing(sqlite3.connect(backup)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (6,)
        assert conn.execute('SELECT "name" FROM "project"').fetchall() == [("Film",)]
    with Next.open(closed, write=False, **given) as store:
        assert store.plan.project.name == "Film"
    assert len(list((closed / "backups").iterdir())) == 1
    with pytest.raises(Invalid):
        Store.open(closed, **given)


def test_a_failing_upgrade_leaves_the_project_as_it_was(closed, given):
    with pytest.raises(Invalid):
        Failing.open(closed, **given)
    with Store.open(closed, **given) as store:
        assert store.plan.project.name == "Film"
        assert not store.read_only


@pytest.mark.parametrize("version", [1, 2, 3, 4, 5, 6])
def test_the_sample_of_every_version_still_opens(version, tmp_path, given):
    folder = tmp_path / "sample"
    folder.mkdir()
    shutil.copyfile(SAMPLES / f"v{version}.fourbeat", folder / "project.fourbeat")
    with Store.open(folder, **given) as store:
        assert store.plan.project.name == f"Sample of version {version}"
        (shot,) = store.plan.shots()
        assert (shot.title, shot.frames) == ("Dawn", 48)
        assert [take.number for take in store.takes(shot.id)] == [1]
        assert len(store.plan.brief(shot.id).beats) == 2
        assert [job.take for job in store.jobs() if job.shot] == [store.takes()[0].id]
        assert len(store.events(store.jobs()[0].id)) == 1
        assert [(one.view, one.facts.format) for one in store.stills()] == (
            [(View.FRONT, "png")] if version > 4 else []
        )
        assert [job.of for job in store.jobs() if job.of] == [one.of for one in store.stills()]
        (picture,) = store.plan.all(Reference) or [None]
        assert (picture and picture.still) == (store.stills()[0].id if version > 4 else None)
        assert [one.remote_id for one in store.enrolments()] == (["char_1"] if version > 4 else [])
        assert [one.name for one in store.plan.all(Prop)] == (["Kite"] if version > 1 else [])
        assert store.plan.project.form is Form.STANDARD
        assert (store.plan.purpose().commercial, store.plan.depiction(shot.id).depicts) == (
            (False, "smoking") if version > 2 else (None, None)
        )
        verdict = store.verdict(store.takes()[0].verdict)
        assert (verdict.basis is not None, len(verdict.duties)) == ((True, 1) if version > 2 else (False, 0))
        assert [one.revoked_at is None for one in consents(store.consent_events())] == ([True] if version > 2 else [])
        assert [one.subject for one in standing(store.clearance_events())] == (["pack:one"] if version > 2 else [])
        assert len(store.claim_events()) == (1 if version > 2 else 0)
        looked = [store.takes()[0].id, *(one.id for one in store.stills() if version > 5)]
        assert [one.of for one in store.reviews()] == (looked if version > 2 else [])
        (attempt,) = store.attempts(store.jobs()[0].id)
        assert (attempt.charged, attempt.estimate is None) == (
            (Charged.UNKNOWN, False) if version > 3 else (None, True)
        )
        assert (store.jobs()[0].by, store.jobs()[0].estimate is None) == (("ana", False) if version > 3 else ("", True))
        money = (store.caps(), store.purse_events(), store.settlements(), store.exchanges(), store.suggestions())
        assert [len(one) for one in money] == [int(version > 3)] * 5
        assert broken(store.audit()) is None
        store.write(lambda w: w.undo())
        assert store.plan.get(Shot, shot.id).title == ""
        assert store.redoable().label == message("sample.title")


def test_another_programs_database_is_left_alone(tmp_path, opening):
    with closing(sqlite3.connect(tmp_path / "project.fourbeat")) as conn:
        conn.execute("CREATE TABLE song (name)")
        conn.commit()
    before = print_of(tmp_path)
    with pytest.raises(Invalid) as error:
        opening(folder=tmp_path)
    assert error.value.code == "store.not-a-project"
    assert print_of(tmp_path) == before


@pytest.mark.parametrize("bytes_", [b"", b"not a database at all" * 300])
def test_a_damaged_project_names_its_newest_backup(store, opening, folder, bytes_):
    store.back_up()
    newest = store.back_up()
    store.close()
    (folder / "project.fourbeat").write_bytes(bytes_)
    with pytest.raises(Storage) as error:
        opening()
    assert error.value.code == "store.damaged-with-backup"
    assert error.value.message.params["backup"] == str(newest)
    assert error.value.message.params["n"] == 2
    assert (folder / "project.fourbeat").read_bytes() == bytes_
    shutil.copyfile(newest, folder / "project.fourbeat")
    assert opening().plan.project.name == "Film"


def test_damage_inside_is_found_when_the_plan_is_read(store, opening, folder, ids):
    store.write(lambda w: w.edit(message("x"), [w.plan.born(row) for row in film.film(ids, 200)]))
    store.close()
    file = folder / "project.fourbeat"
    content = bytearray(file.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    file.write_bytes(content)
    with pytest.raises(Storage) as error:
        opening()
    assert error.value.code == "store.damaged"


def test_a_missing_project_is_not_found(tmp_path, opening, store, folder):
    with pytest.raises(NotFound) as error:
        opening(folder=tmp_path / "nowhere")
    assert error.value.code == "store.no-project"
    backup = store.back_up()
    store.close()
    (folder / "project.fourbeat").unlink()
    with pytest.raises(NotFound) as error:
        opening()
    assert (error.value.code, error.value.message.params["backup"]) == ("store.no-database", str(backup))


def test_a_project_is_never_made_over_another(store, folder, given):
    store.close()
    with pytest.raises(Invalid) as error:
        Store.create(folder, store.plan.project, **given)
    assert error.value.code == "store.exists"
    with Store.open(folder, **given) as again:
        assert again.plan.project == store.plan.project


def test_a_folder_that_cannot_be_made_says_so(tmp_path, store, given):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Storage) as error:
        Store.create(tmp_path / "file" / "film", store.plan.project, **given)
    assert error.value.code == "store.cannot-create"
