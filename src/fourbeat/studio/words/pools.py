"""The words of pools: servers that share their work."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("provider.field-paused", "paused"),
    say("provider.pool-of-hands.title", "A website shares no work"),
    say("provider.pool-of-hands", "{key} is worked by hand, and a pool is made of servers."),
    say("provider.pool-is-server.title", "This name is a generator’s"),
    say("provider.pool-is-server", "{pool} is a generator already. Call the pool otherwise: shots name it like one."),
    say("provider.pool-called-so.title", "This name is a pool’s"),
    say("provider.pool-called-so", "A pool is called {key}. Choose another key for the connection."),
    say("provider.pool-of-kinds.title", "Servers of two kinds"),
    say(
        "provider.pool-of-kinds",
        "{key} speaks {protocol} and {other} speaks {spoken}: they cannot share their work. "
        "Give {key} a pool of its own kind instead of {pool}.",
    ),
    say("provider.not-in-pool.title", "Not in this pool"),
    say("provider.not-in-pool", "{key} is not in {pool}. `fourbeat provider pool {pool}` shows who is."),
    say("provider.no-pool.title", "No such pool"),
    say("provider.no-pool", "There is no pool {pool}. Name the servers that are to share their work."),
    say("pool.no-server.title", "A pool is no server"),
    say("pool.no-server", "{pool} is a pool; requests go to its servers. This should not happen: please report it."),
    say("gate.pool-member", "{provider}: {why}"),
    say("budget.of-pool.title", "Caps are for servers"),
    say("budget.of-pool", "{pool} is a pool: what it spends is spent at {servers}. Give each of them a cap."),
    # What is told of a pool
    say("pool.none-yet", "There is no pool yet. `fourbeat provider pool NAME SERVER SERVER` makes one."),
    say("pool.gone", "No server is left in {pool}, so the pool is gone."),
    say("pool.asked", "Shots that are to be made by any of them name {pool} as their generator."),
    say("pool.never-asked", "{server} was never asked what it can do. Test its connection."),
    say("pool.paused", "{server} is paused: it is given nothing new, of {pool} or by its own name."),
    say("pool.only", "Only {server} makes {models}: no other server can stand in for it."),
    say("pool.alone", "{server} is alone in {pool} so far."),
    say("pool.at-work", "at work"),
    say("pool.state-paused", "paused"),
    say("column.pool", "Pool"),
    say("column.server", "Made by"),
    say("column.servers", "Servers"),
    say("column.models", "Models"),
    say("column.at-once", "At once"),
    say("help.provider-pool", "Show pools, make one of servers, and pause a server of one."),
    say("option.pool-leave", "A server that leaves the pool."),
    say("option.pool-pause", "A server that is given nothing new, also by shots that name it."),
    say("option.pool-resume", "A paused server that goes on."),
    say(
        "option.queue-wait",
        "Also wait for what goes on by itself: a server that does not answer, the next day of a cap.",
    ),
    # In the window
    say("connections.no-pool", "none"),
    say("connections.new-pool", "A new pool…"),
    say("connections.pool-name", "Name of the pool"),
    say("connections.paused", "Give it nothing new"),
    say("connections.pool-shared", "Shares its work with {servers}. Shots name {pool} as their generator."),
    say("queue-dock.in-pool", "{server} ({pool})"),
    say("queue-dock.silent", "does not answer"),
)
