"""Words for the film's numbers, and for shots split and joined."""

from .entry import count, say

WORDS = (
    say("step.renumber", "Number the shots anew"),
    say("step.lock-numbers", "Lock the shot numbers"),
    say("step.unlock-numbers", "Unlock the shot numbers"),
    say("step.split-shot", "Split shot {shot}"),
    say("step.join-shots", "Join shots {first} and {second}"),
    say("numbers.locked.title", "The numbers are locked"),
    say(
        "numbers.locked",
        "The shot numbers of this film are locked. Unlock them with `fourbeat shot lock --off`, then number anew.",
    ),
    say("numbers.locked-shot.title", "The numbers are locked"),
    say(
        "numbers.locked-shot",
        "Shot {shot} keeps its number: the numbers of this film are locked. "
        "Unlock them with `fourbeat shot lock --off` to change it.",
    ),
    say("sequence.not-found.title", "No such sequence"),
    say("sequence.not-found", "There is no sequence {label}. There are: {sequences}."),
    count("numbers.done", "{n} shot has a new number.", "{n} shots have a new number."),
    count("numbers.would", "{n} shot would get a new number.", "{n} shots would get a new number."),
    say("numbers.now-locked", "The shot numbers are locked. Shots that come later get numbers between them."),
    say("numbers.unlocked", "The shot numbers are unlocked."),
    say("board.split", "Shot {first} is split, {second} is its second half"),
    say("board.split-takes", "Shot {first} is split: its takes stay with {first}, none is chosen now"),
    say("board.joined", "Shots {first} and {second} are joined"),
    say("board.joined-takes", "Shots {first} and {second} are joined, no take is chosen now"),
    say("split.outside.title", "Nothing to split there"),
    say(
        "split.outside",
        "Shot {shot} has {frames} frames and cannot be split before frame {frame}. Name a moment inside it.",
    ),
    say("split.done", "Shot {first} is now {length} s long, shot {second} behind it {rest} s."),
    say("join.not-neighbours.title", "These two do not follow one another"),
    say(
        "join.not-neighbours",
        "Only a shot and the one right behind it in the same scene can be joined, and {second} is not behind {first}.",
    ),
    say("join.too-long.title", "Too much text for one shot"),
    say(
        "join.too-long",
        "Shots {first} and {second} say more together than one brief holds ({most} letters a field). "
        "Shorten one of them first.",
    ),
    say(
        "join.done", "Shot {first} now holds both and is {seconds} s long. Shot {second} is in the bin with its takes."
    ),
    say("column.was", "Was"),
    say("column.number", "Number"),
    say("act.split", "Split in two"),
    say("act.join", "Join with the next"),
    say("act.numbers", "Shot numbers…"),
    say("numbers-sheet.title", "Shot numbers"),
    say("numbers-sheet.lead", "A number is a label: briefs and takes stay with their shot whatever it is called."),
    say("numbers-sheet.scheme", "How shots are numbered"),
    say("numbers-sheet.tens", "010, 020, 030: in tens, anew in every sequence"),
    say("numbers-sheet.letters", "1A, 1B, 2A: scene and letter"),
    say("numbers-sheet.dashes", "1-1, 1-2, 2-1: scene and shot"),
    say("numbers-sheet.running", "C001, C002: through the whole film"),
    say("numbers-sheet.netflix", "010_1_0010: sequence, scene and shot"),
    say("numbers-sheet.locked", "Numbers are locked; later shots get numbers between them"),
    say("numbers-sheet.changes", "What changes"),
    say("numbers-sheet.change", "{was} → {number}: {title}"),
    say("numbers-sheet.nothing", "Every shot already has the number it would get."),
    say("numbers-sheet.go", "Number anew"),
    say("help.shot-renumber", "Number the shots anew in board order; `--dry-run` only shows what would change."),
    say("help.shot-lock", "Lock the shot numbers, as when a script goes out; later shots get numbers between them."),
    say("help.shot-split", "Split a shot in two, in its middle or at a moment. Beats and lines stay at theirs."),
    say("help.shot-join", "Join a shot with the one that follows it. The second goes to the bin with its takes."),
    say("option.scheme", "tens (010 020), letters (1A 1B), dashes (1-1 1-2), running (C001 C002), or netflix."),
    say("option.sequence-only", "Only the shots of this sequence, by its number."),
    say("option.renumber-dry", "Show the new numbers, change nothing."),
    say("option.lock-off", "Unlock them."),
    say("option.split-at", "Seconds from the beginning of the shot."),
)
