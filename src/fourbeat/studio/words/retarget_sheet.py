"""Words of the sheet that moves shots to another generator, and of generators that a film misses here."""

from __future__ import annotations

from .entry import count, say

WORDS = (
    say("act.retarget", "Move to another generator…"),
    say("retarget-sheet.which", "Which shots"),
    count("retarget-sheet.chosen", "The chosen shot", "The {n} chosen shots"),
    count("retarget-sheet.sequence", "Sequence {sequence}: {n} shot", "Sequence {sequence}: {n} shots"),
    count("retarget-sheet.of", "What asks for {generator}: {n} shot", "What asks for {generator}: {n} shots"),
    count(
        "retarget-sheet.film-of",
        "The film, which asks for {generator}: {n} shot",
        "The film, which asks for {generator}: {n} shots",
    ),
    count("retarget-sheet.film", "The whole film: {n} shot", "The whole film: {n} shots"),
    say("retarget-sheet.report", "What moving does, shot by shot"),
    say("retarget-sheet.now", "Price now"),
    say("retarget-sheet.there", "Price there"),
    say("retarget-sheet.cell", "{head}: {words}"),
    say("retarget-sheet.stays", "Stays where it is: {why}"),
    count(
        "retarget-sheet.sum",
        "{n} shot moves, {lossy} of them with a loss.",
        "{n} shots move, {lossy} of them with a loss.",
    ),
    count("retarget-sheet.sum-stay", "{sum} {n} cannot be made there.", "{sum} {n} cannot be made there."),
    count("retarget-sheet.go", "Move {n} shot", "Move {n} shots"),
)
