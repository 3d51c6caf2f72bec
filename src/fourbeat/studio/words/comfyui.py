"""The words of ComfyUI: workflows that cannot be read, what a server lacks, and how graphs fail."""

from __future__ import annotations

from .entry import say

WORDS = (
    # Workflows
    say("comfyui.too-large.title", "Workflow is too large"),
    say("comfyui.too-large", "A workflow has at most {most} MB. Choose the file that ComfyUI exported."),
    say("comfyui.nothing-inside.title", "No workflow in this picture"),
    say(
        "comfyui.nothing-inside",
        "This picture carries no workflow. Choose one that ComfyUI saved itself, or export the workflow with "
        "Workflow > Export (API).",
    ),
    say("comfyui.no-workflow.title", "Not a workflow"),
    say(
        "comfyui.no-workflow",
        "This is no ComfyUI workflow in API format. In ComfyUI choose Workflow > Export (API) and add that file.",
    ),
    say("comfyui.ui-format.title", "Workflow of the editor"),
    say(
        "comfyui.ui-format",
        "This file holds only what ComfyUI's editor saves, which servers do not accept. Open it in ComfyUI, choose "
        "Workflow > Export (API), and add that file.",
    ),
    say("comfyui.no-prompt.title", "No place for a prompt"),
    say(
        "comfyui.no-prompt",
        "No text in this workflow feeds a sampler, so nobody knows where the prompt goes. Name the place: "
        "prompt=NODE.INPUT.",
    ),
    say("comfyui.bad-file.title", "Workflow file is damaged"),
    say("comfyui.bad-file", "This workflow file cannot be read. Add the workflow again from ComfyUI's export."),
    say("comfyui.slot-gone.title", "Workflow has changed"),
    say("comfyui.slot-gone", "The workflow has no input {input} in node {node} for {slot} any more. Add it again."),
    say("comfyui.no-such-workflow.title", "No such workflow"),
    say("comfyui.no-such-workflow", "There is no workflow {workflow}. Known: {known}."),
    say("comfyui.only-new.title", "Workflows make new clips"),
    say("comfyui.only-new", "A workflow makes new clips. Remix with a frame of the take instead."),
    say("comfyui.no-slot.title", "No place for this picture"),
    say("comfyui.no-slot", "{workflow} has no place for {role}. Choose another workflow, or remove the picture."),
    # The server
    say("comfyui.not-comfyui.title", "Not ComfyUI"),
    say(
        "comfyui.not-comfyui",
        "{host} answers, but not as ComfyUI does. Check the address; ComfyUI's usual port is 8188.",
    ),
    say("comfyui.no-workflows", "No workflow has been added."),
    say("comfyui.nothing-runs.title", "No workflow can run there"),
    say("comfyui.nothing-runs", "{host} can run none of the workflows. {notes}"),
    say("comfyui.lacks", "{workflow} cannot run there: {lacks}."),
    say(
        "comfyui.lacks-account",
        "the node {node} asks a service that sells clips, and ComfyUI lets only people who are signed in there use it",
    ),
    say("comfyui.lacks-node", "the node {node} is not installed"),
    say("comfyui.lacks-file", "{file} is missing in the folder {folder} (seen at {source})"),
    say("comfyui.lacks-choice", "{node} does not know {file}"),
    say("comfyui.refused.title", "Not let in"),
    say("comfyui.refused", "{host} does not let Fourbeat in ({status}). Check the key and the header it goes into."),
    say("comfyui.answered.title", "Unexpected answer"),
    say("comfyui.answered", "{host} answered {status}. Check the address, and what ComfyUI says in its own window."),
    say("comfyui.busy", "{host} is busy and accepts nothing now ({status})."),
    say("comfyui.upload", "{host} did not accept a reference picture ({status})."),
    say("comfyui.changed", "The workflow {workflow} was changed after this was made ready. Queue it again."),
    say("comfyui.not-valid", "ComfyUI does not accept this graph. {detail}"),
    say("comfyui.no-clip.title", "Clip cannot be fetched"),
    say("comfyui.no-clip", "{host} does not give the clip out ({status}). It may have been removed there."),
    # How graphs end
    say("comfyui.nothing-saved", "The workflow ended without saving a clip. It needs a node such as Save Video."),
    say("comfyui.interrupted", "Somebody interrupted this at the server."),
    say("comfyui.out-of-memory", "{node} ran out of memory. Ask for a smaller size or a shorter clip. {detail}"),
    say("comfyui.node-failed", "{node} failed. {detail}"),
    say("comfyui.failed", "The workflow failed; ComfyUI does not say why. See its own window."),
)
