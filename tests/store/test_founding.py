"""A founding that was cut off at any moment is finished by the next one; folders of other people are left alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fourbeat.model.plan import Project
from fourbeat.store import Store

CUT_OFF = """
import os, sys
from pathlib import Path
from fourbeat.model.ids import Ids
from fourbeat.model.plan import Project
from fourbeat.store import Store, founding

def die(*_, **__):
    os._exit(9)

moment = sys.argv[2]
if moment == "locked":
    founding.part_of = die
elif moment == "empty":
    founding.migrations.upgrade = die
elif moment == "filled":
    founding.Writer.finish = die
elif moment == "made":
    Path.rename = die
ids = Ids()
Store.create(Path(sys.argv[1]), Project(id=ids.new(), name="Cut off"), ids=ids, now=lambda: "t", author="ben")
"""


@pytest.mark.parametrize("moment", ["locked", "empty", "filled", "made"])
def test_a_founding_that_was_cut_off_is_finished(folder, ids, clock, moment):
    done = subprocess.run([sys.executable, "-c", CUT_OFF, str(folder), moment], timeout=60, check=False)
    assert done.returncode == 9
    assert Store.begun(folder)
    assert not Store.is_project(folder)
    with Store.create(folder, Project(id=ids.new(), name="Film"), ids=ids, now=clock, author="ana") as store:
        assert store.plan.project.name == "Film"
        assert store.check() == []
    assert Store.is_project(folder)
    assert not Store.begun(folder)


def test_a_stale_journal_does_not_reach_the_new_database(folder, ids, clock):
    folder.mkdir()
    for ending in (".part", ".part-journal", ".part-wal", ".part-shm"):
        (folder / f"project.fourbeat{ending}").write_bytes(b"left behind")
    assert Store.begun(folder)
    with Store.create(folder, Project(id=ids.new(), name="Film"), ids=ids, now=clock, author="ana"):
        assert not [path for path in folder.iterdir() if ".part" in path.name]


@pytest.mark.parametrize(
    "other", ["letter.txt", "media/clip.mp4", "backups/20260921T100000000Z.fourbeat", "cache/parts/a.part", "photos/"]
)
def test_a_folder_with_anything_else_in_it_is_not_a_begun_project(folder, other):
    (folder / "media").mkdir(parents=True)
    (folder / "cache" / "parts").mkdir(parents=True)
    (folder / "project.lock").touch()
    assert Store.begun(folder)
    path = folder / other
    path.parent.mkdir(parents=True, exist_ok=True)
    path.mkdir() if other.endswith("/") else path.touch()
    assert not Store.begun(folder)


def test_an_empty_or_missing_folder_is_not_a_begun_project(tmp_path: Path):
    assert not Store.begun(tmp_path)
    assert not Store.begun(tmp_path / "gone")
    assert not Store.is_project(tmp_path)


def test_a_link_is_never_a_leftover(folder, tmp_path):
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "media").symlink_to(tmp_path / "elsewhere")
    assert not Store.begun(folder)
