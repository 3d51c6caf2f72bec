"""Words for what the model itself refuses."""

from .entry import say

WORDS = (
    say("time.not-seconds.title", "Not a length in seconds"),
    say("time.not-seconds", "“{given}” is not a length. Write seconds as 4, 2.5 or 7/2."),
    say("time.not-a-rate.title", "Not a frame rate"),
    say("time.not-a-rate", "“{given}” is not a frame rate a project can have. Choose one of {rates}."),
    say("time.not-timecode.title", "Not a timecode"),
    say("time.not-timecode", "“{given}” is not a timecode at this rate. Write hours:minutes:seconds:frames."),
    say("format.not-a-size.title", "Not a picture size"),
    say("format.not-a-size", "“{given}” is not a picture size. Write width x height in pixels, such as 1280x720."),
    say("plan.no-such-row.title", "Not in this project"),
    say("plan.no-such-row", "This project has no {kind} with the id {id}. Run `fourbeat status` to see what it has."),
)
