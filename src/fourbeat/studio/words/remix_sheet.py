"""Words of the sheet that asks for a take from a take."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("act.take-remix", "Remix take…"),
    say("act.take-edit", "Edit take…"),
    say("act.take-extend", "Extend take…"),
    say("remix-sheet.remix", "Remix take {number} of shot {shot}"),
    say("remix-sheet.edit", "Edit take {number} of shot {shot}"),
    say("remix-sheet.extend", "Extend take {number} of shot {shot}"),
    # The take it is made from
    say("remix-sheet.seed-of", "seed {seed}"),
    say("remix-sheet.picture", "Picture of take {number}"),
    # What is asked
    say("remix-sheet.delta", "What should be different"),
    say("remix-sheet.delta-hint", "One change, such as: make it night"),
    say("remix-sheet.delta-edit", "What should change within the take"),
    say("remix-sheet.delta-edit-hint", "One change, such as: the lamp is green"),
    say("remix-sheet.next", "What happens next"),
    say("remix-sheet.next-hint", "Such as: she opens the door and looks out"),
    say("remix-sheet.way", "How"),
    say("remix-sheet.way-native", "{generator} does it itself"),
    say("remix-sheet.way-words", "Same pictures, the change in the words"),
    say("remix-sheet.way-frame", "From a frame of the take"),
    say("remix-sheet.way-last", "From its last frame"),
    say("remix-sheet.frame", "Frame"),
    say("remix-sheet.of-frames", "Frame, 0 to {last}"),
    say("remix-sheet.seconds", "Length"),
    say("remix-sheet.as-shot", "As long as the shot"),
    say("remix-sheet.of-seconds", "{seconds} s"),
    say("remix-sheet.same-seed", "As in the take: {seed}"),
    say("remix-sheet.takes", "Takes"),
    say("remix-sheet.none", "No generator that is connected here can do this."),
    say("remix-sheet.cannot", "{generator} cannot: {why}"),
    # What will be sent, and its price
    say("remix-sheet.prompt", "What will be sent"),
    say("remix-sheet.no-words", "Write what you want: here stands what will be sent, word for word."),
    say("remix-sheet.weighing", "Working out the price, and whether it may be sent…"),
    say("remix-sheet.line", "{generator}: {takes}, {seconds} s, {price}"),
)
