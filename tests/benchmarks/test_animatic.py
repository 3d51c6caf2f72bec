"""How fast the animatic draws, against plainly encoding as many still frames in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from fourbeat.media.animatic.render import film, render
from fourbeat.media.encode import ClipWriter
from fourbeat.model.format import Size
from fourbeat.model.panel import Caption, Figure, Panel
from fourbeat.model.plan import Angle, Depth, Framing, Move
from fourbeat.model.time import Rate

SIZE, RATE, FRAMES = Size(width=1280, height=720), Rate(24), 96

BEAT = Caption(start=0, end=60, text="She turns once and opens her arms.")
LINE = Caption(start=40, end=90, text="Listen. Can you hear it?", speaker="Rosa", kind="line")
WOMAN = Figure(name="Rosa", words="young woman, long hair, red dress, dances", colour="#d9352c")

PANELS = {
    "close and locked": Panel(
        framing=Framing.CLOSE_UP, depth=Depth.SHALLOW, light="soft window light from the left", place="room",
        figures=(WOMAN,), captions=(BEAT, LINE), slate=("Film", "10"),
    ),
    "orbit on a roof": Panel(
        framing=Framing.FULL, angle=Angle.LOW, move=Move.ORBIT_LEFT, light="low sun at dusk from behind",
        place="rooftop", figures=(WOMAN,), captions=(BEAT, LINE), slate=("Film", "20"),
    ),
    "track in the rain": Panel(
        scene="Rain.", framing=Framing.WIDE, move=Move.TRACK_RIGHT, light="neon at night", place="street",
        figures=(WOMAN,), captions=(BEAT, LINE), slate=("Film", "30"),
    ),
}  # fmt: skip

MOST = {"close and locked": 5.5, "orbit on a roof": 8.0, "track in the rain": 10.5}
"""How many times the processor time of the plain encode a drawn clip may take."""


def cost(work: Callable[[], None]) -> float:
    """Give the processor seconds of this process, all threads, for the better of two runs."""
    spent = []
    for _ in range(2):
        before = time.process_time()
        work()
        spent.append(time.process_time() - before)
    return min(spent)


@pytest.mark.benchmark
@pytest.mark.parametrize("name", PANELS)
def test_drawing_costs_a_few_times_the_plain_encode(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    panel = PANELS[name]
    still = next(iter(film(panel, size=SIZE, rate=RATE, frames=FRAMES, seed=1, pictures={}))).copy()

    def plain() -> None:
        with ClipWriter(tmp_path / "still.mp4", SIZE, RATE) as clip:
            for _ in range(FRAMES):
                clip.frame(still)

    def drawn() -> None:
        render(
            panel, size=SIZE, rate=RATE, frames=FRAMES, seed=1, pictures={}, target=tmp_path / "drawn.mp4",
            report=lambda done: None,  # noqa: ARG005
        )  # fmt: skip

    floor, whole = cost(plain), cost(drawn)
    seconds = float(RATE.seconds(FRAMES))
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{name}: {seconds / whole:.2f} x real time on one core, {whole / floor:.1f} x a plain encode"
            f" ({whole:.2f} s for {seconds:.0f} s of film)"
        )
    assert whole <= MOST[name] * floor
