"""Words of the compare page."""

from .entry import say

WORDS = (
    say("dock.compare", "Compare"),
    say("compare.screen", "Pictures of both takes"),
    say("compare.scrub", "Position in both takes, in frames"),
    say("compare.line", "Line between the takes"),
    say("compare.both", "{action}: both takes"),
    say("compare.few", "Shot {shot} has fewer than two takes, so there is nothing to compare. Queue one more."),
    say("compare.no-shot", "Choose a shot to compare two of its takes."),
    say("compare.broke", "A take cannot be played here: {detail}. Both are untouched."),
    say("compare.withdrawn", "Withdrawn: {takes}. What may not be shown is not compared."),
    # How the pictures lie over one another, as it is read aloud
    say("compare.minus", "{before} − {after}, {times}×"),
    say("compare.tell-wipe", "{before} left of the line, {after} right of it; the line is at {percent} %"),
    say("compare.tell-side", "{before} and {after} side by side"),
    say("compare.tell-difference", "What differs between {before} and {after}, made stronger"),
    say("compare.differ", "{percent} % different"),
    # Actions
    say("act.compare-wipe", "Compare takes under a line"),
    say("act.compare-flip", "Throw the line to the other side"),
    say("act.compare-side", "Compare takes side by side"),
    say("act.compare-difference", "Compare takes by their difference"),
    say("act.compare-line-left", "Move the line left"),
    say("act.compare-line-right", "Move the line right"),
    say("act.compare-loupe", "Loupe: 100, 200, 400 %, whole picture"),
    say("act.compare-look-left", "Move the loupe left"),
    say("act.compare-look-right", "Move the loupe right"),
    say("act.compare-look-up", "Move the loupe up"),
    say("act.compare-look-down", "Move the loupe down"),
)
