"""Words of the manual: its sheet in the window, its command, and the list of keys."""

from .entry import say

WORDS = (
    say("help.help", "Read the manual: list its pages, show one, or find words in it."),
    say("option.help-find", "Find the pages that hold these words."),
    say("column.page", "Page"),
    say("column.title", "Title"),
    say("manual.how", "Show one with `fourbeat help PAGE`. In the window, F1 lists every key."),
    say("manual.no-such-page.title", "No such page"),
    say("manual.no-such-page", "The manual has no page called {page}. There are: {pages}."),
    say("manual.unreadable.title", "A page of the manual cannot be read"),
    say("manual.unreadable", "{file} cannot be read ({detail}). Install Fourbeat again to put the page {page} back."),
    say("manual.nothing", "No page speaks of “{words}”."),
    # The sheet
    say("manual.title", "Help"),
    say("manual.pages", "Pages of the manual"),
    say("manual.find", "Find in the manual"),
    say("manual.back", "Back to the page before"),
    say("manual.forward", "Forward again"),
    # Keys
    say("keys.title", "List of keys"),
    say(
        "keys.lead", "Keys of a panel work while that panel has the keyboard. Plain letters never act while you write."
    ),
    say("keys.everywhere", "Everywhere"),
    say("keys.here", "Keys of this panel"),
    say("keys.all", "All keys"),
)
