"""What stitching costs beside the plain program that does less: CPU seconds as ratios, measured by turns in one run."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
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


PEAK = """
import re, sys
from pathlib import Path
from media.stitch.films import Drawing
from fourbeat.media.stitch.render import render
from fourbeat.model.cut import Cut
folder, copies = Path(sys.argv[1]), int(sys.argv[2])
cut = Cut.model_validate_json((folder / "cut.json").read_text())
cut = cut.model_copy(update={"items": cut.items * copies})
render(cut, scratch=folder / "scratch", target=folder / "film.mp4", draw=Drawing(), sound=False)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the peak")
def test_memory_does_not_grow_with_the_film(film: Cut, tmp_path: Path) -> None:
    short = film.model_copy(update={"items": film.items[:10]})
    (tmp_path / "cut.json").write_text(short.model_dump_json())
    tests = Path(__file__).parents[1]
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(tests), str(tests.parent / "src")])}

    def peak(copies: int) -> int:
        command = [sys.executable, "-c", PEAK, tmp_path, str(copies)]
        return int(subprocess.run(command, env=env, check=True, capture_output=True).stdout)

    few, many = peak(1), peak(100)
    print(f"\npeak memory: {few // 1024} MB for 10 clips, {many // 1024} MB for 1000")  # noqa: T201
    assert many <= 1.5 * few


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
