"""When something goes wrong: nothing is lost, nothing half done stays, and the next try goes on."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fourbeat.media import encode
from fourbeat.media.stitch import check, film, segment
from fourbeat.media.stitch.render import render
from fourbeat.model.cut import Cut
from fourbeat.model.errors import Cancelled, FourbeatError, Invalid, MediaError, Storage
from fourbeat.model.format import Format, Size
from media.clips import make_clip
from media.stitch.films import Drawing, cut, ghost, item, look, make, run, take

OLD = b"the film of yesterday"


@pytest.fixture
def mixed(tmp_path: Path) -> Cut:
    """Give a cut of which some is copied, some encoded and some drawn."""
    plain = make_clip(tmp_path / "plain.mp4", number=1, frames=24)
    other = make_clip(tmp_path / "other.mp4", number=2, frames=24, options={"crf": "35"})
    return cut(item(plain), item(other), item(ghost(3), 0, 12), item(plain))


def failing(cut: Cut, tmp_path: Path, **options: object) -> FourbeatError:
    """Render over an old film, expect failure, and see that the old film and nothing else is there."""
    target = tmp_path / "film.mp4"
    target.write_bytes(OLD)
    with pytest.raises(FourbeatError) as caught:
        render(cut, scratch=tmp_path / "scratch", target=target, draw=options.pop("draw", Drawing()), **options)
    assert target.read_bytes() == OLD
    assert not list(tmp_path.rglob("*.part"))
    return caught.value


def test_an_empty_cut_is_refused(tmp_path: Path) -> None:
    error = failing(cut(title="Nothing"), tmp_path)
    assert isinstance(error, Invalid)
    assert (error.code, error.message.params) == ("stitch.no-items", {"title": "Nothing"})


def test_a_size_that_cannot_be_coded_is_refused(tmp_path: Path) -> None:
    fmt = Format(size=Size(width=321, height=180))
    assert failing(cut(item(ghost(1), 0, 5), fmt=fmt), tmp_path).code == "stitch.size"


def test_a_missing_clip_is_named_before_anything_is_written(tmp_path: Path, mixed: Cut) -> None:
    (tmp_path / "other.mp4").unlink()
    error = failing(mixed, tmp_path)
    assert isinstance(error, MediaError)
    assert (error.code, error.message.params["name"]) == ("stitch.clip-missing", "other.mp4")
    assert not (tmp_path / "scratch").exists()


def test_a_changed_clip_is_named_even_if_its_size_is_the_same(tmp_path: Path, mixed: Cut) -> None:
    path = tmp_path / "plain.mp4"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    error = failing(mixed, tmp_path)
    assert (error.code, error.message.params["name"]) == ("stitch.clip-changed", "plain.mp4")
    path.write_bytes(data + b"more")
    assert failing(mixed, tmp_path).code == "stitch.clip-changed"


def test_a_take_is_never_written_over(tmp_path: Path, mixed: Cut) -> None:
    path = tmp_path / "plain.mp4"
    before = path.read_bytes()
    with pytest.raises(Invalid, match=r"stitch\.target-is-clip"):
        render(mixed, scratch=tmp_path / "s", target=path, draw=Drawing())
    link = tmp_path / "link.mp4"
    os.link(path, link)
    with pytest.raises(Invalid, match=r"stitch\.target-is-clip"):
        render(mixed, scratch=tmp_path / "s", target=link, draw=Drawing())
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_named(tmp_path: Path, mixed: Cut) -> None:
    with pytest.raises(Storage) as caught:
        render(mixed, scratch=tmp_path / "s", target=tmp_path / "gone" / "film.mp4", draw=Drawing())
    assert caught.value.code == "stitch.no-folder"


def test_too_little_room_is_said_before_anything_is_written(
    tmp_path: Path, mixed: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check.shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1 << 20}))
    error = failing(mixed, tmp_path)
    assert isinstance(error, Storage)
    assert error.code == "stitch.no-room"
    assert error.message.params["free"] == 1
    assert not (tmp_path / "scratch").exists()


@pytest.mark.parametrize("module", [segment, film, encode], ids=["segment", "film", "ghost"])
def test_a_full_disk_leaves_no_trace(
    tmp_path: Path, mixed: Cut, monkeypatch: pytest.MonkeyPatch, module: object
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    system = type("System", (), {"fsync": staticmethod(full)})
    monkeypatch.setattr(module, "os", system)
    error = failing(mixed, tmp_path)
    assert isinstance(error, Storage)
    assert error.code == "encode.disk-full"
    monkeypatch.undo()
    _, seen = make(mixed, tmp_path)
    assert seen.codes == run(1, range(24)) + run(2, range(24)) + run(3, range(12)) + run(1, range(24))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_disk_that_fills_up_while_packets_are_written(tmp_path: Path, mixed: Cut) -> None:
    target = tmp_path / "film.mp4"
    (tmp_path / "film.mp4.part").symlink_to("/dev/full")
    with pytest.raises(Storage) as caught:
        render(mixed, scratch=tmp_path / "scratch", target=target, draw=Drawing())
    assert caught.value.code == "encode.disk-full"
    assert not list(tmp_path.rglob("*.part"))
    assert not target.exists()


def test_a_drawing_that_fails_is_passed_on(tmp_path: Path, mixed: Cut) -> None:
    def draw(*_: object, target: Path, **__: object) -> None:
        target.write_bytes(b"half")
        raise Cancelled("job.cancelled")

    assert isinstance(failing(mixed, tmp_path, draw=draw), Cancelled)


def test_a_clip_whose_pictures_do_not_decode_is_named(tmp_path: Path) -> None:
    plain = make_clip(tmp_path / "plain.mp4", number=1, frames=24)
    broken = tmp_path / "broken.mp4"
    source = take(make_clip(broken, number=2, frames=24, sound=None, options={"crf": "35"}))
    data = bytearray(broken.read_bytes())
    start = data.index(b"mdat") + 4
    end = start - 8 + int.from_bytes(data[start - 8 : start - 4])
    data[start:end] = bytes(end - start)
    broken.write_bytes(data)
    digest = check.hashlib.sha256(data).hexdigest()
    error = failing(cut(item(plain), item(source.model_copy(update={"sha256": digest}))), tmp_path)
    assert isinstance(error, MediaError)
    assert error.message.params["name"] == "broken.mp4"


def test_a_film_that_is_not_what_was_planned_is_thrown_away(
    tmp_path: Path, mixed: Cut, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = film.packets

    def forgetful(*args: object):
        yield from list(honest(*args))[:-1]

    monkeypatch.setattr(film, "packets", forgetful)
    error = failing(mixed, tmp_path)
    assert (error.code, error.message.params["name"]) == ("stitch.check-failed", "film.mp4")


def test_damaged_segments_from_before_are_made_again(tmp_path: Path, mixed: Cut) -> None:
    _, first = make(mixed, tmp_path)
    for path in (tmp_path / "scratch").iterdir():
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    rendered, second = make(mixed, tmp_path)
    assert rendered.reused == 0
    assert second.hashes == first.hashes


def test_an_edit_encodes_only_what_is_new(tmp_path: Path, mixed: Cut) -> None:
    first, _ = make(mixed, tmp_path)
    again, _ = make(mixed, tmp_path)
    assert (first.reused, again.reused) == (0, again.encoded)
    longer = mixed.model_copy(update={"items": (*mixed.items, item(mixed.items[1].source, 0, 12))})
    edited, _ = make(longer, tmp_path)
    assert edited.encoded - edited.reused == 12


def test_progress_only_rises_and_ends_at_one(tmp_path: Path, mixed: Cut) -> None:
    for _ in range(2):
        seen: list[float] = []
        make(mixed, tmp_path, report=seen.append)
        assert seen == sorted(seen)
        assert 0 < seen[0] < 0.6
        assert seen[-1] == 1
        assert seen.count(1) == 1


def test_a_film_without_sound_has_no_sound_track(tmp_path: Path, mixed: Cut) -> None:
    rendered, seen = make(mixed, tmp_path, sound=False)
    assert rendered.samples == 0
    assert seen.sound.size == 0
    assert len(seen.codes) == 84


RENDER = """
import sys
from pathlib import Path
from media.stitch.films import Drawing
from fourbeat.media.stitch.render import render
from fourbeat.model.cut import Cut
folder = Path(sys.argv[1])
cut = Cut.model_validate_json((folder / "cut.json").read_text())
print("ready", flush=True)
render(cut, scratch=folder / "scratch", target=folder / "film.mp4", draw=Drawing())
print("done", flush=True)
"""


def start(folder: Path) -> subprocess.Popen[bytes]:
    tests = Path(__file__).parents[2]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent / "src")])}
    process = subprocess.Popen([sys.executable, "-c", RENDER, folder], env=env, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return process


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal nobody can catch")
def test_a_killed_render_goes_on_where_it_was(tmp_path: Path) -> None:
    fmt = Format(size=Size(width=640, height=360))
    clips = [make_clip(tmp_path / f"{n}.mp4", number=n, frames=48) for n in range(1, 7)]
    film = cut(*map(item, clips), item(ghost(9), 0, 24), fmt=fmt)
    (tmp_path / "cut.json").write_text(film.model_dump_json())
    target = tmp_path / "film.mp4"
    target.write_bytes(OLD)
    expected = run(9, range(24))
    kills = 0
    for pause in (0.1, 0.25, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4):
        process = start(tmp_path)
        time.sleep(pause)
        process.kill()
        kills += process.wait() == -signal.SIGKILL
        process.stdout.close()
        if target.read_bytes() != OLD:
            break
    assert kills >= 3
    again = start(tmp_path)
    assert again.wait(60) == 0
    again.stdout.close()
    seen = look(target)
    assert seen.codes == [code for n in range(1, 7) for code in run(n, range(48))] + expected
    fresh = render(film, scratch=tmp_path / "other", target=tmp_path / "fresh.mp4", draw=Drawing())
    assert fresh.reused == 0
    assert look(tmp_path / "fresh.mp4").hashes == seen.hashes
    assert (tmp_path / "fresh.mp4").read_bytes() == target.read_bytes()
