"""The queue's limits, in one place: how long it waits, how often it looks, how many run at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """Bound what a job may take; seconds unless said otherwise.

    `answer` is how long one question to a provider may take, `patience` how long a job may show no sign of progress,
    `settle` how long a lost request is given to arrive before it is looked for, `looks` how many times that is done,
    `fetches` how many times a clip is fetched, `quiet` how long a fetch may bring no byte, `glance` the least time
    between two looks at one job, `news` the least time between two pieces of progress news of one job. `widths`
    overrides how many jobs of a lane run at once.
    """

    answer: float = 300.0
    patience: float = 7200.0
    settle: float = 3.0
    looks: int = 5
    fetches: int = 5
    quiet: float = 120.0
    glance: float = 0.05
    news: float = 0.1
    widths: Mapping[str, int] = field(default_factory=dict)
