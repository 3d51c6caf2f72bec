"""Words of the clip writer, the workers and the animatic."""

from .entry import say

WORDS = (
    say(
        "encode.size",
        "Pictures of {size} cannot be encoded. Width and height must be even numbers from {smallest} to {largest}; "
        "choose another size.",
    ),
    say("encode.size.title", "Size cannot be encoded"),
    say(
        "encode.disk-full",
        "The disk ran out of space while {file} was written in {folder}. Nothing that was there before has changed. "
        "Free some space, then try again.",
    ),
    say("encode.disk-full.title", "The disk is full"),
    say(
        "encode.cannot-write",
        "{file} cannot be written in {folder} ({detail}). Check that the folder is there and may be written to, "
        "then try again.",
    ),
    say("encode.cannot-write.title", "File cannot be written"),
    say(
        "encode.failed",
        "{file} could not be encoded ({detail}). Nothing that was there before has changed. Try again; if it happens "
        "again, another size may help.",
    ),
    say("encode.failed.title", "Clip could not be encoded"),
    say(
        "worker.died",
        "The process that worked on pictures ended without an answer ({detail}). Nothing that was there before has "
        "changed. Try again; if it happens again, the computer may be short of memory.",
    ),
    say("worker.died.title", "Picture work ended unexpectedly"),
    say(
        "worker.failed",
        "The work on pictures met something unforeseen ({detail}). Nothing that was there before has changed. Try "
        "again; if it happens again, please report it.",
    ),
    say("worker.failed.title", "Picture work failed"),
    say("worker.stopped", "The work was stopped before it was finished. Nothing that was there before has changed."),
    say("worker.stopped.title", "Work stopped"),
)
