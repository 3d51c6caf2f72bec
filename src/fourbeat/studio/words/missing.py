"""Words about generators that a film asks for and that nobody connected here."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    count(
        "missing.film",
        "This film asks for {keys}, which is not connected here: {n} shot.",
        "This film asks for {keys}, which is not connected here: {n} shots.",
    ),
    say("missing.shot", "{keys} is not connected here."),
    say("missing.choice", "{key} (not connected here)"),
    say("missing.connect", "Connect…"),
    say("missing.connect-of", "Connect {key}…"),
    say("missing.move", "Move the shots…"),
    say("missing.move-of", "Move the shots of {key} to another generator…"),
    say("missing.later", "Not now"),
)
