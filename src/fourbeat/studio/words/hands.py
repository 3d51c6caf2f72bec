"""The words of handwork in the window: what to copy from an order, and the sheet that brings clips and pictures in."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("act.hand-prompt", "Copy the Order's Prompt"),
    say("act.hand-picture", "Copy the Order's Picture"),
    say("act.hand-folder", "Open the Order's Folder"),
    say("act.hand-bring", "Bring Clips and Stills In…"),
    say("hands.bring-clip", "Bring a clip…"),
    say("hands.bring-picture", "Bring the picture…"),
    say("hands.no-picture", "This order has no picture."),
    say("hands.picture-copied", "{file} is on the clipboard."),
    say("hands.picture-kinds", "Pictures ({endings})"),
    say("hands.pick-picture", "Bring the picture in"),
    say("hands.picture-brought", "The picture was brought in."),
    say("hands.picture-brought-later", "The picture was brought in. It becomes a still once the queue goes on."),
    say("hands.kinds", "Clips and pictures ({endings})"),
    say("hands.title", "Bring clips and stills in"),
    say(
        "hands.lead",
        "Nothing has been taken yet. Check whose each file is; several for one order are several takes or stills.",
    ),
    say(
        "hands.lead-no-orders", "No order waits. Choose the shot that each clip is a take of, or each picture a still."
    ),
    say("hands.bring", "Bring in"),
    count("hands.bring-some", "Bring in {n} file", "Bring in {n} files"),
    say("hands.whose", "Whose {file} is"),
    say("hands.leave-out", "Leave it out"),
    say("hands.for-shot", "Shot {shot}: a take nobody ordered"),
    say("hands.still-for-shot", "Shot {shot}: a still nobody ordered"),
    say("hands.by-drop", "it was dropped here"),
    say("hands.by-choice", "this order was chosen"),
    say("hands.say", "whose it is, only you can tell"),
    say("hands.looking", "not looked at yet"),
    say("hands.looking-at", "Looking at file {at} of {of}"),
    say("hands.bringing", "Bringing file {at} of {of}"),
    say("hands.stopping", "Stopping…"),
    say("hands.taken", "brought in"),
    count("hands.brought", "{n} file was brought in.", "{n} files were brought in."),
    count(
        "hands.brought-later",
        "{n} file was brought in. It becomes a take or a still once the queue goes on.",
        "{n} files were brought in. They become takes or stills once the queue goes on.",
    ),
    count(
        "hands.lying",
        "{n} file lies in the folder of an order: {files}. Nothing has been taken yet.",
        "{n} files lie in the folders of orders: {files}. Nothing has been taken yet.",
    ),
    count(
        "hands.lying-many",
        "{n} file lies in the folder of an order. Nothing has been taken yet.",
        "{n} files lie in the folders of orders. Nothing has been taken yet.",
    ),
    say("hands.lying-bring", "Bring in…"),
    say("hands.lying-later", "Not now"),
    say("hands.cost", "Cost of each"),
    say("hands.cost-unknown", "Not known yet; the ledger keeps asking"),
    say("hands.cost-nothing", "Nothing"),
    say("hands.cost-each", "An amount"),
    say("hands.cost-own", "A different amount for each file"),
    say("hands.cost-of", "What {file} cost"),
    say("hands.cost-hint", "Amount; empty: not known yet"),
    say("hands.amount", "Amount"),
    say("hands.picture-title", "Bring the picture in"),
    say("hands.picture-for", "{file}, for {job}"),
    say("hands.picture-cost", "Cost of the picture"),
    say("hands.cost-sum", "An amount"),
)
