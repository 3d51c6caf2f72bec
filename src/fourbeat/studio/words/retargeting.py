"""The words of moving shots to another generator."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("retarget.none.title", "No shot can be made there"),
    say("retarget.none", "{provider} can make none of these shots. Nothing was changed."),
    say("retarget.loses-picture", "It accepts no {role}: {name} is left out."),
    say("retarget.loses-pictures", "It accepts only {n} pictures."),
    say("retarget.loses-seed", "It accepts no seed."),
    say("retarget.loses-sound", "It makes no sound: the lines are not heard."),
    say("retarget.other-size", "Size {before} → {after}."),
    say("retarget.other-length", "Length {before} s → {after} s, trimmed to the shot."),
    say("retarget.other-words", "The prompt is written otherwise."),
    say("retarget.other-model", "Model {before} → {after}."),
    say("retarget.price", "Price of one take each: {before} → {after}"),
    count("retarget.moved", "Moved one shot to {provider}.", "Moved {n} shots to {provider}."),
    count("step.retarget", "Move a shot to {provider}", "Move {n} shots to {provider}"),
    say("step.retarget-film", "Move the film to {provider}"),
    say("column.lost", "Lost"),
    say("column.changed", "Changed"),
    say(
        "help.shot-retarget",
        "Move shots to another generator, after a report of what is lost, changed and priced anew.",
    ),
    say("option.retarget-model", "The generator's model. Without it: its first."),
    say("option.retarget-show", "Only show the report."),
)
