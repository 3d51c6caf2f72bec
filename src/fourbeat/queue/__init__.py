"""Claims and runs the jobs that the store holds."""

from .cancel import said
from .clock import Clock, SystemClock
from .gate import RULES, Prepared, Rule, check, digest
from .judge import Judge, Judged
from .limits import Limits
from .progress import JobProgress
from .recover import Recovered
from .renders import RENDER_LANE
from .run import Queue

__all__ = [
    "RENDER_LANE",
    "RULES",
    "Clock",
    "JobProgress",
    "Judge",
    "Judged",
    "Limits",
    "Prepared",
    "Queue",
    "Recovered",
    "Rule",
    "SystemClock",
    "check",
    "digest",
    "said",
]
