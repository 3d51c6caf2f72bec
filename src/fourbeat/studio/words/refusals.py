"""Words of what generators refuse: their house rules, what this film has learned of them, and what to do then."""

from .entry import count, say

WORDS = (
    # What data says that cannot be so
    say("house-rules.unknown", "“{name}” is nothing that can be said of what a generator refuses. Known are: {known}."),
    say("house-rules.unknown.title", "No such house rule"),
    say("house-rules.wrong", "What is written of a generator's refusals cannot be so: {problems}."),
    say("house-rules.wrong.title", "A house rule that cannot be"),
    # Who says it
    say("house-rules.source", "{source} ({day})"),
    say("house-rules.own", "You wrote this down yourself"),
    say("house-rules.why-words", "Safety filters are what most requests fail at. Show what is seen in other words."),
    say("house-rules.why-faces", "A picture with a face stops the whole request. Use one without."),
    say("house-rules.why-people", "Such requests are stopped whatever the brief says. Show somebody made up."),
    say("house-rules.charged", "What is blocked is charged like a finished clip."),
    say(
        "house-rules.suspends",
        "What is blocked is charged like a finished clip, and an account with too many of them is closed.",
    ),
    say("house-rules.free", "What is blocked before anything is made is not charged."),
    say("house-rules.category-violence", "violence"),
    say("house-rules.category-sexual", "nudity and sex"),
    say("house-rules.category-minors", "children and young people"),
    say("house-rules.category-self-harm", "self-harm"),
    say("house-rules.category-hate", "hate"),
    say("house-rules.category-dangerous", "weapons, drugs and terror"),
    # What is found
    say("lint.words-refused", "“{words}” may stop {model}: it refuses {kind}."),
    say(
        "lint.words-refused-negated",
        "“{words}” is only named to be kept out, and may stop {model} all the same: it refuses {kind}.",
    ),
    say("lint.words-refused-own", "“{words}” may stop {model}."),
    say("lint.faces-refused-real", "“{name}” shows a real person. {model} accepts no pictures with faces."),
    say(
        "lint.faces-refused-made",
        "“{name}” shows a made-up person. {model} accepts no faces that look real.",
    ),
    say("lint.faces-unsaid", "Nobody has said what “{name}” shows. {model} accepts no pictures with faces."),
    say("lint.people-refused", "{name} is a real person. {model} shows no real people."),
    say("lint.refused-before", "{model} refused exactly these words for shot {shot} on {day}."),
    say("lint.refused-before-nearly", "{model} refused nearly these words for shot {shot} on {day}."),
    say(
        "lint.refused-before-without",
        "{model} refused nearly these words for shot {shot} on {day}. Gone since then: {words}.",
    ),
    say(
        "lint.words-refused-before",
        "“{words}” stood in what {model} refused for the shots {shots}, and in nothing that it made.",
    ),
    say("lint.why.rules-unread", "What you wrote of this generator is not looked for until it is put right."),
    say("lint.why.words-refused", "Safety filters are what most requests fail at."),
    say("lint.why.faces-refused", "A picture with a face stops the whole request."),
    say("lint.why.faces-unsaid", "Whether a face is seen in it only you can tell."),
    say("lint.why.people-refused", "Such requests are stopped whatever the brief says."),
    say(
        "lint.why.refused-before",
        "The same words bring the same answer. Change them, or send anyway: a clip that comes clears this.",
    ),
    say(
        "lint.why.words-refused-before",
        "What only refused prompts have in common may be the reason. A clip with it clears this.",
    ),
    say("lint.source.film", "What happened in this film"),
    say("refused.source", "Job {job} in the queue of this film"),
    # What certainly would be refused
    say(
        "request.prompt-too-long",
        "The prompt of shot {shot} has {n} letters, and {model} reads {most}: it would be refused. Shorten it.",
    ),
    say("request.prompt-too-long.title", "The prompt is too long"),
    say("lint.tell-source", "source: {source}"),
    # Before sending
    say("send.warned", "Shot {shot}: {why}"),
    count(
        "send.warned-more",
        "{n} more warning about what generators may refuse: `fourbeat check` tells it.",
        "{n} more warnings about what generators may refuse: `fourbeat check` tells them.",
    ),
    say("send.warned-title", "The generator may refuse this"),
    # What a refusal was, and what to try next
    say("aftermath.before", "Refused before anything was made"),
    say("aftermath.after", "Refused after it was made"),
    say("aftermath.ours", "Stopped here, nothing was sent"),
    say("aftermath.state-before", "refused before anything was made"),
    say("aftermath.state-after", "refused after it was made"),
    say("aftermath.state-ours", "stopped here"),
    say("aftermath.see", "`fourbeat queue show {job}` tells what was answered, and what to try next."),
    say("aftermath.charged-no", "Not charged."),
    say("aftermath.charged-yes", "It was charged."),
    say("aftermath.charged-sum", "Charged: {sum}."),
    say(
        "aftermath.charged-unknown",
        "Nobody has said whether it was charged. Look at the bill, then `fourbeat budget settle {job}` keeps it.",
    ),
    say(
        "aftermath.said-yes",
        "It does not say whether this was charged; such a block is charged, says: {source}. Look at the bill, then "
        "`fourbeat budget settle {job}` keeps it.",
    ),
    say(
        "aftermath.said-no",
        "It does not say whether this was charged; such a block is not charged, says: {source}. Look at the bill, then "
        "`fourbeat budget settle {job}` keeps it.",
    ),
    say("aftermath.next", "What to try next"),
    say(
        "aftermath.step-not-again", "Do not send it again as it is: too many such requests close the account. {source}"
    ),
    say("aftermath.step-words", "Say these words otherwise: {words}."),
    say("aftermath.step-rephrase", "Say otherwise what is seen: plainly, without a word that could mean harm."),
    say("aftermath.step-face", "Send it without these pictures, which show somebody: {names}."),
    say("aftermath.step-picture", "The answer may mean a picture. Send it without: {names}."),
    say("aftermath.step-seed", "Another take with the same words may come out otherwise; it is a new request."),
    say("aftermath.step-elsewhere", "Move the shot to a generator of which no such rule is known: {generators}."),
    say("aftermath.step-review", "If it is a mistake, ask the provider to look at it again, and name {id}."),
    say("aftermath.answer", "What was answered, word for word"),
    say("aftermath.no-answer", "No answer was kept."),
    say("aftermath.code", "Code: {code}"),
    say("help.queue-show", "Tell a job's whole story: each try, what was answered, and what to do after a refusal."),
    say("queue.show-head", "{job}: {what}"),
    say("queue.show-try", "Try {number}, {at}: {how}"),
    say("queue.show-known-as", "The provider knows it as {id}."),
    # In the window
    say("act.queue-story", "Tell the job's whole story"),
    say("story-sheet.title", "The story of a job"),
    say("story-sheet.copy", "Copy all of it"),
    say("story-sheet.copied", "The story is on the clipboard."),
    say("story-sheet.text", "The whole story"),
    say("story-sheet.short", "{kind}, {charged}. {key} tells the whole story, and what to try next."),
    say("aftermath.short-yes", "charged"),
    say("aftermath.short-no", "not charged"),
    say("aftermath.short-unknown", "charge not known"),
    count("send.warned-rest", "{n} more", "{n} more"),
    say("refusals-tab.tab", "Refusals"),
    say(
        "refusals-tab.hint",
        "What generators would not make though it had passed here. Say what each was; nothing is sent again by itself.",
    ),
    count("refusals-tab.open", "{n} refusal waits for your word", "{n} refusals wait for your word"),
    say("refusals-tab.all-answered", "All have been answered"),
    say("refusals-tab.row", "Shot {shot} · {generator} · refused {when}"),
    say("refusals-tab.code", "Refusal {code}"),
    say("refusals-tab.right", "It was right"),
    say("refusals-tab.wrong", "It was a mistake"),
    say("refusals-tab.name", "A name was missed"),
    say("refusals-tab.dismiss", "Dismiss"),
    say("refusals-tab.story", "Whole story"),
    say(
        "refusals-tab.name-lead", "Write the name as it stands in what was refused. Then add it to a pack of your own."
    ),
    say("refusals-tab.which", "The name"),
    say("refusals-tab.which-hint", "As it stands in the prompt"),
    say("refusals-tab.whose", "Whose it is"),
    say("refusals-tab.named", "“{name}” is written down. Add it to a pack of your own under Packs."),
)
