"""The words of the ledger in the window."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("dock.ledger", "Ledger"),
    say("ledger-dock.by", "Add up by"),
    say("ledger-dock.caps", "Caps"),
    say("ledger-dock.no-caps", "Nothing is capped. A cap holds what would cost more, and says so."),
    say("ledger-dock.left", "{cap}: {left} left"),
    say("ledger-dock.set-cap", "Set or raise a cap…"),
    say("ledger-dock.cap-title", "What may be spent at most"),
    say("ledger-dock.keep-cap", "Set the cap"),
    say(
        "ledger-dock.cap-lead",
        "What would go over the cap is held until you decide. Lowering works"
        " at once; raising asks why and is kept on record.",
    ),
    say("ledger-dock.amount", "Amount; empty lifts the cap"),
    say("ledger-dock.measure", "Counted in"),
    say("ledger-dock.money", "Money"),
    say("ledger-dock.seconds", "Seconds"),
    say("ledger-dock.clips", "Clips"),
    say("ledger-dock.currency", "Currency"),
    say("ledger-dock.span", "For"),
    say("ledger-dock.whole-film", "The whole film"),
    say("ledger-dock.each-day", "Each day (UTC)"),
    say("ledger-dock.provider", "Generator"),
    say("ledger-dock.all-providers", "All together"),
    say("ledger-dock.why", "Why"),
    say("ledger-dock.rate-title", "What a currency is worth"),
    say("ledger-dock.keep-rate", "Keep the rate"),
    say(
        "ledger-dock.rate-lead",
        "Sums stay in their own currency. They are shown in the project's,"
        " too, by the rates you type; none is made up.",
    ),
    say("ledger-dock.own", "The project's currency"),
    say("ledger-dock.rate", "Is worth"),
    say("ledger-dock.stopped", "{by} stopped all spending."),
    say("ledger-dock.table", "The ledger, added up"),
    say("act.set-cap", "Set or Raise a Cap…"),
    say("act.stop-spending", "Stop All Spending"),
    say("act.go-spending", "Let Spending Go On"),
    say("act.type-rate", "Type a Rate of Exchange…"),
    say("act.ledger-csv", "Write the Ledger as CSV…"),
    say("ledger-dock.csv-title", "Write the ledger"),
    say("ledger-dock.written", "The ledger is in {file}."),
    say("ledger-dock.top-left", "{left} left"),
    say("ledger-dock.no-rate", "{cap}: a rate of exchange is missing"),
    say("ledger-dock.top-no-rate", "Rate missing"),
    say("ledger-dock.top-stopped", "Spending stopped"),
)
