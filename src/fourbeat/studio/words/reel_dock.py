"""Words of the reel strip and of rendering the film."""

from .entry import say

WORDS = (
    say("reel.name", "Shots of the cut in order"),
    say("reel.none", "The cut is empty. Every shot on the board stands here as soon as there is one."),
    say("reel.time", "{now} / {total}"),
    say("reel.take", "{number} t{take}"),
    say("reel.ghost", "{number} ghost"),
    say("reel.block", "{title}, starts at {start}, lasts {length}"),
    say("reel.choose-take", "Choose take"),
    say("reel.a-take", "t{number} · {model}"),
    say("reel.no-take", "None: ghost"),
    say("reel.render-title", "Render film"),
    say("reel.render-kind", "Film"),
    say("reel.render-asked", "“{file}” is in the queue"),
    say("reel.film-ready", "“{file}” is ready."),
    say("reel.show-folder", "Show in folder"),
    say("reel.toast-close", "Close this message"),
    say("act.choose-take", "Choose take…"),
    say("act.render-film", "Render film…"),
)
