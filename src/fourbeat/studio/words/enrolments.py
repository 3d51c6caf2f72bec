"""The words of enrolments: the cast as servers know it."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("enrol.not-there.title", "It knows no characters"),
    say(
        "enrol.not-there",
        "{provider} cannot be shown a character, as far as is known. `fourbeat provider test {provider}` asks again.",
    ),
    say("enrol.not-seen.title", "Not in this shot"),
    say("enrol.not-seen", "{character} is not in shot {shot}. Choose a shot in whose brief the character stands."),
    say("enrol.already.title", "It is known there"),
    say(
        "enrol.already",
        "{provider} knows {character} already. `fourbeat provider character forget` comes first, to show another clip.",
    ),
    say("enrol.no-clip.title", "The clip is missing"),
    say("enrol.no-clip", "The clip of {take} of shot {shot} is not in the project’s media folder."),
    say("enrol.stopped.title", "Spending is stopped"),
    say("enrol.stopped", "All spending is stopped, and what this costs nobody knows. Let it go on first."),
    say("enrol.no-price.title", "Nobody knows what this costs"),
    say(
        "enrol.no-price",
        "There is a cap of {cap}, and nobody knows what {provider} asks for this. Allow it in the ledger or with "
        "`fourbeat budget allow {provider}`.",
    ),
    say("enrol.withdrawn.title", "This take is held back"),
    say("enrol.withdrawn", "{take} of shot {shot} is withdrawn, or was not made here. Choose another."),
    say("enrol.blocked.title", "This must not be sent"),
    say("enrol.blocked", "What shot {shot} shows was not sent: {findings}"),
    say("enrol.shows", "The clip shows what looks like {name}."),
    say("enrol.unsure.title", "Nobody knows whether it arrived"),
    say(
        "enrol.unsure",
        "{provider} may have the clip, and may have charged for it. {reason} The audit has what was sent; look there "
        "before you try again.",
    ),
    say("enrol.unknown.title", "It is not known there"),
    say("enrol.unknown", "{provider} knows nobody by the name of {character}."),
    say("enrol.needs-yes.title", "This leaves the machine"),
    say(
        "enrol.needs-yes",
        "{take} of shot {shot} would be sent to {provider}, where {character} is known by it from then on. What that "
        "costs is not known. Say `--yes` if that is what you want.",
    ),
    say("enrol.take-or-clip.title", "A take or a clip"),
    say("enrol.take-or-clip", "Name a take of the shot, or a file with `--clip`: one of the two."),
    say("enrol.clip-needs-yes.title", "This leaves the machine"),
    say(
        "enrol.clip-needs-yes",
        "{file} would become a take of shot {shot} and be sent to {provider}, where {character} is known by it from "
        "then on. What that costs is not known. Say `--yes` if that is what you want.",
    ),
    say("enrol.clip-no-take.title", "The clip became no take"),
    say("enrol.clip-no-take", "{file} became no take, and nothing was sent. `fourbeat queue status` says why."),
    say("enrol.people", "Real people in it, by their consent: {people}."),
    say("option.enrol-clip", "A clip that was made elsewhere: it becomes a take of the shot, and that is shown."),
    # The window
    say("act.show-server", "Show to a Server…"),
    say("enrol-dock.title", "Servers that know this character"),
    say("enrol-dock.known", "{connection}, as “{name}”, since {day}"),
    say("enrol-dock.forget-one", "No longer name this character to {connection}"),
    say("enrol-sheet.title", "Show {character} to a server"),
    say("enrol-sheet.lead", "The server keeps one clip, and knows the character by name from then on."),
    say("enrol-sheet.where", "Server"),
    say("enrol-sheet.take", "Clip"),
    say("enrol-sheet.one", "Shot {shot}, take {number}"),
    say("enrol-sheet.no-takes", "No take of a shot with this character is there yet. Queue one, or bring a clip in."),
    say("enrol-sheet.no-server", "No connected server can be shown a character, or every one knows this one already."),
    say("enrol-sheet.asking", "Asking rights and budget…"),
    say(
        "enrol-sheet.sends",
        "Sends {file} ({size}) to {url}, once, under the name “{name}”. Nobody says beforehand what that costs. It "
        "stays there: nothing here can undo that.",
    ),
    say("enrol-sheet.nobody", "No real person is known to be in it."),
    say("enrol-sheet.agree", "Send it, whatever it costs"),
    say("enrol-sheet.go", "Send"),
    say("enrol-sheet.bring", "Bring a Clip…"),
    say("enrol.none-yet", "No server knows anybody of the cast."),
    say("enrol.done", "{provider} knows {character} now: takes that are asked for there name the character."),
    say("enrol.forgotten", "{character} is no longer named to {provider}. What it keeps is not reached from here."),
    say("help.provider-character", "Show the cast to servers that then know it by name."),
    say("help.provider-character-list", "List whom servers know."),
    say("help.provider-character-add", "Show a take of one of the cast to a server, so that later requests name them."),
    say("help.provider-character-forget", "No longer name one of the cast to a server."),
    say("option.enrol-yes", "Send the clip, whatever that costs."),
    say("column.known-as", "Known there as"),
    say("column.since", "Since"),
    say("provider.can-enrol", "It can be shown the cast, and knows them by name from then on."),
)
