"""Words of the sheet of ComfyUI workflows."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("act.workflows", "ComfyUI workflows…"),
    say(
        "workflow-sheet.lead",
        "Drop a picture or clip that ComfyUI saved here, or the file from Workflow > Export (API). What is guessed "
        "wrong is put right below.",
    ),
    say("workflow-sheet.add", "Add from a file…"),
    say("workflow-sheet.kinds", "Workflows ({endings})"),
    say("workflow-sheet.one", "{name} ({workflow}, {origin})"),
    say("workflow-sheet.wrong", "{file}: {why}"),
    say("workflow-sheet.lacks", "When {name} was tested: {note}"),
    say("workflow-sheet.added", "Added {workflow}. Test your ComfyUI connection to hear whether it runs there."),
    say("workflow-sheet.kept", "{workflow} is changed. New takes are made so."),
    say(
        "workflow-sheet.kept-own",
        "Your own {workflow} is used from now on. Removed, it gives way to the one that came along.",
    ),
    say("workflow-sheet.slot-prompt", "Prompt"),
    say("workflow-sheet.slot-negative", "Negative prompt"),
    say("workflow-sheet.slot-seed", "Seed"),
    say("workflow-sheet.slot-width", "Width"),
    say("workflow-sheet.slot-height", "Height"),
    say("workflow-sheet.slot-frames", "Number of frames"),
    say("workflow-sheet.slot-fps", "Frames a second"),
    say("workflow-sheet.slot-first", "First frame"),
    say("workflow-sheet.slot-last", "Last frame"),
    say("workflow-sheet.slot-name", "File name"),
    say("workflow-sheet.place", "{kind} ({node}): {input}"),
    say("workflow-sheet.place-titled", "{title} ({kind}, {node}): {input}"),
    say("workflow-sheet.guessed", "{place} – guessed"),
    say("workflow-sheet.nowhere", "Nowhere"),
    say("workflow-sheet.several", "Several places…"),
    say("workflow-sheet.several-title", "Several places"),
    say("workflow-sheet.several-lead", "{slot}: the same value goes to every place that is ticked."),
    say("workflow-sheet.several-go", "Use these places"),
    say("workflow-sheet.new", "New workflow"),
    say("workflow-sheet.new-go", "Add"),
    say("workflow-sheet.new-lead", "{file} holds a workflow. Shots choose it by its name."),
    say("workflow-sheet.name", "Name"),
    say("workflow-sheet.bad-name", "The name needs a Latin letter or a digit."),
    say("workflow-sheet.has-name", "You have a workflow {workflow} already."),
    say("workflow-sheet.shipped-name", "{workflow} comes with Fourbeat. Yours can be used instead of it."),
    say("workflow-sheet.no-prompt", "No text here feeds a sampler. Choose where the prompt goes."),
    say("workflow-sheet.replace", "Replace it"),
    say("workflow-sheet.call-it", "Call it {free}"),
    say("workflow-sheet.remove", "Remove…"),
    say("workflow-sheet.remove-go", "Remove"),
    say("workflow-sheet.remove-lead", "{workflow} goes, with its slots. The file you took it from stays where it is."),
    say("workflow-sheet.remove-own", "Your {workflow} goes, with its slots. The one that came along is used again."),
)
