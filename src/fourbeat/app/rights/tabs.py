"""The registry of the Rights panel's tabs: whoever adds a tab adds one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..room import Room
from .anew import AnewSection
from .answers import AnswersSection
from .audit import AuditSection
from .complaints import ComplaintsSection
from .dues import DuesSection
from .packs import PacksSection
from .people import PeopleSection
from .refusals import RefusalsSection
from .reports import ReportsSection
from .section import Section
from .use import UseSection


@dataclass(frozen=True)
class Tab:
    """Describe a tab; `word` is the code of its name, `make` builds its section, once, for the room it is given."""

    id: str
    word: str
    make: Callable[[Room], Section]


TABS: tuple[Tab, ...] = (
    Tab("use", "rights-dock.tab-use", UseSection),
    Tab("packs", "rights-dock.tab-packs", PacksSection),
    Tab("people", "rights-dock.tab-people", PeopleSection),
    Tab("answers", "rights-dock.tab-answers", AnswersSection),
    Tab("dues", "rights-dock.tab-dues", DuesSection),
    Tab("complaints", "complaints-tab.tab", ComplaintsSection),
    Tab("refusals", "refusals-tab.tab", RefusalsSection),
    Tab("reports", "reports-tab.tab", ReportsSection),
    Tab("anew", "rights-anew.tab", AnewSection),
    Tab("audit", "rights-dock.tab-audit", AuditSection),
)
"""Every tab, in the order they stand."""
