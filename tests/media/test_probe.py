"""What probe says of clips, and what it refuses."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from fourbeat.media.probe import decodes, probe
from fourbeat.model.errors import FourbeatError, MediaError, NotFound
from fourbeat.model.time import Rate
from media.clips import make_clip


def code(path: Path) -> str:
    with pytest.raises(FourbeatError) as caught:
        probe(path)
    return caught.value.code


def test_says_what_a_plain_clip_is(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "plain.mp4", frames=30)
    facts = probe(path)
    assert (facts.codec, facts.width, facts.height, facts.pixel_format) == ("h264", 320, 180, "yuv420p")
    assert (facts.rate, facts.frames, facts.constant, facts.keyframes, facts.reorder) == ("24", 30, True, (0,), 0)
    assert (facts.rotation, facts.aspect, facts.colour) == (0, "1:1", "limited/bt709/bt709/bt709")
    assert facts.bytes == path.stat().st_size
    assert facts.sound
    assert (facts.sound.codec, facts.sound.rate, facts.sound.channels) == ("aac", 48000, 2)
    assert 60000 <= facts.sound.samples < 60000 + 1024
    decodes(path)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "mov", "ts"])
@pytest.mark.parametrize("rate", ["24000/1001", "25", "60"])
def test_finds_the_rate_in_every_container(tmp_path: Path, suffix: str, rate: str) -> None:
    facts = probe(make_clip(tmp_path / f"clip.{suffix}", rate=Rate.parse(rate).fraction, frames=26, sound=None))
    assert (facts.rate, facts.constant, facts.frames) == (rate, True, 26)


@pytest.mark.parametrize("frames", [1, 2, 3])
def test_reads_the_shortest_clips(tmp_path: Path, frames: int) -> None:
    path = make_clip(tmp_path / "short.mkv", frames=frames)
    facts = probe(path)
    assert (facts.frames, facts.rate, facts.constant) == (frames, "24", True)
    decodes(path)


def test_tells_reordered_pictures_and_where_one_can_start(tmp_path: Path) -> None:
    options = {"preset": "medium", "x264-params": "bframes=3:keyint=10:min-keyint=10:scenecut=0:b-adapt=0"}
    facts = probe(make_clip(tmp_path / "b.mp4", frames=35, options=options))
    assert facts.reorder == 2
    assert facts.keyframes == (0, 10, 20, 30)


def test_leaves_out_keyframes_with_earlier_pictures_behind_them(tmp_path: Path) -> None:
    # With open GOPs, pictures shown before a keyframe are decoded after it: nothing can be copied from there.
    options = {"x264-params": "bframes=2:keyint=12:min-keyint=1:scenecut=0:b-adapt=0:open-gop=1"}
    facts = probe(make_clip(tmp_path / "open.ts", frames=35, options=options))
    assert facts.keyframes == (0,)


def test_counts_pictures_where_the_header_says_none(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "frag.mp4", frames=30, container={"movflags": "frag_keyframe+empty_moov"})
    with av.open(path) as container:
        assert container.streams.video[0].frames == 0
    assert probe(path).frames == 30


def test_tells_a_variable_rate(tmp_path: Path) -> None:
    times = [index + index // 5 for index in range(30)]
    facts = probe(make_clip(tmp_path / "vfr.mp4", frames=30, times=times))
    assert not facts.constant
    assert facts.fps.fraction == Fraction(29 * 24, 34)
    assert facts.frames == 30


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_tells_rotation(tmp_path: Path, rotation: int) -> None:
    assert probe(make_clip(tmp_path / "turned.mp4", frames=2, rotation=rotation)).rotation == rotation


def test_tells_colour_shape_and_missing_sound(tmp_path: Path) -> None:
    facts = probe(make_clip(tmp_path / "plain.mp4", frames=2, colour=None, sound=None, aspect=Fraction(4, 3)))
    assert (facts.colour, facts.aspect, facts.sound) == ("-/-/-/-", "4:3", None)
    full = {"range": 2, "primaries": 9, "transfer": 16, "matrix": 9}
    facts = probe(make_clip(tmp_path / "full.mp4", frames=2, colour=full, pixel_format="yuv422p"))
    assert (facts.colour, facts.pixel_format) == ("full/bt2020/pq/bt2020", "yuvj422p")


def test_tells_other_coding_by_its_parameters(tmp_path: Path) -> None:
    one = probe(make_clip(tmp_path / "one.mp4", frames=2))
    same = probe(make_clip(tmp_path / "same.mp4", frames=9, number=2, sound=None))
    other = probe(make_clip(tmp_path / "other.mp4", frames=2, options={"crf": "28"}))
    assert one.key == same.key
    assert one.key != other.key
    assert one.extradata != other.extradata


def test_keeps_any_file_name(tmp_path: Path) -> None:
    for name in ("日本 語.mp4", "new\nline.mp4", "concat:a|b.mp4", "-i %d 'q' \"d\".mp4", "http:x.mp4"):
        assert probe(make_clip(tmp_path / name, frames=2)).frames == 2


def test_refuses_what_is_no_clip(tmp_path: Path) -> None:
    text = tmp_path / "note.mp4"
    text.write_text("This is a shopping list.\n" * 50)
    assert code(text) == "probe.not-media"
    (tmp_path / "empty.mp4").touch()
    assert code(tmp_path / "empty.mp4") == "probe.empty"
    assert code(tmp_path / "gone.mp4") == "probe.missing"
    assert code(tmp_path) == "probe.missing"
    with pytest.raises(MediaError):
        decodes(text)


def test_never_follows_a_playlist_to_another_file(tmp_path: Path) -> None:
    make_clip(tmp_path / "secret.ts", frames=5)
    trap = tmp_path / "trap.mp4"
    trap.write_text("#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nsecret.ts\n#EXT-X-ENDLIST\n")
    assert code(trap) == "probe.not-media"
    trap.write_text("ffconcat version 1.0\nfile secret.ts\n")
    assert code(trap) == "probe.not-media"


def test_refuses_sound_without_pictures(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp4"
    with av.open(path, "w") as out:
        stream = out.add_stream("aac", rate=48000)
        frame = av.AudioFrame.from_ndarray(np.zeros((2, 1024), np.float32), format="fltp", layout="stereo")
        frame.sample_rate, frame.pts = 48000, 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    assert code(path) == "probe.no-picture"


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.97])
@pytest.mark.parametrize("flags", ["use_metadata_tags", "faststart", "frag_keyframe+empty_moov"])
def test_refuses_a_clip_that_was_cut_off(tmp_path: Path, flags: str, kept: float) -> None:
    whole = make_clip(tmp_path / "whole.mp4", frames=48, container={"movflags": flags})
    part = tmp_path / "part.mp4"
    part.write_bytes(whole.read_bytes()[: int(whole.stat().st_size * kept)])
    assert code(part) in {"probe.cut-off", "probe.no-frames", "probe.cannot-read"}


def test_notices_pictures_that_do_not_decode(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", frames=24, sound=None)
    data = bytearray(path.read_bytes())
    start = data.index(b"mdat") + 4
    end = start - 8 + int.from_bytes(data[start - 8 : start - 4])
    data[start:end] = bytes(end - start)
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    with pytest.raises(MediaError):
        decodes(broken)
    assert code(broken) == "probe.cannot-decode"


def test_survives_damage_anywhere(tmp_path: Path) -> None:
    data = make_clip(tmp_path / "clip.mp4", frames=6).read_bytes()
    broken = tmp_path / "broken.mp4"
    for start in range(0, len(data), max(1, len(data) // 60)):
        broken.write_bytes(data[:start] + bytes([255]) * 24 + data[start + 24 :])
        try:
            assert 0 < probe(broken).frames < 1000
        except (MediaError, NotFound):
            pass


def test_refuses_pictures_larger_than_any_project(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "wide.mp4", frames=1, size=(8208, 64), sound=None)
    with pytest.raises(MediaError) as caught:
        probe(path)
    assert caught.value.message.params == {"name": "wide.mp4", "size": "8208x64", "most": 8192}


@pytest.mark.foreign
def test_agrees_with_ffprobe(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "clip.mp4", frames=31, rate=Fraction(30000, 1001))
    entries = "stream=nb_read_packets,avg_frame_rate,width,height"
    command = ["ffprobe", "-v", "error", "-count_packets", "-select_streams", "v", "-show_entries", entries]
    said = subprocess.run([*command, "-of", "csv=p=0", path], capture_output=True, text=True, check=True).stdout
    facts = probe(path)
    assert said.strip().split(",") == [str(facts.width), str(facts.height), facts.rate, str(facts.frames)]
