"""A strict player reads parameter sets from the file's header only; every film must play there, too."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from fourbeat.media.ffmpeg import find_ffmpeg
from fourbeat.media.stitch.avc import Header, UnknownHeader
from fourbeat.media.stitch.piece import header_of
from media.clips import make_clip
from media.stitch.films import cut, ghost, item, look, make

REORDERED = {"preset": "medium", "x264-params": "keyint=12:min-keyint=12:scenecut=0:bframes=3:b-adapt=0"}
PLAIN = {"preset": "ultrafast"}


def strip(film: Path) -> Path:
    """Take every parameter set out of the packets, as a strict player does."""
    stripped = film.with_name("stripped.mp4")
    command = [find_ffmpeg().path, "-v", "error", "-y", "-i", film, "-map", "0:v", "-c", "copy"]
    subprocess.run([*command, "-bsf:v", "filter_units=remove_types=7-8", stripped], check=True)
    return stripped


def complaints(film: Path) -> str:
    """Decode with every check on and give what the decoder says."""
    checks = ["-v", "warning", "-err_detect", "crccheck+bitstream+buffer+explode", "-xerror"]
    command = [find_ffmpeg().path, *checks, "-i", film, "-map", "0", "-f", "null", "-"]
    return subprocess.run(command, check=False, capture_output=True, text=True).stderr


@pytest.mark.parametrize("house", [pytest.param(REORDERED, marks=pytest.mark.slow), PLAIN], ids=["reordered", "plain"])
def test_films_of_two_coders_play_with_the_header_alone(tmp_path: Path, house: dict[str, str]) -> None:
    ours = make_clip(tmp_path / "1.mp4", number=1, frames=48, options=house)
    other = make_clip(tmp_path / "2.mp4", number=2, frames=24, options={"crf": "30", "preset": "slow"})
    film = cut(item(ours), item(other), item(ours, 5, 40), item(ghost(3), 0, 9), item(ours), item(other, 3, 4))
    rendered, seen = make(film, tmp_path)
    assert rendered.copied
    assert rendered.encoded
    assert complaints(tmp_path / "film.mp4") == ""
    stripped = strip(tmp_path / "film.mp4")
    assert complaints(stripped) == ""
    assert look(stripped).hashes == seen.hashes
    assert len(header_of(tmp_path / "film.mp4").sps) == 2


def test_a_naive_join_would_fail_this(tmp_path: Path) -> None:
    one = make_clip(tmp_path / "1.mp4", number=1, frames=24, options=REORDERED)
    two = make_clip(tmp_path / "2.mp4", number=2, frames=24, options=PLAIN)
    names = tmp_path / "list.txt"
    names.write_text(f"file '{one}'\nfile '{two}'\n")
    joined = tmp_path / "joined.mp4"
    concat = [find_ffmpeg().path, "-v", "error", "-f", "concat", "-safe", "0", "-i", names, "-c", "copy", joined]
    subprocess.run(concat, check=True)
    assert complaints(strip(joined))


def test_a_coder_that_uses_our_number_gets_out_of_the_way(tmp_path: Path) -> None:
    house = make_clip(tmp_path / "1.mp4", number=1, frames=24, options={"x264-params": "sps-id=1"})
    other = make_clip(tmp_path / "2.mp4", number=2, frames=12, options={"crf": "35"})
    make(cut(item(house), item(other)), tmp_path)
    header = header_of(tmp_path / "film.mp4")
    assert header.ids == {1, 2}
    assert complaints(strip(tmp_path / "film.mp4")) == ""


def test_a_clip_that_changes_its_parameters_midway_is_encoded(tmp_path: Path) -> None:
    one = make_clip(tmp_path / "1.ts", number=1, frames=12, sound=None, options={"crf": "20"})
    two = make_clip(tmp_path / "2.ts", number=2, frames=12, sound=None, options={"crf": "40"})
    both = tmp_path / "both.mp4"
    names = f"concat:{one}|{two}"
    subprocess.run([find_ffmpeg().path, "-v", "error", "-i", names, "-c", "copy", both], check=True)
    rendered, film = make(cut(item(both), item(both)), tmp_path)
    assert rendered.copied == 0
    assert [clip for clip, _ in film.codes] == ([1] * 12 + [2] * 12) * 2
    assert complaints(strip(tmp_path / "film.mp4")) == ""


@pytest.mark.parametrize("options", [PLAIN, REORDERED, {"x264-params": "sps-id=31"}, {"profile": "baseline"}])
def test_headers_are_written_as_they_are_read(tmp_path: Path, options: dict[str, str]) -> None:
    header = header_of(make_clip(tmp_path / "1.mp4", frames=1, options=options))
    assert Header.read(header.write()) == header
    assert header.free_id() not in header.ids


@pytest.mark.parametrize("data", [b"", b"\x00\x00\x00\x01\x67", b"\x01d\x00\x1f\xff\xe1\x00\x18gd", b"\x01" * 6])
def test_headers_of_another_kind_are_refused(data: bytes) -> None:
    with pytest.raises(UnknownHeader):
        Header.read(data)


def test_headers_with_the_same_numbers_are_not_joined(tmp_path: Path) -> None:
    one = header_of(make_clip(tmp_path / "1.mp4", frames=1))
    two = header_of(make_clip(tmp_path / "2.mp4", frames=1, options={"crf": "40"}))
    assert one.joined(one) == one
    with pytest.raises(UnknownHeader):
        one.joined(two)
