"""The words of the purse: why a job may not spend now, and what to do."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("budget.money", "{sum} {currency}"),
    say("budget.range", "{least} to {most} {currency}"),
    say("budget.free", "free"),
    say("budget.no-price", "price unknown"),
    say("budget.seconds", "{number} s"),
    count("budget.clips", "{n} clip", "{n} clips"),
    say("budget.cap.project", "{most} for the film"),
    say("budget.cap.day", "{most} a day"),
    say("budget.cap.project.provider", "{most} for {provider}"),
    say("budget.cap.day.provider", "{most} a day for {provider}"),
    say("budget.held.stopped", "{by} stopped all spending. Let it go on in the ledger or with `fourbeat budget go`."),
    say(
        "budget.held.no-price",
        "Nobody knows what {provider} asks for this, and there is a cap of {cap}."
        " Allow it in the ledger or with `fourbeat budget allow`.",
    ),
    say(
        "budget.held.over",
        "This needs {price}. Left of the cap of {cap}: {left}."
        " Raise the cap in the ledger or with `fourbeat budget cap`, or cancel the job.",
    ),
    say(
        "budget.held.tomorrow",
        "This needs {price}. Left today of the cap of {cap}: {left}."
        " It goes on by itself after midnight UTC, or at once if you raise the cap.",
    ),
    say(
        "budget.held.no-rate",
        "The cap of {cap} cannot be held against a price in {currency}."
        " Type what {currency} is worth in {into} in the ledger or with `fourbeat budget rate`.",
    ),
    say(
        "budget.held.elsewhere",
        "This was not queued here, but on another machine or by somebody else. Its price here: {price}."
        " Retry the job to agree to it, or cancel it.",
    ),
    say(
        "budget.held.dearer",
        "This costs {now} now; when you asked for it, it was {then}. Retry the job to go on at the new price.",
    ),
)
