"""The words of handwork: generators that are websites, orders laid out as folders, clips brought in."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say(
        "handwork.waits",
        "Make this clip on the website and bring it in. The order lies in the folder handwork/{folder}.",
    ),
    say("handwork.only-new.title", "Made by hand, a clip starts anew"),
    say("handwork.only-new", "Clips made by hand start anew: remix, edit or extend them on the website itself."),
    say("handwork.bad-order.title", "Order cannot be read"),
    say("handwork.bad-order", "This order cannot be read any more. Cancel the job and ask for the take again."),
    say("handwork.not-written.title", "Order cannot be written"),
    say(
        "handwork.not-written",
        "{folder} cannot be written. {detail} Free some space or check its permissions, then retry.",
    ),
    say("handwork.no-clip.title", "Clip is gone"),
    say("handwork.no-clip", "{file} is no longer in the order's folder. Bring the clip in again."),
    say("handwork.no-file.title", "File is not there"),
    say("handwork.no-file", "{file} is not there."),
    say("handwork.no-clip-file.title", "Not a clip"),
    say("handwork.no-clip-file", "{file} is no clip. Clips end in {kinds}."),
    say("handwork.not-playable.title", "Clip cannot be played"),
    say("handwork.not-playable", "{file} cannot be played and was not taken. {reason}"),
    say("handwork.not-laid-out.title", "Clip was not taken"),
    say("handwork.not-laid-out", "{file} was not taken. {why}"),
    say("handwork.stopped.title", "Stopped"),
    say("handwork.stopped", "{file} was not taken: it was stopped. Bring it in again."),
    say("state.by-hand", "waits for you"),
    # The commands
    say("help.handwork", "Work with websites that have no interface: orders out, clips in."),
    say("help.handwork-list", "List the orders that wait for a clip."),
    say("help.handwork-show", "Show what to make for an order: prompt, settings, pictures."),
    say("help.handwork-bring", "Take clips in, each for the order or the shot it is of."),
    say("option.for-order", "The order that the clips are for."),
    say("option.for-shot", "The shot that the clips are for, ordered or not."),
    say("option.in-order", "Give clips whose names say nothing to the orders left, the oldest first."),
    say("option.hand-cost", "What each clip cost, as in `0.80 USD`; 0 for nothing."),
    count(
        "handwork.cost-unknown",
        "What {n} clip cost is not known. Say it with `--cost`, or `fourbeat budget settle JOB AMOUNT CURRENCY`.",
        "What {n} clips cost is not known. Say it with `--cost`, or `fourbeat budget settle JOB AMOUNT CURRENCY`.",
    ),
    say("column.folder", "Folder"),
    say("handwork.none", "No order waits for a clip. Queue a shot whose generator is handwork to make one."),
    say("handwork.settings", "Size {size}, {seconds} s"),
    say("handwork.one-of.title", "Order or shot"),
    say("handwork.one-of", "Say either the order or the shot."),
    say("handwork.whose.title", "Whose clips are these?"),
    say(
        "handwork.whose",
        "Nobody can tell which orders these clips are for: {files}. Say it with --for or --shot. Open: {orders}.",
    ),
    say("handwork.no-order.title", "No such order"),
    say("handwork.no-order", "{job} is no order that waits for a clip. List them with fourbeat handwork list."),
    say("handwork.matched", "{file} is for {what}: {why}."),
    say("handwork.by.code", "its name has the order's code"),
    say("handwork.by.number", "its name has the shot's number"),
    say("handwork.by.prompt", "its name has words of the prompt"),
    say("handwork.by.alone", "no other order waits"),
    say("handwork.by.order", "by its turn: the oldest clip for the first order left"),
)
