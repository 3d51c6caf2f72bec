"""`fourbeat policy`: the packs, and beside them what belongs to one film."""

from __future__ import annotations

from .claim import appeal, claim
from .clearing import audit, clear, clearances, shows, unclear, use
from .consent import consent
from .dues import credits, dues, fulfil, terms
from .holder import report, verify
from .policy import policy
from .policy_check import check
from .recheck import recheck
from .suggestion import suggestions

for one in (check, recheck, use, shows, consent, clear, clearances, unclear, audit, claim, appeal, report, verify):
    policy.add_command(one)
policy.add_command(suggestions)
for one in (dues, fulfil, credits, terms):
    policy.add_command(one)

__all__ = ["policy"]
