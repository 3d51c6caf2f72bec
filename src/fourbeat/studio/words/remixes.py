"""The words of takes made from takes."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("remix.no-words.title", "Nothing to change"),
    say("remix.no-words", "Say in a few words what should be different."),
    say("remix.no-words-extend.title", "Nothing to go on with"),
    say("remix.no-words-extend", "Say in a few words what happens next."),
    say("remix.too-long.title", "Change is too long"),
    say("remix.too-long", "A change has at most {most} letters."),
    say("remix.no-first-frame.title", "No frame to start from"),
    say("remix.no-first-frame", "{model} starts from no picture. Choose another generator, or remix with words alone."),
    say("remix.bad-frame.title", "Not a frame"),
    say("remix.bad-frame", "{frame} is no frame. Count frames from 0, or write last."),
    say("remix.none-known", "none known yet"),
    say("remix.way.native", "{provider} does this itself, from its own clip."),
    say("remix.way.words", "{provider} is asked anew, with the same references and the change added to the words."),
    say("remix.way.frame", "{provider} is asked for a new clip that starts from frame {frame} of the take."),
    say("remix.way.last-frame", "{provider} is asked for a new clip that starts from the last frame of the take."),
    count("remix.asked", "One take is waiting.", "{n} takes are waiting."),
    say("help.take-remix", "Ask for a take again, with something changed."),
    say("help.take-edit", "Ask for a change within a take, from one of its frames."),
    say("help.take-extend", "Ask for what comes after a take, from its last frame."),
    say("option.remix-frame", "The frame to start from, counted from 0, or `last`."),
    say("option.remix-provider", "The generator to ask. Without it: the shot's."),
    say("option.remix-model", "The generator's model. Without it: the take's."),
    say("option.remix-show", "Only say how it would be done, and what would be sent."),
)
