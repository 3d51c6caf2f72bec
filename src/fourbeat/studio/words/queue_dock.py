"""Words of the queue dock."""

from .entry import count, say

WORDS = (
    say("dock.queue", "Queue"),
    say("queue-dock.name", "Jobs, those at work first"),
    say("queue-dock.empty", "Nothing has been asked for yet. Choose shots and queue takes: they are made here."),
    say("queue-dock.take", "{shot} take {number} · {generator}"),
    say("queue-dock.render", "{file} · film"),
    say("queue-dock.animatic", "animatic"),
    say("queue-dock.handwork", "handwork"),
    say("queue-dock.row", "{title}, {state}"),
    say("queue-dock.done", "{doing} {percent} %"),
    say("queue-dock.drawing", "drawing"),
    say("queue-dock.making", "being made"),
    say("queue-dock.rendering", "rendering"),
    say("queue-dock.asked", "asked for {time}"),
    say("queue-dock.again", "was cut off; begins again when its turn comes"),
    count("queue-dock.tries", "{n} try", "{n} tries"),
    # How long, and what it costs
    say("queue-dock.seconds", "{seconds} s"),
    say("queue-dock.minutes", "{minutes} min {seconds} s"),
    say("queue-dock.left", "{gone}, about {left} left"),
    say("queue-dock.took", "took {time}"),
    say("queue-dock.may-cost", "may have cost {price}"),
    # The title's note
    count("queue-dock.running", "{n} running", "{n} running"),
    count("queue-dock.hands", "{n} waits for you", "{n} wait for you"),
    count("queue-dock.waiting", "{n} waiting", "{n} waiting"),
    count("queue-dock.failed", "{n} failed", "{n} failed"),
    say("queue-dock.paused", "paused"),
    # What the strip above the jobs says
    count(
        "queue-dock.found",
        "Fourbeat was cut off. {n} job is unfinished: {parts}.",
        "Fourbeat was cut off. {n} jobs are unfinished: {parts}.",
    ),
    count(
        "queue-dock.found-paused",
        "The queue was left paused. {n} job waits for your word.",
        "The queue was left paused. {n} jobs wait for your word.",
    ),
    count("queue-dock.found-working", "{n} was at work", "{n} were at work"),
    count("queue-dock.found-unknown", "{n} may have arrived", "{n} may have arrived"),
    say("queue-dock.read-only", "This project is open to be read only, so nothing can be made here."),
    # What can be done about a job that may have arrived
    say("queue-dock.unsure", "Nothing is sent again by itself. What you let be stays unknown in the ledger."),
    say("queue-dock.look", "Look whether it arrived"),
    say("queue-dock.send-again", "Send again"),
    say("queue-dock.send-again-for", "Send again: {price}"),
    say("queue-dock.let-be", "Let it be"),
    # The end of a batch
    count("queue-dock.ready", "{n} take is ready", "{n} takes are ready"),
    say("queue-dock.over", "The queue is done: {parts}."),
    # Closing while something is made
    count("queue-dock.leave.title", "{n} job is being made", "{n} jobs are being made"),
    say(
        "queue-dock.leave",
        "Closing now stops what is being made. The plan, every finished take and everything that waits are kept. "
        "What is stopped is made again from its beginning when you open the project and let the queue go on.",
    ),
    say("queue-dock.leave.stop", "Stop and close"),
    say("queue-dock.leave.stay", "Keep working"),
    # Actions
    say("act.queue-pause", "Pause the queue"),
    say("act.queue-resume", "Let the queue go on"),
    say("queue-dock.pause", "Pause"),
    say("queue-dock.resume", "Go on"),
    say("act.queue-retry", "Retry job"),
    say("act.queue-retry-failed", "Retry all failed jobs"),
    say("act.queue-cancel", "Cancel job"),
    say("act.queue-check", "Check job: look whether it arrived"),
    say("act.queue-earlier", "Let the job come earlier"),
    say("act.queue-later", "Let the job come later"),
    count(
        "queue-dock.not-cancelled",
        "{n} job was not cancelled and goes on. {why}",
        "{n} jobs were not cancelled and go on. The first: {why}",
    ),
    count("queue-dock.checking", "Looking for {n} job", "Looking for {n} jobs"),
    say("act.queue-show", "Show the job's shot"),
)
