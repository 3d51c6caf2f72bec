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
    say(
        "picture.not-there",
        "The reference picture {file} is not in the project's media any more. Add it again, or take it off the shot.",
    ),
    say("picture.not-there.title", "Reference picture is missing"),
    say(
        "picture.not-a-picture",
        "{file} is not a picture, whatever its name says. Choose a PNG, JPEG, WebP, TIFF, BMP or GIF file.",
    ),
    say("picture.not-a-picture.title", "Not a picture"),
    say(
        "picture.too-large",
        "The picture {file} has more than {most} million pixels, or says so. Save a smaller copy and use that.",
    ),
    say("picture.too-large.title", "Picture is too large"),
    say(
        "picture.broken",
        "The picture {file} is damaged and cannot be read to its end ({detail}). Use another copy of it.",
    ),
    say("picture.broken.title", "Picture is damaged"),
    say(
        "animatic.cannot-draw",
        "The animatic could not draw this shot ({detail}). Other shots are not touched; please report it.",
    ),
    say("animatic.cannot-draw.title", "Animatic could not draw"),
    say(
        "animatic.size",
        "The animatic cannot draw pictures of {size}: width and height must be even numbers from 64 to 8192.",
    ),
    say("animatic.size.title", "Size cannot be drawn"),
    say(
        "animatic.too-long",
        "The animatic draws clips of at most {longest} seconds. Make the shot shorter, or split it in two.",
    ),
    say("animatic.too-long.title", "Shot is too long"),
    say("animatic.no-such-model", "The animatic has no model called {given}; its only one is {known}."),
    say("animatic.no-such-model.title", "No such animatic model"),
    say(
        "animatic.bad-order",
        "This drawing order cannot be read; it may come from a newer version. Queue the shot again.",
    ),
    say("animatic.no-clip", "The drawn clip is not there any more. Queue the shot again; it costs nothing."),
    say("animatic.no-clip.title", "Drawn clip is gone"),
)
