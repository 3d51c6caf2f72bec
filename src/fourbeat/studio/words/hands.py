"""The words of handwork in the window: what to copy from an order, and the sheet that brings clips in."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("act.hand-prompt", "Copy the Order's Prompt"),
    say("act.hand-picture", "Copy the Order's Picture"),
    say("act.hand-folder", "Open the Order's Folder"),
    say("act.hand-bring", "Bring Clips In…"),
    say("hands.bring-clip", "Bring a clip…"),
    say("hands.bring-picture", "Bring the picture…"),
    say("hands.no-picture", "This order has no picture."),
    say("hands.picture-copied", "{file} is on the clipboard."),
    say("hands.picture-kinds", "Pictures ({endings})"),
    say("hands.pick-picture", "Bring the picture in"),
    say("hands.picture-brought", "The picture was brought in."),
    say("hands.picture-brought-later", "The picture was brought in. It becomes a still once the queue goes on."),
    say("hands.kinds", "Clips ({endings})"),
    say("hands.title", "Bring clips in"),
    say("hands.lead", "Nothing has been taken yet. Check whose each clip is; several for one order are several takes."),
    say("hands.lead-no-orders", "No order waits for a clip. Choose the shot that each clip is a take of."),
    say("hands.bring", "Bring in"),
    count("hands.bring-some", "Bring in {n} clip", "Bring in {n} clips"),
    say("hands.whose", "Whose clip {file} is"),
    say("hands.leave-out", "Leave it out"),
    say("hands.for-shot", "Shot {shot}: a take nobody ordered"),
    say("hands.by-drop", "it was dropped here"),
    say("hands.by-choice", "this order was chosen"),
    say("hands.say", "whose it is, only you can tell"),
    say("hands.looking", "not looked at yet"),
    say("hands.looking-at", "Looking at clip {at} of {of}"),
    say("hands.bringing", "Bringing clip {at} of {of}"),
    say("hands.stopping", "Stopping…"),
    say("hands.taken", "brought in"),
    count("hands.brought", "{n} clip was brought in.", "{n} clips were brought in."),
    count(
        "hands.brought-later",
        "{n} clip was brought in. It becomes a take once the queue goes on.",
        "{n} clips were brought in. They become takes once the queue goes on.",
    ),
    say("hands.cost", "Cost of each clip"),
    say("hands.cost-unknown", "Not known yet; the ledger keeps asking"),
    say("hands.cost-nothing", "Nothing"),
    say("hands.cost-each", "So much each"),
    say("hands.amount", "Amount"),
)
