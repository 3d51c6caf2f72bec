"""Ghosts become clips: panels drawn into the scratch folder, once for each panel, length and format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from fourbeat.media.animatic import LOOK
from fourbeat.media.encode import encoding
from fourbeat.media.probe import probe
from fourbeat.model.cut import Clip, CutItem, Ghost
from fourbeat.model.errors import FourbeatError
from fourbeat.model.format import Format, Size
from fourbeat.model.panel import Panel
from fourbeat.model.time import Rate


class Draw(Protocol):
    """Draw a panel as a clip of its own, as the animatic does."""

    def __call__(
        self,
        panel: Panel,
        *,
        size: Size,
        rate: Rate,
        frames: int,
        seed: int,
        pictures: Mapping[str, Path],
        target: Path,
        report: Callable[[float], None],
    ) -> object:
        """Write `frames` frames to `target`; `pictures` finds the panel's picture by its content."""
        ...


def drawn_ghost(
    item: CutItem, fmt: Format, scratch: Path, draw: Draw, report: Callable[[float], None]
) -> tuple[Clip, bool]:
    """Give a ghost's drawing as a clip, and whether it was there before. Raises what `draw` raises, Storage."""
    ghost = item.source
    assert isinstance(ghost, Ghost)
    name = _name(ghost, item.end, fmt)
    path = scratch / f"{name}.mp4"
    with suppress(FourbeatError):
        return _clip(item, path, name), True
    part = path.with_name(f"{path.name}.part")
    pictures = {ghost.panel.picture: ghost.picture} if ghost.panel.picture and ghost.picture else {}
    try:
        with encoding(part):
            scratch.mkdir(parents=True, exist_ok=True)
        draw(
            ghost.panel,
            size=fmt.size,
            rate=fmt.fps,
            frames=item.end,
            seed=ghost.seed,
            pictures=pictures,
            target=part,
            report=report,
        )
        with encoding(path):
            part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return _clip(item, path, name), False


def _clip(item: CutItem, path: Path, name: str) -> Clip:
    # The name stands for the content: equal names are drawn from equal values.
    return Clip(take=item.shot, path=path, sha256=name, facts=probe(path))


def _name(ghost: Ghost, frames: int, fmt: Format) -> str:
    facts = json.dumps([LOOK, ghost.panel.model_dump(mode="json"), ghost.seed, frames, str(fmt.size), fmt.rate])
    return f"ghost-{hashlib.sha256(facts.encode()).hexdigest()[:32]}"
