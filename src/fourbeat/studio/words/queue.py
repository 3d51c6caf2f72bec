"""The words of the queue and its gate."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    # Why a job waits, stopped, or is not known
    say("queue.paused", "The queue is paused. Nothing new is started; what is at work goes on."),
    say("queue.held.by-person", "You held this job. Retry it when it should run."),
    say(
        "queue.held.offline",
        "{provider} cannot be reached. Check the connection; the queue tries again by itself, or retry the job now.",
    ),
    say(
        "queue.held.rate-limited",
        "{provider} asks for a longer rest. The queue tries again when it is over, or retry the job now.",
    ),
    say(
        "queue.held.pool-silent",
        "No server of {pool} that could make this answers. It goes on by itself as soon as one does.",
    ),
    say(
        "queue.held.pool-paused",
        "The servers of {pool} that could make this are paused. "
        "`fourbeat provider pool {pool} --resume NAME` wakes one.",
    ),
    say(
        "queue.held.server-paused",
        "{provider} is paused and is given nothing new. It goes on by itself once {provider} is let go on in the "
        "connections, or give the shot to another generator.",
    ),
    say("queue.pool.elsewhere", "{provider} did not accept it; another server of {pool} is asked. {reason}"),
    say("queue.pool.given-on", "It was never sent, and is given to {provider} instead."),
    say(
        "queue.pool.nobody",
        "No server of {pool} can make this as it was asked for. "
        "`fourbeat provider pool {pool}` shows what each can do.",
    ),
    say(
        "queue.unknown",
        "Nobody knows whether {provider} received this request, so it may have been charged. {reason} "
        "Check the job, send it again, or cancel it.",
    ),
    say(
        "queue.silent",
        "{provider} does not answer. What it was asked for goes on there, and Fourbeat asks again by itself. {reason}",
    ),
    say(
        "queue.fetch-again",
        "The clip is ready at {provider} and cannot be fetched yet. Fourbeat tries again by itself. {reason}",
    ),
    say("queue.waits-for-hands", "The next step is yours."),
    say("queue.interrupted", "Fourbeat stopped while it was being sent."),
    say(
        "queue.stalled",
        "{provider} has shown no progress for a long time. The request is remembered: check the job to look again.",
    ),
    say(
        "queue.provider-missing",
        "{provider} took this request but is not set up here now. Set it up again and check the job.",
    ),
    say(
        "queue.cannot-look",
        "{provider} could not be asked whether it received this request, so it may have been charged. {reason} "
        "Check the job again later.",
    ),
    say(
        "queue.not-found-there",
        "{provider} does not list this request. It may still have been charged. Send it again only if you accept that.",
    ),
    say("queue.sent-again", "It was not certain that {provider} received this request; it is sent again safely."),
    count(
        "queue.gave-up",
        "{provider} did not answer after {n} try. Retry the job when it can be reached.",
        "{provider} did not answer after {n} tries. Retry the job when it can be reached.",
    ),
    say("queue.another-day", "It was not sent on the day it was made for, and is made again."),
    say("queue.made-anew", "It was not what is asked for now, and is made again."),
    say("queue.given-up", "You sent the job again without waiting for this try."),
    say(
        "queue.gone", "{provider} no longer knows this request, so no clip will come of it. Retry the job to ask anew."
    ),
    say("queue.failed-there", "{provider} could not make the clip and gave no reason. Retry the job to ask again."),
    say("queue.ready-without-clip", "{provider} says it is done but offers no clip. Retry the job to ask again."),
    say(
        "queue.fetch-failed",
        "The clip is ready at {provider} but could not be fetched. {reason} Retry the job: it only fetches the clip.",
    ),
    say(
        "queue.not-looked-at",
        "What {provider} sent could not be looked at. {reason} Retry the job: it asks for nothing new.",
    ),
    say("queue.came-cut-off", "It ends before its last picture."),
    say("queue.came-empty", "It is empty."),
    say("queue.came-not-media", "It is no video file."),
    say("queue.came-no-picture", "It holds sound but no moving picture."),
    say("queue.came-damaged", "It is damaged, or of an unknown kind."),
    say("queue.not-playable", "What {provider} sent cannot be played. {reason} Retry the job to ask for another."),
    say("queue.cancelled", "You cancelled this job."),
    say("queue.cancelled-there", "{provider} cancelled this request."),
    say("queue.verdict-differs", "What would be sent is not what was checked when the job was queued. Queue it anew."),
    say("queue.not-allowed", "The check before sending did not let this request pass."),
    say("queue.broke", "Something unexpected stopped this job ({detail}). Retry it; the log says more."),
    # What cancelling did
    say("queue.cancel.aborted", "The job was stopped."),
    say("queue.cancel.will-not-run", "The job is cancelled and will not run."),
    say(
        "queue.cancel.too-late",
        "It is too late to stop it. What was ordered may be charged; a clip that comes is kept.",
    ),
    say(
        "queue.cancel.unsupported",
        "The provider cannot stop what it has begun. It may be charged; a clip that comes is kept.",
    ),
    # Errors
    say("queue.no-answer", "{provider} did not answer in time. The job stays as it is; try again in a moment."),
    say("queue.no-answer.title", "No answer from the provider"),
    say(
        "queue.request-changed", "The stored request of this job is damaged, so nothing was sent. Queue the shot anew."
    ),
    say("queue.request-changed.title", "Stored request is damaged"),
    say("queue.has-ended", "This job is {state} already, so there is nothing to cancel."),
    say("queue.has-ended.title", "Job has ended"),
    say("queue.cannot-retry", "This job is {state}. Only held, failed, cancelled and unknown jobs can be retried."),
    say("queue.cannot-retry.title", "Job cannot be retried"),
    say("queue.nothing-to-look-for", "This job is {state}. Only unknown jobs can be looked for at the provider."),
    say("queue.nothing-to-look-for.title", "Nothing to look for"),
    say("queue.no-picture", "The file has no picture in it."),
    say("queue.no-picture.title", "Clip without a picture"),
    say("queue.nothing-fetched", "No file came."),
    say("queue.nothing-fetched.title", "No file came"),
    # What the gate finds, and what clears it
    say("gate.no-provider", "{provider} is not set up."),
    say("gate.no-provider.fix", "Set up {provider}, or choose another provider for the shot."),
    say("gate.no-model", "{provider} does not offer the model “{model}”; it may have been retired."),
    say("gate.no-model.fix", "Choose one of its models for the shot: {models}."),
    say("gate.size", "{model} does not make pictures of {size}."),
    say("gate.size.fix", "Choose a size the model makes: {sizes}."),
    say("gate.any-size", "even sides from 64 to 8192 pixels"),
    say("gate.seconds", "{model} does not make clips of {seconds} s."),
    say("gate.seconds.fix", "Choose a length the model makes, in seconds: {lengths}."),
    say("gate.up-to", "up to {seconds}"),
    say("gate.frames", "The shot is {frames} frames long."),
    say("gate.frames.fix", "Give the shot a length of at least one frame."),
    say("gate.no-prompt", "There are no words for {model} to work from."),
    say("gate.no-prompt.fix", "Write what is seen or what happens in the shot's brief."),
    say("gate.role", "{model} does not take a picture as {role}: “{name}” would be left out."),
    say("gate.role.fix", "Remove “{name}”, give it another part, or choose a model that takes it."),
    count(
        "gate.pictures",
        "{n} picture would go along, and {model} accepts {most}.",
        "{n} pictures would go along, and {model} accepts {most}.",
    ),
    say("gate.pictures.fix", "Remove what it cannot use, or choose a model that accepts more."),
    say("gate.role.first-frame", "first frame"),
    say("gate.role.last-frame", "last frame"),
    say("gate.role.character", "a character"),
    say("gate.role.place", "a place"),
    say("gate.role.style", "a style"),
    say("gate.role.voice", "a voice"),
    say("gate.reference-gone", "The reference picture “{name}” is no longer in the project's media folder."),
    say("gate.reference-gone.fix", "Add the picture “{name}” again, or remove it from the shot."),
    say("gate.reference-changed", "The file of the reference picture “{name}” is not the picture that was added."),
    say("gate.reference-changed.fix", "Add the picture “{name}” again, or remove it from the shot."),
    say("gate.wrong-wire", "The request was made for {provider}, but the job asks {asked}."),
    say("gate.wrong-wire.fix", "Queue the shot anew."),
)
