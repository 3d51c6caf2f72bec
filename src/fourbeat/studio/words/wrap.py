"""The words of what a run of the queue came to."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    count("wrap.takes", "{n} take made", "{n} takes made"),
    count("wrap.stills", "{n} still made", "{n} stills made"),
    count("wrap.films", "{n} film rendered", "{n} films rendered"),
    count("wrap.still-held", "{n} is still held: {why}", "{n} are still held: {why}"),
    say("wrap.nothing", "Nothing was made."),
    count("wrap.failed", "{n} failed: {kind}", "{n} failed: {kind}"),
    count("wrap.refused", "{n} {kind}", "{n} {kind}"),
    count(
        "wrap.unknown",
        "{n} may have been sent without an answer: check it",
        "{n} may have been sent without an answer: check them",
    ),
    count("wrap.held", "{n} held: {why}", "{n} held: {why}"),
    count("wrap.cancelled", "{n} cancelled", "{n} cancelled"),
    count(
        "wrap.hands",
        "{n} waits for you: its order lies in the folder handwork",
        "{n} wait for you: their orders lie in the folder handwork",
    ),
    count("wrap.waiting", "{n} still waits or is at work", "{n} still wait or are at work"),
    say("wrap.spent", "Spent: {sum}"),
    say("wrap.set-aside", "Set aside: {sum}"),
    say("wrap.not-known", "May have cost, not known: {sum}"),
    say("wrap.time", "From {since} to {until}: {length}"),
    say("wrap.hours", "{hours} h {minutes} min"),
    say("wrap.minutes", "{minutes} min {seconds} s"),
    say("wrap.none", "The queue has done nothing yet."),
    say("wrap.none-since", "The queue has done nothing since {since}."),
    say("wrap.since", "“{text}” is no moment. Write a day such as 2026-11-20, or a day and a time: 2026-11-20 22:30."),
    say("wrap.since.title", "Not a moment"),
    # The kinds of failure
    say("wrap.failure.invalid", "the request does not fit the generator"),
    say("wrap.failure.auth", "the key is not accepted"),
    say("wrap.failure.quota", "the account has no credit left"),
    say("wrap.failure.rate-limited", "too many requests"),
    say("wrap.failure.not-found", "something it needs is not there"),
    say("wrap.failure.expired", "the clip had expired or the generator lost it"),
    say("wrap.failure.unsupported", "the generator cannot do this"),
    say("wrap.failure.server", "the generator broke down"),
    say("wrap.failure.network", "the line broke"),
    say("wrap.failure.media", "what came is no playable clip"),
    say("wrap.failure.storage", "the disk refused it"),
    # What an earlier run left
    count(
        "wrap.found-working",
        "{n} job was at work when the last run was cut off. It goes on from where it was.",
        "{n} jobs were at work when the last run was cut off. They go on from where they were.",
    ),
    count(
        "wrap.found-unknown",
        "{n} job may have been sent without an answer. It is looked for; nothing is sent twice.",
        "{n} jobs may have been sent without an answer. They are looked for; nothing is sent twice.",
    ),
    say("wrap.found-paused", "The queue was paused. It goes on now."),
    # The sheet
    say("act.queue-wrap", "What the last run came to…"),
    say("wrap-sheet.title", "What the last run came to"),
    say("wrap-sheet.show", "Show the queue"),
    say("wrap-sheet.outside", "Tell the queue’s end outside the window, too"),
    # Commands
    say("help.queue-summary", "Say what the last run of the queue came to."),
    say("option.since", "say what came of the queue since this day, or day and time"),
)
