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
)
