"""Words of briefs as prompts: forms, dialects, text to send, text typed by hand, and films as files."""

from .entry import say

WORDS = (
    say("brief.not-a-costume.title", "No such costume"),
    say("brief.not-a-costume", "{character} has no costume called “{name}”. There are: {costumes}."),
    say("brief.no-costumes", "none yet"),
    say("brief.not-a-prop.title", "No such prop"),
    say("brief.not-a-prop", "This film has no prop called “{name}”. There are: {props}."),
    say("brief.no-props", "none yet"),
    say("brief.wears-unseen.title", "Not seen in this shot"),
    say(
        "brief.wears-unseen",
        "“{name}” is given a costume but is not seen in this shot. Name it under cast too, or take the costume away.",
    ),
    say("film.not-empty.title", "The folder is not empty"),
    say("film.not-empty", "There is something in {folder} already. Choose a new or empty folder for the film."),
    say("film.not-saved.title", "The film could not be written"),
    say("film.not-saved", "Writing to {folder} failed: {detail}"),
    say("film.no-picture.title", "A reference picture is missing"),
    say(
        "film.no-picture",
        "The picture {sha256}… has gone from the project, so the film would not be whole. Run `fourbeat doctor`.",
    ),
)
