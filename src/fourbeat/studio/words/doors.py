"""Words of the doors: opening the window, the first screen's answers, and trouble that comes from outside."""

from .entry import count, say

WORDS = (
    # Whether there is a window
    say("window.not-possible.title", "The window cannot be opened"),
    say("window.not-possible", "No window was opened. {why}"),
    say("window.why.no-toolkit", "Its toolkit is not installed: run `python3 packaging/set_up.py --window`."),
    say("window.why.no-screen", "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set."),
    say("window.why.refused", "It ended as it began: {detail}"),
    say("window.raised", "The project is open already. Its window was asked to come to the front."),
    say("window.qt-refused", "Qt cannot start here: {detail}"),
    # The first screen
    say("first.name", "Your name"),
    say("first.name-hint", "It stands beside the changes you make, for those you share a project with."),
    say("first.building", "Making the demo"),
    say("first.opening", "Opening {folder}"),
    say("first.shots", "{done} of {all} shots are made"),
    say("first.joining", "Joining the shots into one film"),
    say("first.cancel", "Cancel"),
    say("first.cancelled", "Stopped. What was made is kept: the demo goes on from there."),
    say("first.stopping", "Stopping…"),
    say("opening.none-here.title", "No project in this folder"),
    say(
        "opening.none-here",
        "There is no Fourbeat project in {folder}. A project is a folder with the file project.fourbeat in it. If it "
        "was sent to you as one file such as a ZIP, unpack that first.",
    ),
    say("opening.several.title", "Several projects in this folder"),
    say("opening.several", "{folder} holds several projects: {names}. Choose the folder of one of them."),
    say("demo.incomplete.title", "The demo is not complete"),
    say("demo.incomplete", "Some of the demo could not be made.\n{jobs}"),
    # The new project
    say("new.idea", "The first shot in plain words (may be left empty)"),
    say("new.idea-example", "A lighthouse in fog. The lamp goes out."),
    say("new.script", "Script"),
    say("new.script-example", "No script"),
    say("new.script-pick", "Choose…"),
    # Trouble from outside, in the window's banner
    say("trouble.again", "Try again"),
    say("trouble.copy", "Copy what I typed"),
    say("trouble.words", "What happened and what to do"),
    say("trouble.copied", "Copied"),
    say("trouble.elsewhere", "Open another project…"),
    say("trouble.over", "The project can be written again. What you typed is saved."),
    say("trouble.typed", "What you type stays in this window and is saved as soon as that is possible."),
    count(
        "trouble.stopped",
        "What was being made has stopped; {n} job waits.",
        "What was being made has stopped; {n} jobs wait.",
    ),
    # Closing over work
    say("leave.finish", "Finish, then close"),
    say("leave.finishing", "The window closes once what is being made is done. Nothing new is started."),
    # Closing over words that could not be saved
    say("unsaved.title", "What you typed is not saved"),
    say("unsaved", "These words could not be saved. Copy them before you close, or stay and mend what is in the way."),
    say("unsaved.stay", "Stay"),
    say("unsaved.copy", "Copy and close"),
    say("unsaved.close", "Close without them"),
    say("unsaved.words", "What could not be saved"),
)
