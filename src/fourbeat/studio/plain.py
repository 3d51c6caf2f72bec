"""Rights in a text that belongs to no film: read as it stands, with nothing known of its use."""

from __future__ import annotations

from dataclasses import dataclass

from fourbeat.model.finding import Where
from fourbeat.model.message import Message
from fourbeat.model.verdict import Decision, Finding
from fourbeat.policy.judging import STRICTNESS, judge
from fourbeat.policy.rule import Facts

from .guarded import Guarded
from .passages import Passage
from .rights import Found
from .rights_told import broken_pack, stored


@dataclass(frozen=True)
class Spotted:
    """Be one finding in a text, with the line and column it stands in, counted from 1."""

    finding: Finding
    line: int
    column: int

    @property
    def why(self) -> Message:
        """Say what was found, and why it matters."""
        return self.finding.why


def look(text: str, guarded: Guarded, day: str, language: str = "en") -> list[Spotted]:
    """Give what a text touches, in its order, and the packs that cannot be read; no use of it is known."""
    facts = Facts(at=day, project="", via="", seconds="0")
    passage = Passage("text", text, Where(kind="text", row="", field="text"))
    spotted = [Spotted(broken_pack(one), 1, 1) for one in guarded.broken]
    for hit in guarded.hits(text, ()):
        subject = guarded.subjects[hit.subject]
        ruled = judge(subject, facts, sure=hit.sure, grants=guarded.granted(subject))
        before = text[: hit.start]
        line, column = before.count("\n") + 1, hit.start - (before.rfind("\n") + 1) + 1
        spotted.append(Spotted(stored(Found(subject, ruled, passage, hit), language), line, column))
    return spotted


def gravest(findings: list[Decision]) -> Decision:
    """Give the strictest of several decisions; nothing found is allowed."""
    return max(findings, key=STRICTNESS.index, default=Decision.ALLOW)
