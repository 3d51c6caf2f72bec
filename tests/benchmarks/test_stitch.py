"""What stitching costs beside the plain program that does less: CPU seconds as ratios, measured by turns in one run."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from statistics import median

import av
import imageio_ffmpeg
import numpy as np
import pytest

from fourbeat.media.encode import ClipWriter
from fourbeat.media.probe import probe
from fourbeat.media.stitch.render import render
from fourbeat.model.cut import Cut, CutItem
from fourbeat.model.format import Format
from fourbeat.model.time import Rate
from media.stitch.films import Drawing, take

pytestmark = pytest.mark.benchmark

CLIPS, ROUNDS = 100, 3
FORMAT = Format()


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """Give a cut of 100 equal clips of four seconds, about a megabyte each, every one a file of its own."""
    folder = tmp_path_factory.mktemp("clips")
    first = folder / "000.mp4"
    _write(first)
    clip = take(first)
    items = []
    for number in range(CLIPS):
        path = folder / f"{number:03}.mp4"
        if number:
            shutil.copyfile(first, path)
        source = clip.model_copy(update={"path": path})
        items.append(CutItem(shot=str(number), label=str(number), source=source, end=clip.facts.frames))
    return Cut(title="A hundred", format=FORMAT, items=tuple(items))


def test_copying_pictures_costs_little_more_than_concat(film: Cut, tmp_path: Path) -> None:
    ratio = _ratio(film, tmp_path, ["-an", "-c", "copy"], sound=False)
    assert ratio <= 1.3


def test_exact_sound_costs_little_more_than_concat_with_aac(film: Cut, tmp_path: Path) -> None:
    ratio = _ratio(film, tmp_path, ["-c:v", "copy", "-c:a", "aac", "-b:a", "192k"], sound=True)
    assert ratio <= 1.25


def test_probing_costs_little_beside_a_program_started_for_it(film: Cut) -> None:
    clips = [item.source.path for item in film.items[:30]]
    program = imageio_ffmpeg.get_ffmpeg_exe()

    def ask(path: Path) -> None:
        subprocess.run([program, "-hide_banner", "-i", path], check=False, capture_output=True)

    theirs = _seconds(lambda: [ask(path) for path in clips])
    ours = _seconds(lambda: [probe(path) for path in clips])
    print(f"\nprobe: {ours / len(clips) * 1000:.1f} ms, ffmpeg -i: {theirs / len(clips) * 1000:.1f} ms a clip")  # noqa: T201
    assert ours <= theirs


def _ratio(film: Cut, folder: Path, options: list[str], *, sound: bool) -> float:
    names = folder / "list.txt"
    names.write_text("".join(f"file '{item.source.path}'\n" for item in film.items))
    program = imageio_ffmpeg.get_ffmpeg_exe()
    concat = [program, "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", names, *options, folder / "theirs.mp4"]

    def stitch() -> None:
        render(film, scratch=folder / "scratch", target=folder / "ours.mp4", draw=Drawing(), sound=sound)

    theirs, ours = [], []
    for _ in range(ROUNDS):
        theirs.append(_seconds(lambda: subprocess.run(concat, check=True)))
        ours.append(_seconds(stitch))
    ratio = median(ours) / median(theirs)
    what = "with sound" if sound else "pictures only"
    print(f"\n{what}: ours {median(ours):.2f} s CPU, concat {median(theirs):.2f} s CPU, ratio {ratio:.2f}")  # noqa: T201
    with av.open(folder / "ours.mp4") as container:
        assert container.streams.video[0].frames == film.frames
    return ratio


def _seconds(work: Callable[[], object]) -> float:
    """Measure CPU seconds of this process and of those it starts."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

    def spent() -> float:
        return sum(usage.ru_utime + usage.ru_stime for usage in map(resource.getrusage, kinds))

    before = spent()
    work()
    return spent() - before


def _write(path: Path) -> None:
    """Write four seconds that are as hard to code as film: a soft pattern that moves, with a little grain."""
    chance = np.random.default_rng(7)
    width, height = FORMAT.size.width, FORMAT.size.height
    soft = np.kron(chance.integers(40, 210, (height // 40 * 2, width // 40 * 2)), np.ones((40, 40))).astype(np.int16)
    tone = np.sin(np.arange(4 * 48000) * 2 * np.pi * 220 / 48000).astype(np.float32) * 0.4
    with ClipWriter(path, FORMAT.size, Rate(24), keyint=250) as writer:
        writer.sound(np.stack([tone, tone], axis=1))
        for frame in range(96):
            luma = soft[frame * 3 : frame * 3 + height, frame * 5 : frame * 5 + width]
            planes = np.full((height * 3 // 2, width), 128, np.uint8)
            planes[:height] = luma + chance.integers(-3, 4, luma.shape)
            writer.frame(planes)
    assert path.stat().st_size > 500_000
