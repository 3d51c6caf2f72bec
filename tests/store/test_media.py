"""Clips and pictures come in whole, are never overwritten, and no name leads out of the folder."""

from __future__ import annotations

import errno
import hashlib
import os
from datetime import datetime
from pathlib import Path

import pytest

from fourbeat.model.errors import Invalid, NotFound, Storage
from fourbeat.model.message import message
from fourbeat.model.plan import Reference, Role
from fourbeat.store.media import LARGEST_PICTURE, MediaTrouble, Wanted
from store import film

NAME = "SQ010_SH0010_t001_K7Q2M9XA.mp4"


def sha(content):
    return hashlib.sha256(content).hexdigest()


def part(store, content=b"a clip"):
    path = store.media.scratch() / "clip.part"
    path.write_bytes(content)
    return path


def test_a_clip_moves_in_under_its_name(store):
    source = part(store)
    assert store.media.intake_clip(source, NAME) == (NAME, sha(b"a clip"))
    assert store.media.path(NAME) == store.folder / "media" / NAME
    assert store.media.path(NAME).read_bytes() == b"a clip"
    assert not source.exists()


def test_a_clip_is_never_overwritten(store):
    store.media.intake_clip(part(store), NAME)
    store.media.intake_clip(part(store), NAME)
    other = part(store, b"another")
    with pytest.raises(Storage) as error:
        store.media.intake_clip(other, NAME)
    assert error.value.code == "store.media-taken"
    assert store.media.path(NAME).read_bytes() == b"a clip"
    assert other.read_bytes() == b"another"


def test_a_clip_from_another_disk_is_copied_first(store, monkeypatch):
    real, crossed = Path.replace, []

    def replace(self, target):
        if not crossed:
            crossed.append(self)
            raise OSError(errno.EXDEV, "another disk")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    source = part(store)
    store.media.intake_clip(source, NAME)
    assert store.media.path(NAME).read_bytes() == b"a clip"
    assert list(store.media.scratch().iterdir()) == []


def test_a_full_disk_keeps_the_part(store, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "replace", full)
    source = part(store)
    with pytest.raises(Storage) as error:
        store.media.intake_clip(source, NAME)
    assert error.value.code == "store.disk-full"
    assert source.exists()
    assert not store.media.path(NAME).exists()
    with pytest.raises(NotFound):
        store.media.intake_clip(source.with_name("gone.part"), NAME)


@pytest.mark.parametrize(("name", "kept"), [("her face.PNG", "png"), ("odd.exe", "picture"), ("none", "picture")])
def test_a_picture_is_kept_by_its_content(store, tmp_path, name, kept):
    source = tmp_path / name
    source.write_bytes(b"a picture")
    sha256 = store.media.intake_picture(source)
    assert sha256 == sha(b"a picture")
    assert store.media.picture(sha256) == store.folder / "media" / f"{sha256}.{kept}"
    twin = tmp_path / "twin.jpg"
    twin.write_bytes(b"a picture")
    assert store.media.intake_picture(twin) == sha256
    assert len(list((store.folder / "media").iterdir())) == 1
    assert source.exists()
    assert twin.exists()
    assert list(store.media.scratch().iterdir()) == []


@pytest.mark.parametrize("broken", [b"", b"a picturE", b"a picture and more"])
def test_a_picture_that_no_longer_is_what_its_name_says_is_replaced(store, tmp_path, broken):
    source = tmp_path / "her face.png"
    source.write_bytes(b"a picture")
    kept = store.media.picture(store.media.intake_picture(source))
    kept.write_bytes(broken)
    twin = tmp_path / "twin.jpg"
    twin.write_bytes(b"a picture")
    assert store.media.picture(store.media.intake_picture(twin)) == kept
    assert kept.read_bytes() == b"a picture"


def test_a_picture_too_large_to_be_one_is_refused_before_it_is_copied(store, tmp_path):
    source = tmp_path / "film.png"
    with source.open("wb") as file:
        file.truncate(LARGEST_PICTURE + 1)
    with pytest.raises(Invalid) as error:
        store.media.intake_picture(source)
    assert error.value.code == "store.picture-too-large"
    assert error.value.message.params["megabytes"] == 201
    assert list((store.folder / "media").iterdir()) == []
    assert not (store.folder / "cache" / "parts").exists()


def test_a_picture_that_is_not_there_is_not_found(store, tmp_path):
    with pytest.raises(NotFound) as error:
        store.media.picture("0" * 64)
    assert error.value.code == "store.no-picture"
    with pytest.raises(NotFound):
        store.media.intake_picture(tmp_path / "gone.png")
    with pytest.raises(Invalid):
        store.media.picture("../../secret")


OUTSIDE = [
    "",
    ".",
    "..",
    "../x.mp4",
    "a/../../x.mp4",
    "a/b.mp4",
    "a\\b.mp4",
    "..\\x.mp4",
    "/etc/passwd",
    "C:\\x.mp4",
    "C:x.mp4",
    "x.mp4:stream",
    "a\0.mp4",
    "a\n.mp4",
    ".hidden",
    "-rf",
    "con",
    "NUL.mp4",
    "com1.mp4",
    "x.",
    "x ",
    "été.mp4",
    "x" * 121,
]


def test_no_name_leads_out_of_the_folder(store, ids):
    source = part(store)
    job, verdict = film.job(ids, ids.new()), film.verdict(ids, ids.new())
    take = film.take(ids, job, film.attempt(ids, job), verdict)
    for name in OUTSIDE:
        hostile = take.model_copy(update={"media": name})
        for use in (
            lambda name=name: store.media.path(name),
            lambda name=name: store.media.intake_clip(source, name),
            lambda take=hostile: store.write(lambda w: w.add_take(take)),
        ):
            with pytest.raises(Invalid) as error:
                use()
            assert error.value.code == "store.media-name", name
    assert source.exists()


def test_a_link_in_the_media_folder_is_not_followed(store, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("mine")
    (store.folder / "media" / NAME).symlink_to(secret)
    with pytest.raises(Invalid):
        store.media.path(NAME)
    with pytest.raises(Invalid):
        store.media.intake_clip(part(store), NAME)
    assert secret.read_text() == "mine"


def test_what_is_missing_or_changed_is_named(store, ids, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"a picture")
    sha256 = store.media.intake_picture(picture)
    shot = ids.new()
    verdict = film.verdict(ids, shot)
    job = film.job(ids, shot, verdict=verdict.id)
    attempts = [film.attempt(ids, job, number) for number in (1, 2, 3)]
    takes = [film.take(ids, job, attempt, verdict, attempt.number) for attempt in attempts]
    for index, content in enumerate((b"one", b"two")):
        store.media.intake_clip(part(store, content), takes[index].media)
        facts = takes[index].facts.model_copy(update={"bytes": len(content)})
        takes[index] = takes[index].model_copy(update={"facts": facts, "sha256": sha(content)})

    def work(writer):
        reference = Reference(id=ids.new(), of=shot, order="V", role=Role.STYLE, sha256=sha256, name="a")
        writer.edit(message("x"), [writer.plan.born(reference)])
        writer.add_verdict(verdict)
        writer.add_job(job)
        for attempt, take in zip(attempts, takes, strict=True):
            writer.add_attempt(attempt)
            writer.add_take(take)

    store.write(work)
    missing = MediaTrouble(takes[2].media, "missing")
    assert store.media.check() == [missing]
    store.media.path(takes[0].media).write_bytes(b"ONE")
    assert store.media.check() == [missing]
    assert store.media.check(contents=True) == [MediaTrouble(takes[0].media, "changed"), missing]
    store.media.path(takes[1].media).write_bytes(b"two and more")
    store.media.picture(sha256).unlink()
    assert store.media.check() == [
        MediaTrouble(takes[1].media, "changed"),
        missing,
        MediaTrouble(sha256, "missing"),
    ]


def test_unfinished_files_are_cleared_when_the_project_is_opened_to_write(store, opening):
    stale = part(store)
    store.close()
    opening(write=False).close()
    assert stale.exists()
    opening()
    assert not stale.exists()


def test_finished_clips_outlive_a_crash_but_not_for_ever(store, opening, clock):
    scratch, now = store.media.scratch(), datetime.fromisoformat(clock()).timestamp()
    for name, days in (("young.mp4", 6), ("old.mp4", 8), ("young.mp4.part", 0)):
        (scratch / name).write_bytes(b"a clip")
        os.utime(scratch / name, (now - 86400 * days,) * 2)
    (scratch / "link.mp4").symlink_to(scratch / "young.mp4")
    store.close()
    opening()
    assert [path.name for path in scratch.iterdir()] == ["young.mp4"]


def test_wanted_files_are_plain_values():
    assert Wanted("a", "b") == Wanted("a", "b", None)
