"""The words of workflows as people keep them, and of their commands."""

from __future__ import annotations

from .entry import say

WORDS = (
    say("workflow.not-found.title", "No such workflow"),
    say("workflow.not-found", "There is no workflow {workflow}. Known: {known}."),
    say("workflow.came-along.title", "Workflow came with Fourbeat"),
    say("workflow.came-along", "{workflow} comes with Fourbeat and stays. Only workflows you added can be removed."),
    say("workflow.not-written.title", "Workflow cannot be kept"),
    say("workflow.not-written", "{file} cannot be written. {detail}"),
    say("workflow.no-file.title", "File is not there"),
    say("workflow.no-file", "{file} is not there."),
    say("workflow.unreadable.title", "File cannot be read"),
    say("workflow.unreadable", "{file} cannot be read. {detail}"),
    say("workflow.bad-name.title", "Name cannot be used"),
    say("workflow.bad-name", "A workflow's name needs a Latin letter or a digit. Give it one with --name."),
    say("workflow.has-name.title", "There is such a workflow"),
    say(
        "workflow.has-name",
        "You have a workflow {workflow}. Give this one another name, such as --name {free}, or replace yours and its "
        "slots with --replace.",
    ),
    say("workflow.shipped-name.title", "A workflow of Fourbeat has this name"),
    say(
        "workflow.shipped-name",
        "{workflow} comes with Fourbeat. Give yours another name, such as --name {free}, or use it instead of the one "
        "that came along with --replace.",
    ),
    say("workflow.bad-place.title", "Not a place"),
    say("workflow.bad-place", "{place} is no place in a graph. Write it as NODE.INPUT, such as 6.text."),
    say("workflow.bad-slot.title", "Not a slot"),
    say("workflow.bad-slot", "There is no slot {slot}. Slots: {known}."),
    say("workflow.no-place.title", "No such place"),
    say(
        "workflow.no-place",
        "{slot} cannot go to {node}.{input}: there is no such input with a value of its own. Look it up in the export.",
    ),
    say("workflow.own", "yours"),
    say("workflow.shipped", "included"),
    say("workflow.spoilt", "{file} cannot be read and is left out. Add the workflow again."),
    say("workflow.added", "Added the workflow {workflow}. It is a model of every ComfyUI connection now."),
    say("workflow.removed", "Removed the workflow {workflow}."),
    say(
        "workflow.makes",
        "{fps} frames a second, lengths in steps of {step}, sizes in steps of {grid}, at most {longest} s.",
    ),
    say("workflow.needs", "Needs {file} in the folder {folder} (seen at {source})."),
    say("help.workflow", "Keep the ComfyUI workflows that clips are asked of."),
    say("help.workflow-list", "List the workflows."),
    say("help.workflow-show", "Show where a workflow's slots are, and what it needs."),
    say("help.workflow-add", "Add a workflow from API JSON, or from a picture or clip that ComfyUI saved."),
    say("help.workflow-slot", "Say where slots are; an empty place removes a slot."),
    say("help.workflow-remove", "Remove a workflow that you added."),
    say("option.workflow-name", "What to call it. Without it: the file's name."),
    say("option.workflow-replace", "Replace the workflow of that name, with its slots."),
    say("option.workflow-slot", "Where a slot is, where the guess is wrong."),
    say("column.workflow", "Workflow"),
    say("column.origin", "Origin"),
    say("column.slots", "Slots"),
    say("column.slot", "Slot"),
    say("column.place", "Place"),
)
