"""Words of the Rights panel's tabs for complaints and for reports to rightsholders."""

from .entry import count, say

WORDS = (
    say("complaints-tab.tab", "Complaints"),
    say("complaints-tab.hint", "What others say of the film. Until a takedown ends, its takes stay out of the cut."),
    say("complaints-tab.add", "Write one down…"),
    say("complaints-tab.add-lead", "Who it comes from can be erased later. Name nobody in the words themselves."),
    say("complaints-tab.keep", "Keep it"),
    say("complaints-tab.decide", "Decide…"),
    say("complaints-tab.decide-lead", "How does {kind} {code} end?"),
    say("complaints-tab.contact", "How to reach them"),
    say("complaints-tab.about-hint", "What they say"),
    say("complaints-tab.subject", "About whom"),
    say("complaints-tab.takes", "Takes"),
    say("complaints-tab.takes-hint", "010/t2, a code or a file, with commas between"),
    count("complaints-tab.added", "Written down. It concerns {n} take.", "Written down. It concerns {n} takes."),
    count("complaints-tab.open", "{n} complaint is open", "{n} complaints are open"),
    say("complaints-tab.none", "There are none"),
    say("complaints-tab.all-decided", "All are decided"),
    say("reports-tab.tab", "Reports"),
    say(
        "reports-tab.hint",
        "Tells a rightsholder what was asked for, decided, made and seen. Of all that is not theirs, digests only.",
    ),
    say("reports-tab.who", "To"),
    say("reports-tab.touched", "is touched"),
    say("reports-tab.reading", "Looking through the film"),
    say("reports-tab.nobody", "No pack in use has a holder"),
    say("reports-tab.write", "Write the report…"),
    say("reports-tab.files", "Pages (*.html)"),
)
