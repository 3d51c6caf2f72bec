"""Full, failing and read-only disks: clear words, nothing lost, and the store goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from fourbeat.model.errors import Invalid, Storage
from fourbeat.model.message import message

LABEL = message("test.step")
LONG = "x" * 200_000


def note(text):
    return lambda writer: writer.edit(LABEL, writer.plan.change(writer.plan.project, note=text))


def test_a_full_disk_loses_nothing_and_the_store_goes_on(store, opening):
    store.write(note("kept"))

    def fill(writer):
        (pages,) = writer._conn.execute("PRAGMA page_count").fetchone()
        writer._conn.execute(f"PRAGMA max_page_count = {pages}")
        note(LONG)(writer)

    with pytest.raises(Storage) as error:
        store.write(fill)
    assert error.value.code == "store.disk-full"
    assert store.plan.project.note == "kept"
    assert len(store.steps()) == 2
    store.write(lambda writer: writer._conn.execute("PRAGMA max_page_count = 1000000"))
    store.write(note("on"))
    store.close()
    assert opening().plan.project.note == "on"


LIMITED = """
import resource, sys
from pathlib import Path
from fourbeat.model.errors import Storage
from fourbeat.model.ids import Ids
from fourbeat.model.message import message
from fourbeat.store import Store

store = Store.open(Path(sys.argv[1]), ids=Ids(), now=lambda: "2026-09-21T11:00:00.000Z", author="ben")
note = lambda text: lambda w: w.edit(message("test.step"), w.plan.change(w.plan.project, note=text))
store.write(note("kept"))
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
try:
    store.write(note("x" * 900_000))
except Storage as error:
    print(error.code)
assert store.plan.project.note == "kept"
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
store.write(note("on"))
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits on a file's size")
def test_a_disk_that_breaks_off_a_write_loses_nothing(store, opening, folder):
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(folder)], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("store.disk-failed", "")
    assert opening().plan.project.note == "on"


READ_ONLY = """
import os, sys
from pathlib import Path
from fourbeat.model.errors import FourbeatError
from fourbeat.model.ids import Ids
from fourbeat.store import Store

# Python loads some modules at their first use, and the other user may not read them.
Path.cwd().as_uri()
if os.geteuid() == 0:
    # The superuser may write everywhere.
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
for write in (True, False):
    store = Store.open(Path(sys.argv[1]), ids=Ids(), now=lambda: "t", author="ben", write=write)
    print(store.read_only, [notice.code for notice in store.notices], store.plan.project.note, len(store.steps()))
    for attempt in (
        lambda: store.write(lambda w: None), store.back_up, store.media.scratch,
        lambda: store.media.intake_picture(Path(sys.argv[0])),
    ):
        try:
            attempt()
        except FourbeatError as error:
            print(error.code)
    print(store.refresh())
    store.close()
"""


def _open_to_all() -> str:
    for place in (tempfile.gettempdir(), "/var/tmp", "/dev/shm"):
        folder = Path(place).resolve()
        if folder.is_dir() and all(one.stat().st_mode & 0o001 for one in (folder, *folder.parents)):
            return str(folder)
    pytest.skip("no folder here is open to another user")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no such mode")
@pytest.mark.parametrize("left", ["nothing", "wal"])
def test_a_read_only_folder_is_read_and_every_write_refused(store, folder, left):
    store.write(note("newest"))
    # Nobody else's folder: the test's own is closed to other users, and so may be where temporary files go.
    with tempfile.TemporaryDirectory(dir=_open_to_all()) as home:
        copy = Path(home) / "film"
        if left == "nothing":
            store.close()
        shutil.copytree(folder, copy)
        Path(home).chmod(0o755)
        for path in (*copy.rglob("*"), copy):
            path.chmod(0o555 if path.is_dir() else 0o444)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(copy)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        for path in (copy, *copy.rglob("*")):
            path.chmod(0o755)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "True ['store.notice-read-only'] newest 2"
    assert lines[6] == "True [] newest 2"
    assert lines[1:5] == lines[7:11] == ["store.read-only"] * 4


def test_an_error_of_the_work_itself_passes_unchanged(store):
    with pytest.raises(KeyError):
        store.write(lambda _: {}["nothing"])
    with pytest.raises(Invalid):
        store.write(note("\ud800"))
    assert store.plan.project.note == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no folder with open files")
@pytest.mark.parametrize("way", ["moved", "deleted", "replaced"])
def test_a_project_that_is_gone_takes_no_writes_into_nowhere(store, opening, folder, way):
    store.write(note("kept"))
    assert store.trouble() is None
    elsewhere = folder.with_name("elsewhere")
    if way == "deleted":
        shutil.copytree(folder, elsewhere)
        shutil.rmtree(folder)
    else:
        folder.rename(elsewhere)
    if way == "replaced":
        shutil.copytree(elsewhere, folder)
    with pytest.raises(Storage) as error:
        store.write(note("lost"))
    assert error.value.code == store.trouble().code == "store.gone"
    if way == "moved":
        elsewhere.rename(folder)
        assert store.trouble() is None
        store.write(note("on"))
        store.close()
        assert opening().plan.project.note == "on"
    else:
        store.close()
        assert opening(folder=elsewhere).plan.project.note == "kept"
