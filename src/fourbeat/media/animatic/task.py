"""What a worker process is asked to do for the animatic; importing this brings no picture library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ...model.format import Size
from ...model.panel import Panel
from ...model.time import Rate


def draw_still(
    panel: Panel, size: Size, seed: int, pictures: Mapping[str, Path], target: Path, report: Callable[[float], None]
) -> None:
    """Draw one picture of a panel beside `target` and put it there when it is whole. Raises what `render` raises."""
    from ..encode import encoding
    from .still import still

    part = target.with_name(f"{target.name}.part")
    with encoding(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        still(panel, size=size, seed=seed, pictures=pictures, target=part)
        with encoding(target):
            part.replace(target)
        report(1.0)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def draw(
    panel: Panel, size: Size, rate: Rate, frames: int, seed: int, pictures: Mapping[str, Path], target: Path,
    report: Callable[[float], None],
) -> None:  # fmt: skip
    """Render a panel beside `target` and put it there when it is whole. Raises what `render` raises."""
    from ..encode import encoding
    from .render import render

    part = target.with_name(f"{target.name}.part")
    with encoding(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    try:
        render(
            panel, size=size, rate=rate, frames=frames, seed=seed, pictures=pictures, target=part, report=report
        )  # fmt: skip
        with encoding(target):
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
