"""Network disks and synced folders are noticed, and the project is then locked as a whole instead of sharing memory."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fourbeat.model.errors import Busy
from fourbeat.model.message import message
from fourbeat.store import Ground, Store
from fourbeat.store.ground import network, survey, synced

MOUNTS = """\
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
40 27 0:40 / /mnt/films rw,relatime shared:1 - nfs4 server:/films rw,vers=4.2
41 27 0:41 / /mnt/films/local rw - xfs /dev/sdb1 rw
42 27 0:42 / /mnt/my\\040share rw - cifs //nas/share rw
43 27 0:43 / /home/ana/far rw - fuse.sshfs ana@far: rw
44 27 0:44 / /media/stick rw - fuseblk /dev/sdc1 rw
45 27 0:45 / /media/win rw - fuse.ntfs-3g /dev/sdd1 rw
46 27 0:46 / /mnt/c rw - 9p drvfs rw
47 27 0:47 / /mnt/twice rw - nfs server:/old rw
48 27 0:48 / /mnt/twice rw - ext4 /dev/sde1 rw
49 27 0:49 / /home/ana/cloud rw - fuse.rclone remote: rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/ana/film", ""),
        ("/mnt/films", "nfs4"),
        ("/mnt/films/a/b", "nfs4"),
        ("/mnt/films/local/a", ""),
        ("/mnt/filmsnot/a", ""),
        ("/mnt/my share/film", "cifs"),
        ("/home/ana/far/film", "fuse.sshfs"),
        ("/media/stick/film", ""),
        ("/media/win/film", ""),
        ("/mnt/c/Users/ana/film", "9p"),
        ("/mnt/twice/film", ""),
        ("/home/ana/cloud/film", "fuse.rclone"),
    ],
)
def test_network_disks_are_told_from_local_ones(folder, expected):
    assert network(Path(folder), MOUNTS) == expected


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/home/ana/Dropbox/film", "Dropbox"),
        ("/home/ana/Dropbox (Personal)/film", "Dropbox"),
        ("/Users/ana/OneDrive - Studio/film", "OneDrive"),
        ("/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/film", "iCloud Drive"),
        ("/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.org/film", "Google Drive"),
        ("/home/ana/Nextcloud/film", "Nextcloud"),
        ("/home/ana/films/the dropbox heist", ""),
        ("/home/ana/onedriven", ""),
    ],
)
def test_synced_folders_are_known_by_name(folder, expected):
    assert synced(Path(folder)) == expected


@pytest.mark.parametrize(("marker", "expected"), [(".stfolder", "Syncthing"), (".dropbox.cache", "Dropbox")])
def test_synced_folders_are_known_by_their_marks(tmp_path, marker, expected):
    film = tmp_path / "films" / "one"
    film.mkdir(parents=True)
    assert survey(film, "").synced == ""
    (tmp_path / marker).mkdir()
    assert survey(film, "") == Ground(synced=expected)


def journal_mode(folder):
    with closing(sqlite3.connect(folder / "project.fourbeat")) as conn:
        return conn.execute("PRAGMA journal_mode").fetchone()[0]


def on(**ground):
    return lambda _: Ground(**ground)


@pytest.mark.parametrize(
    ("ground", "code"),
    [({"network": "nfs4"}, "store.notice-network"), ({"synced": "Dropbox"}, "store.notice-synced")],
)
def test_shared_ground_locks_the_file_as_a_whole(store, opening, folder, ground, code):
    store.close()
    assert journal_mode(folder) == "wal"
    there = opening(survey=on(**ground))
    assert [notice.code for notice in there.notices] == [code]
    assert not there.read_only
    there.write(lambda w: w.edit(message("x"), w.plan.change(w.plan.project, note="far")))
    assert [step.label.code for step in there.steps()] == ["x", "history.created"]
    assert there.back_up().exists()
    assert {path.name for path in folder.iterdir() if path.is_file()} <= {
        "project.fourbeat",
        "project.fourbeat-journal",
        "project.lock",
    }
    with closing(sqlite3.connect(folder / "project.fourbeat", timeout=0)) as conn, pytest.raises(sqlite3.Error):
        conn.execute("SELECT * FROM project").fetchall()
    with pytest.raises(Busy):
        opening(write=False, survey=on(**ground))
    there.close()
    assert journal_mode(folder) == "delete"
    assert opening(write=False, survey=on(**ground)).plan.project.note == "far"


def test_back_on_a_local_disk_readers_read_beside_the_writer_again(store, opening, folder):
    store.close()
    opening(survey=on(network="cifs")).close()
    with opening() as local:
        assert local.notices == ()
        assert opening(write=False).plan.project == local.plan.project
    assert journal_mode(folder) == "wal"


def test_a_database_that_a_program_holds_without_our_lock_is_busy(store, opening, folder):
    store.close()
    opening(survey=on(network="nfs")).close()
    with closing(sqlite3.connect(folder / "project.fourbeat", isolation_level=None)) as conn:
        conn.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy) as error:
            opening(survey=on(network="nfs"))
    assert error.value.code == "store.database-busy"
    assert not opening().read_only


def test_the_real_disk_is_looked_at(tmp_path):
    found = survey(tmp_path)
    assert found.writable
    assert isinstance(found.network, str)


def test_an_unwritable_folder_is_only_read(store, opening):
    store.close()
    reader = opening(survey=on(writable=False))
    assert reader.read_only
    assert [notice.code for notice in reader.notices] == ["store.notice-read-only"]
    assert isinstance(reader, Store)
