"""Spoken lines: heard where the panel asks and the machine can, murmured otherwise."""

from __future__ import annotations

from pathlib import Path

import av
import numpy
import pytest

from fourbeat.media.animatic.render import render
from fourbeat.model.format import Size
from fourbeat.model.panel import Caption, Panel
from fourbeat.model.time import Rate

LINE = Caption(start=0, end=24, text="The lamp is out.", speaker="Ada", kind="line")


def sound(folder: Path, *, spoken: bool) -> numpy.ndarray:
    clip = folder / f"{spoken}.mp4"
    panel = Panel(captions=(LINE,), spoken=spoken)
    render(
        panel, size=Size(width=64, height=64), rate=Rate(24), frames=24, seed=1, pictures={}, target=clip,
        report=lambda _done: None,
    )  # fmt: skip
    with av.open(str(clip)) as film:
        return numpy.concatenate([frame.to_ndarray() for frame in film.decode(audio=0)], axis=1)


@pytest.mark.foreign
def test_a_line_is_spoken_only_when_asked(tmp_path: Path) -> None:
    assert not numpy.array_equal(sound(tmp_path, spoken=True), sound(tmp_path, spoken=False))


def test_without_a_voice_on_the_machine_it_is_murmured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert numpy.array_equal(sound(tmp_path, spoken=True), sound(tmp_path, spoken=False))
